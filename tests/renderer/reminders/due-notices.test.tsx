import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reminder } from '../../../core/reminders.ts';
import { DueNotices } from '../../../renderer/reminders/due-notices.tsx';
import { idOf, showFeature } from '../show-feature.tsx';

const aReminder = (number: number, change: Partial<Reminder> = {}): Reminder => ({
  id: idOf(number), kind: 'call', purpose: `Ask ${number}`, due: '2026-01-15T10:00', zone: 'Europe/Berlin', priority: 0, notes: '', contact: null, owner: null, repeat: null, doneAt: null, seen: {}, ...change,
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

function withSystem(permission: NotificationPermission): SystemNotice[] {
  SystemNotice.permission = permission;
  SystemNotice.shown.length = 0;
  vi.stubGlobal('Notification', SystemNotice);
  return SystemNotice.shown;
}

afterEach(() => vi.unstubAllGlobals());

describe('what falls due', () => {
  it('is said in the page, each with the way to whom it is about', async () => {
    withSystem('default');
    const shown = await showFeature(<DueNotices />, {});
    shown.due({ reminders: [aReminder(1, { contact: ADA }), aReminder(2)], total: 2 });
    await expect.poll(() => shown.toasts.map(({ text }) => text)).toEqual(['Due now: Ask 1 · Ada Lovelace', 'Due now: Ask 2']);
    shown.toasts[0]!.action!.onPress();
    shown.toasts[1]!.action!.onPress();
    expect(shown.goneTo).toEqual([`/contacts/${ADA.id}`, '/today']);
    expect(SystemNotice.shown).toEqual([]);
  });

  it('is one notice where it is much', async () => {
    const notices = withSystem('granted');
    const shown = await showFeature(<DueNotices />, {});
    shown.due({ reminders: [1, 2, 3, 4].map((number) => aReminder(number)), total: 40 });
    await expect.poll(() => shown.toasts.map(({ text }) => text)).toEqual(['40 reminders are due']);
    expect(notices.map(({ title }) => title)).toEqual(['40 reminders are due']);
  });

  it('is said beside the page where that is allowed, and taken away once it is done elsewhere', async () => {
    const notices = withSystem('granted');
    const shown = await showFeature(<DueNotices />, {});
    shown.due({ reminders: [aReminder(1, { contact: ADA }), aReminder(2)], total: 2 });
    await expect.poll(() => notices.map(({ title, body }) => [title, body])).toEqual([['Ask 1', 'Ada Lovelace'], ['Ask 2', '']]);
    shown.withdrawn({ ids: [idOf(2)] });
    await expect.poll(() => notices.map(({ isClosed }) => isClosed)).toEqual([false, true]);
    notices[0]!.dispatchEvent(new Event('click'));
    expect(shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
  });
});
