// From what falls due to notices of the system, and back from their buttons to the calls that a page would make.
import type { Api } from '../../core/api/index.ts';
import type { DueEvent } from '../../core/api/reminders.ts';
import type { Client } from '../../core/call.ts';
import type { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { dayOf, snoozed } from '../../core/schedule.ts';
import { contactHash, inboxHash, NAMES_IN_NOTICES } from '../../core/window-protocol.ts';
import { noticeWords, type NoticeWords } from './notice-words.ts';
import { type Notifier, type NotifierPorts, type NoticeAct, systemNotifier } from './notifier.ts';

export interface DuePorts extends Pick<NotifierPorts, 'create' | 'platform'> {
  /** Whether somebody looks at the window: the page then says it, and the system need not. */
  isWatched: () => boolean;
  /** Brings the window up, at this address of the page. */
  open: (hash: string) => Promise<void>;
  /** On the program's icon. */
  setBadge: (count: number) => void;
  now: () => number;
  zone: () => string;
  after: (ms: number, run: () => void) => () => void;
  onError: (error: unknown) => void;
}

/** More of them at once are one notice. */
const MOST_SINGLE = 3;
const SUMMARY = 'summary';
/** A day begins without anything being changed: the badge looks at the clock this often. */
const LOOK_MS = 60_000;

/** Tells until it is stopped. */
export function tellDue(client: Client<Api>, ports: DuePorts): () => void {
  /** Those that a notice was shown of, by id. */
  const told = new Map<string, Reminder>();
  let words: NoticeWords = noticeWords('en');
  let day = '';
  let counting: 'no' | 'once' | 'again' = 'no';
  let stopLooking = () => {};
  let isStopped = false;

  const notifier: Notifier = systemNotifier({
    ...ports,
    buttons: () => words,
    onAct: (id, act) => attempt(() => actOn(id, act)),
    onFailed: (error) => ports.onError(new Error(`the system showed no notice: ${error}`)),
  });

  function attempt(run: () => Promise<void>) {
    run().catch((error: unknown) => {
      if (!isStopped) ports.onError(error);
    });
  }

  async function tell({ reminders, total }: DueEvent) {
    if (ports.isWatched()) return;
    const [{ device }, names, { kind: gate }] = await Promise.all([client.profile.info(), client.profile.preference({ key: NAMES_IN_NOTICES }), client.gate.state()]);
    words = noticeWords(device.locale);
    if (total > MOST_SINGLE) return notifier.show({ id: SUMMARY, title: words.many(new Intl.NumberFormat(device.locale).format(total)), body: '', isReminder: false });
    for (const reminder of reminders) {
      // At a start it may be heard of twice: by what was missed, and as it falls due.
      if (told.get(reminder.id)?.due === reminder.due) continue;
      told.set(reminder.id, reminder);
      // Whoever looks at a locked app learns that something is due, and can do nothing to it.
      if (gate === 'locked') {
        notifier.show({ id: reminder.id, title: words.kind[reminder.kind], body: '', isReminder: false });
        continue;
      }
      notifier.show({ id: reminder.id, title: reminder.purpose || words.kind[reminder.kind], body: names === false ? '' : (reminder.contact?.name ?? ''), isReminder: true });
    }
  }

  /** What fell due while Kith was closed was told of before anybody could hear it. */
  async function tellMissed() {
    const { rows, unseen } = await client.reminders.inbox({ limit: MOST_SINGLE });
    if (unseen > 0) await tell({ reminders: rows.filter(({ seen }) => !seen).map(({ reminder }) => reminder), total: unseen });
  }

  async function actOn(id: string, act: NoticeAct) {
    const reminder = told.get(id);
    told.delete(id);
    if (!reminder) return ports.open(inboxHash);
    const place = reminder.contact ? contactHash(reminder.contact.id) : inboxHash;
    if (act.kind === 'open') return ports.open(place);
    try {
      if (act.kind === 'done') await client.reminders.complete({ id: reminder.id });
      else await putOff(reminder.id, act.to);
    } catch (error) {
      // Whoever pressed the button would else believe that it is done.
      await ports.open(place);
      throw error;
    }
  }

  async function putOff(id: Id, to: Parameters<typeof snoozed>[2]) {
    const [{ device }, { due, zone }] = await Promise.all([client.profile.info(), client.reminders.get({ id })]);
    await client.reminders.snooze({ id, to: snoozed(due, zone, to, ports.now(), ports.zone(), device.hours) });
  }

  /** What waits stands on the icon; and what somebody has looked at in the inbox needs no notice any more. */
  async function count() {
    if (counting !== 'no') {
      counting = 'again';
      return;
    }
    counting = 'once';
    try {
      day = dayOf(ports.now(), ports.zone());
      const [{ waiting }, { unseen }] = await Promise.all([client.reminders.count({ zone: ports.zone() }), client.reminders.inbox({ limit: 1 })]);
      ports.setBadge(waiting);
      if (unseen === 0) notifier.closeAll();
    } finally {
      const isStale = (counting as string) === 'again';
      counting = 'no';
      if (isStale) attempt(count);
    }
  }

  function look() {
    stopLooking = ports.after(LOOK_MS, () => {
      if (dayOf(ports.now(), ports.zone()) !== day) attempt(count);
      look();
    });
  }

  const stops = [
    client.on('due', (event) => attempt(() => tell(event))),
    client.on('gate', ({ kind }) => {
      if (kind === 'locked') notifier.closeAll();
    }),
    client.on('withdrawn', ({ ids }) => {
      for (const id of ids) notifier.close(id);
    }),
    client.on('changed', (tables) => {
      if (tables['reminders'] ?? tables['fired'] ?? tables['contacts']) attempt(count);
    }),
  ];
  attempt(tellMissed);
  attempt(count);
  look();
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
    stopLooking();
    notifier.closeAll();
  };
}
