import { afterEach, describe, expect, it, vi } from 'vitest';
import { NAMES_IN_NOTICES } from '../../../core/window-protocol.ts';
import type { Reminder } from '../../../core/reminders.ts';
import { useCommandHandler } from '../../../renderer/commands/command-provider.tsx';
import { DueNotices } from '../../../renderer/reminders/due-notices.tsx';
import { createToasts } from '../../../renderer/ui/toasts.tsx';
import { type Answers, idOf, showFeature } from '../show-feature.tsx';

const aReminder = (number: number, change: Partial<Reminder> = {}): Reminder => ({
  id: idOf(number), kind: 'call', purpose: `Ask ${number}`, due: '2026-01-15T10:00', zone: 'Europe/Berlin', priority: 0, notes: '', contact: null, deal: null, owner: null, repeat: null, doneAt: null, seen: {}, ...change,
});
const ADA = { id: idOf(7), kind: 'person' as const, name: 'Ada Lovelace', photo: null, hidden: false, organisation: '' };

/** Stands in for the notices of the system. */
class SystemNotice extends EventTarget {
  static permission: NotificationPermission = 'granted';
  static readonly shown: SystemNotice[] = [];
  isClosed = false;
  readonly title: string;
  readonly body: string;

  constructor(title: string, { body = '' }: NotificationOptions = {}) {
    super();
    this.title = title;
    this.body = body;
    SystemNotice.shown.push(this);
  }

  close() {
    this.isClosed = true;
  }
}

function withSystem(permission: NotificationPermission, { isWatched = false } = {}): SystemNotice[] {
  SystemNotice.permission = permission;
  SystemNotice.shown.length = 0;
  vi.stubGlobal('Notification', SystemNotice);
  vi.spyOn(document, 'hasFocus').mockReturnValue(isWatched);
  return SystemNotice.shown;
}

const opened = vi.fn();
/** The inbox, as far as a notice needs it. */
function InboxThatOpens() {
  useCommandHandler('inbox.open', opened);
  return null;
}

/** How many of what fired nobody has looked at. */
let notSeen = 0;

const show = ({ unseen = 0, isWindow = false, saysNames = null as boolean | null } = {}) => {
  notSeen = unseen;
  const answers: Answers = { reminders: { inbox: () => ({ rows: [], unseen: notSeen }) }, profile: { preference: ({ key }) => (key === NAMES_IN_NOTICES ? saysNames : null) } };
  return showFeature(<><InboxThatOpens /><DueNotices isWindow={isWindow} /></>, answers);
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  opened.mockClear();
});

describe('what falls due', () => {
  it('is said in the page, each with the way to whom it is about', async () => {
    withSystem('default');
    const shown = await show();
    shown.due({ reminders: [aReminder(1, { contact: ADA }), aReminder(2)], total: 2 });
    await expect.poll(() => shown.toasts.map(({ text }) => text)).toEqual(['Due now: Ask 1 · Ada Lovelace', 'Due now: Ask 2']);
    shown.toasts[0]!.action!.onPress();
    expect(shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
    shown.toasts[1]!.action!.onPress();
    expect(opened).toHaveBeenCalledTimes(1);
    expect(SystemNotice.shown).toEqual([]);
  });

  it('is one notice where it is much, and leads to the inbox', async () => {
    const notices = withSystem('granted');
    const shown = await show();
    shown.due({ reminders: [1, 2, 3, 4].map((number) => aReminder(number)), total: 40 });
    await expect.poll(() => shown.toasts.map(({ text }) => text)).toEqual(['40 reminders are due']);
    expect(notices.map(({ title }) => title)).toEqual(['40 reminders are due']);
    notices[0]!.dispatchEvent(new Event('click'));
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('while no page was open is said once it is', async () => {
    withSystem('granted');
    const shown = await show({ unseen: 12 });
    await expect.poll(() => shown.toasts.map(({ text }) => text)).toEqual(['12 reminders have come due and were not seen yet']);
    shown.toasts[0]!.action!.onPress();
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('is said beside the page where that is allowed, and taken away in both places once it is done elsewhere', async () => {
    const notices = withSystem('granted');
    const shown = await show();
    shown.due({ reminders: [aReminder(1, { contact: ADA }), aReminder(2)], total: 2 });
    await expect.poll(() => notices.map(({ title, body }) => [title, body])).toEqual([['Ask 1', 'Ada Lovelace'], ['Ask 2', '']]);
    shown.withdrawn({ ids: [idOf(2)] });
    await expect.poll(() => notices.map(({ isClosed }) => isClosed)).toEqual([false, true]);
    expect(shown.toasts.map(({ until }) => until?.aborted)).toEqual([false, true]);
    notices[0]!.dispatchEvent(new Event('click'));
    expect(shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
  });

  it('is said no longer once somebody has looked at the inbox', async () => {
    const notices = withSystem('granted');
    const shown = await show({ unseen: 12 });
    await expect.poll(() => shown.toasts.length).toBe(1);
    shown.due({ reminders: [aReminder(1)], total: 1 });
    await expect.poll(() => notices.length).toBe(1);
    notSeen = 0;
    shown.changed({ fired: '*' });
    await expect.poll(() => shown.toasts.map(({ until }) => until?.aborted)).toEqual([true, true]);
    expect(notices[0]!.isClosed).toBe(true);
  });

  it.each([
    ['to who looks at the page', { isWatched: true }, {}],
    ['where the window’s own notices say it', {}, { isWindow: true }],
  ])('is not said beside the page %s', async (_when, system, notices) => {
    withSystem('granted', system);
    const shown = await show(notices);
    shown.due({ reminders: [aReminder(1)], total: 1 });
    await expect.poll(() => shown.toasts.length).toBe(1);
    expect(SystemNotice.shown).toEqual([]);
  });

  it('says no names outside the page where somebody does not want that', async () => {
    const notices = withSystem('granted');
    const shown = await show({ saysNames: false });
    shown.due({ reminders: [aReminder(1, { contact: ADA })], total: 1 });
    await expect.poll(() => notices.map(({ title, body }) => [title, body])).toEqual([['Ask 1', '']]);
    expect(shown.toasts.map(({ text }) => text)).toEqual(['Due now: Ask 1 · Ada Lovelace']);
  });
});

describe('a toast', () => {
  it('goes once it is no longer true', () => {
    const toasts = createToasts();
    const [until, over] = [new AbortController(), AbortSignal.abort()];
    toasts.show({ text: 'Due now', until: until.signal });
    toasts.show({ text: 'Was due', until: over });
    expect(toasts.queue.visibleToasts.map(({ content }) => content.text)).toEqual(['Due now']);
    until.abort();
    expect(toasts.queue.visibleToasts).toEqual([]);
  });
});
