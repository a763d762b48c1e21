import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';

export type LaneItem =
  | { kind: 'card'; key: string; deal: DealCard; place: number; isLifted: boolean }
  /** Where the deal in hand would go. */
  | { kind: 'slot'; key: 'slot' }
  /** More is on its way. */
  | { kind: 'more'; key: 'more' };

/** What stands in a column, from its top. `slot` counts the cards above it without the one in hand. */
export function laneItems(rows: readonly DealCard[], { liftedId, slot, hasMore }: { liftedId: Id | null; slot: number | null; hasMore: boolean }): LaneItem[] {
  const items: LaneItem[] = rows.map((deal, place) => ({ kind: 'card', key: deal.id, deal, place, isLifted: deal.id === liftedId }));
  if (slot !== null) {
    const lifted = rows.findIndex(({ id }) => id === liftedId);
    // Beside its own gap there is no other place.
    if (lifted !== slot) items.splice(lifted >= 0 && slot > lifted ? slot + 1 : slot, 0, { kind: 'slot', key: 'slot' });
  }
  if (hasMore) items.push({ kind: 'more', key: 'more' });
  return items;
}
