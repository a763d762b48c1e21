// Puts into an empty database whatever can still be read of a damaged one, table by table and page by page, the
// change log included; then makes of the log what it knows of rows that could not be read.
//
//   page-file   the pages, with the WAL over them
//   tree        rows out of pages
//   shapes      what belongs to which table
//   log-lines   which lines of the log can stand
//   from-log    what only the log knows
import type { Sql } from '../open.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { syncedTables } from '../tables/registry.ts';
import { fromLog } from './from-log.ts';
import { dropDamagedLines, dropLooseLines } from './log-lines.ts';
import { dropOrphans } from './mend-log.ts';
import type { Pages } from './page-file.ts';
import { type Shape, fitted, shapesOf } from './shapes.ts';
import { HIGHEST, type Hole, isLeaf, looseRows, type ReadRow, rowsOf } from './tree.ts';

export interface TableSaved {
  table: string;
  saved: number;
  /** Null where nobody can know any longer. */
  of: number | null;
}

export interface Lost {
  table: string;
  ids: Buffer[];
  count: number;
}

export interface Salvaged {
  tables: TableSaved[];
  lost: Lost[];
  incomplete: Lost[];
  fromLog: number;
}

/** What was found of one table. */
export interface Found {
  readonly shape: Shape;
  readonly root: number | undefined;
  readonly holes: Hole[];
  readonly marred: Buffer[];
  saved: number;
}

const ROWS = 2_000;
/** Pages that belong to no table known any longer are looked at for these first: what they hold says where the others belong. */
const LOG = ['changes', 'commits', 'batches'];

/** Where the header of a database has its `user_version`. */
const VERSION_AT = 60;

/** Makes the empty database `into` one of the version that the damaged one has. */
export function prepare(pages: Pages, into: Sql): void {
  const migrations = readMigrations();
  const head = pages.page(1);
  const version = head && head.length >= VERSION_AT + 4 ? head.readUInt32BE(VERSION_AT) : 0;
  migrate(into, version >= 1 && version <= migrations.length ? migrations.slice(0, version) : migrations);
}

/** Yields how many pages it has read. `into` is empty and was prepared; it is of this version afterwards. */
export function* salvage(pages: Pages, into: Sql): Generator<{ done: number; total: number }, Salvaged> {
  into.pragma('foreign_keys = OFF');
  const visited = new Set<number>();
  const progress = () => ({ done: Math.min(visited.size, pages.count), total: pages.count });
  const roots = rootsIn(pages, visited);
  const found = shapesOf(into).map((shape): Found => ({ shape, root: roots.get(shape.table), holes: [], marred: [], saved: 0 }));
  for (const table of found) {
    if (table.root === undefined) table.holes.push({ after: 0, upTo: HIGHEST });
    else for (const _ of insertAll(into, table, rowsOf(pages, table.root, visited, (hole) => table.holes.push(hole)))) yield progress();
  }
  const torn = found.filter(({ holes }) => holes.length > 0);
  if (torn.length > 0) {
    // The trees of the full text are whole or not: in either case their pages are no rows of ours.
    for (const [name, root] of roots) if (/Search/.test(name)) for (const _ of rowsOf(pages, root, visited, () => undefined)) continue;
    for (const _ of looseInto(pages, into, visited, torn)) yield progress();
  }
  toThisVersion(into);
  const log = found.find(({ shape }) => shape.table === 'changes')!;
  for (const n of dropDamagedLines(into)) {
    log.saved--;
    log.holes.push({ after: n - 1, upTo: n });
  }
  const told = fromLog(into, found);
  log.saved -= dropLooseLines(into);
  return {
    tables: found.map(({ shape, saved }) => ({ table: shape.table, saved: saved + (told.made.get(shape.table) ?? 0), of: told.of.get(shape.table) ?? null })),
    lost: told.lost,
    incomplete: told.incomplete,
    fromLog: [...told.made.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** What the log knows is put in as the tables are now. */
function toThisVersion(into: Sql): void {
  dropOrphans(into);
  migrate(into, readMigrations());
  into.pragma('foreign_keys = OFF');
}

/** Where the tree of each table begins. */
function rootsIn(pages: Pages, visited: Set<number>): Map<string, number> {
  const roots = new Map<string, number>();
  for (const { values } of rowsOf(pages, 1, visited, () => undefined)) {
    const [type, name, , root] = values;
    if (type === 'table' && typeof name === 'string' && typeof root === 'number' && root > 1) roots.set(name, root);
  }
  return roots;
}

function* insertAll(into: Sql, table: Found, rows: Generator<ReadRow>): Generator<void> {
  const put = into.prepare(table.shape.insert);
  const putSome = into.transaction((some: ReadRow[]) => some.forEach((row) => insert(put, table, row)));
  let some: ReadRow[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < ROWS) continue;
    putSome(some);
    some = [];
    yield;
  }
  putSome(some);
}

function insert(put: ReturnType<Sql['prepare']>, table: Found, row: ReadRow): void {
  const values = fitted(table.shape, row);
  if (!values || put.run(values).changes === 0) {
    table.holes.push({ after: row.rowid - 1, upTo: row.rowid });
    return;
  }
  table.saved++;
  const id = values[table.shape.columns.findIndex(({ name }) => name === 'id')];
  if (row.isMarred && Buffer.isBuffer(id)) table.marred.push(id);
}

/** Pages of rows to which no tree leads any longer. */
function* looseInto(pages: Pages, into: Sql, visited: Set<number>, torn: readonly Found[]): Generator<void> {
  const loose: number[] = [];
  for (let number = 2; number <= pages.count; number++) if (!visited.has(number) && isLeaf(pages, number)) loose.push(number);
  const ofLog = torn.filter(({ shape }) => LOG.includes(shape.table));
  const left: number[] = [];
  for (const number of loose) {
    if (!adopt(pages, into, number, ofLog)) left.push(number);
    visited.add(number);
    yield;
  }
  into.exec('CREATE TEMP TABLE IF NOT EXISTS madeIds AS SELECT recordId, tableNo FROM changes WHERE op = 1; CREATE INDEX IF NOT EXISTS temp.madeIdsById ON madeIds (recordId)');
  for (const number of left) {
    adopt(pages, into, number, torn.filter(({ shape }) => !LOG.includes(shape.table)));
    yield;
  }
}

/** Gives the rows of a page to the one table that they fit; false where there is none, or more than one. */
function adopt(pages: Pages, into: Sql, number: number, torn: readonly Found[]): boolean {
  const rows = [...looseRows(pages, number)];
  if (rows.length === 0) return false;
  const fitting = torn.filter(({ shape, holes }) => rows.every((row) => fitted(shape, row) !== undefined && holes.some(({ after, upTo }) => row.rowid > after && row.rowid <= upTo)));
  const table = fitting.length > 1 ? namedByLog(into, rows, fitting) : fitting[0];
  if (!table) return false;
  const put = into.prepare(table.shape.insert);
  into.transaction(() => rows.forEach((row) => insert(put, table, row)))();
  return true;
}

function namedByLog(into: Sql, rows: readonly ReadRow[], fitting: readonly Found[]): Found | undefined {
  if (!into.prepare("SELECT 1 FROM sqlite_temp_schema WHERE name = 'madeIds'").get()) return undefined;
  for (const { values } of rows) {
    const id = values[1];
    const tableNo = Buffer.isBuffer(id) ? into.prepare<[Buffer], number>('SELECT tableNo FROM madeIds WHERE recordId = ?').pluck().get(id) : undefined;
    const table = tableNo === undefined ? undefined : fitting.find(({ shape }) => numberOf(shape.table) === tableNo);
    if (table) return table;
  }
  return undefined;
}

const numberOf = (table: string): number | undefined => syncedTables.find(({ name }) => name === table)?.number;
