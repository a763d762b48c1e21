import type { Id } from '../../core/ids.ts';

/** Where a view may go among the saved ones: behind which other, or first. */
export function placeBehind(views: readonly { id: Id }[], id: Id, step: -1 | 1): Id | null | undefined {
  const place = views.findIndex((each) => each.id === id);
  const target = place + step;
  if (place < 0 || target < 0 || target >= views.length) return undefined;
  return step === 1 ? views[target]!.id : (views[target - 1]?.id ?? null);
}
