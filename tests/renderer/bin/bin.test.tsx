import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { BinItem } from '../../../core/api/history.ts';
import { CallError } from '../../../core/call.ts';
import { BinPage } from '../../../renderer/features/bin/index.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';

const anItem = (number: number, change: Partial<BinItem> = {}): BinItem => ({
  id: idOf(number),
  record: 'contacts',
  name: `Person ${number}`,
  kind: 'person',
  about: '',
  deletedAt: Date.UTC(2026, 5, 1, 12),
  deletedBy: 'Maren',
  ...change,
});

/** A bin of these, read by place as the real one is. */
const aBin = (items: readonly BinItem[]): NonNullable<Answers['bin']> => ({
  list: ({ limit, offset = 0 }) => ({ rows: items.slice(offset, offset + limit), total: items.length, next: null }),
});

const grid = () => page.getByRole('grid', { name: 'Bin' }).element() as HTMLElement;

it('says in a sentence that it is empty', async () => {
  await showFeature(<BinPage />, { bin: aBin([]) });
  await expect.element(page.getByText('The bin is empty. What you delete waits here until you empty it.')).toBeVisible();
  expect(page.getByRole('button', { name: /Empty the bin/ }).query()).toBeNull();
});

it('says what went wrong and tries again', async () => {
  let works = false;
  await showFeature(<BinPage />, {
    bin: {
      list: () => {
        if (!works) throw new CallError('internal', 'broken');
        return { rows: [anItem(1)], total: 1, next: null };
      },
    },
  });
  await expect.element(page.getByRole('alert')).toBeVisible();
  works = true;
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await expect.element(page.getByText('Person 1')).toBeVisible();
});

it('holds a few dozen rows of ten thousand, and shows any stretch of them', async () => {
  await showFeature(<BinPage />, { bin: aBin(Array.from({ length: 10_000 }, (_, place) => anItem(place + 1))) });
  await expect.element(page.getByText('Person 1', { exact: true })).toBeVisible();
  grid().scrollTop = 36 * 7_000;
  await expect.element(page.getByText('Person 7005', { exact: true })).toBeVisible();
  expect(document.querySelectorAll('[data-row]').length).toBeLessThanOrEqual(80);
});

it('restores the current record by its key, with the way back', async () => {
  const shown = await showFeature(<BinPage />, {
    bin: aBin([anItem(1), anItem(2, { record: 'entries', kind: 'note', name: '' })]),
    entries: { restore: () => ({ changeId: idOf(9) }) },
  });
  await expect.element(page.getByText('Person 1')).toBeVisible();
  grid().focus();
  await userEvent.keyboard('{ArrowDown}r');
  await expect.poll(() => shown.calls).toEqual([{ name: 'entries.restore', input: { id: idOf(2) } }]);
  await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Note restored', action: { label: 'Undo' } });
  expect(document.activeElement).toBe(grid());
});

it('restores all that are ticked as one change', async () => {
  const shown = await showFeature(<BinPage />, {
    bin: { ...aBin([anItem(1), anItem(2), anItem(3)]), restore: () => ({ changeId: idOf(9), restored: 2 }) },
  });
  await expect.element(page.getByText('Person 1')).toBeVisible();
  grid().focus();
  await userEvent.keyboard('x{Shift>}{ArrowDown}{/Shift}');
  await expect.element(page.getByText('2 selected')).toBeVisible();
  await userEvent.keyboard('r');
  await expect.poll(() => shown.calls).toEqual([{ name: 'bin.restore', input: { ids: [idOf(1), idOf(2)] } }]);
  await expect.poll(() => shown.toasts.at(-1)?.text).toBe('2 records restored');
});

const reminder = anItem(3, { record: 'reminders', name: 'Agree the height', kind: 'call', about: 'Ada Lindqvist' });

it('has removed reminders with whom they are about, and by their kind where they have no words', async () => {
  await showFeature(<BinPage />, { bin: aBin([reminder, anItem(4, { record: 'reminders', name: '', kind: 'meeting' })]) });
  const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')].map((row) => row.innerText.replaceAll(/\s+/g, ' '));
  await expect.poll(() => rows()[0]).toContain('Agree the height Ada Lindqvist');
  expect(rows()[0]).toContain('Reminder');
  expect(rows()[1]).toContain('Meeting');
});

it('has both in one line each on a phone, however long they are', async () => {
  await showFeature(<BinPage />, { bin: aBin([anItem(5, { ...reminder, id: idOf(5), name: 'Agree the height '.repeat(8), about: 'Bartholomew '.repeat(10) }), reminder]) }, { width: 375 });
  await expect.element(page.getByText('Ada Lindqvist').last()).toBeVisible();
  for (const row of document.querySelectorAll<HTMLElement>('[data-row]')) {
    const { top, bottom, right } = row.getBoundingClientRect();
    for (const text of row.querySelectorAll('span, bdi, time')) {
      const box = text.closest('.truncate')?.getBoundingClientRect() ?? text.getBoundingClientRect();
      expect(box.height === 0 || (box.top >= top && box.bottom <= bottom && box.right <= right), text.textContent).toBe(true);
    }
  }
});

it('restores a reminder', async () => {
  const shown = await showFeature(<BinPage />, { bin: aBin([reminder]), reminders: { restore: () => ({ changeId: idOf(9) }) } });
  await expect.element(page.getByText('Agree the height')).toBeVisible();
  grid().focus();
  await userEvent.keyboard('r');
  await expect.poll(() => shown.calls).toEqual([{ name: 'reminders.restore', input: { id: idOf(3) } }]);
  await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Agree the height restored');
});

it('erases a reminder for good only after it was said what that means', async () => {
  const shown = await showFeature(<BinPage />, { bin: { ...aBin([reminder]), erase: () => ({ records: 1, files: 0 }) } });
  await userEvent.click(page.getByText('Agree the height'), { button: 'right' });
  await userEvent.click(page.getByRole('menuitem', { name: /Erase for good/ }));
  const dialog = page.getByRole('alertdialog', { name: 'Erase Agree the height?' });
  await expect.element(dialog.getByText(/^This reminder is erased/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Erase for good' }));
  await expect.poll(() => shown.calls).toEqual([{ name: 'bin.erase', input: { ids: [idOf(3)], confirm: true } }]);
  await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Agree the height erased for good');
});

it('is emptied only after it was said what that means, and Enter alone does not do it', async () => {
  const shown = await showFeature(<BinPage />, { bin: { ...aBin([anItem(1), anItem(2)]), empty: () => ({ records: 7, files: 1 }) } });
  await userEvent.click(page.getByRole('button', { name: /Empty the bin/ }));
  const dialog = page.getByRole('alertdialog', { name: 'Empty the bin?' });
  await expect.element(dialog.getByText(/^2 records are erased/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => dialog.query()).toBeNull();
  expect(shown.calls).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: /Empty the bin/ }));
  await userEvent.click(page.getByRole('button', { name: 'Erase for good' }));
  await expect.poll(() => shown.toasts.at(-1)?.text).toBe('7 records erased for good');
});
