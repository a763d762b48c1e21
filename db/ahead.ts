import type { Ahead, Meeting, Occurrence } from '../core/api/reminders.ts';
import { idFromBytes, idToBytes } from '../core/ids.ts';
import { occurrences } from '../core/recurrence.ts';
import { dayOf, daysAfter, instantOf, isTimed, startOfDay } from '../core/schedule.ts';
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
      `SELECT s.*, r.open, ${whoColumns('s')}
       FROM (SELECT seriesN, min(occurrence) AS open, min(sortAt) AS at FROM reminders WHERE hidden = 0 AND doneAt IS NULL AND seriesN IS NOT NULL GROUP BY seriesN) r
       JOIN reminderSeries s ON s.n = r.seriesN LEFT JOIN contacts c ON c.n = s.contactN
       WHERE s.hidden = 0 AND s.rule <> '' AND (s.contactN IS NULL OR c.hidden = 0) ${whose === 'mine' ? 'AND (s.ownerId IS NULL OR s.ownerId = ?)' : ''}
       ORDER BY r.at, s.n LIMIT ${MOST_SERIES}`,
    )
    .all(...(whose === 'mine' ? [idToBytes(store.member)] : []));
  const work = workOf(store, today);
  const last = daysAfter(today, days + 2);
  const found: { at: number; row: Row; occurrence: string }[] = [];
  for (const row of rows) {
    const open = row['open'] as string;
    for (const { occurrence, at } of workedOut(work, row, last, zone)) {
      // Of a day it is not ahead any more when that is today; of a time, when that has come.
      if (occurrence > open && at < end && (isTimed(occurrence) ? at > now : occurrence > today)) found.push({ at, row, occurrence });
    }
  }
  const members = memberNames(store);
  const ahead: Occurrence[] = [];
  for (const { at, row, occurrence } of found.sort((a, b) => a.at - b.at || a.row.n - b.row.n)) {
    if (ahead.length === limit) break;
    // One that was changed alone is a reminder of its own, or in the bin.
    if (rowOfOccurrence(store, row, occurrence)) continue;
    ahead.push({
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
    });
  }
  return ahead;
}

interface Worked {
  occurrence: string;
  at: number;
}

/** A rule gives the same days whenever it is asked: they are worked out once a day, not at every change of a reminder. */
const worked = new WeakMap<Store, { today: string; answers: Map<string, Worked[]> }>();

function workOf(store: Store, today: string): { today: string; answers: Map<string, Worked[]> } {
  let work = worked.get(store);
  if (work?.today !== today || work.answers.size > 2 * MOST_SERIES) worked.set(store, (work = { today, answers: new Map() }));
  return work;
}

/** The occurrences of a series from yesterday on, with their instants; none where its rule is not known here. */
function workedOut({ today, answers }: { today: string; answers: Map<string, Worked[]> }, row: Row, last: string, zone: string): Worked[] {
  const key = [row['rule'], row['start'], row['zone'], row['skipped'], last, zone].join('\n');
  const known = answers.get(key);
  if (known) return known;
  const rule = ruleOf(row);
  const found = rule ? occurrences(rule, daysAfter(today, -1), last, MOST_OF_ONE).map((occurrence) => ({ occurrence, at: instantOf(occurrence, rule.zone) ?? startOfDay(occurrence, zone) })) : [];
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
