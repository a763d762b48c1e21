import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import type { Reminder } from '../core/reminders.ts';
import { daysAfter, dayOf, instantOf, startOfDay } from '../core/schedule.ts';
import { reminderRows } from './reminder-rows.ts';
import type { Store } from './store.ts';

/** When somebody wants to hear of what is due on a day without a time, `09:00` of the device. */
export interface DueWhen {
  now: number;
  /** The device's. */
  zone: string;
  allDayAt: string;
}

const OWN = 'r.hidden = 0 AND r.doneAt IS NULL AND (r.ownerId IS NULL OR r.ownerId = $me)';
const NOT_FIRED = 'NOT EXISTS (SELECT 1 FROM fired f WHERE f.reminderId = r.id AND f.due = r.due)';
const SHOWN = '(r.contactN IS NULL OR EXISTS (SELECT 1 FROM contacts c WHERE c.n = r.contactN AND c.hidden = 0))';

/** The day up to which days without a time are due by now. */
function lastDueDay({ now, zone, allDayAt }: DueWhen): string {
  const today = dayOf(now, zone);
  return now >= allDayInstant(today, { zone, allDayAt }) ? today : daysAfter(today, -1);
}

const allDayInstant = (day: string, { zone, allDayAt }: Pick<DueWhen, 'zone' | 'allDayAt'>): number => instantOf(`${day}T${allDayAt}`, zone) ?? startOfDay(day, zone);

/** By time and by day: together in one statement they would be looked for among all that are open. */
const DUE = ['r.dueAt IS NOT NULL AND r.dueAt <= $now', "r.dueAt IS NULL AND r.due <= $day AND r.due <> ''"].map((due) => `FROM reminders r WHERE ${due} AND ${OWN} AND ${NOT_FIRED} AND ${SHOWN}`);

const dueParams = (store: Store, when: DueWhen) => ({ me: idToBytes(store.member), now: when.now, day: lastDueDay(when) });

/** One's own reminders that are due and were not shown on this device yet, the oldest first, at most `most`; and how many there are. */
export function dueToFire(store: Store, when: DueWhen, most: number): { reminders: Reminder[]; total: number } {
  const params = dueParams(store, when);
  const rows = DUE.flatMap((from, place) => store.prepare(`SELECT r.* ${from} ORDER BY ${place === 0 ? 'r.dueAt' : 'r.due'}, r.n LIMIT $most`).all({ ...params, most }));
  rows.sort((a, b) => (a['sortAt'] as number) - (b['sortAt'] as number) || a.n - b.n);
  const total = rows.length < most ? rows.length : DUE.reduce((sum, from) => sum + store.prepare(`SELECT count(*) AS n ${from}`).get(params)!.n, 0);
  return { reminders: reminderRows(store, rows.slice(0, most)), total };
}

/** The next moment at which one of one's own becomes due, later than now; null where nothing is planned. */
export function nextDueAt(store: Store, when: DueWhen): number | null {
  const me = idToBytes(store.member);
  const timed = store
    .prepare(`SELECT r.dueAt AS n FROM reminders r WHERE ${OWN} AND r.dueAt IS NOT NULL AND r.dueAt > $now ORDER BY r.dueAt LIMIT 1`)
    .get({ me, now: when.now })?.n;
  const day = store.prepare(`SELECT r.due FROM reminders r WHERE ${OWN} AND r.dueAt IS NULL AND r.due > $day ORDER BY r.due LIMIT 1`).get({ me, day: lastDueDay(when) })?.['due'] as string | undefined;
  const moments = [timed, day === undefined ? undefined : allDayInstant(day, when)].filter((moment) => moment !== undefined);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Notes all that is due now as being shown: before anything is shown, so that a crash in between loses nothing. */
export function noteFiring(store: Store, when: DueWhen): void {
  const params = dueParams(store, when);
  for (const from of DUE) store.prepare(`INSERT INTO fired (reminderId, due, at, state) SELECT r.id, r.due, $now, 'firing' ${from}`).run(params);
}

/** What was being shown has been. */
export function noteShown(store: Store): void {
  store.prepare("UPDATE fired SET state = 'shown' WHERE state = 'firing'").run();
}

/** Forgets that these were being shown, when a crash came between: they are shown again. */
export function forgetFiring(store: Store): void {
  store.prepare("DELETE FROM fired WHERE state = 'firing'").run();
}

/** Those that were shown and are done, put off, gone or somebody else's since; noted as withdrawn. */
export function withdrawSettled(store: Store): Id[] {
  const rows = store
    .prepare(
      `UPDATE fired AS f SET state = 'withdrawn' WHERE f.state = 'shown'
       AND NOT EXISTS (SELECT 1 FROM reminders r WHERE r.id = f.reminderId AND r.due = f.due AND ${OWN} AND ${SHOWN}) RETURNING reminderId AS id`,
    )
    .all({ me: idToBytes(store.member) });
  return rows.map((row) => idFromBytes(row.id));
}

/** In which a day without a time begins somewhere. */
const DAY_MS = 24 * 60 * 60_000;

/** One that was shown on this device, for the inbox. */
export interface Fired {
  reminder: Reminder;
  at: number;
  seen: boolean;
}

/** What was shown and still waits to be done or put off, the last first; and how many of all nobody has looked at. */
export function inbox(store: Store, limit: number): { rows: Fired[]; unseen: number } {
  // Its notice may have been withdrawn: what was done and is undone waits again, and is not told of twice.
  const open = `FROM fired f JOIN reminders r ON r.id = f.reminderId AND r.due = f.due WHERE r.sortAt < $end AND ${OWN} AND ${SHOWN}`;
  // Nothing that fired is due later than this: of all that are open only few are looked at.
  const params = { me: idToBytes(store.member), end: store.ports.now() + DAY_MS };
  const rows = store.prepare(`SELECT r.*, f.at AS firedAt, f.seenAt ${open} ORDER BY f.at DESC, r.sortAt DESC, r.n DESC LIMIT $limit`).all({ ...params, limit });
  const reminders = reminderRows(store, rows);
  return {
    rows: rows.map((row, place) => ({ reminder: reminders[place]!, at: row['firedAt'] as number, seen: row['seenAt'] !== null })),
    unseen: store.prepare(`SELECT count(*) AS n ${open} AND f.seenAt IS NULL`).get(params)!.n,
  };
}

/** Somebody has looked at the inbox. */
export function noteSeen(store: Store, now: number): void {
  store.prepare('UPDATE fired SET seenAt = ? WHERE seenAt IS NULL').run(now);
}
