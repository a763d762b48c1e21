import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CalendarStatus } from '../../../core/api/calendar.ts';
import { calendarSection } from '../../../renderer/features/settings/calendar-section.tsx';
import { useSettingsText } from '../../../renderer/features/settings/settings-text.ts';
import { aProfile, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';

const FILE = { folder: 't1', whose: 'mine', form: 'todo' } as const;
const FOLDERS = [{ token: 't1', name: 'Calendars' }, { token: 't2', name: 'Shared' }];

const aStatus = (change: Partial<CalendarStatus> = {}): CalendarStatus => ({ file: null, name: 'kith.ics', folders: FOLDERS, writtenAt: null, failure: null, ...change });

function Section({ host }: { host: 'window' | 'browser' }) {
  const t = useSettingsText();
  return calendarSection(t, aProfile({ host })).settings.map(({ id, content }) => <div key={id}>{content}</div>);
}

const show = (status: CalendarStatus | (() => CalendarStatus), calendar: Answers['calendar'] = {}, host: 'window' | 'browser' = 'browser'): Promise<Shown> =>
  showFeature(<Section host={host} />, { calendar: { status: () => (typeof status === 'function' ? status() : status), ...calendar } });

const lastCall = ({ calls }: Shown) => calls.at(-1);
const text = (words: string | RegExp) => page.getByText(words);

describe('the calendar file in the settings', () => {
  it('is off until a folder is chosen, says that names stand in it, and starts with one’s own as to-dos', async () => {
    const shown = await show(aStatus(), { setFile: () => {} });
    await expect.element(text(/Names of people and your notes stand in it/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Write now' })).not.toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: /Folder of the calendar file/ }));
    await userEvent.click(page.getByRole('option', { name: 'Shared' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'calendar.setFile', input: { ...FILE, folder: 't2' } });
  });

  it('changes whose and as what, and takes that back', async () => {
    const shown = await show(aStatus({ file: FILE }), { setFile: () => {} });
    await userEvent.click(page.getByRole('radio', { name: 'Events' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'calendar.setFile', input: { ...FILE, form: 'event' } });
    await userEvent.click(page.getByRole('radio', { name: 'Everybody’s' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'calendar.setFile', input: { ...FILE, whose: 'everybody' } });
    shown.toasts.at(-1)!.action!.onPress();
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'calendar.setFile', input: FILE });
  });

  it('says that the file stays when it is turned off', async () => {
    const shown = await show(aStatus({ file: FILE }), { setFile: () => {} });
    await userEvent.click(page.getByRole('button', { name: /Folder of the calendar file/ }));
    await userEvent.click(page.getByRole('option', { name: 'No calendar file' }));
    await expect.poll(() => shown.toasts.at(-1)?.text).toMatch(/kith.ics stays in its folder/);
    expect(lastCall(shown)).toEqual({ name: 'calendar.setFile', input: null });
  });

  it('says when it was written, writes now, and hears of it', async () => {
    let writtenAt = Date.UTC(2026, 5, 19, 8, 30);
    const shown = await show(() => aStatus({ file: FILE, writtenAt }), { writeNow: () => {} });
    await expect.element(page.getByRole('status')).toHaveTextContent('Up to date as of 19 Jun 2026, 8:30.');
    await userEvent.click(page.getByRole('button', { name: 'Write now' }));
    await expect.poll(() => lastCall(shown)?.name).toBe('calendar.writeNow');
    writtenAt += 60_000;
    shown.changed({ calendar: '*' });
    await expect.element(page.getByRole('status')).toHaveTextContent('Up to date as of 19 Jun 2026, 8:31.');
  });

  it.each([
    ['folder-gone', 'no longer there'], ['not-granted', 'no longer use this folder'], ['not-allowed', 'may not write'], ['disk-full', 'disk is full'], ['in-the-way', 'a kith.ics that this Kith did not write'], ['not-written', 'could not be written'],
  ] as const)('says what to do about %s', async (failure, words) => {
    await show(aStatus({ file: FILE, failure }));
    await expect.element(page.getByRole('alert').getByText(new RegExp(words))).toBeVisible();
    await expect.element(page.getByRole('alert').getByText(/It is tried again by itself/)).toBeVisible();
  });

  it('tells in a browser how a folder is granted, and looks again', async () => {
    let folders: CalendarStatus['folders'] = [];
    await show(() => aStatus({ folders }));
    await expect.element(text('kith folder add DIR')).toBeVisible();
    folders = FOLDERS;
    await userEvent.click(page.getByRole('button', { name: 'Look again' }));
    await expect.element(page.getByRole('button', { name: /Folder of the calendar file/ })).toBeVisible();
  });

  it('asks in a window with the dialog of the system', async () => {
    let chosen: { token: string; name: string } | null = null;
    const shown = await show(aStatus({ folders: [] }), { setFile: () => {}, chooseFolder: () => chosen }, 'window');
    await userEvent.click(page.getByRole('button', { name: 'Choose folder…' }));
    await expect.poll(() => shown.calls.map(({ name }) => name)).toEqual(['calendar.chooseFolder']);
    chosen = { token: 't9', name: 'Mine' };
    await userEvent.click(page.getByRole('button', { name: 'Choose folder…' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'calendar.setFile', input: { ...FILE, folder: 't9' } });
  });
});
