import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DueText, TimeOfDay } from './due.ts';
import { type CalendarDate, nextOccurrence, type PartialDate } from './partial-date.ts';

/** Monday is 1, Sunday 7. None means all. */
const WorkingDays = z.array(z.number().int().min(1).max(7)).max(7);

export const WorkingHours = z
  .strictObject({ workFrom: TimeOfDay, workTo: TimeOfDay, workingDays: WorkingDays })
  .refine(({ workFrom, workTo }) => workFrom < workTo);
export type WorkingHours = z.infer<typeof WorkingHours>;

/** From after to is a night, across midnight; from equal to means no quiet hours. */
export const QuietHours = z.strictObject({ quietFrom: TimeOfDay, quietTo: TimeOfDay, workingDays: WorkingDays });
export type QuietHours = z.infer<typeof QuietHours>;

/** By a name, or to a day, perhaps at a time. */
export const Snooze = z.union([
  z.enum(['laterToday', 'tomorrow', 'inThreeDays', 'nextWeek']),
  z.strictObject({ on: DueText.refine((text) => !isTimed(text)), at: TimeOfDay.optional() }),
]);
export type Snooze = z.infer<typeof Snooze>;

/** A due time has a zone; a due date has none, which is ''. */
export interface DueInZone {
  due: DueText;
  zone: string;
}

export type DueState = 'overdue' | 'today' | 'later';

/**
 * Of a due time in its zone, milliseconds since 1970; null for a due date, which is the same day wherever one is. A time
 * that does not exist, since clocks go forward over it, is as much later as they go forward; of a time that exists
 * twice it is the first.
 */
export function instantOf(due: DueText, zone: string): number | null {
  return isTimed(due) ? instantAt(due, zone) : null;
}

/** The first instant of the day: not everywhere and always its midnight. */
export function startOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

export function dayOf(instantMs: number, zone: string): CalendarDate {
  return inZone(instantMs, zone).toPlainDate().toString() as CalendarDate;
}

/** `2026-06-19T10:00`: what the clock shows at the instant, without its seconds. */
export function wallTimeOf(instantMs: number, zone: string): DueText {
  return inZone(instantMs, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** A due time is overdue from its instant on, a due date from the end of its day on the device. */
export function dueState(due: DueText, zone: string, nowMs: number, deviceZone: string): DueState {
  const instantMs = instantOf(due, zone);
  if (instantMs !== null && instantMs <= nowMs) return 'overdue';
  const day = instantMs === null ? due : dayOf(instantMs, deviceZone);
  const today = dayOf(nowMs, deviceZone);
  return day < today ? 'overdue' : day === today ? 'today' : 'later';
}

/**
 * Puts off, counted from the device's now, however long it has been overdue. `laterToday` is three hours on, at the
 * next full half hour, or where work has ended by then tomorrow when it begins; it gives a due date a time. Otherwise
 * a due date stays one, and a due time keeps its time of day in its own zone, on the day of the device that was asked
 * for. `on` with `at` is that very time in the zone of the due time; a due date gets it in the device's.
 */
export function snoozed(due: DueText, zone: string, snooze: Snooze, nowMs: number, deviceZone: string, hours: WorkingHours): DueInZone {
  const today = dayOf(nowMs, deviceZone);
  const onDay = (day: string): DueInZone => (isTimed(due) ? { due: sameTimeOn(day, due, zone, deviceZone), zone } : { due: day, zone: '' });
  if (typeof snooze === 'object') return snooze.at === undefined ? onDay(snooze.on) : { due: `${snooze.on}T${snooze.at}`, zone: zone || deviceZone };
  switch (snooze) {
    case 'laterToday': {
      const there = laterToday(nowMs, deviceZone, hours);
      return isTimed(due) ? { due: wallTimeOf(instantAt(there, deviceZone), zone), zone } : { due: there, zone: deviceZone };
    }
    case 'tomorrow': return onDay(daysAfter(today, 1));
    case 'inThreeDays': return onDay(daysAfter(today, 3));
    case 'nextWeek': return onDay(nextWeekday(firstWorkingDay(hours.workingDays), today));
  }
}

/** The first moment, `instantMs` itself or later, at which a notification may be shown: on a working day, not in quiet hours. */
export function nextAllowed(instantMs: number, deviceZone: string, hours: QuietHours): number {
  let at = inZone(instantMs, deviceZone);
  for (;;) {
    if (!isWorkingDay(at.dayOfWeek, hours.workingDays)) at = at.add({ days: 1 }).startOfDay();
    else if (isQuiet(timeOf(at), hours)) at = endOfQuiet(at, hours);
    else return at.epochMilliseconds;
  }
}

/**
 * The day on which to talk to somebody again, the last time plus an ISO 8601 duration such as `P6W`; from 31 January a
 * month is to the end of February. Null where there was no last time.
 */
export function cadenceDue(lastContactMs: number | null, cadence: string, deviceZone: string): CalendarDate | null {
  return lastContactMs === null ? null : dateAfter(dayOf(lastContactMs, deviceZone), cadence);
}

/**
 * The day, today or later, on which a birthday or another yearly date comes round, and how many years it is then; null
 * where its year is not known. What fell on 29 February is kept on the 28th in other years: so it stays in its
 * month, and whoever is told of it a day ahead of somebody's own choice has lost nothing.
 */
export function nextAnniversary(date: PartialDate, today: CalendarDate): { on: CalendarDate; years: number | null } {
  const on = nextOccurrence(date, today);
  return { on, years: date.startsWith('--') ? null : Number(on.slice(0, 4)) - Number(date.slice(0, 4)) };
}

export function isTimed(due: DueText): boolean {
  return due.length > 10;
}

/** The day plus an ISO 8601 duration of days or longer; the last day of a month that is too short, and no later than the year 9999. */
export function dateAfter(date: string, duration: string): CalendarDate {
  const from = Temporal.PlainDate.from(date);
  // From the last days that there are nothing can be added.
  const after = from.year > 9999 ? from : from.add(duration);
  return (after.year > 9999 ? '9999-12-31' : after.toString()) as CalendarDate;
}

export function daysAfter(date: string, days: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as CalendarDate;
}

function laterToday(nowMs: number, deviceZone: string, { workFrom, workTo }: WorkingHours): DueText {
  const later = inZone(nowMs, deviceZone).add({ hours: 3 }).round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' });
  const today = dayOf(nowMs, deviceZone);
  const isAtWork = later.toPlainDate().toString() === today && timeOf(later) <= workTo;
  return isAtWork ? `${today}T${timeOf(later)}` : `${daysAfter(today, 1)}T${workFrom}`;
}

/** Where it is another day there than here, the day there at whose time it is the day here. */
function sameTimeOn(day: string, due: DueText, zone: string, deviceZone: string): DueText {
  const candidates = [0, -1, 1].map((days) => daysAfter(day, days) + due.slice(10));
  return candidates.find((candidate) => dayOf(instantAt(candidate, zone), deviceZone) === day) ?? candidates[0]!;
}

/** The one after the longest weekend; Monday where every day is worked on. */
function firstWorkingDay(workingDays: readonly number[]): number {
  const daysOffBefore = (day: number): number => {
    let count = 0;
    while (count < 6 && !workingDays.includes(((day - count + 5) % 7) + 1)) count += 1;
    return count;
  };
  const longest = Math.max(...workingDays.map(daysOffBefore));
  return longest > 0 ? Math.min(...workingDays.filter((day) => daysOffBefore(day) === longest)) : 1;
}

function nextWeekday(weekday: number, today: string): CalendarDate {
  return daysAfter(today, ((weekday - Temporal.PlainDate.from(today).dayOfWeek + 6) % 7) + 1);
}

function isWorkingDay(weekday: number, workingDays: readonly number[]): boolean {
  return workingDays.length === 0 || workingDays.includes(weekday);
}

function isQuiet(time: TimeOfDay, { quietFrom, quietTo }: QuietHours): boolean {
  return quietFrom <= quietTo ? quietFrom <= time && time < quietTo : quietFrom <= time || time < quietTo;
}

/** The end of the quiet hours that it is in, or before that the moment at which clocks are changed, perhaps past their end. */
function endOfQuiet(at: Temporal.ZonedDateTime, { quietTo }: QuietHours): Temporal.ZonedDateTime {
  const day = at.toPlainDate().add({ days: timeOf(at) < quietTo ? 0 : 1 });
  const end = day.toPlainDateTime(Temporal.PlainTime.from(quietTo));
  const ends = (['earlier', 'later'] as const).map((disambiguation) => end.toZonedDateTime(at.timeZoneId, { disambiguation }));
  const change = at.getTimeZoneTransition('next');
  return [...ends, ...(change ? [change] : [])].filter((moment) => isAfter(moment, at)).reduce((first, moment) => (isAfter(first, moment) ? moment : first));
}

function isAfter(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): boolean {
  return Temporal.ZonedDateTime.compare(one, other) > 0;
}

function instantAt(wallTime: string, zone: string): number {
  return Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function inZone(instantMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone);
}

function timeOf(moment: Temporal.ZonedDateTime): TimeOfDay {
  return moment.toPlainTime().toString({ smallestUnit: 'minute' });
}
