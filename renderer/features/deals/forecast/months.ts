import type { Forecast, ForecastRow, Target } from '../../../../core/api/deals.ts';
import type { DealFilter } from '../../../../core/deal-filters.ts';
import type { Id } from '../../../../core/ids.ts';
import { monthAfter, monthsFrom } from '../../../../core/months.ts';
import { daysAfter, startOfDay } from '../../../../core/schedule.ts';
import type { SumOf } from '../../../deals/in-base.ts';

export type Step = 'month' | 'quarter';
export type By = 'all' | 'owner' | 'pipeline';

export const MONTHS = 12;

/** A row of the forecast: one month or three, what should have closed before all of them, or what has no date. */
export interface Slot {
  key: string;
  kind: 'before' | 'months' | 'none';
  /** Of `before` the one that it is before. */
  months: readonly string[];
}

/** The month itself, or the first of its quarter. */
export const startOfStep = (month: string, step: Step): string => (step === 'month' ? month : monthAfter(month, -((Number(month.slice(5)) - 1) % 3)));

export function slotsFrom(from: string, step: Step): Slot[] {
  const size = step === 'month' ? 1 : 3;
  const months = monthsFrom(from, MONTHS);
  const slots = Array.from({ length: MONTHS / size }, (_, at): Slot => ({ key: months[at * size]!, kind: 'months', months: months.slice(at * size, (at + 1) * size) }));
  return [{ key: 'before', kind: 'before', months: [from] }, ...slots, { key: 'none', kind: 'none', months: [] }];
}

/** What stands in a row: each amount in its own currency. */
export interface SlotSums {
  weighted: SumOf[];
  best: SumOf[];
  committed: SumOf[];
  won: SumOf[];
  target: SumOf[];
  open: number;
  committedCount: number;
  wonCount: number;
}

/** Of all deals of a slot, or of those of one owner or pipeline. */
export function sumsIn(slot: Slot, { rows }: Forecast, targets: readonly Target[], own: { key: Id | null } | null, scope: { by: By; pipelineId: Id | undefined }): SlotSums {
  const isOf = (row: ForecastRow) => (slot.kind === 'months' ? slot.months.includes(row.month) : row.month === slot.kind) && (own === null || row.key === own.key);
  const fitting = rows.filter(isOf);
  const amounts = (name: 'weighted' | 'best' | 'committed' | 'won') => fitting.map((row) => ({ minor: row[name], currency: row.currency }));
  const count = (name: 'open' | 'committedCount' | 'wonCount') => fitting.reduce((sum, row) => sum + row[name], 0);
  const pipelineId = own && scope.by === 'pipeline' ? own.key : (scope.pipelineId ?? null);
  const memberId = own && scope.by === 'owner' ? own.key : null;
  const isAimedAt = (target: Target) => slot.kind === 'months' && slot.months.includes(target.month) && target.pipelineId === pipelineId && target.memberId === memberId;
  // What nobody owns, nobody aims at.
  const hasTarget = own === null || own.key !== null;
  return {
    weighted: amounts('weighted'),
    best: amounts('best'),
    committed: amounts('committed'),
    won: amounts('won'),
    target: hasTarget ? targets.filter(isAimedAt).map(({ minor, currency }) => ({ minor, currency })) : [],
    open: count('open'),
    committedCount: count('committedCount'),
    wonCount: count('wonCount'),
  };
}

/** Whose rows there are within a slot. */
export const keysIn = ({ rows }: Forecast): (Id | null)[] => [...new Set(rows.map(({ key }) => key))];

export type Figure = 'open' | 'committed' | 'won';

/** The deals behind a figure. A month ends where it ends in `zone`. */
export function dealsBehind(figure: Figure, slot: Slot, zone: string, own: { by: By; key: Id | null } | null, pipelineId: Id | undefined): DealFilter {
  const filter: DealFilter = pipelineId === undefined ? [] : [{ field: 'pipeline', pipelineId }];
  if (own?.by === 'owner') filter.push({ field: 'owner', op: 'is', memberId: own.key });
  if (own?.by === 'pipeline' && own.key !== null && pipelineId === undefined) filter.push({ field: 'pipeline', pipelineId: own.key });
  const [first, last] = [slot.months[0], slot.months.at(-1)];
  if (figure === 'won') return [...filter, { field: 'state', is: 'won' }, { field: 'closed', from: startOfDay(`${first!}-01`, zone), to: startOfDay(`${monthAfter(last!, 1)}-01`, zone) }];
  filter.push({ field: 'state', is: 'open' });
  if (figure === 'committed') filter.push({ field: 'committed', is: true });
  if (slot.kind === 'none') return [...filter, { field: 'noClose' }];
  if (slot.kind === 'before') return [...filter, { field: 'close', op: 'by', day: daysAfter(`${first!}-01`, -1) }];
  return [...filter, { field: 'close', op: 'from', day: `${first!}-01` }, { field: 'close', op: 'by', day: lastDayOf(last!) }];
}

const lastDayOf = (month: string): string => daysAfter(`${monthAfter(month, 1)}-01`, -1);

/** The same day of another month, or its last where it has no such day; without a day the last. */
export function dayInMonth(month: string, expectedClose: string): string {
  const last = lastDayOf(month);
  if (expectedClose === '') return last;
  const same = `${month}-${expectedClose.slice(8)}`;
  return same < last ? same : last;
}

/** The month so many later. What is late or has no day comes to this month, if it does not go further back. */
export function monthMoved(expectedClose: string, by: number, thisMonth: string): string {
  if (expectedClose === '') return thisMonth;
  const month = monthAfter(expectedClose.slice(0, 7), by);
  return by > 0 && month < thisMonth ? thisMonth : month;
}

/** The month of a slot that a deal goes to: of a quarter the one in the same place. */
export function monthOf(slot: Slot, expectedClose: string): string | undefined {
  if (slot.kind !== 'months') return undefined;
  if (slot.months.length === 1 || expectedClose === '') return slot.months.at(-1);
  return slot.months[(Number(expectedClose.slice(5, 7)) - 1) % 3];
}
