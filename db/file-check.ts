// Reads a whole database a little at a time, so that damage is met before somebody needs what it destroyed. What is
// broken throws `SQLITE_CORRUPT` as soon as its page is read.
import type { Sql } from './open.ts';

/** Where a round is: rows of this table are read up to this number. */
export interface CheckPlace {
  table: string;
  after: number;
}

/** Rows that are read in one go: a millisecond or two. */
export const SLICE = 250;

/** Tables of so many rows are compared with their indexes in one go, which takes some 20 ms. */
const COMPARED = 20_000;

/** Reads the next slice and gives where it stopped; null at the end of the round. From the beginning where `place` is undefined. */
export function checkSlice(sql: Sql, place: CheckPlace | undefined): CheckPlace | null {
  const tables = tablesOf(sql);
  const at = place ? tables.indexOf(place.table) : 0;
  const table = tables[Math.max(0, at)];
  if (table === undefined) return null;
  const after = at < 0 || !place ? 0 : place.after;
  const last = hasRowids(sql, table) ? readSlice(sql, table, after) : undefined;
  if (last !== undefined) return { table, after: last };
  compare(sql, table);
  const next = tables[Math.max(0, at) + 1];
  return next === undefined ? null : { table: next, after: 0 };
}

/** How many slices a round has, about: a row takes some 80 bytes of a page. */
export function slicesOf(sql: Sql): number {
  const bytes = (sql.pragma('page_count', { simple: true }) as number) * (sql.pragma('page_size', { simple: true }) as number);
  return tablesOf(sql).length * 2 + Math.ceil(bytes / 80 / SLICE);
}

/** Those of the full text as well: their pages break like others. */
function tablesOf(sql: Sql): string[] {
  return sql.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name").pluck().all();
}

/** Those of the full text that have none are small: they are compared as a whole. */
function hasRowids(sql: Sql, table: string): boolean {
  return sql.prepare<[string], number>("SELECT sql NOT LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE name = ?").pluck().get(table) === 1;
}

/** The number of the last row read; undefined where there was none. */
function readSlice(sql: Sql, table: string, after: number): number | undefined {
  // All columns, since a long value lies on pages of its own.
  const rows = sql.prepare<[number]>(`SELECT rowid, * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${SLICE}`).raw();
  let last: number | undefined;
  for (const row of rows.iterate(after)) last = (row as [number])[0];
  return last;
}

function compare(sql: Sql, table: string): void {
  const rows = sql.prepare<[], number>(`SELECT count(*) FROM (SELECT 1 FROM "${table}" LIMIT ${COMPARED + 1})`).pluck().get()!;
  if (rows > COMPARED) return;
  const said = sql.pragma(`integrity_check('${table}')`, { simple: true }) as string;
  if (said !== 'ok') throw Object.assign(new Error(`an index or a page of ${table} is damaged`), { code: 'SQLITE_CORRUPT' });
}
