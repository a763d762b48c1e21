import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { create } from 'zustand';
import type { GateState, Rebuilt, Trouble } from '../../../core/api/gate.ts';
import type { Aside, PlacingProgress } from '../../../core/api/restore.ts';
import { CallError } from '../../../core/call.ts';
import { usePlacing } from '../../../renderer/features/gate/recovery/placing.ts';
import { Recovery } from '../../../renderer/features/gate/recovery/recovery.tsx';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { aList, anItem, anOpened, LONG } from '../backup/backup-answers.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';

type State = Extract<GateState, { kind: 'damaged' | 'restoring' | 'converting' }>;

const trouble: Trouble = { kind: 'damaged', found: 'start', code: 'SQLITE_CORRUPT', folder: '~/Kith' };
const damaged = (rebuilt: Rebuilt | null = null): State => ({ kind: 'damaged', trouble, rebuilt });
const restoring = (backup: PlacingProgress): State => ({ kind: 'restoring', backup });

/** Where the program stands, as the page hears it. */
const useGate = create<{ state: State }>()(() => ({ state: damaged() }));
const Standing = () => <Recovery state={useGate(({ state }) => state)} />;

beforeEach(() => usePlacing.setState({ isRunning: false, failure: undefined }));

function show(state: State, answers: Answers = {}, options?: Parameters<typeof showFeature>[2]): Promise<Shown> {
  useGate.setState({ state });
  return showFeature(<Standing />, { ...answers, restore: { list: () => aList(), asides: () => [], ...answers.restore } }, options);
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const violations = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, region: { enabled: false } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
const WIDTHS = [['light', 1280, 'en-GB'], ['dark', 375, 'de-DE'], ['light', 320, 'ar']] as const;

describe('a backup that takes the place of the profile', () => {
  it('says which step it is at and how far, and can be cancelled until the exchange begins', async () => {
    const shown = await show(restoring({ step: 'keeping', done: 3, total: 12 }), { restore: { cancelInPlace: () => {} } });
    const steps = () => page.getByRole('listitem').elements().map((item) => [item.textContent, item.getAttribute('aria-current')]);
    await expect.poll(steps).toEqual([['Keep what is here now', 'step'], ['Make the backup ready', null], ['Check it once more', null], ['Exchange', null]]);
    const bar = page.getByRole('progressbar', { name: 'Keep what is here now' });
    await expect.element(bar).toHaveAttribute('aria-valuetext', 'Step 1 of 4');
    await expect.element(bar).toHaveAttribute('aria-valuenow', '0.25');
    await expect.element(page.getByText('3 of 12')).toBeVisible();
    useGate.setState({ state: restoring({ step: 'checking', done: 0, total: 0 }) });
    await expect.poll(steps).toEqual([['Keep what is here nowdone', null], ['Make the backup readydone', null], ['Check it once more', 'step'], ['Exchange', null]]);
    await userEvent.click(button('Cancel'));
    expect(shown.calls).toEqual([{ name: 'restore.cancelInPlace', input: undefined }]);
    await expect.poll(() => button('Cancel').query()).toBeNull();
  });

  it('cannot be cancelled any longer once the exchange has begun', async () => {
    await show(restoring({ step: 'exchanging', done: 1, total: 2 }));
    await expect.element(page.getByText(/The exchange has begun and goes to its end/)).toBeVisible();
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '3.5');
    expect(button('Cancel').query()).toBeNull();
  });

  it('goes on while its screen is another, and says why where it failed', async () => {
    let end: (error?: CallError) => void = () => {};
    let wasCancelled = false;
    await show(damaged(), {
      restore: {
        list: () => aList({ backups: [anItem(Date.UTC(2024, 10, 28))], hasKey: true }),
        open: () => anOpened(),
        inPlace: (_input, { signal }) => {
          signal.addEventListener('abort', () => (wasCancelled = true));
          return new Promise((_resolve, reject) => { end = reject; });
        },
      },
    });
    await userEvent.click(button('Choose'));
    await userEvent.click(button('Use this backup'));
    await expect.poll(() => usePlacing.getState().isRunning).toBe(true);
    useGate.setState({ state: restoring({ step: 'readying', done: 0, total: 0 }) });
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    end(new CallError('disk-full', 'x'));
    await expect.poll(() => usePlacing.getState().isRunning).toBe(false);
    useGate.setState({ state: damaged() });
    await expect.element(page.getByRole('alert').getByText(/The backup was not put in place, and nothing was changed. The disk is full/)).toBeVisible();
    expect(wasCancelled).toBe(false);
  });

  it.each(WIDTHS)('axe finds nothing wrong in %s at %i px in %s', async (theme, width, locale) => {
    await show(restoring({ step: 'readying', done: 0, total: 0 }), {}, { width, locale });
    setAppearance({ theme, density: 'default' });
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    await expect.poll(violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('what was saved of a damaged database', () => {
  const report = (change: Partial<Rebuilt> = {}): Rebuilt => ({
    how: 'salvaged',
    tables: [{ table: 'contacts', saved: 12, of: 15 }, { table: 'emails', saved: 0, of: null }, { table: 'entries', saved: 1, of: null }, { table: 'reminders', saved: 1_204, of: null }, { table: 'deals', saved: 0, of: 4 }, { table: 'dealContacts', saved: 9, of: 9 }, { table: 'tags', saved: 2, of: 2 }],
    lost: [
      { table: 'contacts', count: 102, records: [{ id: idOf(1), name: '', words: 'ada lovelace' }, { id: idOf(2), name: '', words: '' }] },
      { table: 'tags', count: 1, records: [{ id: idOf(3), name: 'prospect', words: '' }] },
    ],
    incomplete: [{ table: 'emails', count: 1, records: [{ id: idOf(4), name: 'grace@mail.example · Grace Hopper', words: '' }] }],
    fromLog: 1,
    madeAt: 0,
    ...change,
  });
  const rows = () => page.getByRole('row').elements().slice(1).map((row) => row.textContent);
  const listed = () => page.getByRole('listitem').elements().map((item) => item.textContent);

  it('reads well, also where nobody knows how much there was', async () => {
    await show(damaged(report()));
    await expect.poll(rows).toEqual(['Contacts12 of 15', 'Details of contactsNothing found', 'Notes, calls and other entries1; total unknown', 'Reminders1,204; total unknown', 'DealsNone of 4', 'Details of deals9 of 9', 'Tags, fields and other lists2 of 2']);
  });

  it('lists what is lost by what it is and what it is called, or how it was found, or its id', async () => {
    await show(damaged(report()));
    const lost = page.getByText('103 records are lost');
    expect(listed()).toEqual([]);
    await userEvent.click(lost);
    await expect.poll(listed).toEqual(['ContactFound before by: ada lovelace', `ContactNothing says its name any longer (${idOf(2)})`, 'Tags, fields and other listsprospect', 'and 100 more']);
    await userEvent.click(lost);
    page.getByText('1 record is incomplete').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(listed).toEqual(['E-mailgrace@mail.example · Grace Hopper']);
  });

  it('stands above what was set aside before, which can be removed here too', async () => {
    const aside: Aside = { name: 'set-aside/2024-01-02 030405', why: 'damaged', at: Date.UTC(2024, 0, 2, 3, 4, 5), bytes: 4_096, erasedSince: null };
    let left = [aside];
    const shown = await show(damaged(), { restore: { asides: () => left, removeAside: () => { left = []; } } });
    await userEvent.click(button(/^Remove: A damaged database/));
    await userEvent.click(button('Delete for good'));
    await expect.element(page.getByText('There is no copy any longer.')).toBeVisible();
    expect(shown.calls).toEqual([{ name: 'restore.removeAside', input: { name: aside.name } }]);
  });

  it.each(WIDTHS)('axe finds nothing wrong in %s at %i px in %s, with names of 120 characters', async (theme, width, locale) => {
    const rebuilt = report({ lost: [{ table: 'contacts', count: 1, records: [{ id: idOf(1), name: LONG, words: '' }] }], incomplete: [] });
    await show(damaged(rebuilt), {}, { width, locale });
    setAppearance({ theme, density: 'default' });
    document.querySelector('details')!.open = true;
    await expect.poll(listed).toHaveLength(1);
    await expect.poll(violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
