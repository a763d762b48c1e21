import type { Ahead, Meeting, Occurrence } from '../core/api/reminders.ts';
import { idFromBytes, idToBytes } from '../core/ids.ts';
import { occurrences, type Series } from '../core/recurrence.ts';
import { dayOf, daysAfter, instantOf, isTimed, startOfDay, wallTimeOf } from '../core/schedule.ts';
import type { ReminderKind } from '../core/reminders.ts';
import { contactRef } from './contacts.ts';
import { memberNames, ownerOf, repeatOf, whoColumns, whoOf } from './reminder-rows.ts';
import type { Whose } from './reminders.ts';
import { rowOfOccurrence, ruleOf } from './series.ts';
import type { Row, Store } from './store.ts';

export interface AheadRequest {
  /** The device's. */
  zone: string;
  whose: Whose;
  /** From today on. */
  days: number;
  /** The most of each kind. */
  limit: number;
}

/** What the coming days hold beyond the open reminders, in time order: meetings, and what comes again after the open one of its series. */
export function listAhead(store: Store, request: AheadRequest): Ahead {
  const now = store.ports.now();
  const today = dayOf(now, request.zone);
  const end = startOfDay(daysAfter(today, request.days + 1), request.zone);
  return { occurrences: occurrencesAhead(store, request, { now, today, end }), meetings: meetings(store, request, startOfDay(today, request.zone), end) };
}

/** Days and milliseconds since 1970, `end` not included. */
interface Span {
  now: number;
  today: string;
  end: number;
}

/** Series are looked at in the order in which their open ones are due; no more than these. */
const MOST_SERIES = 1_000;

function occurrencesAhead(store: Store, { zone, whose, limit, days }: AheadRequest, { now, today, end }: Span): Occurrence[] {
  const rows = store
    .prepare(
      `SELECT s.*, min(r.occurrence) AS open, ${whoColumns('s')} FROM reminderSeries s JOIN reminders r ON r.seriesN = s.n AND r.hidden = 0 AND r.doneAt IS NULL
       LEFT JOIN contacts c ON c.n = s.contactN
       WHERE s.hidden = 0 AND s.rule <> '' AND (s.contactN IS NULL OR c.hidden = 0) ${whose === 'mine' ? 'AND (s.ownerId IS NULL OR s.ownerId = ?)' : ''}
       GROUP BY s.n ORDER BY min(r.sortAt), s.n LIMIT ${MOST_SERIES}`,
    )
    .all(...(whose === 'mine' ? [idToBytes(store.member)] : []));
  const members = memberNames(store);
  const last = daysAfter(today, days + 2);
  const found: { at: number; row: Row; occurrence: string }[] = [];
  for (const row of rows) {
    const rule = ruleOf(row);
    if (!rule) continue;
    const here = isTimed(rule.start) ? wallTimeOf(now, rule.zone) : today;
    const open = row['open'] as string;
    for (const occurrence of known(store, rule, daysAfter(today, -1), last)) {
      if (occurrence <= open || occurrence <= here) continue;
      const at = instantOf(occurrence, rule.zone) ?? startOfDay(occurrence, zone);
      if (at < end && !rowOfOccurrence(store, row, occurrence)) found.push({ at, row, occurrence });
    }
  }
  return found
    .toSorted((a, b) => a.at - b.at || a.row.n - b.row.n)
    .slice(0, limit)
    .map(({ row, occurrence, at }) => ({
      seriesId: idFromBytes(row.id),
      due: occurrence,
      zone: row['zone'] as string,
      at,
      kind: row['kind'] as ReminderKind,
      purpose: row['purpose'] as string,
      priority: row['priority'] as number,
      notes: row['notes'] as string,
      contact: whoOf(row),
      owner: ownerOf(row, members),
      repeat: repeatOf(row),
    }));
}

/** A rule gives the same days whenever it is asked: they are worked out once a day, not at every change of a reminder. */
const worked = new WeakMap<Store, Map<string, string[]>>();

function known(store: Store, series: Series, from: string, to: string): string[] {
  const key = JSON.stringify([series, from, to]);
  let answers = worked.get(store);
  if (!answers || answers.size > 2 * MOST_SERIES) worked.set(store, (answers = new Map()));
  const found = answers.get(key) ?? occurrences(series, from, to, MOST_OF_ONE);
  answers.set(key, found);
  return found;
}

const MOST_OF_ONE = 100;

/** Meetings of today and of the coming days that stand on the timeline. */
function meetings(store: Store, { whose, limit }: AheadRequest, from: number, to: number): Meeting[] {
  const rows = store
    .prepare(
      `SELECT e.n, e.id, e.at, e.subject, e.body, e.minutes FROM entries e WHERE e.hidden = 0 AND e.at >= ? AND e.at < ? AND e.kind = 'meeting'
       ${whose === 'mine' ? 'AND (e.memberId IS NULL OR e.memberId = ?)' : ''} ORDER BY e.at, e.n LIMIT ?`,
    )
    .all(from, to, ...(whose === 'mine' ? [idToBytes(store.member)] : []), limit);
  const people = store.prepare(
    'SELECT DISTINCT c.n, c.id, c.kind, c.name, c.photo, c.hidden FROM participants p JOIN contacts c ON c.n = p.contactN WHERE p.entryN = ? AND p.hidden = 0 AND c.hidden = 0 ORDER BY c.sortKey, c.n LIMIT 20',
  );
  return rows.map((row) => ({
    id: idFromBytes(row.id),
    at: row['at'] as number,
    subject: row['subject'] as string,
    body: (row['body'] as string).slice(0, 500),
    people: people.all(row.n).map(contactRef),
  }));
}
