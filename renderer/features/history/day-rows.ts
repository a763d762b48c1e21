import type { HistoryBatch } from '../../../core/api/history.ts';

export interface DayRow {
  batch: HistoryBatch;
  /** The first of its day: a heading stands above it. */
  startsDay: boolean;
  /** The last of its day that is loaded: the line between the dots ends. */
  endsDay: boolean;
}

/** What was done, with where days begin and end. `dayOf` names the civil day of an instant. */
export function dayRows(batches: readonly HistoryBatch[], dayOf: (instantMs: number) => string): DayRow[] {
  const days = batches.map(({ at }) => dayOf(at));
  return batches.map((batch, place) => ({ batch, startsDay: days[place] !== days[place - 1], endsDay: days[place] !== days[place + 1] }));
}
