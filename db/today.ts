import { MOST_WITHOUT_NEXT_STEP, type Some, type Today } from '../core/api/reminders.ts';
import { idToBytes } from '../core/ids.ts';
import type { CalendarDate, PartialDate } from '../core/partial-date.ts';
import type { Reminder } from '../core/reminders.ts';
import { cadenceDue, daysAfter, dayOf, nextAnniversary, startOfDay } from '../core/schedule.ts';
import { listDeals } from './board.ts';
import { contactRef } from './contacts.ts';
import { reminderRows } from './reminder-rows.ts';
import type { Whose } from './reminders.ts';
import type { Store } from './store.ts';

export interface TodayRequest {
  /** The device's. */
  zone: string;
  whose: Whose;
  laterDays: number;
  /** The most rows of each group. */
  limit: number;
}

/** Who was talked to longer ago than this is no longer in somebody's mind. */
const RECENT_DAYS = 90;
/** The most rows of what stands beside the reminders. */
const MOST_BESIDE = 50;

/** What a day begins with. */
export function listToday(store: Store, { zone, whose, laterDays, limit }: TodayRequest): Today {
  const now = store.ports.now();
  const today = dayOf(now, zone);
  const tomorrow = daysAfter(today, 1);
  const end = daysAfter(tomorrow, laterDays);
  const [dayEnds, allEnds] = [startOfDay(tomorrow, zone), startOfDay(end, zone)];
  const due = (timed: Range, allDay: Range) => dueBetween(store, timed, allDay, { zone, whose, limit });
  return {
    today,
    overdue: due([null, now + 1], [null, today]),
    dueToday: due([now + 1, dayEnds], [today, tomorrow]),
    later: due([dayEnds, allEnds], [tomorrow, end]),
    doneToday: store.prepare(`SELECT count(*) AS n FROM reminders r WHERE r.hidden = 0 AND r.doneAt IS NOT NULL AND r.doneAt >= ? ${of(whose)}`).get(startOfDay(today, zone), ...member(store, whose))!.n,
    cadences: cadencesDue(store, tomorrow, zone, Math.min(limit, MOST_BESIDE)),
    noNextStep: withoutNextStep(store, now - RECENT_DAYS * DAY_MS, Math.min(limit, MOST_BESIDE)),
    anniversaries: anniversaries(store, today, laterDays, limit),
    stalled: stalledDeals(store, whose, Math.min(limit, MOST_BESIDE)),
  };
}

function stalledDeals(store: Store, whose: Whose, limit: number): Today['stalled'] {
  const mine = whose === 'mine' ? [{ field: 'owner' as const, op: 'is' as const, memberId: store.member }] : [];
  const { rows, count } = listDeals(store, { filter: [{ field: 'attention', is: 'stalled' }, ...mine], sort: { by: 'touchedAt', descending: false }, limit, now: store.ports.now() });
  return { rows, total: count };
}

/** How many of one's own are overdue or due today. */
export function countWaiting(store: Store, zone: string): number {
  const tomorrow = daysAfter(dayOf(store.ports.now(), zone), 1);
  return countBetween(store, [null, startOfDay(tomorrow, zone)], [null, tomorrow], 'mine');
}

const DAY_MS = 24 * 60 * 60_000;

/** From, and up to but not including; null is open. */
type Range = readonly [from: number | string | null, to: number | string];

const of = (whose: Whose): string => (whose === 'mine' ? 'AND (r.ownerId IS NULL OR r.ownerId = ?)' : '');
const member = (store: Store, whose: Whose): Uint8Array[] => (whose === 'mine' ? [idToBytes(store.member)] : []);

const COLUMNS = [
  ['dueAt', 'r.dueAt IS NOT NULL'],
  ['due', 'r.dueAt IS NULL'],
] as const;

/** What of a column falls into a range, and its parameters. */
function within(store: Store, [column, open]: (typeof COLUMNS)[number], [from, to]: Range, whose: Whose): { where: string; params: unknown[] } {
  return {
    where: `r.hidden = 0 AND r.doneAt IS NULL AND ${open} AND r.${column} < ? ${from === null ? '' : `AND r.${column} >= ?`} ${of(whose)}`,
    params: [to, ...(from === null ? [] : [from]), ...member(store, whose)],
  };
}

function countBetween(store: Store, timed: Range, allDay: Range, whose: Whose): number {
  let total = 0;
  for (const [place, range] of [timed, allDay].entries()) {
    const { where, params } = within(store, COLUMNS[place]!, range, whose);
    total += store.prepare(`SELECT count(*) AS n FROM reminders r WHERE ${where}`).get(...params)!.n;
    // Few contacts are hidden: theirs are taken off, where looking each contact up would take ten times as long.
    total -= store.prepare(`SELECT count(*) AS n FROM contacts c CROSS JOIN reminders r ON r.contactN = c.n WHERE c.hidden <> 0 AND ${where}`).get(...params)!.n;
  }
  return total;
}

/** Open reminders that are due in these ranges, in the order in which they are due: what is all day comes first on its day. */
function dueBetween(store: Store, timed: Range, allDay: Range, { zone, whose, limit }: Pick<TodayRequest, 'zone' | 'whose' | 'limit'>): Some<Reminder> {
  const found: { n: number; at: number }[] = [];
  const starts = new Map<string, number>();
  for (const [place, range] of [timed, allDay].entries()) {
    const [column] = COLUMNS[place]!;
    const { where, params } = within(store, COLUMNS[place]!, range, whose);
    // Numbers and times alone: most of what both ranges give is beyond the limit, and a whole row takes ten times as long.
    const rows = store
      .prepare(`SELECT r.n, r.${column} AS at FROM reminders r LEFT JOIN contacts c ON c.n = r.contactN WHERE ${where} AND (r.contactN IS NULL OR c.hidden = 0) ORDER BY r.${column}, r.n LIMIT ?`)
      .all(...params, limit);
    for (const { n, at } of rows as unknown as { n: number; at: number | string }[]) found.push({ n, at: typeof at === 'number' ? at : startOf(at) });
  }
  found.sort((a, b) => a.at - b.at || a.n - b.n);
  return { rows: reminderRows(store, found.slice(0, limit)), total: countBetween(store, timed, allDay, whose) };

  function startOf(day: string): number {
    const known = starts.get(day) ?? startOfDay(day, zone);
    starts.set(day, known);
    return known;
  }
}

/** Stored days are those of UTC: a day more is read, and each looked at in the device's zone. */
function cadencesDue(store: Store, before: string, zone: string, limit: number): Today['cadences'] {
  const due = store
    .prepare(
      `SELECT c.*, d.every, d.touchedAt, min(d.dueOn) AS dueOn FROM cadences d JOIN contacts c ON c.n = d.contactN
       WHERE d.hidden = 0 AND d.dueOn IS NOT NULL AND d.dueOn <= ? AND c.hidden = 0 GROUP BY c.n ORDER BY dueOn, c.sortKey, c.n`,
    )
    .all(before)
    .map((row) => ({ row, dueOn: cadenceDue((row['touchedAt'] as number | null) ?? (row['createdAt'] as number), row['every'] as string, zone) }))
    .filter(({ dueOn }) => dueOn !== null && dueOn < before);
  return { rows: due.slice(0, limit).map(({ row, dueOn }) => ({ contact: contactRef(row), dueOn: dueOn!, lastContactAt: row['touchedAt'] as number | null })), total: due.length };
}

/** The last ones one had to do with and plans nothing with. */
function withoutNextStep(store: Store, since: number, limit: number): Today['noNextStep'] {
  const where = `FROM contacts c WHERE c.hidden = 0 AND c.lastAt >= ? AND c.kind = 'person'
    AND NOT EXISTS (SELECT 1 FROM reminders r WHERE r.contactN = c.n AND r.doneAt IS NULL AND r.hidden = 0)
    AND NOT EXISTS (SELECT 1 FROM cadences d WHERE d.contactN = c.n AND d.hidden = 0)`;
  const total = store.prepare(`SELECT count(*) AS n FROM (SELECT 1 ${where} ORDER BY c.lastAt DESC LIMIT ${MOST_WITHOUT_NEXT_STEP})`).get(since)!.n;
  const rows = store
    .prepare(`SELECT c.n, c.id, c.kind, c.name, c.photo, c.hidden, c.lastAt ${where} ORDER BY c.lastAt DESC, c.n DESC LIMIT ?`)
    .all(since, limit)
    .map((row) => ({
      contact: contactRef(row),
      lastContactAt: row['lastAt'] as number,
      lastKind: (store.prepare('SELECT e.kind FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND p.hidden = 0 AND e.hidden = 0 ORDER BY p.at DESC, p.entryN DESC LIMIT 1').get(row.n)?.['kind'] as string | undefined) ?? 'note',
    }));
  return { rows, total };
}

/** Birthdays and other days of the year, today and in the days after it. */
function anniversaries(store: Store, today: CalendarDate, days: number, limit: number): Today['anniversaries'] {
  const ends = daysAfter(today, days + 1);
  // A 29 February is kept on the 28th where there is none.
  const wanted = Array.from({ length: days + 1 }, (_, n) => daysAfter(today, n).slice(5)).flatMap((day) => (day === '02-28' ? [day, '02-29'] : [day]));
  const rows = store
    .prepare(
      `SELECT c.*, '' AS label, c.birthday AS day FROM contacts c WHERE c.hidden = 0 AND c.birthday IS NOT NULL AND substr(c.birthday, -5) IN (SELECT value FROM json_each($days))
       UNION ALL
       SELECT c.*, d.label, d.date FROM dates d CROSS JOIN contacts c ON c.n = d.contactN WHERE d.hidden = 0 AND c.hidden = 0 AND substr(d.date, -5) IN (SELECT value FROM json_each($days))`,
    )
    .all({ days: JSON.stringify(wanted) });
  return rows
    .map((row) => ({ contact: contactRef(row), label: row['label'] === '' ? 'birthday' : (row['label'] as string), ...nextAnniversary(row['day'] as PartialDate, today) }))
    .filter(({ on }) => on < ends)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0) || byId(a.contact.id, b.contact.id))
    .slice(0, limit);
}

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
