// What a calendar file is made of, page by page in the order of the rows' numbers.
import type { CalendarMeeting, CalendarReminder } from '../core/calendar/records.ts';
import { idFromBytes, idToBytes } from '../core/ids.ts';
import type { ReminderKind } from '../core/reminders.ts';
import { clockBase, lastStamp } from '../core/row-clock.ts';
import { stampMs } from '../core/stamp.ts';
import { groupBy } from './contact-list.ts';
import type { Whose } from './reminders.ts';
import type { Row, Store } from './store.ts';

const PAGE = 500;
const DAY_MS = 86_400_000;

/** How long what was done is still listed, and how far back meetings go. */
const DONE_DAYS = 90;
const MEETING_DAYS = 365;

/** Open reminders, and those done in the last 90 days. */
export function* calendarReminders(store: Store, whose: Whose): Generator<CalendarReminder> {
  const since = startOfDayUtc(store.ports.now()) - DONE_DAYS * DAY_MS;
  const owner = whose === 'mine' ? 'AND (r.ownerId IS NULL OR r.ownerId = $me)' : '';
  const statement = store.prepare(
    `SELECT r.*, c.name AS contactName, c.clock AS contactClock, s.id AS sId, s.start AS sStart, s.zone AS sZone, s.rule AS sRule, s.skipped AS sSkipped, s.clock AS sClock,
       r.occurrence = (SELECT max(x.occurrence) FROM reminders x WHERE x.seriesN = r.seriesN AND x.hidden = 0 AND x.doneAt IS NULL) AS isLast
     FROM reminders r LEFT JOIN contacts c ON c.n = r.contactN LEFT JOIN reminderSeries s ON s.n = r.seriesN AND s.hidden = 0
     WHERE r.n > $after AND r.hidden = 0 AND r.due <> '' AND (r.doneAt IS NULL OR r.doneAt >= $since) AND (r.contactN IS NULL OR c.hidden = 0) ${owner}
     ORDER BY r.n LIMIT ${PAGE}`,
  );
  const asked = { since, ...(whose === 'mine' ? { me: idToBytes(store.member) } : {}) };
  for (let after = 0; ; ) {
    const rows = statement.all({ ...asked, after });
    for (const row of rows) yield reminderOf(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.n;
  }
}

function reminderOf(row: Row): CalendarReminder {
  const isSeries = row['doneAt'] === null && row['isLast'] === 1 && row['sRule'] !== null && row['sRule'] !== '';
  return {
    id: idFromBytes(row.id),
    madeAt: madeAt(row.clock),
    changedAt: changedAt(row.clock, row['contactClock'], row['sClock']),
    kind: row['kind'] as ReminderKind,
    purpose: row['purpose'] as string,
    contact: (row['contactName'] as string | null) ?? '',
    due: row['due'] as string,
    zone: row['zone'] as string,
    priority: row['priority'] as number,
    notes: row['notes'] as string,
    doneAt: row['doneAt'] as number | null,
    series: isSeries
      ? {
          id: idFromBytes(row['sId'] as Buffer),
          start: row['sStart'] as string,
          zone: row['sZone'] as string,
          rule: row['sRule'] as string,
          skipped: (row['sSkipped'] as string).split(' ').filter(Boolean),
          occurrence: row['occurrence'] as string,
        }
      : null,
  };
}

/** Meetings of the last year and of the time to come that have somebody. */
export function* calendarMeetings(store: Store, whose: Whose): Generator<CalendarMeeting> {
  const since = startOfDayUtc(store.ports.now()) - MEETING_DAYS * DAY_MS;
  const member = whose === 'mine' ? 'AND (memberId IS NULL OR memberId = $me)' : '';
  const statement = store.prepare(`SELECT * FROM entries WHERE hidden = 0 AND kind = 'meeting' AND (at, n) > ($at, $n) ${member} ORDER BY at, n LIMIT ${PAGE}`);
  const names = store.prepare(
    `SELECT DISTINCT p.entryN, c.n, c.name, c.clock FROM participants p JOIN contacts c ON c.n = p.contactN
     WHERE p.entryN IN (SELECT value FROM json_each(?)) AND p.hidden = 0 AND c.hidden = 0 ORDER BY p.id`,
  );
  const asked = whose === 'mine' ? { me: idToBytes(store.member) } : {};
  for (let at = since - 1, n = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = statement.all({ ...asked, at, n });
    const people = groupBy(names.all(JSON.stringify(rows.map((row) => row.n))), (row) => row['entryN'] as number);
    for (const row of rows) {
      const participants = people.get(row.n) ?? [];
      if (participants.length === 0) continue;
      yield {
        id: idFromBytes(row.id),
        madeAt: madeAt(row.clock),
        changedAt: changedAt(row.clock, ...participants.map(({ clock }) => clock)),
        at: row['at'] as number,
        minutes: row['minutes'] as number | null,
        subject: row['subject'] as string,
        body: row['body'] as string,
        participants: participants.map((contact) => contact['name'] as string),
      };
    }
    if (rows.length < PAGE) return;
    at = rows.at(-1)!['at'] as number;
    n = rows.at(-1)!.n;
  }
}

const startOfDayUtc = (ms: number): number => ms - (ms % DAY_MS);

const madeAt = (clock: Uint8Array): number => stampMs(clockBase(clock));

function changedAt(...clocks: unknown[]): number {
  return Math.max(...clocks.flatMap((clock) => (clock instanceof Uint8Array ? [stampMs(lastStamp(clock))] : [])));
}
