// When what comes again ends: never, after so many times, or with a day that is its last.
import { z } from 'zod';
import { compactDue, compactInstant } from '../../core/calendar/lines.ts';
import { occurrences } from '../../core/recurrence.ts';
import { untilAsDue } from '../../core/schedule/rule-parts.ts';
import type { RuleParts } from '../../core/schedule/rule-parts.ts';
import { daysAfter, isTimed, startOfDay } from '../../core/schedule.ts';

/** The times are null, and the day empty, while their field is. */
export const RepeatEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('times'), times: z.number().nullable() }),
  z.object({ kind: z.literal('day'), day: z.string().max(20) }),
]);
export type RepeatEnd = z.infer<typeof RepeatEnd>;

type EndParts = Pick<RuleParts, 'COUNT' | 'UNTIL'>;

export function endParts(end: RepeatEnd, due: string, zone: string): EndParts {
  if (end.kind === 'times' && end.times !== null) return { COUNT: String(end.times) };
  if (end.kind !== 'day' || end.day === '') return {};
  // The whole of the last day, so that it stays the last when the time of day is changed.
  return { UNTIL: isTimed(due) ? compactInstant(startOfDay(daysAfter(end.day, 1), zone) - 1000) : compactDue(end.day) };
}

export function endOf({ COUNT, UNTIL }: { [Name in keyof EndParts]?: string | undefined }, due: string, zone: string): RepeatEnd {
  if (COUNT !== undefined) return { kind: 'times', times: Number(COUNT) };
  return UNTIL === undefined ? { kind: 'never' } : { kind: 'day', day: lastDay(UNTIL, due, zone) };
}

/** The day of the last of what comes daily at this time: in which zone an end is read, and whether it is one itself, the rules know. */
function lastDay(until: string, due: string, zone: string): string {
  const day = untilAsDue(until).slice(0, 10);
  const daily = { rule: `FREQ=DAILY;UNTIL=${until}`, start: daysAfter(day, -3) + due.slice(10), zone, skipped: [] };
  return occurrences(daily, daily.start, daysAfter(day, 3), 6).at(-1)?.slice(0, 10) ?? day;
}
