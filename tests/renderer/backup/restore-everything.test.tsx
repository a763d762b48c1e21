import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { OpenedRow } from '../../../core/api/restore.ts';
import { CallError } from '../../../core/call.ts';
import { useRestoreSession } from '../../../renderer/features/restore/session.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { idOf, type showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { LONG, aCount, aDifference, aLook, anOpened, anOpenedRow } from './backup-answers.ts';
import { chooseAnew, showOpened, text, violations } from './show-restore.tsx';

beforeEach(chooseAnew);

describe('everything in a backup', () => {
  const everybody = Array.from({ length: 100_000 }, (_, n): OpenedRow => anOpenedRow(n + 1));

  async function showEverything(rows: readonly OpenedRow[], { deals = [], opened = {}, view = {}, options = {} }: { deals?: readonly OpenedRow[]; opened?: Answers['opened']; view?: Parameters<typeof anOpened>[0]; options?: Parameters<typeof showFeature>[2] } = {}): Promise<Shown> {
    const shown = await showOpened([aCount()], [aDifference(1)], {
      view: { counts: { person: rows.length, deal: deals.length }, ...view },
      options,
      opened: {
        everything: ({ what, words, limit, offset }) => {
          const found = (what === 'deals' ? deals : rows).filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
          return { rows: found.slice(offset, offset + limit), total: found.length };
        },
        look: ({ id }) => aLook({ state: 'not-here', id, name: rows.find((row) => row.id === id)?.name ?? '' }),
        ...opened,
      },
    });
    await userEvent.click(page.getByRole('radio', { name: 'Everything in it' }));
    return shown;
  }
  const grid = () => page.getByRole('grid', { name: 'Everything in it' });
  const found = () => page.getByRole('row').elements().slice(1).map((row) => row.textContent);

  it('is found by typing a name, seen as it was, and brought back, all with the keyboard', async () => {
    const shown = await showEverything(everybody, { opened: { bringBack: () => ({ changeId: idOf(900), records: { person: 1, organisation: 0, entry: 0, reminder: 0, deal: 0 }, parts: 0, fields: 0, left: 0, filesMissing: 0, ids: [] }) } });
    await expect.element(page.getByRole('textbox', { name: 'Find in the backup' })).toHaveFocus();
    await expect.element(page.getByRole('status').getByText('100,000 found')).toBeVisible();
    await userEvent.keyboard('person 4711');
    await expect.element(page.getByRole('status').getByText('11 found')).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(grid()).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    const dialog = page.getByRole('dialog', { name: 'Person 47110', exact: true });
    await expect.element(dialog.getByText(/It is not here any longer/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Bring back' }));
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Brought back: 1 record');
    expect(shown.calls.find(({ name }) => name === 'opened.bringBack')?.input).toMatchObject({ records: [{ kind: 'person', id: idOf(47_110) }] });
    await expect.element(grid()).toHaveFocus();
    // What is found first is a key away, and so is the field.
    await userEvent.keyboard('{Control>}f{/Control}');
    await expect.element(page.getByRole('textbox', { name: 'Find in the backup' })).toHaveFocus();
    await userEvent.keyboard('person 99{Enter}');
    await expect.element(page.getByRole('dialog', { name: 'Person 99', exact: true })).toBeVisible();
  });

  it('is opened by Enter once it is found, and not before another is', async () => {
    let find: (() => void) | undefined;
    await showEverything([], { opened: { everything: async ({ words }) => {
      if (words === 'late') await new Promise<void>((resolve) => { find = resolve; });
      return { rows: [anOpenedRow(1, { name: words === 'late' ? 'Late Night' : 'First Light' })], total: 1 };
    } } });
    await expect.poll(() => found()[0]).toContain('First Light');
    await userEvent.keyboard('late{Enter}');
    await expect.poll(() => page.getByRole('status').getByText('1 found').query()).toBeNull();
    await expect.poll(() => find).toBeDefined();
    expect(page.getByRole('dialog').query()).toBeNull();
    find?.();
    await expect.element(page.getByRole('dialog', { name: 'Late Night' })).toBeVisible();
  });

  it('comes in the pages that are in sight, wherever one scrolls', async () => {
    await showEverything(everybody);
    await expect.poll(() => found()[0]).toContain('Person 1');
    expect(found().length).toBeLessThan(80);
    grid().element().scrollTop = 36 * 80_000;
    await expect.poll(() => found().some((row) => row?.includes('Person 80005'))).toBe(true);
    expect(found().length).toBeLessThan(80);
  });

  it('has its deals too, says where nothing is found, and tries again where it could not be had', async () => {
    let works = true;
    await showEverything([anOpenedRow(1)], {
      deals: [anOpenedRow(2, { kind: 'deal', name: 'New roof', about: 'Ada', amount: { minor: 120_000, currency: 'EUR' } })],
      opened: { everything: ({ what, words }) => { if (!works) throw new CallError('backup-not-open', 'x'); const row = what === 'deals' ? anOpenedRow(2, { kind: 'deal', name: 'New roof', about: 'Ada', amount: { minor: 120_000, currency: 'EUR' } }) : anOpenedRow(1); const rows = words === '' ? [row] : []; return { rows, total: rows.length }; } },
    });
    await expect.poll(() => found()[0]).toContain('Person 1');
    await userEvent.click(page.getByRole('radio', { name: 'Deals' }));
    await expect.poll(() => found()[0]).toMatch(/New roof.*Ada.*€1,200.00/);
    await userEvent.fill(page.getByRole('textbox', { name: 'Find in the backup' }), 'zzz');
    await expect.element(text('Nothing in this backup matches “zzz”.')).toBeVisible();
    works = false;
    await userEvent.fill(page.getByRole('textbox', { name: 'Find in the backup' }), 'yyy');
    await expect.element(page.getByRole('alert').getByText(/not open any longer/)).toBeVisible();
    works = true;
    await userEvent.fill(page.getByRole('textbox', { name: 'Find in the backup' }), '');
    await expect.poll(() => found()[0]).toContain('New roof');
  });

  it('of another profile can be looked at, and nothing more', async () => {
    await showEverything([anOpenedRow(1)], { view: { isOfThisProfile: false } });
    await expect.poll(() => found().length).toBe(1);
    await userEvent.keyboard('{Enter}');
    const dialog = page.getByRole('dialog', { name: 'Person 1' });
    await expect.element(dialog).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Bring back' }).query()).toBeNull();
  });

  it.each([['light', 1280, 'en-GB'], ['dark', 375, 'de-DE'], ['light', 320, 'ar']] as const)('axe finds nothing wrong in %s at %i px in %s, with names of 120 characters', async (theme, width, locale) => {
    useRestoreSession.setState({ view: 'everything' });
    await showOpened([aCount()], [], { view: { counts: { person: 2, deal: 1 } }, options: { width, locale }, opened: { everything: () => ({ rows: [anOpenedRow(1, { name: LONG, about: LONG, detail: LONG }), anOpenedRow(2, { name: '' })], total: 2 }) } });
    setAppearance({ theme, density: 'default' });
    await expect.poll(() => found().length).toBeGreaterThan(1);
    await expect.poll(violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
