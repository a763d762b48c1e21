import type { Id } from '../../../../core/ids.ts';

/** Behind which record the one at `place` comes when it moves a step; null is the very first, undefined is nowhere to go. */
export function placeAfterStep(order: readonly { id: Id }[], place: number, step: 1 | -1): Id | null | undefined {
  const target = place + step;
  if (place < 0 || target < 0 || target >= order.length) return undefined;
  return step === 1 ? order[target]!.id : (order[target - 1]?.id ?? null);
}

/** The list with the record at `place` one step further; the same where there is nowhere to go. */
export function moved<Item>(items: readonly Item[], place: number, step: 1 | -1): Item[] {
  const next = [...items];
  const target = place + step;
  if (target < 0 || target >= items.length) return next;
  next.splice(target, 0, ...next.splice(place, 1));
  return next;
}
