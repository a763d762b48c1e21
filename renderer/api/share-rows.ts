/**
 * The answer after another one with all parts that are the same taken from that: what shows them is not rendered anew.
 * Rows are compared by their id. By their place, as the library does it, one that goes would make all below it new.
 */
export function shareRows(before: unknown, after: unknown): unknown {
  if (before === after) return before;
  if (Array.isArray(before) && Array.isArray(after)) return shareList(before, after);
  if (isPlain(before) && isPlain(after)) return shareObject(before, after);
  return after;
}

function shareList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.flatMap((row) => (isPlain(row) && typeof row['id'] === 'string' ? [[row['id'], row] as const] : [])));
  const shared = after.map((row, place) => shareRows(isPlain(row) && typeof row['id'] === 'string' ? byId.get(row['id']) : before[place], row));
  return before.length === shared.length && shared.every((row, place) => row === before[place]) ? before : shared;
}

function shareObject(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(after);
  const shared = Object.fromEntries(keys.map((key) => [key, shareRows(before[key], after[key])]));
  return keys.length === Object.keys(before).length && keys.every((key) => Object.hasOwn(before, key) && shared[key] === before[key]) ? before : shared;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
