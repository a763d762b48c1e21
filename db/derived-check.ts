// Works out every derived value anew and compares: for `kith doctor` and for tests. In steps of a few
// milliseconds; nothing is written here.
import { contactName, lastActivity, sortKeyFor } from './derive.ts';
import { deriveColumns } from './derive-columns.ts';
import type { Row, Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedTable, type TableName, referencesTo, syncedTables } from './tables/registry.ts';
import { Tx } from './write.ts';

/** A stored value that working it out anew does not give. */
export interface Difference {
  table: TableName;
  n: number;
  column: string;
  stored: LogValue;
  anew: LogValue;
}

/** How many rows are looked at in one step. */
const STRIDE = 50;

/** Compares all derived columns of all tables. Yields how many rows it has looked at since it last did. */
export function* checkDerived(store: Store, found: (difference: Difference) => void): Generator<number> {
  // Only asked what follows from what: it writes nothing.
  const tx = new Tx(store, 0);
  for (const table of syncedTables) {
    for (const page of pagesOf(store, table.name)) {
      for (const row of page) checkRow(tx, table, row, found);
      yield page.length;
    }
  }
  for (const { table, column, nColumn } of syncedTables.flatMap((target) => referencesTo(target.name))) {
    const target = column.references!.table;
    const rootN = target === 'contacts' ? 'rootN' : 'n';
    for (let last = 0; ; ) {
      const end = store.prepare(`SELECT max(n) AS n FROM (SELECT n FROM ${table.name} WHERE n > ? ORDER BY n LIMIT ${STRIDE * 20})`).get(last)?.n;
      if (!end) break;
      const rows = store
        .prepare(`SELECT t.n, t.${nColumn} AS stored, r.${rootN} AS anew FROM ${table.name} t LEFT JOIN ${target} r ON r.id = t.${column.name} WHERE t.n > ? AND t.n <= ? AND t.${nColumn} IS NOT r.${rootN}`)
        .all(last, end);
      for (const row of rows) found({ table: table.name, n: row.n, column: nColumn, stored: row['stored']!, anew: row['anew']! });
      yield 0;
      last = end;
    }
  }
}

function checkRow(tx: Tx, table: SyncedTable, row: Row, found: (difference: Difference) => void): void {
  const { store } = tx;
  const anew: Record<string, LogValue> = { ...deriveColumns(store, table, row), hidden: tx.hiddenOf(table, row) };
  if (table.name === 'contacts') {
    const name = contactName(store, row);
    Object.assign(anew, { rootN: tx.rootOf(row), name, sortKey: sortKeyFor(store.locale)(name), lastAt: lastActivity(store, row.n) });
  }
  for (const [column, value] of Object.entries(anew)) if (row[column] !== value) found({ table: table.name, n: row.n, column, stored: row[column]!, anew: value });
}

/** The rows of a table in the order of their numbers. */
export function* pagesOf(store: Store, table: TableName): Generator<Row[]> {
  for (let last = 0; ; ) {
    const page = store.prepare(`SELECT * FROM ${table} WHERE n > ? ORDER BY n LIMIT ${STRIDE}`).all(last);
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)!.n;
  }
}
