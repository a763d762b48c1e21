/** What is ticked: these keys, or every row but these. So all of 100,000 rows are ticked without naming one. */
export interface GridSelection {
  kind: 'some' | 'allBut';
  keys: ReadonlySet<string>;
}

export const NOTHING_TICKED: GridSelection = { kind: 'some', keys: new Set() };
export const ALL_TICKED: GridSelection = { kind: 'allBut', keys: new Set() };

export function isTicked({ kind, keys }: GridSelection, key: string): boolean {
  return keys.has(key) === (kind === 'some');
}

export function tickedCount({ kind, keys }: GridSelection, rowCount: number): number {
  return kind === 'some' ? keys.size : Math.max(0, rowCount - keys.size);
}

/** With these keys ticked, or unticked. */
export function withTicks({ kind, keys }: GridSelection, changed: Iterable<string>, ticked: boolean): GridSelection {
  const next = new Set(keys);
  for (const key of changed) {
    if (ticked === (kind === 'some')) next.add(key);
    else next.delete(key);
  }
  return { kind, keys: next };
}
