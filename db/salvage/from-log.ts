// What only the change log still knows: which rows there were, and what was last written into some of their fields.
import { newClock, withField } from '../../core/row-clock.ts';
import { type Stamp, compareStamps, ZERO_STAMP } from '../../core/stamp.ts';
import type { Sql } from '../open.ts';
import { type SyncedTable, referencesTo, syncedTables } from '../tables/registry.ts';
import { OP } from '../write.ts';
import type { Found, Lost } from './salvage.ts';

export interface FromLog {
  /** How many rows of a table were made of what the log knows. */
  made: Map<string, number>;
  /** How many rows of a table there were; null where nobody can know. */
  of: Map<string, number | null>;
  lost: Lost[];
  incomplete: Lost[];
}

/** As many ids of a table are told one by one. */
const NAMED = 100;

/**
 * Rows that hold others together come back with whatever is known of them, be it nothing but that they were there. The
 * temporary `missingRows` says which were missing, those that came back included.
 */
export function fromLog(into: Sql, found: readonly Found[]): FromLog {
  const told: FromLog = { made: new Map(), of: new Map(), lost: [], incomplete: [] };
  const log = found.find(({ shape }) => shape.table === 'changes')!;
  // The index that the log has leaves out the lines of rows that were made.
  into.exec('CREATE INDEX changesOfRecord ON changes (recordId); CREATE TEMP TABLE IF NOT EXISTS missingRows (tableNo INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (tableNo, id)) WITHOUT ROWID');
  const noteMissing = into.prepare('INSERT OR IGNORE INTO temp.missingRows VALUES (?, ?)');
  for (const table of found) {
    const { shape, holes, saved } = table;
    const synced = syncedTables.find(({ name }) => name === shape.table);
    note(told.incomplete, shape.table, table.marred);
    if (holes.length === 0) told.of.set(shape.table, saved);
    else if (!synced) told.of.set(shape.table, rowsWithin(table));
    else {
      const missing = missingOf(into, synced);
      for (const id of missing) noteMissing.run(synced.number, id);
      const made = missing.filter((id) => makeRow(into, synced, id));
      const isMade = new Set(made.map((id) => id.toString('hex')));
      told.made.set(shape.table, made.length);
      told.of.set(shape.table, log.holes.length === 0 ? saved + missing.length : null);
      note(told.incomplete, shape.table, made);
      note(told.lost, shape.table, missing.filter((id) => !isMade.has(id.toString('hex'))));
    }
  }
  into.exec('DROP INDEX changesOfRecord');
  return told;
}

function note(records: Lost[], table: string, ids: readonly Buffer[]): void {
  if (ids.length > 0) records.push({ table, ids: ids.slice(0, NAMED), count: ids.length });
}

/** Numbers are given one after another: so many rows at most lay in the parts that could not be read. */
function rowsWithin({ holes, saved, root }: Found): number | null {
  if (root === undefined || holes.some(({ after, upTo }) => upTo - after > 2 ** 40)) return null;
  return saved + holes.reduce((sum, { after, upTo }) => sum + upTo - after, 0);
}

/** The ids of rows that the log speaks of, were not erased for good, and are not there. */
function missingOf(into: Sql, { name, number }: SyncedTable): Buffer[] {
  return into
    .prepare<[number, number], Buffer>(
      `SELECT DISTINCT c.recordId FROM changes c LEFT JOIN ${name} t ON t.id = c.recordId WHERE c.tableNo = ? AND t.id IS NULL
       AND c.recordId NOT IN (SELECT recordId FROM changes WHERE op = ${OP.purge} AND tableNo = ?)`,
    )
    .pluck()
    .all(number, number);
}

interface Change {
  op: number;
  col: number | null;
  after: string | number | Buffer | null;
  stamp: Stamp;
}

/** False where nothing would be gained by it: what belongs to another row, without saying to which. */
function makeRow(into: Sql, table: SyncedTable, id: Buffer): boolean {
  const changes = into
    .prepare<[Buffer, number], Change>('SELECT c.op, c.col, c.after, coalesce(c.stamp, k.stamp) AS stamp FROM changes c JOIN commits k ON k.n = c.commitN WHERE c.recordId = ? AND c.tableNo = ? ORDER BY c.n')
    .all(id, table.number);
  const values = new Map<number, Change>();
  for (const change of changes) {
    const before = change.col === null ? undefined : values.get(change.col);
    if (change.op === OP.update && change.col !== null && (!before || compareStamps(change.stamp, before.stamp) >= 0)) values.set(change.col, change);
  }
  if (table.owner && !values.has(table.owner.number)) return false;
  if (values.size === 0 && !isReferredTo(into, table, id)) return false;
  let clock = newClock(changes.find(({ op }) => op === OP.insert)?.stamp ?? ZERO_STAMP);
  for (const [column, { stamp }] of values) clock = withField(clock, column, stamp);
  const last = changes.findLast(({ op }) => op === OP.remove || op === OP.restore);
  const row: Record<string, unknown> = { id, clock, deleted: last?.op === OP.remove ? last.after : null };
  for (const column of table.columns) row[column.name] = values.has(column.number) ? values.get(column.number)!.after : column.empty;
  if (table.name === 'contacts' && !values.has(KIND)) row['kind'] = isOrganisation(into, id) ? 'organisation' : 'person';
  const names = Object.keys(row);
  const { changes: count } = into.prepare(`INSERT OR IGNORE INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(Object.values(row));
  return count === 1;
}

/** The number of `contacts.kind`. */
const KIND = 1;

function isOrganisation(into: Sql, id: Buffer): boolean {
  return into.prepare('SELECT 1 FROM affiliations WHERE organisationId = ?').get(id) !== undefined;
}

function isReferredTo(into: Sql, table: SyncedTable, id: Buffer): boolean {
  return referencesTo(table.name).some(({ table: from, column }) => into.prepare(`SELECT 1 FROM ${from.name} WHERE ${column.name} = ? LIMIT 1`).get(id) !== undefined);
}
