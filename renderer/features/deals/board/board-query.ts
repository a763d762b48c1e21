import type { DealFilter } from '../../../../core/deal-filters.ts';
import type { Id } from '../../../../core/ids.ts';
import type { InputOf } from '../../../api.ts';

/** Of each column at first; more come as one scrolls. */
const FIRST_ROWS = 24;

/** What a board asks for; the same from whoever asks ahead, so that it is asked for once. */
export const boardInput = (pipelineId: Id, filter: DealFilter, nowMs: number): InputOf<'deals.board'> => ({ pipelineId, filter, limit: FIRST_ROWS, now: nowMs, closedSince: startOfMonth(nowMs) });

export function startOfMonth(nowMs: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), 1).getTime();
}
