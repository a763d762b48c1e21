import ICAL from 'ical.js';
import { dayOf, daysAfter, isTimed, wallTimeOf } from '../schedule.ts';
import type { CalendarItem, CalendarProblemCode, MeetingItem, ReminderItem } from './items.ts';
import { dueLike, type Moment } from './moments.ts';
import { type Parsed, valuesOf } from './parsed.ts';
import { byOccurrence, type Now, seriesItem } from './read-todo.ts';

/** How many occurrences in the past become meetings: the last of them. */
const MOST_OCCURRENCES = 500;
/** How many occurrences of one rule are walked over, which are 137 years of days. */
const MOST_STEPS = 50_000;

/**
 * What an event becomes, or why it is left out: a meeting of the timeline, past or to come. One that repeats becomes
 * a meeting for each occurrence so far, and a reminder that comes again for those to come.
 */
export function readEvent(event: Parsed, overrides: readonly Parsed[], now: Now): CalendarItem[] | CalendarProblemCode {
  if (event.isCancelled) return 'cancelled';
  const start = event.when('dtstart');
  if (!start) return 'undated';
  if (!event.repeats) return [meeting(event, start, event.when('recurrence-id')?.due ?? '')];
  const past = pastOccurrences(event, start, now);
  if (past === undefined) return 'rule-too-long';
  const changed = byOccurrence(overrides, start);
  const left = new Set(event.allTimes('exdate').map((each) => dueLike(each, start)));
  const items: CalendarItem[] = [];
  for (const moment of past) {
    const other = changed.get(moment.due);
    if (left.has(moment.due) || other?.isCancelled) continue;
    items.push(other ? meeting(other, other.when('dtstart') ?? moment, moment.due) : meeting(event, moment, moment.due));
  }
  const ahead = reminderAhead(event, start, overrides, now);
  if (ahead) items.push(ahead);
  return items.length > 0 ? items : 'series-ended';
}

function meeting(event: Parsed, start: Moment, occurrence: string): MeetingItem {
  const place = event.text('location');
  return {
    kind: 'meeting',
    row: event.row,
    uid: event.uid,
    occurrence,
    people: event.people,
    at: start.atMs,
    minutes: minutesOf(event),
    subject: event.line('summary'),
    body: event.notes(place, event.text('url')),
  };
}

/** Of the event as it stands: an occurrence is as long. Days have none. */
function minutesOf(event: Parsed): number | null {
  const start = event.when('dtstart');
  const end = event.when('dtend');
  const length = event.component.getFirstProperty('duration');
  const [duration] = length === null ? [] : valuesOf(length);
  if (!start || start.zone === '') return null;
  const minutes = duration instanceof ICAL.Duration ? Math.round(duration.toSeconds() / 60) : end ? Math.round((end.atMs - start.atMs) / 60_000) : 0;
  return minutes > 0 && minutes <= 100_000 ? minutes : null;
}

/** The last of those that have begun, oldest first; undefined where there are too many to walk over. */
function pastOccurrences(event: Parsed, start: Moment, now: Now): Moment[] | undefined {
  const { nowMs } = now;
  if (start.atMs > nowMs) return [];
  const property = event.component.getFirstProperty('dtstart')!;
  const first = valuesOf(property)[0] as ICAL.Time;
  const rule = event.component.getFirstProperty('rrule');
  // A rule that cannot be read is no rule, and a start is an occurrence.
  if (rule && !(valuesOf(rule)[0] instanceof ICAL.Recur)) return [start];
  const tzid = property.getFirstParameter('tzid') || undefined;
  const found: ICAL.Time[] = [];
  const last = (): Moment[] => {
    const past = found.slice(-MOST_OCCURRENCES - AHEAD).map((time) => event.moments.moment(time, tzid)).filter(({ atMs }) => atMs <= nowMs);
    if (past.length > MOST_OCCURRENCES) event.remarks.add('older-left-out');
    return past.slice(-MOST_OCCURRENCES);
  };
  const expansion = new ICAL.RecurExpansion({ component: withoutExceptions(event.component), dtstart: first });
  for (let steps = 0; steps < MOST_STEPS && now.stepsLeft > 0; steps++, now.stepsLeft--) {
    const next = expansion.next() as ICAL.Time | null | undefined;
    if (!next || Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute) > nowMs + MOST_AHEAD_MS) return last();
    found.push(next.clone());
    if (found.length > 2 * (MOST_OCCURRENCES + AHEAD)) found.splice(0, found.length - MOST_OCCURRENCES - AHEAD);
  }
  return undefined;
}

/** How many of those that were walked over may lie ahead, and one more to know of older ones. */
const AHEAD = 20;

/** How far a clock on a wall is from UTC at most. */
const MOST_AHEAD_MS = 15 * 3_600_000;

/** Exceptions are told apart by their instants, which the library does not know for zones by their names. */
function withoutExceptions(component: ICAL.Component): ICAL.Component {
  const copy = new ICAL.Component(structuredCloneOf(component));
  copy.removeAllProperties('exdate');
  return copy;
}

const structuredCloneOf = (component: ICAL.Component): unknown[] => JSON.parse(JSON.stringify(component.toJSON())) as unknown[];

function reminderAhead(event: Parsed, start: Moment, overrides: readonly Parsed[], now: Now): ReminderItem | null {
  const rule = event.rule();
  if (!rule) return null;
  if (rule.kept === undefined) {
    event.remarks.add('rule-not-kept');
    return null;
  }
  const once: ReminderItem = {
    kind: 'reminder',
    row: event.row,
    uid: event.uid,
    occurrence: '',
    people: event.people,
    reminderKind: 'meeting',
    purpose: event.line('summary'),
    notes: event.notes(event.text('location'), event.text('url')),
    priority: 0,
    due: start.due,
    zone: start.zone,
    doneAt: null,
    series: null,
    needsSomebody: true,
  };
  // What has begun is a meeting already, and a day has begun at its midnight.
  const from = isTimed(start.due) ? wallTimeOf(now.nowMs + 60_000, start.zone) : daysAfter(dayOf(now.nowMs, now.zone), 1);
  return seriesItem(once, { todo: event, start, rule: rule.kept }, overrides, from);
}
