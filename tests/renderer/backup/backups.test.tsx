import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { BackupFailure, BackupOutcome, BackupStatus } from '../../../core/api/backup.ts';
import { readRecoveryKey } from '../../../core/backup/recovery-key.ts';
import { CallError } from '../../../core/call.ts';
import { backupSection } from '../../../renderer/features/settings/backup/backup-section.tsx';
import { useText } from '../../../renderer/i18n/use-text.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { aProfile, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { DAY, GROUPS, KEY, LONG, aBackup, aDestination, aList, aStatus } from './backup-answers.ts';

function Section() {
  const text = useText();
  const { title, settings } = backupSection(text, aProfile({ team: { place: LONG, currency: 'EUR', country: 'DE' } }));
  return (
    <main className="w-full min-w-0 overflow-auto p-4">
      <h1>{title}</h1>
      {settings.map(({ id, content }) => <div key={id}>{content}</div>)}
    </main>
  );
}

type Change = Answers['backup'];
const show = (status: () => BackupStatus, backup: Change = {}, options?: Parameters<typeof showFeature>[2], rest: Answers = {}): Promise<Shown> =>
  showFeature(<Section />, { backup: { status, list: () => [], ...backup }, restore: { list: () => aList() }, ...rest }, options);

const names = ({ calls }: Shown) => calls.map(({ name }) => name);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: string | RegExp) => page.getByText(words);
const violations = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, region: { enabled: false } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

describe('backups in the settings', () => {
  it('say in one look when the last one was made, whether it is whole, and when it was last tried', async () => {
    const provenAt = Date.UTC(2024, 10, 3);
    await show(() => aStatus(), { list: () => [aBackup({ provenAt }), aBackup({ at: Date.now() - 3 * DAY, name: 'older', verifiedAt: null })] });
    await expect.element(text(/^Last backup (today|yesterday) .*, verified\.$/)).toBeVisible();
    await expect.element(text(/^Last proven 3 Nov 2024: it was restored for a trial/)).toBeVisible();
    await expect.element(text('Not verified')).toBeVisible();
    await expect.element(text(/^50 people and 12 organisations · 118 kB/).first()).toBeVisible();
  });

  it.each([
    [3, false, 0],
    [31, true, 0],
    [31, false, 1],
  ])('proven %i days ago, with the key at hand: %s, ask %i times for a trial', async (days, hasKey, asked) => {
    const provenAt = Date.now() - days * DAY;
    await show(() => aStatus(), { list: () => [aBackup({ provenAt })] }, {}, { restore: { list: () => ({ ...aList(), hasKey, lastDrill: { provenAt, results: [] } }) } });
    await expect.element(text(/Last proven/)).toBeVisible();
    await expect.element(button('Try a restore')).toBeVisible();
    await expect.poll(() => text(/It is time for a trial again\. .* asks you for it\./).elements().length).toBe(asked);
  });

  it('warn when the last one is a week old or was not verified', async () => {
    await show(() => aStatus({ destinations: [aDestination({ lastAt: Date.now() - 8 * DAY })] }));
    await expect.element(text(/That is a while ago/)).toBeVisible();
  });

  it('are set up by keys alone: the key, typed in once, a folder, and the first one is made', async () => {
    let status = aStatus({ key: { kind: 'none' }, destinations: [], folders: [{ token: 't1', name: 'USB drive' }, { token: 't2', name: LONG }] });
    const made: BackupOutcome[] = [{ destination: 'd1', kind: 'made', name: 'x', failure: null }];
    const shown: Shown = await show(() => status, {
      makeKey: () => ({ key: KEY, groups: GROUPS }),
      typeKey: ({ typed }) => {
        if (readRecoveryKey(typed) !== KEY) throw new CallError('other-key', 'no');
        status = { ...status, key: { kind: 'made', madeAt: Date.now(), typedAt: Date.now(), isAskedFor: false } };
        shown.changed({ backup: '*' });
      },
      addDestination: ({ folder }) => {
        status = { ...status, destinations: [aDestination({ name: LONG, lastAt: null, lastVerifiedAt: null })], folders: status.folders.filter(({ token }) => token !== folder) };
        shown.changed({ backup: '*' });
        return { id: 'd1' };
      },
      run: () => made,
    });
    await expect.element(text('Nothing is backed up yet')).toBeVisible();
    button('Set up backups…').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog', { name: 'Your recovery key' })).toBeVisible();
    await expect.element(button('Print…')).toHaveFocus();
    await expect.element(text(GROUPS[3]!).first()).toBeVisible();
    await expect.poll(violations).toEqual([]);
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    const field = page.getByRole('textbox', { name: 'Recovery key' });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('gfpy yysj');
    await expect.element(text('8 of 58 characters after AGE-SECRET-KEY-1')).toBeVisible();
    await userEvent.fill(field, KEY.replace(/EX$/, 'E0'));
    await expect.element(text('A character in group 15 is wrong. Compare it with the paper.')).toBeVisible();
    await userEvent.fill(field, GROUPS.join(' ').toLowerCase());
    await expect.element(text('That is a whole key.')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    const where = page.getByRole('dialog', { name: 'Where backups go' });
    await expect.element(where.getByRole('button', { name: 'Make the first backup' })).toBeDisabled();
    await expect.element(where.getByRole('button', { name: /Add a folder/ })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('option', { name: 'USB drive' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.keyboard('{Enter}');
    await expect.element(where.getByRole('listitem').getByText(LONG)).toBeVisible();
    await expect.poll(violations).toEqual([]);
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    await expect.poll(() => shown.toasts.map((toast) => toast.text)).toContain('The backup is made and verified.');
    expect(names(shown)).toEqual(['backup.makeKey', 'backup.typeKey', 'backup.addDestination', 'backup.run']);
    expect(page.getByRole('dialog').query()).toBeNull();
  });

  it.each([
    ['folder-gone', 'Connect its disk'], ['not-granted', 'Remove it here and add it again'], ['not-allowed', 'may not write'], ['disk-full', 'This disk is full'], ['profile-full', 'no room for the copy'], ['damaged', 'no older backup was removed'], ['not-verified', 'may be failing'], ['not-written', 'The log says more'],
  ] satisfies [BackupFailure, string][])('say in plain words what %s means, and try again with that folder', async (failure, words) => {
    const shown = await show(() => aStatus({ destinations: [aDestination(), aDestination({ id: 'd2', name: LONG, failure })] }), { run: () => [{ destination: 'd2', kind: 'failed', name: null, failure }] });
    await expect.element(text(new RegExp(words))).toBeVisible();
    await userEvent.click(button('Try again'));
    await expect.poll(() => shown.calls.at(-1)).toEqual({ name: 'backup.run', input: { destination: 'd2' } });
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('One folder has no new backup. Settings say why.');
  });

  it('show how far one is and can be cancelled; those that were there stay', async () => {
    const shown = await show(() => aStatus(), {
      run: (_input, { signal, progress }) =>
        new Promise((_resolve, reject) => {
          progress({ phase: 'verifying', done: 5_000_000, total: 10_000_000 });
          signal.addEventListener('abort', () => reject(new CallError('cancelled', 'cancelled')));
        }),
    });
    await userEvent.click(button('Back up now'));
    await expect.element(page.getByRole('progressbar', { name: 'Reading it back and comparing' })).toHaveAttribute('aria-valuetext', '5 MB of 10 MB');
    await expect.element(button('Back up now')).toBeDisabled();
    await expect.poll(violations).toEqual([]);
    await userEvent.click(button('Cancel'));
    await expect.poll(() => shown.announced).toContain('Cancelled. The backups that were there are as they were.');
    await expect.element(button('Back up now')).toBeEnabled();
  });

  it('tell in a browser how a folder is granted', async () => {
    await show(() => aStatus());
    await expect.element(text('kith folder add DIR')).toBeVisible();
    await expect.element(button('Look again')).toBeVisible();
  });

  it('get a folder in a window with the dialog of the system', async () => {
    const shown = await show(() => aStatus({ canChooseFolder: true }), { chooseFolder: () => ({ token: 't9', name: 'Mine' }), addDestination: () => ({ id: 'd9' }) });
    await userEvent.click(button('Add another folder…'));
    await expect.poll(() => shown.calls.at(-1)).toEqual({ name: 'backup.addDestination', input: { folder: 't9' } });
  });

  it('stay where they are when their folder is removed, and the focus goes to the folder beside it', async () => {
    let destinations = [aDestination(), aDestination({ id: 'd2', name: 'Network' })];
    const shown: Shown = await show(() => aStatus({ destinations }), {
      removeDestination({ id }) {
        destinations = destinations.filter((each) => each.id !== id);
        shown.changed({ backup: '*' });
      },
    });
    await userEvent.click(button('Remove USB drive'));
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('“USB drive” gets no more backups. Those in it stay there.');
    await expect.element(button('Remove USB drive')).not.toBeInTheDocument();
    await expect.element(button('Remove Network')).toHaveFocus();
  });

  it('ask for the key where the program does not have it at hand, and put it behind a passphrase', async () => {
    const shown = await show(() => aStatus(), {
      setPassphrase: ({ typed }) => {
        if (typed === undefined) throw new CallError('key-needed', 'no');
      },
    });
    await userEvent.click(button('Choose one…'));
    await userEvent.fill(page.getByLabelText('New passphrase', { exact: true }), 'short');
    await userEvent.keyboard('{Enter}');
    await expect.element(text('At least 12 characters, please.')).toBeVisible();
    await userEvent.fill(page.getByLabelText('New passphrase', { exact: true }), 'four quiet words here');
    await userEvent.fill(page.getByLabelText('The same once more'), 'four quiet words here');
    await userEvent.keyboard('{Enter}');
    await userEvent.fill(page.getByRole('textbox', { name: 'Recovery key, from the paper' }), KEY);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.calls.at(-1)).toEqual({ name: 'backup.setPassphrase', input: { passphrase: 'four quiet words here', typed: KEY } });
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('The passphrase opens the backups from now on');
  });

  const anEncrypted: Answers = {
    vault: { state: () => ({ encrypted: true, keychain: 'none', keychainFailed: false, recoveryKey: true, asks: 'passphrase', lockAfter: null, systemPrompt: false, waitMs: 0 }) },
  };

  it('take the recovery key that an encrypted profile has already, and make no other one unasked', async () => {
    let status = aStatus({ key: { kind: 'none' }, destinations: [], folders: [{ token: 't1', name: 'USB drive' }] });
    const shown: Shown = await show(() => status, {
      typeKey: ({ typed }) => {
        if (readRecoveryKey(typed) !== KEY) throw new CallError('no-key', 'no');
        status = { ...status, key: { kind: 'made', madeAt: Date.now(), typedAt: Date.now(), isAskedFor: false } };
        shown.changed({ backup: '*' });
      },
    }, {}, anEncrypted);
    await userEvent.click(button('Set up backups…'));
    await expect.element(page.getByRole('dialog', { name: 'Your profile has a recovery key' })).toBeVisible();
    await expect.element(text('Step 1 of 2')).toBeVisible();
    await expect.poll(violations).toEqual([]);
    await userEvent.fill(page.getByRole('textbox', { name: 'Recovery key' }), KEY);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog', { name: 'Where backups go' })).toBeVisible();
    expect(names(shown)).toEqual(['backup.typeKey']);
  });

  it('say of a key that is made here for an encrypted profile that it opens the backups only, and lead to the one for both', async () => {
    const shown = await show(() => aStatus({ key: { kind: 'none' }, destinations: [] }), { makeKey: () => ({ key: KEY, groups: GROUPS }) }, {}, anEncrypted);
    await userEvent.click(button('Set up backups…'));
    await userEvent.click(button('Another for the backups'));
    await expect.element(page.getByRole('dialog', { name: 'Your recovery key' })).toBeVisible();
    await expect.element(text('Step 1 of 3')).toBeVisible();
    await expect.element(text(/opens the backups only, and not this encrypted profile/)).toBeVisible();
    await expect.poll(violations).toEqual([]);
    await userEvent.click(button('Open Security'));
    expect(shown.goneTo).toEqual(['/settings/security']);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(names(shown)).toEqual(['backup.makeKey']);
  });

  it('say that nobody has typed a key in that was made with the encryption', async () => {
    await show(() => aStatus({ key: { kind: 'made', madeAt: Date.UTC(2024, 10, 3), typedAt: null, isAskedFor: false } }));
    await expect.element(text('Made 3 Nov 2024. Nobody has typed it in yet: check that you have it.')).toBeVisible();
  });

  it('are tried out: what is wrong is said, with the folder', async () => {
    const shown = await show(() => aStatus(), {}, {}, {
      restore: {
        list: () => aList({ hasKey: true }),
        drill: () => ({ provenAt: 0, results: [{ destination: 'd1', name: 'USB drive', backup: 'x', at: 0, failure: 'counts-differ', message: '', counts: {} }] }),
      },
    });
    await userEvent.click(button('Try a restore'));
    await expect.poll(() => shown.toasts.at(-1)?.text).toMatch(/^The trial of “USB drive” found something wrong: what came out is not what was put in/);
    expect(shown.calls.at(-1)).toEqual({ name: 'restore.drill', input: { secret: { kind: 'kept' } } });
  });

  it('go on saying what the last trial found', async () => {
    await show(() => aStatus(), {}, {}, {
      restore: { list: () => aList({ lastDrill: { provenAt: 0, results: [{ destination: 'd1', name: 'USB drive', backup: 'x', at: 0, failure: 'altered', message: '', counts: {} }] } }) },
    });
    await expect.element(text(/^The trial of “USB drive” found something wrong: This backup is damaged/)).toBeVisible();
  });

  it('say that they could not be read, and try again', async () => {
    let works = false;
    await show(() => {
      if (!works) throw new CallError('backup-state-damaged', 'broken');
      return aStatus();
    });
    await expect.element(page.getByRole('alert').getByText(/move backups.json out of the profile/)).toBeVisible();
    works = true;
    await userEvent.click(button('Try again'));
    await expect.element(button('Back up now')).toBeVisible();
  });

  it.each([['light', 1280, 'en-GB'], ['dark', 1280, 'en-GB'], ['light', 320, 'de-DE'], ['dark', 320, 'ar']] as const)('axe finds nothing wrong in %s at %i px in %s, with names of 120 characters', async (theme, width, locale) => {
    await show(() => aStatus({ destinations: [aDestination({ name: LONG, failure: 'disk-full' })], hasPassphrase: true, folders: [{ token: 't', name: LONG }] }), { list: () => Array.from({ length: 12 }, (_, n) => aBackup({ name: `${n}`, at: Date.now() - n * DAY, provenAt: n === 1 ? Date.now() : null })) }, { width, locale });
    setAppearance({ theme, density: 'default' });
    await expect.element(page.getByRole('listitem').nth(3)).toBeVisible();
    await expect.poll(violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

