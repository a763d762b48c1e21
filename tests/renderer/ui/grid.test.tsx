import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showSink } from './show-sink.tsx';

const grid = () => page.getByRole('grid').element() as HTMLElement;
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')];
const activeText = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent;
const row = (index: number) => document.querySelector<HTMLElement>(`[data-row="${index}"]`);

async function showList(setting: Partial<Parameters<typeof showSink>[0]> = {}) {
  await showSink({ path: '/list', rowCount: 100_000, ...setting });
  await expect.poll(() => rows().length).toBeGreaterThan(5);
  grid().focus();
}

describe('a grid of 100,000 rows', () => {
  it('keeps at most 80 of them in the page, at any height and density', async () => {
    await showList({ height: 1080, width: 1920, density: 'compact' });
    grid().scrollTop = 1_000_000;
    await expect.poll(() => row(Math.floor(1_000_000 / 28))).not.toBeNull();
    expect(rows().length).toBeLessThanOrEqual(80);
    expect(grid().getAttribute('aria-rowcount')).toBe('100001');
    expect(rows()[0]?.getAttribute('aria-rowindex')).toBe(String(Number(rows()[0]?.dataset['row']) + 2));
  });

  it('says which rows are in sight as it is scrolled', async () => {
    const onRangeChange = vi.fn();
    await showList({ onRangeChange });
    grid().scrollTop = 36 * 5_000;
    await expect.poll(() => onRangeChange.mock.lastCall?.[0]).toBeGreaterThan(4_900);
    const [first, last] = onRangeChange.mock.lastCall ?? [];
    expect(first).toBeLessThanOrEqual(5_000);
    expect(last).toBeGreaterThan(5_000 + 10);
    expect(last - first).toBeLessThan(80);
  });

  it('shows bars for rows that are not there yet', async () => {
    await showList({ loadedRows: 2 });
    expect(row(1)?.getAttribute('aria-busy')).toBeNull();
    expect(row(2)?.getAttribute('aria-busy')).toBe('true');
  });
});

describe('keys', () => {
  it('is one tab stop, and the focus never leaves it while rows move', async () => {
    await showList();
    await userEvent.keyboard('{ArrowDown}j{PageDown}{End}');
    expect(document.activeElement).toBe(grid());
    expect(activeText()).toContain('€');
    expect(grid().getAttribute('aria-activedescendant')).toMatch(/-99999$/);
    expect(row(99_999)).not.toBeNull();
    await userEvent.keyboard('{Home}k');
    expect(grid().getAttribute('aria-activedescendant')).toMatch(/-head-0$/);
  });

  it('goes along the cells with the arrows and back to the row', async () => {
    await showList();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(activeText()).toBe('Brännö Båtklubb');
    await userEvent.keyboard('{Escape}');
    expect(grid().getAttribute('aria-activedescendant')).toMatch(/-row-0$/);
  });

  it('mirrors left and right where the page is written from right to left', async () => {
    await showList({ locale: 'ar-EG' });
    expect(getComputedStyle(grid()).direction).toBe('rtl');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(activeText()).toBe('Brännö Båtklubb');
  });

  it('ticks with X and extends with Shift and the arrows', async () => {
    await showList();
    await userEvent.keyboard('{ArrowDown}x{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await expect.element(page.getByRole('toolbar').getByText('3 selected')).toBeVisible();
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await expect.element(page.getByRole('toolbar').getByText('2 selected')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('toolbar')).not.toBeInTheDocument();
  });

  it('ticks every row with Mod+A without knowing them', async () => {
    await showList({ loadedRows: 10 });
    await userEvent.keyboard('{Control>}a{/Control}');
    await expect.element(page.getByText('100,000 selected')).toBeVisible();
    await userEvent.keyboard('x');
    await expect.element(page.getByText('99,999 selected')).toBeVisible();
  });

  it('sorts from the head and makes a column wider there', async () => {
    await showList();
    await userEvent.keyboard('{ArrowUp}{ArrowRight}{Enter}');
    const head = page.getByRole('columnheader', { name: 'Organisation' });
    await expect.element(head).toHaveAttribute('aria-sort', 'ascending');
    const before = head.element().getBoundingClientRect().width;
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await expect.poll(() => head.element().getBoundingClientRect().width).toBe(before + 16);
  });

  it('opens the menu of the current row with Shift+F10 and returns the focus', async () => {
    await showList();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    await expect.element(page.getByRole('menu')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(grid());
  });
});

describe('editing a cell', () => {
  it('saves with Enter and gives the focus back to the grid', async () => {
    await showList();
    await userEvent.keyboard('{ArrowDown}{F2}');
    await expect.poll(() => document.activeElement?.tagName).toBe('INPUT');
    await userEvent.keyboard('Grace Hopper{Enter}');
    await expect.poll(() => row(1)?.textContent).toContain('Grace Hopper');
    await expect.poll(() => document.querySelector('[aria-live=polite][data-live-announcer]')?.textContent).toContain('Saved');
    expect(document.activeElement).toBe(grid());
  });

  it('goes on to the next cell with Tab and leaves with Esc', async () => {
    await showList();
    await userEvent.keyboard('{F2}Grace{Tab}');
    await expect.poll(() => (document.activeElement as HTMLInputElement).ariaLabel).toBe('Last contact');
    await userEvent.keyboard('never{Escape}');
    await expect.poll(() => document.activeElement).toBe(grid());
    expect(row(0)?.textContent).toContain('Grace');
    expect(row(0)?.textContent).not.toContain('never');
  });

  it('keeps what was typed when it cannot be saved', async () => {
    await showList({ onSave: () => Promise.reject(new Error('disk full')) });
    await userEvent.keyboard('{F2}Grace{Enter}');
    await expect.poll(() => document.activeElement?.getAttribute('aria-invalid')).toBe('true');
    expect((document.activeElement as HTMLInputElement).value).toBe('Grace');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => row(0)?.textContent).toContain('Ada Lindqvist');
  });
});

describe('the pointer', () => {
  it('makes a row current, ticks with the box, and a range with Shift', async () => {
    await showList();
    await userEvent.click(row(2)!.querySelector('[data-tick]')!);
    await userEvent.click(row(5)!.querySelector('[data-tick]')!, { modifiers: ['Shift'] });
    await expect.element(page.getByText('4 selected')).toBeVisible();
    expect(document.activeElement).toBe(grid());
  });

  it('draws a column wider', async () => {
    await showList();
    const head = page.getByRole('columnheader', { name: 'Organisation' }).element();
    const before = head.getBoundingClientRect();
    const handle = head.querySelector('[data-resize]')!;
    const at = { bubbles: true, button: 0, pointerId: 1, clientY: before.top + 10 };
    handle.setPointerCapture = () => {};
    handle.dispatchEvent(new PointerEvent('pointerdown', { ...at, clientX: before.right }));
    handle.dispatchEvent(new PointerEvent('pointermove', { ...at, clientX: before.right + 40 }));
    handle.dispatchEvent(new PointerEvent('lostpointercapture', at));
    await expect.poll(() => head.getBoundingClientRect().width).toBe(before.width + 40);
  });
});

describe('where it is narrow', () => {
  it('gives each row two lines and opens at a tap', async () => {
    await showList({ width: 375 });
    expect(row(0)?.getBoundingClientRect().height).toBe(60);
    expect(row(0)?.textContent).toContain('Ada LindqvistBrännö Båtklubb');
    expect(document.documentElement.scrollWidth).toBe(375);
  });
});
