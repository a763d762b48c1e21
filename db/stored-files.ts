import type { Store } from './store.ts';
import { tableNamed } from './tables/registry.ts';

/** What the database must know of the files that lie beside it, each under the hash of its content. */
export interface StoredFiles {
  list(): string[];
  has(hash: string): boolean;
  remove(hash: string): void;
  /** In bytes; 0 where there is no such file. */
  size(hash: string): number;
}

/** How many rows are looked at between two chances for others. */
const STRIDE = 5_000;

/**
 * Of these files, those that nothing names: no attachment, no photo, no change that undo may take back, and no
 * draft. Exports and lists of rows that could not be read are such files, once they were fetched.
 */
export function* unnamedFiles(store: Store, hashes: readonly string[]): Generator<void, string[]> {
  const left = new Set(hashes);
  for (const { from, where, columns } of PLACES) {
    for (let last = 0; left.size > 0; ) {
      const rows = store.prepare(`SELECT n, (${where}) AS holds, ${columns.join(', ')} FROM ${from} WHERE n > ? ORDER BY n LIMIT ${STRIDE}`).all(last);
      if (rows.length === 0) break;
      for (const row of rows) if (row['holds']) for (const column of columns) left.delete(row[column] as string);
      last = rows.at(-1)!.n;
      yield;
    }
  }
  return [...left].filter((hash) => !store.prepare('SELECT 1 AS n FROM drafts WHERE instr(text, ?) > 0').get(hash));
}

const contacts = tableNamed('contacts');
const PHOTO = contacts.columnsByName.get('photo')!.number;

const PLACES = [
  { from: 'attachments', where: "deleted IS NULL OR deleted <> x'ff'", columns: ['hash'] },
  { from: 'contacts', where: 'photo IS NOT NULL', columns: ['photo'] },
  { from: 'changes', where: `tableNo = ${contacts.number} AND col = ${PHOTO}`, columns: ['before', 'after'] },
];
