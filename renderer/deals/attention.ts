import type { Attention, DealCard } from '../../core/deals.ts';
import { dueState } from '../../core/schedule.ts';
import { hasStalled, IN_VALUES } from '../../core/stalled.ts';

const DAY_MS = 86_400_000;

/** How an open deal stands with its next step; of a closed one nothing is expected. */
export function attentionOf({ next, outcome, touchedAt, staleDays }: Pick<DealCard, 'next' | 'outcome' | 'touchedAt' | 'staleDays'>, nowMs: number, zone: string): Attention | null {
  if (outcome !== null) return null;
  if (next) return dueState(next.due, next.zone, nowMs, zone) === 'overdue' ? 'overdue' : 'planned';
  return hasStalled(IN_VALUES, { isOpen: true, hasNoNext: true, touchedAt, staleDays, now: nowMs }) ? 'stalled' : 'none';
}

/** Whole days since an instant. */
export const daysSince = (instantMs: number, nowMs: number): number => Math.max(0, Math.floor((nowMs - instantMs) / DAY_MS));
