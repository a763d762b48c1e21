import { contactDocument, contactName, entryDocument, lastActivity } from '../../db/derive.ts';
import { deriveColumns } from '../../db/derive-columns.ts';
import type { Store } from '../../db/store.ts';
import { syncedTables } from '../../db/tables/registry.ts';

/** Where a derived value is not what working it out anew gives, in words; empty when all agree. */
export function derivedMistakes(store: Store): string[] {
  const mistakes: string[] = [];
  const say = (what: string, n: number, stored: unknown, anew: unknown): void => {
    if (stored !== anew && !(stored === null && anew === undefined)) mistakes.push(`${what} ${n}: stored ${String(stored)}, anew ${String(anew)}`);
  };
  for (const table of syncedTables) {
    for (const row of store.prepare(`SELECT * FROM ${table.name}`).all()) {
      const anew = deriveColumns(store, table, row) ?? {};
      for (const [column, value] of Object.entries(anew)) say(`${table.name}.${column}`, row.n, row[column], value);
      for (const column of table.columns) {
        if (!column.references?.nColumn || row[column.name] === null) continue;
        const target = column.references.table;
        const n = store.prepare(`SELECT ${target === 'contacts' ? 'rootN' : 'n'} AS n FROM ${target} WHERE id = ?`).get(row[column.name])?.n ?? null;
        say(`${table.name}.${column.references.nColumn}`, row.n, row[column.references.nColumn], n);
      }
    }
  }
  for (const row of store.prepare('SELECT * FROM contacts').all()) {
    say('contact name', row.n, row['name'], contactName(store, row));
    say('last activity', row.n, row['lastAt'], lastActivity(store, row.n));
    if (row.hidden !== 0) continue;
    for (const token of new Set(contactDocument(store, row).split(' '))) if (token && !found(store, 'contactSearch', token, row.n)) mistakes.push(`contact ${row.n} is not found by ${token}`);
  }
  const searchable = (table: string): number => store.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n;
  say('contacts in search', 0, searchable('contactSearch'), store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n);
  say('entries in search', 0, searchable('entrySearch'), store.prepare('SELECT count(*) AS n FROM entries WHERE hidden = 0').get()!.n);
  for (const row of store.prepare('SELECT * FROM entries WHERE hidden = 0').all()) {
    for (const token of new Set(entryDocument(store, row).split(' '))) if (token && !found(store, 'entrySearch', token, row.n)) mistakes.push(`entry ${row.n} is not found by ${token}`);
  }
  return mistakes;
}

function found(store: Store, table: string, token: string, n: number): boolean {
  return store.prepare(`SELECT rowid AS n FROM ${table} WHERE ${table} MATCH ? AND rowid = ?`).get(`"${token.replaceAll('"', '""')}"`, n) !== undefined;
}
