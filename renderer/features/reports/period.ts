import { z } from 'zod';
import { Month } from '../../../core/deals.ts';
import { Id } from '../../../core/ids.ts';
import { monthAfter, monthsFrom } from '../../../core/months.ts';
import { dayOf, startOfDay } from '../../../core/schedule.ts';

export const PERIODS = ['month', 'quarter', 'year', 'last12', 'all'] as const;

export const Period = z.discriminatedUnion('kind', [z.object({ kind: z.enum(PERIODS) }), z.object({ kind: z.literal('months'), from: Month, to: Month })]);
export type Period = z.infer<typeof Period>;

/** What this device remembers of the page. */
const Look = z.object({ period: Period, pipelineId: Id.nullable() });
export type Look = z.infer<typeof Look>;

export const START_LOOK: Look = { period: { kind: 'year' }, pipelineId: null };
export const readLook = (stored: unknown): Look | null => Look.safeParse(stored).data ?? null;

/** Reports by month go back so far. */
export const MOST_MONTHS = 36;

export interface Span {
  /** Milliseconds: from the first on, before the second. */
  from: number;
  to: number;
  /** Those that have begun, the last `MOST_MONTHS` at most. */
  months: readonly string[];
  /** There may be more months than these. */
  isCut: boolean;
  /** The first and the last month; null for all that there is. */
  bounds: readonly [string, string] | null;
}

export function spanOf(period: Period, nowMs: number, zone: string): Span {
  const now = dayOf(nowMs, zone).slice(0, 7);
  if (period.kind === 'all') return { from: 0, to: Number.MAX_SAFE_INTEGER, months: monthsFrom(monthAfter(now, 1 - MOST_MONTHS), MOST_MONTHS), isCut: true, bounds: null };
  const [first, last] = boundsOf(period, now);
  return spanWithin(first, last, now, zone);
}

function boundsOf(period: Exclude<Period, { kind: 'all' }> | { kind: (typeof PERIODS)[number] }, now: string): [string, string] {
  if (period.kind === 'months') return period.from <= period.to ? [period.from, period.to] : [period.to, period.from];
  if (period.kind === 'quarter') {
    const first = monthAfter(now, -((Number(now.slice(5)) - 1) % 3));
    return [first, monthAfter(first, 2)];
  }
  if (period.kind === 'year') return [`${now.slice(0, 4)}-01`, `${now.slice(0, 4)}-12`];
  return period.kind === 'last12' ? [monthAfter(now, -11), now] : [now, now];
}

function spanWithin(first: string, last: string, now: string, zone: string): Span {
  const months = monthsFrom(first, monthsBetween(first, last)).filter((month) => month <= now);
  return { from: startOfDay(`${first}-01`, zone), to: startOfDay(`${monthAfter(last, 1)}-01`, zone), months: months.slice(-MOST_MONTHS), isCut: months.length > MOST_MONTHS, bounds: [first, last] };
}

/** As long a time just before; undefined before all there is. */
export function spanBefore({ bounds }: Span, nowMs: number, zone: string): Span | undefined {
  if (bounds === null) return undefined;
  const length = monthsBetween(...bounds);
  return spanWithin(monthAfter(bounds[0], -length), monthAfter(bounds[0], -1), dayOf(nowMs, zone).slice(0, 7), zone);
}

const indexOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

const monthsBetween = (first: string, last: string): number => indexOf(last) - indexOf(first) + 1;
