import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { BarChart } from '../../../../renderer/ui/charts/bar-chart.tsx';
import type { BarRow } from '../../../../renderer/ui/charts/bar-chart.tsx';
import { chartPicture } from '../../../../renderer/ui/charts/chart-picture.ts';
import { ColumnChart } from '../../../../renderer/ui/charts/column-chart.tsx';
import type { Band } from '../../../../renderer/ui/charts/column-chart.tsx';
import { setAppearance } from '../../../../renderer/ui/appearance.ts';
import '../kitchen-sink.css';

const MONTHS = ['Jan', 'Feb', 'Mar'];

const bands = (open: (month: string) => void): Band[] =>
  MONTHS.map((month, at) => ({ key: month, label: month, values: [10 * (at + 1), 5], valueLabel: String(10 * (at + 1) + 5), name: `${month}, won ${10 * (at + 1)}`, target: 20, onOpen: at === 1 ? undefined : () => open(month) }));

async function showColumns(open: (month: string) => void, { isRightToLeft = false } = {}) {
  await page.viewport(800, 600);
  setAppearance({ theme: 'light', density: 'default' });
  const { container } = await render(
    <div dir={isRightToLeft ? 'rtl' : 'ltr'} className="w-150">
      <ColumnChart
        label="Forecast"
        width={600}
        isRightToLeft={isRightToLeft}
        isStacked
        series={[{ name: 'Won', fill: { colour: 'series1' } }, { name: 'Weighted', fill: { colour: 'series1', isHatched: true } }]}
        bands={bands(open)}
        tickText={String}
        targetName="Target"
      />
    </div>,
  );
  return container;
}

const mark = (name: string) => page.getByRole('button', { name });

describe('columns along time', () => {
  it('are one tab stop, and arrows, Home and End go from mark to mark', async () => {
    await showColumns(() => {});
    await userEvent.tab();
    await expect.element(mark('Jan, won 10')).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('img', { name: 'Feb, won 20' })).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.element(mark('Mar, won 30')).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(mark('Mar, won 30')).toHaveFocus();
    await userEvent.keyboard('{Home}');
    await expect.element(mark('Jan, won 10')).toHaveFocus();
    await userEvent.tab();
    expect(document.activeElement?.closest('svg')).toBeNull();
  });

  it('open what is behind a mark by Enter, Space and a click, and nothing where there is nothing', async () => {
    const open = vi.fn<(month: string) => void>();
    await showColumns(open);
    await mark('Jan, won 10').click();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{End} ');
    expect(open.mock.calls).toEqual([['Jan'], ['Jan'], ['Mar']]);
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    expect(open).toHaveBeenCalledTimes(3);
  });

  it('run from right to left where one reads so, for the arrows too', async () => {
    const container = await showColumns(() => {}, { isRightToLeft: true });
    const [jan, , mar] = [...container.querySelectorAll('[aria-label*="won"]')].map((element) => element.getBoundingClientRect().left);
    expect(jan).toBeGreaterThan(mar!);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await expect.element(mark('Mar, won 30')).toHaveFocus();
  });

  it('tell one series from another by a pattern, and the target by a line', async () => {
    const container = await showColumns(() => {});
    expect(container.querySelectorAll('rect[fill^="url(#"]')).toHaveLength(4);
    expect(container.querySelectorAll('rect.fill-series1')).toHaveLength(4);
    const line = container.querySelector('path[d*="H"][stroke-width]:last-of-type');
    expect(line?.getAttribute('d')?.match(/H/g)).toHaveLength(3);
  });

  it('leave nothing for axe to find', async () => {
    const container = await showColumns(() => {});
    const { violations } = await axe.run(container, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
});

const LONG = 'Gartenpflegevertragsverlängerungsverhandlungen für die denkmalgeschützte Orangerie und ihre Wirtschaftsgebäude'.slice(0, 120);

describe('bars one below the other', () => {
  const rows: BarRow[] = [
    { key: 'a', label: LONG, value: 8, valueLabel: '8', fill: { colour: 'series3' }, name: `${LONG}, 8 deals`, figures: ['80%'], onOpen: () => {} },
    { key: 'b', label: 'Price', value: 4, valueLabel: '4', fill: { colour: 'series4', isHatched: true }, name: 'Price, 4 deals', figures: ['50%'], onOpen: () => {} },
  ];

  it('cut a long name, keep it for whoever asks, and stay within their width', async () => {
    const { container } = await render(<BarChart label="Reasons" width={300} isRightToLeft={false} rows={rows} figureTitles={['Went on']} />);
    const svg = container.querySelector('svg')!;
    expect(svg.querySelector('title')?.textContent).toBe(LONG);
    await expect.element(mark(`${LONG}, 8 deals`)).toBeInTheDocument();
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      expect([box.left >= frame.left - 1, box.right <= frame.right + 1], text.textContent).toEqual([true, true]);
    }
  });

  it('are as long as their values', async () => {
    const { container } = await render(<BarChart label="Reasons" width={500} isRightToLeft={false} rows={rows} />);
    const solid = Number(container.querySelector('rect.fill-series3')?.getAttribute('width'));
    const hatched = Number(container.querySelector('rect[fill^="url(#"]')?.getAttribute('width'));
    expect((hatched + 1) / solid).toBeCloseTo(0.5, 5);
  });
});

describe('a picture of a chart', () => {
  it('has its bars in their colours on the ground of the page', async () => {
    const container = await showColumns(() => {});
    const frame = container.firstElementChild as HTMLElement;
    frame.style.background = 'rgb(255, 255, 255)';
    const picture = await createImageBitmap(await chartPicture(frame, 'Forecast', 1));
    expect([picture.width, picture.height]).toEqual([frame.clientWidth + 48, frame.clientHeight + 88]);
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    pen.drawImage(picture, 0, 0);
    const at = (x: number, y: number) => [...pen.getImageData(x, y, 1, 1).data];
    const solid = container.querySelectorAll('rect.fill-series1')[3]!.getBoundingClientRect();
    const box = frame.getBoundingClientRect();
    expect(at(solid.left - box.left + 24 + solid.width / 2, solid.bottom - box.top + 64 - 4)).toEqual([0x2e, 0x37, 0xda, 255]);
    expect(at(2, 2)).toEqual([255, 255, 255, 255]);
  });
});
