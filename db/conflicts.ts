import { type Stamp } from '../core/stamp.ts';
import type { Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import type { SyncedColumn, SyncedTable } from './tables/registry.ts';

/** Keeps a version that lost to another whose author did not know of it. */
export function noteConflict(store: Store, table: SyncedTable, recordId: Uint8Array, column: SyncedColumn, stamp: Stamp, value: LogValue): void {
  if (column.conflict === 'silent') return;
  store
    .prepare('INSERT OR IGNORE INTO conflicts (tableNo, recordId, col, stamp, value) VALUES (?, ?, ?, ?, ?)')
    .run(table.number, recordId, column.number, stamp, value);
}

/** Somebody who saw these versions has written another: they are no longer open. */
export function settleConflicts(store: Store, table: SyncedTable, recordId: Uint8Array, column: SyncedColumn, seen: readonly Stamp[]): void {
  for (const stamp of seen) {
    store.prepare('DELETE FROM conflicts WHERE recordId = ? AND tableNo = ? AND col = ? AND stamp = ?').run(recordId, table.number, column.number, stamp);
  }
}
