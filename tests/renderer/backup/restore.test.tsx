import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { BackupList, RecordLook } from '../../../core/api/restore.ts';
import { CallError } from '../../../core/call.ts';
import { useRestoreSession } from '../../../renderer/features/restore/session.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { idOf } from '../show-feature.tsx';
import { DAY, KEY, LONG, aCount, aDifference, aList, aLook, anItem, anOpened } from './backup-answers.ts';
import { button, chooseAnew, lastCall, showOpened, showRestore, text, violations } from './show-restore.tsx';

beforeEach(chooseAnew);

describe('choosing a backup', () => {
  const NOVEMBER = Date.UTC(2024, 10, 28, 14, 29);
  const some: Partial<BackupList> = { backups: [anItem(NOVEMBER, { provenAt: NOVEMBER + DAY }), anItem(NOVEMBER - 2 * DAY), anItem(NOVEMBER - 90 * DAY, { counts: null, verifiedAt: null })] };

  it('goes by month, and a key that is kept opens it without asking', async () => {
    const shown = await showRestore({ list: () => aList({ ...some, hasKey: true }), open: () => anOpened(), compare: () => ({ counts: [aCount({ there: 0 })] }) });
    await expect.poll(() => page.getByRole('heading', { level: 2 }).elements().map((each) => each.textContent)).toEqual(['November 2024', 'August 2024']);
    await expect.element(text('Proven 29 Nov 2024')).toBeVisible();
    await userEvent.click(button('Open the backup of 28 Nov 2024, 14:29 in USB drive'));
    await expect.element(page.getByRole('heading', { level: 2, name: /^Backup of/ })).toBeVisible();
    expect(shown.calls[0]).toEqual({ name: 'restore.open', input: { from: some.backups![0]!.place, secret: { kind: 'kept' } } });
    await expect.element(text('Nothing differs: what is in the backup is what is here.')).toBeVisible();
  });

  it('says what lies on a disk that is not connected, and what to do where there is nothing', async () => {
    await showRestore({ list: () => aList({ destinations: [{ id: 'd1', name: 'USB drive', isThere: false }] }) });
    await expect.element(text(/The folder “USB drive” is not there/)).toBeVisible();
    await expect.element(text(/There is no backup here/)).toBeVisible();
  });

  it('says that the list could not be had, and tries again', async () => {
    let works = false;
    await showRestore({ list: () => { if (!works) throw new CallError('backup-state-newer', 'x'); return aList(some); } });
    await expect.element(page.getByRole('alert').getByText(/A newer Kith has kept these backups/)).toBeVisible();
    works = true;
    await userEvent.click(button('Try again'));
    await expect.element(page.getByRole('listitem').first()).toBeVisible();
  });

  it.each([
    ['truncated', 'The end of this backup is missing'], ['altered', 'damaged or was changed after it was made'], ['newer-version', 'Update Kith to open it'], ['not-a-backup', 'not a backup of Kith'], ['backup-gone', 'not there any longer'], ['disk-full', 'The disk is full'],
  ])('has words for %s, and the way back is open', async (code, words) => {
    await showRestore({ list: () => aList(some), open: () => { throw new CallError(code, 'no'); } });
    await userEvent.click(button(/^Open the backup of 28 Nov/));
    await userEvent.fill(page.getByRole('textbox', { name: 'Recovery key' }), KEY);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert').getByText(new RegExp(words))).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(button(/^Open the backup of 28 Nov/)).toHaveFocus();
  });

  it('says at the field that the key is not the one, also of the key that was kept, and takes a passphrase', async () => {
    const shown = await showRestore({ list: () => aList({ ...some, hasKey: true }), open: ({ secret }) => { if (secret.kind !== 'passphrase') throw new CallError('wrong-key', 'no'); return anOpened(); }, compare: () => ({ counts: [] }) });
    await userEvent.click(button(/^Open the backup of 28 Nov/));
    await expect.element(page.getByRole('textbox', { name: 'Recovery key' })).toHaveAccessibleDescription(/This does not open the backup/);
    await expect.poll(violations).toEqual([]);
    await userEvent.click(page.getByRole('radio', { name: 'Passphrase' }));
    await userEvent.fill(page.getByLabelText('Passphrase', { exact: true }).last(), 'four quiet words');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.calls.find(({ name, input }) => name === 'restore.open' && JSON.stringify(input).includes('four quiet words'))).toBeTruthy();
  });

  it('opens one of another profile only to look, when somebody says so', async () => {
    const shown = await showRestore({ list: () => aList(some), open: ({ anyProfile }) => { if (!anyProfile) throw new CallError('other-profile', 'no'); return anOpened({ isOfThisProfile: false }); }, compare: () => ({ counts: [aCount()] }) }, { differences: () => ({ rows: [aDifference(1, { name: 'Ada' })], next: null }) });
    await userEvent.click(button(/^Open the backup of 28 Nov/));
    await userEvent.fill(page.getByRole('textbox', { name: 'Recovery key' }), KEY);
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button('Look at it all the same'));
    await expect.element(text(/This is a backup of another profile/)).toBeVisible();
    await expect.element(button('Look at Ada')).toBeVisible();
    expect(button(/Bring back/).query()).toBeNull();
    expect(button(/Go back to this backup/).query()).toBeNull();
    expect(shown.calls.some(({ input }) => (input as { anyProfile?: boolean }).anyProfile === true)).toBe(true);
  });

  it('takes a file of the person’s in pieces', async () => {
    const shown = await showRestore({ list: () => aList(), upload: ({ uploadId }) => ({ uploadId: uploadId ?? 'u1' }) });
    await expect.element(button('From a file…')).toBeVisible();
    const file = new File([new Uint8Array(2 * 1024 * 1024 + 5)], 'mine.kith-backup');
    const transfer = new DataTransfer();
    transfer.items.add(file);
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.element(page.getByRole('dialog', { name: 'Backup mine.kith-backup' })).toBeVisible();
    expect(shown.calls.map(({ input: sent }) => (sent as { bytes: Uint8Array }).bytes.length)).toEqual([1_048_576, 1_048_576, 5]);
  });
});

describe('a backup that is open', () => {
  it('lists what is missing, page by page, and brings back what is chosen as one change that can be undone', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => aDifference(n + 1, n === 0 ? { name: LONG, about: LONG } : {}));
    const shown = await showOpened([aCount({ there: 60, inBackup: 60, inProfile: 0 }), aCount({ kind: 'file', there: 2 })], rows, {
      opened: { bringBack: ({ records }) => ({ changeId: idOf(900), records: { person: records.length, organisation: 0, entry: 0, reminder: 0, deal: 0 }, parts: 0, fields: 0, left: 1, filesMissing: 0, ids: [] }) },
      rest: { history: { undo: () => ({ changeId: idOf(901), code: 'backup.broughtBack', params: {}, kept: [] }) } },
    });
    await expect.poll(() => page.getByRole('listitem').elements().length).toBe(50);
    await userEvent.click(button('Show more'));
    await expect.poll(() => page.getByRole('listitem').elements().length).toBe(60);
    await userEvent.click(page.getByRole('checkbox', { name: 'Choose Person 2', exact: true }));
    await userEvent.click(page.getByRole('checkbox', { name: 'Choose Person 3', exact: true }));
    await expect.element(text('2 chosen')).toBeVisible();
    await userEvent.click(button('Bring these back'));
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Brought back: 2 records. 1 could not come, since what it belongs to is not here.');
    expect(shown.calls.find(({ name }) => name === 'opened.bringBack')?.input).toEqual({ opened: 'o1', records: [{ kind: 'person', id: idOf(2) }, { kind: 'person', id: idOf(3) }] });
    await expect.element(page.getByRole('heading', { name: 'People: Only in the backup' })).toHaveFocus();
    shown.toasts.at(-1)!.action!.onPress();
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'history.undo', input: { changeId: idOf(900) } });
  });

  it('shows the differences of a record side by side, and brings back what was chosen of them', async () => {
    const look: RecordLook = aLook({
      fields: [{ field: 'status', there: 'active', here: 'dormant', suggested: 'here' }, { field: 'nickname', there: 'Countess', here: '', suggested: 'there' }],
      parts: [{ key: `emails/${idOf(7)}`, table: 'emails', isMissing: true, suggested: 'there', there: { address: 'ada@mail.example', label: '' }, fields: [] }],
      missing: { entries: 3, reminders: 0, deals: 1 },
    });
    const shown = await showOpened([aCount({ there: 0, changed: 1 })], [aDifference(1, { name: 'Ada', side: 'changed' })], {
      opened: { look: () => look, bringBack: () => ({ changeId: idOf(900), records: { person: 0, organisation: 0, entry: 0, reminder: 0, deal: 0 }, parts: 0, fields: 1, left: 0, filesMissing: 0, ids: [] }) },
    });
    await userEvent.click(button('Look at Ada'));
    const dialog = page.getByRole('dialog', { name: 'Ada' });
    await expect.element(dialog.getByText(/What is here stays, unless you choose/)).toBeVisible();
    const status = dialog.getByRole('radiogroup', { name: 'Status' });
    await expect.element(status.getByRole('radio', { name: 'Here: dormant' })).toBeChecked();
    await expect.element(dialog.getByRole('radiogroup', { name: 'Nickname' }).getByRole('radio', { name: 'In the backup: Countess' })).toBeChecked();
    await expect.poll(violations).toEqual([]);
    status.getByRole('radio', { name: 'Here: dormant' }).element().focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(status.getByRole('radio', { name: 'In the backup: active' })).toBeChecked();
    await userEvent.click(dialog.getByRole('checkbox', { name: /ada@mail.example/ }));
    await userEvent.click(dialog.getByRole('checkbox', { name: '1 deal' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Bring back' }));
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Brought back what was chosen');
    await expect.element(page.getByRole('heading', { name: 'People: Changed' })).toHaveFocus();
    expect(shown.calls.find(({ name }) => name === 'opened.bringBack')?.input).toEqual({
      opened: 'o1',
      records: [{ kind: 'person', id: idOf(1), choices: { status: 'there', [`emails/${idOf(7)}`]: 'here' }, without: ['deals'] }],
    });
  });

  it('says what a list could not be had for, and shows what is only here by its own page', async () => {
    let works = false;
    await showOpened([aCount({ there: 1, here: 1 })], [], { opened: { differences: ({ side }) => { if (!works) throw new CallError('not-compared', 'x'); return { rows: side === 'here' ? [aDifference(5, { name: 'New', side })] : [], next: null }; } } });
    await expect.element(page.getByRole('alert').getByText(/was not compared yet/)).toBeVisible();
    works = true;
    await userEvent.click(button('Try again'));
    await expect.element(text('Nothing here any longer.')).toBeVisible();
    await userEvent.click(button('1 Only here: People'));
    await expect.element(page.getByRole('link', { name: 'Show it here New' })).toHaveAttribute('href', `#/contacts/${idOf(5)}`);
    expect(button(/^Bring back/).query()).toBeNull();
  });

  it('says before it goes back as a whole what is kept first and what is lost, and after it where that lies', async () => {
    const shown = await showOpened([aCount({ there: 1, here: 12, changed: 1 })], [aDifference(1)], { restore: { inPlace: (_input, { progress }) => { progress({ step: 'keeping', done: 1, total: 2 }); return { madeAt: Date.UTC(2024, 2, 3, 9), before: 'safety-copy', erasedAgain: 2, filesMissing: 0 }; } } });
    await userEvent.click(button('Go back to this backup…'));
    const asking = page.getByRole('alertdialog');
    await expect.element(asking.getByText(/kept first, as a safety copy/)).toBeVisible();
    await expect.element(asking.getByText(/12 records that are only here and 1 that is different/)).toBeVisible();
    await expect.element(asking.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await expect.poll(violations).toEqual([]);
    await userEvent.click(asking.getByRole('button', { name: 'Go back to it' }));
    await expect.element(page.getByRole('heading', { name: 'Everything is as it was 3 Mar 2024, 09:00' })).toBeVisible();
    await expect.element(text('What was here before lies as a safety copy inside your profile.')).toBeVisible();
    await expect.element(text(/2 records that were erased for good/)).toBeVisible();
    expect(lastCall(shown)).toEqual({ name: 'restore.inPlace', input: { opened: 'o1' } });
  });

  it('says that nothing was changed where it could not go back, or was cancelled, and lets another be chosen', async () => {
    let code = 'disk-full';
    const shown = await showOpened([aCount()], [aDifference(1)], { restore: { inPlace: () => { throw new CallError(code, 'x'); }, close: () => {}, list: () => aList() } });
    await userEvent.click(button('Go back to this backup…'));
    await userEvent.click(button('Go back to it'));
    await expect.element(page.getByRole('alert').getByText(/The backup was not put in place, and nothing was changed. The disk is full/)).toBeVisible();
    await expect.element(text(/There is no backup here/)).toBeVisible();
    expect(shown.calls).toContainEqual({ name: 'restore.close', input: { opened: 'o1' } });
    code = 'cancelled';
    useRestoreSession.getState().open(anOpened());
    await userEvent.click(button('Go back to this backup…'));
    await userEvent.click(button('Go back to it'));
    await expect.element(page.getByRole('status').getByText(/You cancelled it/)).toBeVisible();
    expect(page.getByRole('alert').query()).toBeNull();
  });

  it('lists anew what differs now, also where that is as much as before', async () => {
    let name = 'Ada';
    const shown = await showOpened([aCount({ there: 1 })], [], { opened: { differences: () => ({ rows: [aDifference(1, { name })], next: null }) } });
    await expect.element(button('Look at Ada')).toBeVisible();
    name = 'Bea';
    shown.changed({ contacts: [idOf(1)] });
    await expect.element(button('Look at Bea')).toBeVisible();
  });

  it('compares anew when what was brought back is taken back or done again, wherever that happens', async () => {
    let isBack = false;
    const shown = await showOpened([], [], {
      restore: { compare: () => ({ counts: [aCount({ there: isBack ? 0 : 1, changed: 1 })] }) },
      opened: {
        differences: ({ side }) => ({ rows: side === 'there' ? (isBack ? [] : [aDifference(1, { name: 'Ada' })]) : [aDifference(2, { name: 'Bea', side })], next: null }),
        bringBack: () => {
          isBack = true;
          return { changeId: idOf(900), records: { person: 1, organisation: 0, entry: 0, reminder: 0, deal: 0 }, parts: 0, fields: 0, left: 0, filesMissing: 0, ids: [idOf(1)] };
        },
      },
    });
    await userEvent.click(button('Bring back Ada'));
    await expect.element(button('Look at Bea')).toBeVisible();
    expect(button('Look at Ada').query()).toBeNull();
    isBack = false;
    shown.changed({ contacts: [idOf(1)] });
    await expect.element(button('Look at Ada')).toBeVisible();
    isBack = true;
    shown.changed({ contacts: '*', history: '*' });
    await expect.poll(() => button('Look at Ada').query()).toBeNull();
    const comparisons = () => shown.calls.filter(({ name }) => name === 'restore.compare').length;
    const before = comparisons();
    shown.changed({ history: '*' });
    shown.changed({ fired: '*' });
    shown.changed({ emails: [idOf(7)] });
    await expect.poll(comparisons).toBe(before + 1);
  });

  it('is let go of when another is chosen', async () => {
    const shown = await showOpened([aCount()], [aDifference(1)], { restore: { close: () => {}, list: () => aList() } });
    await userEvent.click(button('Another backup'));
    await expect.element(text(/There is no backup here/)).toBeVisible();
    expect(shown.calls).toContainEqual({ name: 'restore.close', input: { opened: 'o1' } });
  });

  it.each([['light', 1280, 'en-GB'], ['dark', 1280, 'en-GB'], ['light', 320, 'de-DE'], ['dark', 320, 'ar']] as const)('axe finds nothing wrong in %s at %i px in %s, with names of 120 characters', async (theme, width, locale) => {
    await showOpened([aCount({ there: 2, changed: 1, here: 4 }), aCount({ kind: 'other', there: 3 })], [aDifference(1, { name: LONG, about: LONG }), aDifference(2)], { view: { filesMissing: 3 }, options: { width, locale } });
    setAppearance({ theme, density: 'default' });
    await expect.element(page.getByRole('listitem').nth(1)).toBeVisible();
    await expect.poll(violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
