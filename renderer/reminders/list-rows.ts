import type { Ahead, Meeting, Occurrence } from '../../core/api/reminders.ts';
import type { ContactRef } from '../../core/contacts.ts';
import type { Reminder } from '../../core/reminders.ts';
import { instantOf, startOfDay } from '../../core/schedule.ts';
import { deviceZone } from './device-zone.ts';

/** What is ahead and nothing to be done yet: it is looked at and opened. `at` is milliseconds since 1970. */
export type AheadRow = { id: string; at: number; contact: ContactRef | null } & ({ kind: 'occurrence'; occurrence: Occurrence } | { kind: 'meeting'; meeting: Meeting });

/** A line of a list of reminders. */
export type ListRow = AheadRow | { kind: 'reminder'; id: string; contact: ContactRef | null; reminder: Reminder };

export interface ReminderGroup {
  id: string;
  title: string;
  /** After the title, quieter: a count, or of which days. */
  note?: string | undefined;
  isOverdue?: boolean;
  /** Whether the heading says the day already. */
  isOneDay?: boolean;
  rows: readonly Reminder[];
  /** Among the rows, each in its time. */
  ahead?: readonly AheadRow[];
  /** How many there are beyond the rows: they are on the screen Reminders, or shown here with `onMore`. */
  more?: string | undefined;
  onMore?: (() => void) | undefined;
}

/** In the order in which they happen. */
export function aheadRows({ occurrences, meetings }: Ahead): AheadRow[] {
  return [
    ...occurrences.map((occurrence): AheadRow => ({ kind: 'occurrence', id: `${occurrence.seriesId}-${occurrence.due}`, at: occurrence.at, contact: occurrence.contact, occurrence })),
    ...meetings.map((meeting): AheadRow => ({ kind: 'meeting', id: meeting.id, at: meeting.at, contact: meeting.people[0] ?? null, meeting })),
  ].toSorted((a, b) => a.at - b.at);
}

/** All lines of a group, in the order of its reminders: what is ahead stands behind those that are due before it, or then. */
export function rowsOf({ rows, ahead = [] }: ReminderGroup): ListRow[] {
  const lines: ListRow[] = [];
  let next = 0;
  for (const reminder of rows) {
    while (next < ahead.length && ahead[next]!.at < timeOf(reminder)) lines.push(ahead[next++]!);
    lines.push({ kind: 'reminder', id: reminder.id, contact: reminder.contact, reminder });
  }
  return [...lines, ...ahead.slice(next)];
}

/** When it is due; of a day its start, since what is all day comes first. */
export function timeOf(reminder: Reminder): number {
  const known = times.get(reminder);
  if (known !== undefined) return known;
  const at = instantOf(reminder.due, reminder.zone) ?? startOfDay(reminder.due, deviceZone());
  times.set(reminder, at);
  return at;
}

/** Reckoning with zones takes long, for a list that is drawn at every key. */
const times = new WeakMap<Reminder, number>();

/** An occurrence in the shape that words and forms know. */
export const asReminder = ({ at: _at, seriesId, ...occurrence }: Occurrence): Reminder => ({ ...occurrence, id: seriesId, deal: null, doneAt: null, seen: {} });
