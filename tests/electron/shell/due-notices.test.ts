import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { daysAfter, dayOf } from '../../../core/schedule.ts';
import type { Api } from '../../../core/api/index.ts';
import type { DueEvent, NewReminder } from '../../../core/api/reminders.ts';
import type { Client } from '../../../core/call.ts';
import { openApp } from '../../../electron/app.ts';
import { ownClient } from '../../../electron/own-client.ts';
import { bringUp } from '../../../electron/shell/bring-up.ts';
import { PAGE_ADDRESS } from '../../../electron/shell/page-address.ts';
import { tellDue } from '../../../electron/shell/due-notices.ts';
import { CONTACTS_PATH, INBOX_PATH, contactPath } from '../../../renderer/paths.ts';
import { contactHash, inboxHash, NAMES_IN_NOTICES } from '../../../core/window-protocol.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { fakeNotices } from '../../support/system-notices.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const today = () => dayOf(Date.now(), zone);
const LATE = { due: '2026-01-15T10:00', zone: 'Europe/Berlin' };

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

/** The program in a window on a Mac, with a real database behind it. */
async function aProgram({ dir = temporaryFolder(), isWatched = false, now = Date.now } = {}) {
  const errors: unknown[] = [];
  const app = await openApp(dir, { log: (entry) => errors.push(entry) }, 'window');
  const page = ownClient(app);
  const own = ownClient(app);
  const { shown, create } = fakeNotices();
  const opened: string[] = [];
  const badges: number[] = [];
  const clock = manualClock();
  let due: (event: DueEvent) => void = () => {};
  const heard: Client<Api> = {
    ...own.client,
    on(name, listener) {
      if (name === 'due') due = listener as typeof due;
      return own.client.on(name, listener);
    },
  };
  const stop = tellDue(heard, {
    platform: 'darwin',
    create,
    isWatched: () => isWatched,
    open: (hash) => Promise.resolve(void opened.push(hash)),
    setBadge: (count) => badges.push(count),
    now,
    zone: () => zone,
    after: clock.after,
    onError: (error) => errors.push(error),
  });
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    stop();
    own.close();
    page.close();
    await app.close();
  };
  onTestFinished(close);
  const { client } = page;
  const ada = async () => (await client.contacts.create({ kind: 'person', fullName: 'Ada Lovelace' })).id;
  return { dir, client, due: (event: DueEvent) => due(event), shown, opened, badges, errors, clock, close, ada, remind: async (reminder: NewReminder) => (await client.reminders.create(reminder)).id };
}

const told = ({ shown }: Awaited<ReturnType<typeof aProgram>>) => shown.map(({ options: { title, body } }) => [title, body]);

describe('what falls due', () => {
  it('is told by the system with the purpose and the name, and opens who it is about', async () => {
    const program = await aProgram();
    const contactId = await program.ada();
    await program.remind({ purpose: 'Ask for the plan', notes: 'A secret', contactId, ...LATE });
    await program.remind({ kind: 'email', ...LATE });
    await eventually(() => expect(told(program)).toEqual([['Ask for the plan', 'Ada Lovelace'], ['E-mail', '']]));
    program.shown[0]!.click();
    program.shown[1]!.click();
    await eventually(() => expect(program.opened).toEqual([`#/contacts/${contactId}`, '#/today?inbox=open']));
    expect(program.errors).toEqual([]);
  });

  it('is told of a locked app without purpose and name, with nothing to press, and what was told before goes', async () => {
    const program = await aProgram();
    const contactId = await program.ada();
    await program.remind({ purpose: 'Ask for the plan', contactId, ...LATE });
    await eventually(() => expect(program.shown).toHaveLength(1));
    await program.client.vault.setLock({ after: null, password: 'quiet' });
    await program.client.vault.lock();
    await eventually(() => expect(program.shown[0]!.isClosed).toBe(true));
    await program.remind({ purpose: 'Tell nobody', contactId, kind: 'email', ...LATE });
    await eventually(() => expect(program.shown).toHaveLength(2));
    expect(told(program)[1]).toEqual(['E-mail', '']);
    expect(program.shown[1]!.options.actions).toBeUndefined();
  });

  it('is told once, though it also fell due while Kith started', async () => {
    const before = await aProgram({ isWatched: true });
    await before.remind({ purpose: 'Ask', ...LATE });
    await before.close();
    const program = await aProgram({ dir: before.dir });
    await eventually(() => expect(program.shown).toHaveLength(1));
    const { rows } = await program.client.reminders.inbox({ limit: 1 });
    program.due({ reminders: rows.map(({ reminder }) => reminder), total: 1 });
    await program.remind({ purpose: 'Then', ...LATE });
    await eventually(() => expect(program.shown.at(-1)!.options.title).toBe('Then'));
    expect(told(program)).toEqual([['Ask', ''], ['Then', '']]);
  });

  it('is not told by the system to who looks at the window', async () => {
    const program = await aProgram({ isWatched: true });
    const heard = vi.fn();
    program.client.on('due', heard);
    await program.remind({ purpose: 'Ask', ...LATE });
    await eventually(() => expect(heard).toHaveBeenCalled());
    await eventually(() => expect(program.badges.at(-1)).toBe(1));
    expect(program.shown).toEqual([]);
  });

  it('says no names where somebody does not want that, and speaks the language of the device', async () => {
    const program = await aProgram();
    await program.client.profile.setPreference({ key: NAMES_IN_NOTICES, value: false });
    await program.client.profile.setDevice({ locale: 'de-DE' });
    await program.remind({ kind: 'call', contactId: await program.ada(), ...LATE });
    await eventually(() => expect(told(program)).toEqual([['Anruf', '']]));
    expect(program.shown[0]!.options.actions?.map(({ text }) => text)).toEqual(['Erledigt', 'Verschieben: Morgen']);
  });

  it('while Kith was closed comes at its start, as one notice that opens the inbox', async () => {
    const before = await aProgram({ isWatched: true });
    for (let count = 0; count < 5; count += 1) await before.remind({ purpose: String(count), ...LATE });
    await before.close();
    const program = await aProgram({ dir: before.dir });
    await eventually(() => expect(told(program)).toEqual([['5 reminders are due', '']]));
    program.shown[0]!.click();
    await eventually(() => expect(program.opened).toEqual(['#/today?inbox=open']));
  });
});

describe('the buttons', () => {
  it('complete it as one change that can be undone, and the notice goes', async () => {
    const program = await aProgram();
    const id = await program.remind({ purpose: 'Ask', ...LATE });
    await eventually(() => expect(program.shown).toHaveLength(1));
    program.shown[0]!.act(0);
    await eventually(async () => expect((await program.client.reminders.get({ id })).doneAt).not.toBeNull());
    expect(await program.client.history.undo({})).toMatchObject({ code: 'reminder.completed' });
    expect((await program.client.reminders.get({ id })).doneAt).toBeNull();
  });

  it('put it off to tomorrow and keep its time', async () => {
    const program = await aProgram();
    const id = await program.remind({ purpose: 'Ask', due: `${daysAfter(today(), -3)}T10:00`, zone });
    await eventually(() => expect(program.shown).toHaveLength(1));
    program.shown[0]!.act(1);
    await eventually(async () => expect((await program.client.reminders.get({ id })).due).toBe(`${daysAfter(today(), 1)}T10:00`));
    expect(await program.client.history.undo({})).toMatchObject({ code: 'reminder.snoozed' });
  });

  it('that come too late lead to who it is about, and the log says why', async () => {
    const program = await aProgram();
    const contactId = await program.ada();
    const id = await program.remind({ purpose: 'Ask', contactId, ...LATE });
    await eventually(() => expect(program.shown).toHaveLength(1));
    const act = () => program.shown[0]!.emit('action', { actionIndex: 0, selectionIndex: -1 });
    await program.client.reminders.complete({ id });
    act();
    await eventually(() => expect(program.opened).toEqual([contactHash(contactId)]));
    expect(program.errors).toMatchObject([{ code: 'already-done' }]);
  });
});

it('takes a notice away once it is done elsewhere, and all once somebody has looked at the inbox', async () => {
  const program = await aProgram();
  const [a] = [await program.remind({ purpose: 'a', ...LATE }), await program.remind({ purpose: 'b', ...LATE })];
  await eventually(() => expect(program.shown).toHaveLength(2));
  await program.client.reminders.complete({ id: a });
  await eventually(() => expect(program.shown.map(({ isClosed }) => isClosed)).toEqual([true, false]));
  await program.client.reminders.seen();
  await eventually(() => expect(program.shown.map(({ isClosed }) => isClosed)).toEqual([true, true]));
});

it('says on the icon how many wait, and counts anew when a day begins', async () => {
  let now = Date.now();
  const program = await aProgram({ now: () => now });
  await eventually(() => expect(program.badges.at(-1)).toBe(0));
  const id = await program.remind({ purpose: 'Ask', ...LATE });
  await eventually(() => expect(program.badges.at(-1)).toBe(1));
  await program.client.reminders.complete({ id });
  await eventually(() => expect(program.badges.at(-1)).toBe(0));
  const counted = await settled(program);
  program.clock.advance(60_000);
  expect(await settled(program)).toBe(counted);
  now += 86_400_000;
  program.clock.advance(60_000);
  await eventually(() => expect(program.badges.length).toBe(counted + 1));
});

/** How often the icon was changed once nothing more comes: calls are answered in their order. */
async function settled({ client, badges }: Awaited<ReturnType<typeof aProgram>>): Promise<number> {
  for (let before = -1; before !== badges.length; ) {
    before = badges.length;
    for (let call = 0; call < 5; call += 1) await client.reminders.count({ zone });
  }
  return badges.length;
}

describe('a click', () => {
  /** Notes what is done with a window at this address. */
  function aWindow(address: string, isMinimized = false) {
    const done: string[] = [];
    const note = (act: string) => () => void done.push(act);
    const window = { isDestroyed: () => false, isMinimized: () => isMinimized, restore: note('restore'), show: note('show'), focus: note('focus'), loadURL: (url: string) => Promise.resolve(void done.push(url)), webContents: { getURL: () => address } };
    return { window, done };
  }

  it('brings the window up, and the page to what it is about', async () => {
    const { window, done } = aWindow(`${PAGE_ADDRESS}#/today`, true);
    await bringUp(window, '#/contacts/1');
    expect(done).toEqual(['restore', 'show', 'focus', `${PAGE_ADDRESS}#/contacts/1`]);
  });

  it('does not load the page anew that is there already', async () => {
    const { window, done } = aWindow(`${PAGE_ADDRESS}#/contacts/1`);
    await bringUp(window, '#/contacts/1');
    await bringUp(window);
    expect(done).toEqual(['show', 'focus', 'show', 'focus']);
  });

  it('leads to addresses that the page has', () => {
    expect(CONTACTS_PATH).toBe('/contacts');
    expect([contactHash('1'), inboxHash]).toEqual([`#${contactPath('1' as never)}`, `#${INBOX_PATH}`]);
  });
});
