// The versions of a row's fields. Undo and redo bring a value back under a new version, and the log says which
// version first wrote it: the origin.
import { type RowClock, clockBase, fieldStamp, hasOwnStamp, newClock, withField } from '../core/row-clock.ts';
import { type Stamp, ZERO_STAMP, compareStamps } from '../core/stamp.ts';
import type { Row, Store } from './store.ts';
import type { SyncedColumn, SyncedTable } from './tables/registry.ts';

/** The stamp that a row was made with. */
export function rowBase(row: Row): Stamp {
  return clockBase(row.clock);
}

/** The version of a field; a payload that nobody has written yet has the zero stamp, not that of its row. */
export function versionOf(table: SyncedTable, clock: RowClock, column: SyncedColumn): Stamp {
  return isPayload(table, column) && !hasOwnStamp(clock, column.number) ? ZERO_STAMP : fieldStamp(clock, column.number);
}

/** What a row with a natural key says beyond its key. */
export function isPayload(table: SyncedTable, column: SyncedColumn): boolean {
  return table.key !== undefined && !table.key.includes(column.name);
}

export function isZero(stamp: Stamp): boolean {
  return compareStamps(stamp, ZERO_STAMP) === 0;
}

/** The version whose value a field has: undo brings a value back, and with it the version that first wrote it. */
export function originOf(store: Store, table: SyncedTable, row: Row, column: SyncedColumn): Stamp {
  return originOfStamp(store, table, row.id, column, versionOf(table, row.clock, column));
}

export function originOfStamp(store: Store, table: SyncedTable, recordId: Uint8Array, column: SyncedColumn, stamp: Stamp): Stamp {
  const change = store
    .prepare(
      `SELECT c.restores FROM changes c JOIN commits k ON k.n = c.commitN
       WHERE c.recordId = ? AND c.op <> 1 AND c.op = 2 AND c.tableNo = ? AND c.col = ? AND coalesce(c.stamp, k.stamp) = ? AND c.restores IS NOT NULL LIMIT 1`,
    )
    .get(recordId, table.number, column.number, stamp);
  return (change?.['restores'] as Buffer | undefined) ?? stamp;
}

/** A row's clock, made with `base`, with the origins of its fields for their versions. */
export function originClock(store: Store, table: SyncedTable, row: Row, base: Stamp = rowBase(row)): RowClock {
  return table.columns.reduce((clock, column) => {
    if (!hasOwnStamp(row.clock, column.number)) return clock;
    const origin = originOf(store, table, row, column);
    return isZero(origin) || compareStamps(origin, base) <= 0 ? clock : withField(clock, column.number, origin);
  }, newClock(base));
}
