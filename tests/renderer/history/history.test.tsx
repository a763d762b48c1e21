import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { HistoryBatch, KeptItem } from '../../../core/api/history.ts';
import { CallError } from '../../../core/call.ts';
import { HistoryPage } from '../../../renderer/features/history/index.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Noon, so that an hour more or less stays in the day. */
const NOON = Math.floor(Date.now() / DAY_MS) * DAY_MS + 12 * HOUR_MS;

const aBatch = (number: number, change: Partial<HistoryBatch> = {}): HistoryBatch => ({
  changeId: idOf(number),
  at: NOON - number * 60_000,
  member: 'Maren',
  device: '3f2a',
  code: 'contact.updated',
  params: {},
  kind: 'do',
  undone: false,
  changes: 1,
  contacts: [],
  ...change,
});

const ada = { id: idOf(900), kind: 'person' as const, name: 'Ada Lindqvist', photo: null, hidden: false };

async function showHistory(batches: readonly HistoryBatch[], answers: Answers['history'] = {}) {
  const kept: (readonly KeptItem[])[] = [];
  const shown = await showFeature(<HistoryPage onKept={(items) => kept.push(items)} />, { history: { recent: () => ({ batches: [...batches], next: null }), ...answers } });
  return { ...shown, kept };
}

it('says by day what was done, about whom, by whom and where', async () => {
  await showHistory([
    aBatch(1, { contacts: [ada] }),
    aBatch(2, { code: 'contacts.bulk.tag', params: { count: 1_204 }, contacts: [ada], changes: 1_204 }),
    aBatch(3, { code: 'contacts.bulk.tag', params: { count: 1 }, at: NOON - DAY_MS }),
    aBatch(4, { code: 'of.a.newer.kith', at: Date.UTC(2019, 2, 3, 12) }),
  ]);
  await expect.element(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  expect(page.getByRole('heading', { level: 2 }).elements().map((heading) => heading.textContent)).toEqual(['Today', 'Yesterday', '3 March 2019']);
  const [first, second, third, fourth] = page.getByRole('listitem').elements().map((item) => item.textContent);
  expect(first).toContain('Contact changed Ada Lindqvist');
  expect(first).toContain('Maren');
  expect(first).toContain('3f2a');
  expect(second).toContain('Tags of 1,204 contacts changed Ada Lindqvist and 1,203 more');
  expect(third).toContain('Tags of 1 contact changed');
  expect(fourth).toContain('Change');
  await expect.element(page.getByRole('link', { name: 'Ada Lindqvist' }).first()).toHaveAttribute('href', `#/contacts/${ada.id}`);
});

it('undoes any of it, and offers to do it again', async () => {
  const shown = await showHistory([aBatch(1), aBatch(2, { code: 'tag.created' })], { undo: () => ({ changeId: idOf(50), code: 'tag.created', params: {}, kept: [] }) });
  await userEvent.click(page.getByRole('button', { name: 'Undo Tag added' }));
  await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Undone: Tag added', action: { label: 'Redo' } });
  shown.toasts.at(-1)?.action?.onPress();
  await expect.poll(() => shown.calls.map(({ input }) => input)).toEqual([{ changeId: idOf(2) }, { changeId: idOf(50) }]);
  await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Done again: Tag added');
});

it('offers no undo of what was undone or is final, and a redo of an undo', async () => {
  await showHistory([aBatch(1, { kind: 'undo' }), aBatch(2, { undone: true }), aBatch(3, { kind: 'final', code: 'bin.emptied', params: { count: 2 } })]);
  await expect.element(page.getByRole('button', { name: 'Do again Undone: Contact changed' })).toBeInTheDocument();
  expect(page.getByRole('button').elements().length).toBe(1);
  await expect.element(page.getByText('Undone', { exact: true })).toBeVisible();
});

it('hands over what an undo left as it is', async () => {
  const left: KeptItem[] = [{ table: 'contacts', id: idOf(3), field: 'given', reason: 'changed-since' }];
  const shown = await showHistory([aBatch(1)], { undo: () => ({ changeId: idOf(50), code: 'contact.updated', params: {}, kept: left }) });
  await userEvent.click(page.getByRole('button', { name: 'Undo Contact changed' }));
  await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Undone: Contact changed. One thing was left as it is.');
  shown.toasts.at(-1)?.action?.onPress();
  expect(shown.kept).toEqual([left]);
});

it('brings older ones as it is scrolled, and keeps few rows in the page', async () => {
  const all = Array.from({ length: 400 }, (_, place) => aBatch(place + 1));
  await showHistory([], {
    recent: ({ limit, after }) => {
      const start = Number(after ?? 0);
      return { batches: all.slice(start, start + limit), next: start + limit < all.length ? String(start + limit) : null };
    },
  });
  await expect.element(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  const scroller = page.getByRole('list', { name: 'History' }).element().parentElement!;
  await expect.poll(() => {
    scroller.scrollTop = scroller.scrollHeight;
    return Math.max(...page.getByRole('listitem').elements().map((item) => Number(item.getAttribute('aria-posinset'))));
  }, { timeout: 10_000 }).toBe(400);
  expect(page.getByRole('listitem').elements().length).toBeLessThanOrEqual(80);
});

it('says that nothing was done yet, and what went wrong', async () => {
  let fails = true;
  await showHistory([], {
    recent: () => {
      if (fails) throw new CallError('internal', 'broken');
      return { batches: [], next: null };
    },
  });
  await expect.element(page.getByRole('alert')).toBeVisible();
  fails = false;
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await expect.element(page.getByText('Nothing was done yet. Everything that is will be listed here, and can be taken back.')).toBeVisible();
});
