import { createHash } from 'node:crypto';
import type { Store } from './store.ts';
import { syncedTables } from './tables/registry.ts';

/**
 * One hash a table over its synced columns, clocks and deletes, in the order of ids; derived columns and
 * local numbers are left out. Equal on two devices that have taken in the same changes.
 */
export function digests(store: Store): Record<string, string> {
  return Object.fromEntries(
    syncedTables.map((table) => {
      const columns = ['id', 'clock', 'deleted', ...table.columns.map(({ name }) => name)];
      const hash = createHash('sha256');
      for (const row of store.sql.prepare<[], Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table.name} ORDER BY id`).iterate()) hash.update(rowText(row));
      return [table.name, hash.digest('hex')];
    }),
  );
}

/** What can be seen, as text: for comparing a state with the one before. */
export function visibleState(store: Store): string {
  return syncedTables
    .flatMap((table) => {
      const rows = store.sql.prepare<[], Record<string, unknown>>(`SELECT id, ${table.columns.map(({ name }) => name).join(', ')} FROM ${table.name} WHERE hidden IN (0, 2) ORDER BY id`).all();
      return rows.map((row) => `${table.name} ${rowText(row)}`);
    })
    .join('\n');
}

function rowText(row: Record<string, unknown>): string {
  return JSON.stringify(row, (_key, value: unknown) => (isBuffer(value) ? Buffer.from(value.data).toString('hex') : value));
}

/** JSON.stringify has called a Buffer's toJSON by the time a replacer sees it. */
function isBuffer(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer';
}
