import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { DueText, TimeOfDay } from './due.ts';
import { dateAfter, dayOf, daysAfter, instantOf, isTimed } from './schedule.ts';
import { readRule, type RuleError, type RuleParts, ruleText, untilAsDue, weekdayName } from './schedule/rule-parts.ts';

/**
 * Something that comes again on the days of a rule, at the time of day of its start. All is reckoned by the clock on
 * the wall: 09:00 stays 09:00 when clocks are changed, and a time that does not exist on a day is not left out, as
 * RFC 5545 would have it, but later (`instantOf`): better a reminder at an odd time than none. A start that does not
 * fit its rule is none of its occurrences. Whatever the rule says, a series ends 100 years after its start.
 */
export interface Series {
  /** As `parseRule` gives it. */
  readonly rule: string;
  readonly start: DueText;
  /** Of a due time; '' for due dates. */
  readonly zone: string;
  /** Occurrences that are left out. They count for COUNT. */
  readonly skipped: readonly DueText[];
}

/** Every so many days, weeks, months or years. */
export interface Every {
  readonly interval: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
  /**
   * Monday is 1. Of a week, the day, rather than that of the start. Of a month or a year's month, this weekday as
   * often in it as by the start's date: from the 9th the second, from the 29th on the last.
   */
  readonly weekday?: number;
}

/** An RRULE of RFC 5545 in one spelling, without its name. */
export function parseRule(text: string): { ok: true; rule: string } | { ok: false; error: RuleError } {
  const found = readRule(text);
  return found.ok ? { ok: true, rule: ruleText(found.parts) } : found;
}

/**
 * What people mean by it: monthly from the 31st is on the last day of shorter months, which by RFC 5545 alone would
 * be left out, and yearly from 29 February on the 28th of other years.
 */
export function ruleFor({ interval, unit, weekday }: Every, start: DueText): string {
  const { day, month } = Temporal.PlainDate.from(start.slice(0, 10));
  const FREQ = ({ day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const)[unit];
  const every = { FREQ, ...(interval > 1 && { INTERVAL: String(interval) }) };
  if (unit === 'day') return ruleText(every);
  if (unit === 'week') return ruleText({ ...every, BYDAY: weekdayName(weekday ?? weekdayOf(start)) });
  const inMonth = { ...every, ...(unit === 'year' && { BYMONTH: String(month) }) };
  if (weekday !== undefined) return ruleText({ ...inMonth, BYDAY: `${day > 28 ? -1 : Math.ceil(day / 7)}${weekdayName(weekday)}` });
  if (unit === 'year') return ruleText({ ...inMonth, BYMONTHDAY: month === 2 && day === 29 ? '-1' : String(day) });
  if (day === 31) return ruleText({ ...inMonth, BYMONTHDAY: '-1' });
  return ruleText({ ...inMonth, ...(day > 28 ? { BYMONTHDAY: ['28', '29', '30'].slice(0, day - 27).join(','), BYSETPOS: '-1' } : { BYMONTHDAY: String(day) }) });
}

/** The first occurrence later than `after`, which may be a date or a time for either kind of series; null where it has ended. */
export function nextOccurrence(series: Series, after: DueText): DueText | null {
  for (const due of occurrencesFrom(series, after)) if (due > after) return due;
  return null;
}

/** In order, `from` itself or later and before `to`, at most `limit` of them. */
export function occurrences(series: Series, from: DueText, to: DueText, limit: number): DueText[] {
  const found: DueText[] = [];
  if (limit < 1) return found;
  for (const due of occurrencesFrom(series, from)) {
    if (due >= to) break;
    found.push(due);
    if (found.length === limit) break;
  }
  return found;
}

/** So long after it was done, on a day or at a time, as an ISO 8601 duration such as `P3W`: a due date, or with `at` a due time. */
export function afterDone(done: DueText, every: string, at?: TimeOfDay): DueText {
  const day = dateAfter(done.slice(0, 10), every);
  return at === undefined ? day : `${day}T${at}`;
}

/**
 * For a change of this and all later ones: the series ended before the first occurrence that is `at` or later, and the
 * rest of it, which starts there and has what is left of COUNT. Either is null where it would have no occurrences.
 */
export function splitSeries(series: Series, at: DueText): { earlier: Series | null; later: Series | null } {
  const [start] = occurrencesFrom(series, at);
  if (start === undefined) return { earlier: series, later: null };
  const [first] = occurrencesFrom(series, series.start);
  const { COUNT, UNTIL, ...parts } = partsOf(series);
  const before = COUNT === undefined ? 0 : occurrences({ ...series, skipped: [] }, series.start, start, Number(COUNT)).length;
  const untilStart = COUNT === undefined ? { UNTIL: untilBefore(start, series.zone) } : { COUNT: String(before) };
  const fromStart = COUNT === undefined ? { UNTIL } : { COUNT: String(Number(COUNT) - before) };
  return {
    earlier: first === start ? null : { ...series, rule: ruleText({ ...parts, ...untilStart }), skipped: series.skipped.filter((due) => due < start) },
    later: { ...series, rule: ruleText({ ...parts, ...fromStart }), start, skipped: series.skipped.filter((due) => due > start) },
  };
}

function* occurrencesFrom(series: Series, from: DueText): Generator<DueText, void> {
  const days = daysOf(series);
  const time = series.start.slice(10);
  for (let day = days.next(midnight(from), true); day !== null; day = days.next(day)) {
    const due = day.toPlainDate().toString() + time;
    if (due >= from && !series.skipped.includes(due)) yield due;
  }
}

function daysOf(series: Series): RRuleTemporal {
  const { COUNT, UNTIL, ...parts } = partsOf(series);
  const first = series.start.slice(0, 10);
  const end = dateAfter(first, 'P100Y');
  const last = UNTIL === undefined ? end : lastDay(UNTIL, series);
  if (COUNT === undefined) return daysBetween(parts, first, last < end ? last : end);
  // Looked up from its end once: with COUNT, the library counts from the start anew for each day that it is asked for.
  const lastCounted = daysBetween({ ...parts, COUNT }, first, end).previous(midnight(end), true);
  return daysBetween(parts, first, lastCounted?.toPlainDate().toString() ?? daysAfter(first, -1));
}

/** The days of a rule, as if they were in UTC, where each has a midnight. */
function daysBetween(parts: RuleParts, first: string, last: string): RRuleTemporal {
  // The library's own limit on what it searches is for rules without an end.
  return new RRuleTemporal({ rruleString: ruleText(parts), dtstart: midnight(first), until: midnight(last), maxIterations: 40_000, cache: false });
}

/** RFC 5545 wants the UNTIL of due dates to be a date and that of due times to be in UTC; any of both is read. */
function lastDay(until: string, { start, zone }: Series): string {
  const end = untilAsDue(until);
  const day = end.slice(0, 10);
  if (!isTimed(start) || !isTimed(end)) return day;
  const time = start.slice(10);
  if (!until.endsWith('Z')) return day + time <= end ? day : daysAfter(day, -1);
  const endMs = instantOf(end, 'UTC')!;
  const dayThere = dayOf(endMs, zone);
  return instantOf(dayThere + time, zone)! <= endMs ? dayThere : daysAfter(dayThere, -1);
}

function untilBefore(start: DueText, zone: string): string {
  const startMs = instantOf(start, zone);
  if (startMs === null) return daysAfter(start, -1).replaceAll('-', '');
  return Temporal.Instant.fromEpochMilliseconds(startMs - 1000).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

function partsOf({ rule }: Series): RuleParts {
  const found = readRule(rule);
  if (!found.ok) throw new Error(`A series has a rule that is ${found.error.code}: ${rule}`);
  return found.parts;
}

function midnight(due: DueText): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(due.slice(0, 10)).toZonedDateTime('UTC');
}

function weekdayOf(due: DueText): number {
  return Temporal.PlainDate.from(due.slice(0, 10)).dayOfWeek;
}
