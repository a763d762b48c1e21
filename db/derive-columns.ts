import { fold } from '../core/text/fold.ts';
import { parsePhone } from '../core/phones.ts';
import type { Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import type { SyncedTable, TableName } from './tables/registry.ts';

type Derive = (store: Store, row: Record<string, LogValue>) => Record<string, LogValue>;

/** The derived columns of a row that follow from itself, or from a row it refers to. */
export function deriveColumns(store: Store, table: SyncedTable, row: Record<string, LogValue>): Record<string, LogValue> | undefined {
  return derivations[table.name]?.(store, row);
}

const derivations: Partial<Record<TableName, Derive>> = {
  emails: (_store, row) => ({ folded: foldEmail(row['address'] as string) }),
  phones: (store, row) => {
    const { e164, digits } = parsePhone(row['number'] as string, store.country);
    return { e164: e164 ?? null, digits };
  },
  tags: (_store, row) => ({ folded: fold(row['name'] as string) }),
  participants: (store, row) => ({ at: row['entryN'] === null ? 0 : (store.prepare('SELECT at AS n FROM entries WHERE n = ?').get(row['entryN'])?.n ?? 0) }),
};

/** Two spellings of one address: no spaces around it, and case does not count. */
export function foldEmail(address: string): string {
  return address.trim().toLowerCase();
}
