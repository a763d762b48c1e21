// The digest of a table: SHA-256 of its rows as SQL has them, which any SQLite and `sha256sum` give as well; see
// docs/data-formats.md.
import { createHash } from 'node:crypto';
import type { Sql } from '../../db/open.ts';

/** To read a million rows as text takes longer than to examine them: larger tables have no digest but that of the whole database. */
const LARGEST = 50_000;

/** Rows that become text at a time. */
const SLICE = 500;

/** Of the tables with these numbers of rows, those that have a digest of their own. */
export const digestedTables = (rows: Readonly<Record<string, number>>): string[] => Object.keys(rows).filter((table) => rows[table]! <= LARGEST);

/** In hexadecimal. */
export function digestOf(sql: Sql, table: string): string {
  const hash = createHash('sha256');
  const columns = sql.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const row = columns.map((column) => `quote(${quoted(column)})`).join(" || ',' || ");
  const slice = sql.prepare<[number], { text: string | null; last: number | null }>(`SELECT group_concat(text, char(10) ORDER BY n) AS text, max(n) AS last FROM (SELECT ${row} AS text, rowid AS n FROM ${quoted(table)} WHERE rowid > ? ORDER BY rowid LIMIT ${SLICE})`);
  for (let { text, last } = slice.get(Number.MIN_SAFE_INTEGER)!; text !== null && last !== null; { text, last } = slice.get(last)!) hash.update(`${text}\n`);
  return hash.digest('hex');
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
