import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { BackupStatus } from '../../../core/api/backup.ts';
import { BackupHost } from '../../../renderer/backup/backup-host.tsx';
import { aProfile, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { DAY, KEY, aDestination, aStatus } from './backup-answers.ts';

function show(status: BackupStatus | (() => BackupStatus), stored: { since: number; quietUntil: number } | null = null, backup: Answers['backup'] = {}): Promise<Shown> {
  return showFeature(<BackupHost profile={aProfile({ contacts: 12 })} />, {
    backup: { status: () => (typeof status === 'function' ? status() : status), ...backup },
    profile: { info: () => aProfile(), preference: () => stored, setPreference: () => {} },
  });
}

const line = () => page.getByRole('status');
const button = (name: string) => page.getByRole('button', { name });

describe('the one line about backups', () => {
  it('begins to count where there is something to lose, and says nothing yet', async () => {
    const shown = await show(aStatus({ key: { kind: 'none' }, destinations: [] }));
    await expect.poll(() => shown.calls.map(({ name, input }) => [name, (input as { value: { since: unknown } }).value.since])).toEqual([['profile.setPreference', expect.any(Number)]]);
    expect(line().query()).toBeNull();
  });

  it('leads to the settings after some days, and is gone for a month once put away', async () => {
    const shown = await show(aStatus({ key: { kind: 'none' }, destinations: [] }), { since: Date.now() - 4 * DAY, quietUntil: 0 });
    await expect.element(line()).toHaveTextContent('Your contacts lie on this disk only. A backup brings them back if it breaks.');
    await userEvent.click(button('Set up…'));
    expect(shown.goneTo).toEqual(['/settings/backups']);
    await userEvent.click(button('Dismiss'));
    await expect.poll(() => line().query()).toBeNull();
    const { value } = shown.calls.at(-1)!.input as { value: { quietUntil: number } };
    expect(value.quietUntil).toBeGreaterThan(Date.now() + 29 * DAY);
  });

  it('says that the last backup is old', async () => {
    await show(aStatus({ destinations: [aDestination({ lastAt: Date.UTC(2024, 10, 3, 9) })] }));
    await expect.element(line()).toHaveTextContent('The last backup was made 3 Nov 2024, 09:00.');
  });

  it('asks for the key, hears whether it is the one, and asks again in a week where there is no time', async () => {
    let isAskedFor = true;
    const shown: Shown = await show(() => aStatus({ key: { kind: 'made', madeAt: 0, typedAt: 0, isAskedFor } }), null, {
      typeKey: () => {
        isAskedFor = false;
        shown.changed({ backup: '*' });
      },
      askLater: () => {},
    });
    await expect.element(line()).toHaveTextContent('Do you still have the sheet with your recovery key?');
    await userEvent.click(button('Next week'));
    await expect.poll(() => shown.calls.at(-1)?.name).toBe('backup.askLater');
    await userEvent.click(button('Check it…'));
    await userEvent.fill(page.getByRole('textbox', { name: 'Recovery key' }), KEY);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('This is the key. All is well.');
    await expect.poll(() => page.getByText('Do you still have').query()).toBeNull();
  });
});
