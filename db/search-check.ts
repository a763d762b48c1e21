// Compares the full text with the documents worked out anew, word by word. The index keeps no documents, so
// that the words of each are added up to a number on both sides; where the two differ, a scratch index says
// what exactly the words should be.
import Database from 'better-sqlite3';
import { contactDocument, entryDocument } from './derive.ts';
import { dealDocument } from './derive-deals.ts';
import { pagesOf } from './derived-check.ts';
import type { Row, Store } from './store.ts';

export type SearchTable = 'contactSearch' | 'entrySearch' | 'dealSearch';

/** A record that is not found by what it should be, or is found by what it should not be. */
export interface SearchDifference {
  table: SearchTable;
  n: number;
  kind: 'missing' | 'extra' | 'outdated';
}

const SOURCES = {
  contactSearch: { table: 'contacts', document: contactDocument },
  entrySearch: { table: 'entries', document: entryDocument },
  dealSearch: { table: 'deals', document: dealDocument },
} as const;

/** How many places of words are read in one step. */
const PLACES = 10_000;

/** Compares one index. Yields how many records it has looked at since it last did. */
export function* checkSearch(store: Store, table: SearchTable, found: (difference: SearchDifference) => void): Generator<number> {
  const sums = yield* wordSums(store, table);
  const exact = new ExactWords(store, table);
  const isIndexed = (n: number): boolean => store.prepare(`SELECT rowid AS n FROM ${table} WHERE rowid = ?`).get(n) !== undefined;
  for (const page of pagesOf(store, SOURCES[table].table)) {
    for (const row of page.filter(({ hidden }) => hidden === 0)) {
      const document = SOURCES[table].document(store, row);
      if (!isIndexed(row.n)) found({ table, n: row.n, kind: 'missing' });
      else if ((sums.get(row.n) ?? 0) !== sumOf(document.split(' ')) && (sums.get(row.n) ?? 0) !== sumOf(exact.of(document))) found({ table, n: row.n, kind: 'outdated' });
    }
    yield page.length;
  }
  for (let last = -1; ; ) {
    const page = store.prepare(`SELECT x.rowid AS n, c.hidden FROM ${table} x LEFT JOIN ${SOURCES[table].table} c ON c.n = x.rowid WHERE x.rowid > ? ORDER BY x.rowid LIMIT 1000`).all(last);
    if (page.length === 0) break;
    for (const row of page) if ((row.hidden as Row['hidden'] | null) !== 0) found({ table, n: row.n, kind: 'extra' });
    last = page.at(-1)!.n;
    yield 0;
  }
  exact.close();
}

/** The sum over the words of each document. */
function* wordSums(store: Store, table: SearchTable): Generator<number, Map<number, number>> {
  const sums = new Map<number, number>();
  const rows = store.sql.prepare<[string], [string, number]>(`SELECT term, doc FROM ${wordsOf(store, table)} WHERE term >= ?`).raw();
  for (let [lastTerm, lastDoc, more] = ['', -1, true]; more; ) {
    let read = 0;
    more = false;
    // They come by word and then by document; a step goes on where the one before it stopped.
    for (const [term, doc] of rows.iterate(lastTerm)) {
      if (term === lastTerm && doc <= lastDoc) continue;
      sums.set(doc, ((sums.get(doc) ?? 0) + hash(term)) >>> 0);
      [lastTerm, lastDoc] = [term, doc];
      if (++read < PLACES) continue;
      more = true;
      break;
    }
    yield 0;
  }
  return sums;
}

/** A table of the words of an index and where they stand. It is temporary, so that a reader may make it too. */
function wordsOf(store: Store, table: SearchTable): string {
  const name = `${table}Words`;
  if (store.prepare('SELECT 1 AS n FROM sqlite_temp_schema WHERE name = ?').get(name)) return `temp.${name}`;
  const isReader = store.sql.pragma('query_only', { simple: true });
  store.sql.pragma('query_only = OFF');
  store.sql.exec(`CREATE VIRTUAL TABLE temp.${name} USING fts5vocab(main, ${table}, instance)`);
  store.sql.pragma(`query_only = ${String(isReader)}`);
  return `temp.${name}`;
}

function sumOf(words: Iterable<string>): number {
  let sum = 0;
  for (const word of new Set(words)) if (word !== '') sum = (sum + hash(word)) >>> 0;
  return sum;
}

/** FNV-1a over UTF-16. Source: Fowler, Noll and Vo, isthe.com/chongo/tech/comp/fnv. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** What the full text itself makes of a document, in an index of its own. */
class ExactWords {
  readonly #store: Store;
  readonly #table: SearchTable;
  #sql: Database.Database | undefined;

  constructor(store: Store, table: SearchTable) {
    this.#store = store;
    this.#table = table;
  }

  of(document: string): string[] {
    this.#sql ??= this.#open();
    this.#sql.exec(`DELETE FROM ${this.#table}`);
    this.#sql.prepare(`INSERT INTO ${this.#table} (rowid, document) VALUES (1, ?)`).run(document);
    return this.#sql.prepare<[], string>('SELECT term FROM words').pluck().all();
  }

  close(): void {
    this.#sql?.close();
  }

  #open(): Database.Database {
    const sql = new Database(':memory:');
    sql.exec(schemaOf(this.#store, this.#table));
    sql.exec(`CREATE VIRTUAL TABLE words USING fts5vocab(${this.#table}, row)`);
    return sql;
  }
}

/** How the index was made. */
export function schemaOf(store: Store, table: SearchTable): string {
  return store.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)!['sql'] as string;
}
