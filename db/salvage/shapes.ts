// What a row of each table looks like, so that what was read can be told from what only looks like it.
import type { Sql } from '../open.ts';
import type { ReadRow, Value } from './tree.ts';

interface Column {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

export interface Shape {
  readonly table: string;
  readonly columns: readonly Column[];
  /** Where the number of the row stands among the columns. */
  readonly rowidAt: number;
  readonly insert: string;
}

/** Of all tables but those of the full text, which follows from the others. */
export function shapesOf(sql: Sql): Shape[] {
  const tables = sql.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%Search' AND name NOT LIKE '%Search\\_%' ESCAPE '\\'").pluck().all();
  return tables.map((table) => {
    const columns = sql.pragma(`table_info(${table})`) as Column[];
    const names = columns.map(({ name }) => name);
    return {
      table,
      columns,
      rowidAt: columns.findIndex(({ pk, type }) => pk === 1 && type.toLowerCase() === 'integer'),
      insert: `INSERT OR IGNORE INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    };
  });
}

/** The values of a row as the table takes them; undefined where it cannot be a row of it. */
export function fitted({ columns, rowidAt }: Shape, { rowid, values }: ReadRow): Value[] | undefined {
  if (values.length > columns.length) return undefined;
  const row: Value[] = [];
  for (const [at, column] of columns.entries()) {
    const value = at === rowidAt ? rowid : at < values.length ? values[at]! : defaultOf(column);
    if (!fits(column, value)) return undefined;
    row.push(value);
  }
  return row;
}

function fits({ name, type, notnull }: Column, value: Value): boolean {
  if (value === null) return notnull === 0;
  if (name === 'id') return Buffer.isBuffer(value) && value.length === 16;
  if (name === 'clock') return Buffer.isBuffer(value) && value.length >= 17 && (value.length - 17) % 18 === 0;
  switch (type.toLowerCase()) {
    case 'integer':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'real':
      return typeof value === 'number';
    case 'text':
      return typeof value === 'string';
    default:
      // Columns of bytes also hold the values of the log, which are of any kind.
      return true;
  }
}

/** A column that came later: rows from before do not have it. */
function defaultOf({ dflt_value: text }: Column): Value {
  if (text === null) return null;
  if (/^'.*'$/s.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}
