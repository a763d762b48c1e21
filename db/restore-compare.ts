// What a backup has that the profile has not, and the other way round. A row is the same where its clock is: every
// value has a stamp of its own.
//
//   Mostly the backup is what the profile was once: then only rows that the log names since can differ, unless some
//   were lost, which their number tells.
//   Else tables are walked side by side: the same row mostly has the same local number in both, and only what does not
//   meet is looked up by its id.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ComparedKind, type DifferenceSide } from '../core/restore.ts';
import { lastStamp } from '../core/row-clock.ts';
import { stampMs } from '../core/stamp.ts';
import { type Sql, keyText } from './open.ts';
import { type SyncedTable, type TableName, syncedTables, tableNamed } from './tables/registry.ts';

export interface ComparedCount {
  kind: ComparedKind;
  /** How many there are in the backup, and here: what can be seen, without the bin. */
  inBackup: number;
  inProfile: number;
  /** Of these: only in the backup, only here, and in both with something that differs. */
  there: number;
  here: number;
  changed: number;
}

export interface ComparedDatabase {
  path: string;
  /** Of an encrypted one. */
  key?: Uint8Array | undefined;
}

/**
 * Compares, and keeps what it found in a database of its own at `into`, which holds ids and times and nothing that
 * anybody wrote. Where there are millions of rows it may take half a minute: not for the thread that answers calls.
 */
export function compareDatabases(there: ComparedDatabase, here: ComparedDatabase, into: string): ComparedCount[] {
  const sql = new Database(into);
  try {
    sql.pragma('journal_mode = OFF');
    sql.pragma('synchronous = OFF');
    sql.pragma('cache_size = -32768');
    attach(sql, 'there', there);
    attach(sql, 'here', here);
    sql.function('lastMs', { deterministic: true }, (clock: unknown) => (clock instanceof Uint8Array ? stampMs(lastStamp(clock)) : null));
    sql.exec(`DROP TABLE IF EXISTS differences; DROP TABLE IF EXISTS counts; ${SCHEMA}`);
    return sql.transaction(() => {
      const since = noteTouched(sql);
      for (const table of syncedTables) {
        if (UNCOMPARED.has(table.name)) continue;
        if (since && isWhole(sql, table)) noteTouchedRows(sql, table);
        else noteRows(sql, table);
      }
      for (const record of RECORDS) noteRecords(sql, record);
      for (const name of LISTS) noteList(sql, name);
      noteFiles(sql);
      sql.exec('CREATE INDEX differencesInOrder ON differences (kind, side, at DESC, id); DROP TABLE found; DROP TABLE touched');
      const counts = countAll(sql);
      const put = sql.prepare('INSERT INTO counts VALUES (?, ?)');
      for (const count of counts) put.run(count.kind, JSON.stringify(count));
      return counts;
    })();
  } finally {
    sql.close();
  }
}

const SCHEMA = `
  CREATE TABLE differences (kind TEXT NOT NULL, side TEXT NOT NULL, at INTEGER NOT NULL, id BLOB NOT NULL);
  CREATE TABLE counts (kind TEXT PRIMARY KEY, counted TEXT NOT NULL);
  CREATE TEMP TABLE found (tableNo INTEGER NOT NULL, thereN INTEGER, hereN INTEGER, at INTEGER NOT NULL);
  CREATE TEMP TABLE touched (tableNo INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (tableNo, id)) WITHOUT ROWID`;

function attach(sql: Sql, name: 'there' | 'here', { path, key }: ComparedDatabase): void {
  // Writes nothing there; a path that does not exist would be made.
  if (!existsSync(path)) throw new Error(`no database ${name} to compare`);
  if (key) {
    sql.pragma("cipher = 'sqlcipher'");
    sql.pragma('legacy = 4');
  }
  sql.prepare(`ATTACH ? AS ${name} KEY ${key ? `"${keyText(key)}"` : "''"}`).run(path);
}

/** Which rows the log names since the backup; false where the backup is not what the profile was once, or too much came since. */
function noteTouched(sql: Sql): boolean {
  const last = sql.prepare<[], { n: number; commitN: number; stamp: Buffer }>('SELECT c.n, c.commitN, k.stamp FROM there.changes c JOIN there.commits k ON k.n = c.commitN ORDER BY c.n DESC LIMIT 1').get();
  if (!last) return false;
  const same = sql.prepare('SELECT 1 FROM here.changes c JOIN here.commits k ON k.n = c.commitN WHERE c.n = ? AND c.commitN = ? AND k.stamp = ?').get(last.n, last.commitN, last.stamp);
  if (!same || (sql.prepare('SELECT count(*) FROM here.changes WHERE n > ?').pluck().get(last.n) as number) > MOST_TOUCHED) return false;
  sql.prepare('INSERT OR IGNORE INTO touched SELECT tableNo, recordId FROM here.changes WHERE n > ?').run(last.n);
  return true;
}

const MOST_TOUCHED = 200_000;

/** No row of a table ever goes: there must be as many as there were, and those that came since. */
function isWhole(sql: Sql, { name, number }: SyncedTable): boolean {
  const count = (from: string): number => sql.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number;
  const made = count(`touched t JOIN here.${name} a ON a.id = t.id WHERE t.tableNo = ${number} AND NOT EXISTS (SELECT 1 FROM there.${name} b WHERE b.id = t.id)`);
  return count(`here.${name}`) === count(`there.${name}`) + made;
}

/** The columns of `found`, of a row `b` of the backup and its like here, `a`. */
const FOUND = 'b.n, a.n, max(coalesce(lastMs(a.clock), 0), coalesce(lastMs(b.clock), 0))';
const DIFFERS = '(a.clock IS NOT b.clock OR a.hidden IS NOT b.hidden) AND (a.hidden = 0 OR b.hidden = 0)';

function noteTouchedRows(sql: Sql, { name, number }: SyncedTable): void {
  sql.exec(`INSERT INTO found SELECT ${number}, ${FOUND} FROM touched t LEFT JOIN here.${name} a ON a.id = t.id LEFT JOIN there.${name} b ON b.id = t.id WHERE t.tableNo = ${number} AND ${DIFFERS}`);
}

/** Rows that are not the same in both, and that can be seen in one at least. */
function noteRows(sql: Sql, { name, number }: SyncedTable): void {
  const found = `INSERT INTO found SELECT ${number}, ${FOUND}`;
  sql.exec(`
    ${found} FROM there.${name} b CROSS JOIN here.${name} a ON a.n = b.n WHERE a.id = b.id AND ${DIFFERS};
    ${found} FROM there.${name} b LEFT JOIN here.${name} m ON m.n = b.n CROSS JOIN here.${name} a ON a.id = b.id WHERE m.id IS NOT b.id AND ${DIFFERS};
    INSERT INTO found SELECT ${number}, b.n, NULL, lastMs(b.clock) FROM there.${name} b LEFT JOIN here.${name} m ON m.n = b.n
      WHERE m.id IS NOT b.id AND b.hidden = 0 AND NOT EXISTS (SELECT 1 FROM here.${name} a WHERE a.id = b.id);
    INSERT INTO found SELECT ${number}, NULL, a.n, lastMs(a.clock) FROM here.${name} a LEFT JOIN there.${name} m ON m.n = a.n
      WHERE m.id IS NOT a.id AND a.hidden = 0 AND NOT EXISTS (SELECT 1 FROM there.${name} b WHERE b.id = a.id);`);
}

interface RecordTable {
  name: 'contacts' | 'entries' | 'reminders' | 'deals';
  /** SQL for its kind; `b` is the row of the backup, `a` that of the profile. */
  kind: string;
  /** Tables whose rows are part of it, with the column that says of which. */
  parts: readonly (readonly [TableName, nColumn: string])[];
}

/** What imports remember is nothing that anybody wrote. */
const UNCOMPARED = new Set<TableName>(['sourceKeys', 'dealSources']);

const RECORDS: readonly RecordTable[] = [
  { name: 'contacts', kind: 'CASE WHEN b.hidden = 0 THEN b.kind ELSE a.kind END', parts: partsOf('contacts') },
  { name: 'entries', kind: "'entry'", parts: partsOf('entries') },
  { name: 'reminders', kind: "'reminder'", parts: [] },
  { name: 'deals', kind: "'deal'", parts: partsOf('deals') },
];

function partsOf(name: TableName): (readonly [TableName, string])[] {
  const own = new Set<TableName>(['reminders', 'reminderSeries']);
  return syncedTables.flatMap((table) => {
    const reference = table.owner?.references;
    return reference?.table === name && reference.nColumn !== undefined && !own.has(table.name) && !UNCOMPARED.has(table.name) ? [[table.name, reference.nColumn] as const] : [];
  });
}

/** A record differs where its row does, or a part of it. */
function noteRecords(sql: Sql, { name, kind, parts }: RecordTable): void {
  const { number } = tableNamed(name);
  const ofParts = parts.map(([part, nColumn]) => {
    const partNo = tableNamed(part).number;
    return `
      SELECT x.id, f.at FROM found f JOIN there.${part} p ON p.n = f.thereN JOIN there.${name} x ON x.n = p.${nColumn} WHERE f.tableNo = ${partNo}
      UNION ALL SELECT x.id, f.at FROM found f JOIN here.${part} p ON p.n = f.hereN JOIN here.${name} x ON x.n = p.${nColumn} WHERE f.tableNo = ${partNo}`;
  });
  const touched = [
    `SELECT x.id, f.at FROM found f JOIN there.${name} x ON x.n = f.thereN WHERE f.tableNo = ${number}`,
    `SELECT x.id, f.at FROM found f JOIN here.${name} x ON x.n = f.hereN WHERE f.tableNo = ${number}`,
    ...ofParts,
  ].join(' UNION ALL ');
  sql.exec(`
    INSERT INTO differences
    SELECT ${kind},
      CASE WHEN a.hidden = 0 AND b.hidden = 0 THEN 'changed' WHEN b.hidden = 0 THEN 'there' ELSE 'here' END, t.at, t.id
    FROM (SELECT id, max(at) AS at FROM (${touched}) GROUP BY id) t LEFT JOIN there.${name} b ON b.id = t.id LEFT JOIN here.${name} a ON a.id = t.id
    WHERE a.hidden = 0 OR b.hidden = 0`);
}

function noteList(sql: Sql, name: TableName): void {
  const side = "CASE WHEN thereN IS NULL THEN 'here' WHEN hereN IS NULL THEN 'there' ELSE 'changed' END";
  sql.exec(`INSERT INTO differences SELECT 'other', ${side}, at, coalesce((SELECT id FROM there.${name} WHERE n = thereN), (SELECT id FROM here.${name} WHERE n = hereN)) FROM found WHERE tableNo = ${tableNamed(name).number}`);
}

/** By their content: a file has no versions. */
function noteFiles(sql: Sql): void {
  const of = (side: DifferenceSide): string => {
    const other = side === 'there' ? 'here' : 'there';
    return `SELECT 'file', '${side}', coalesce(lastMs(x.clock), 0), x.id FROM ${side}.attachments x WHERE x.hidden = 0 AND NOT EXISTS (SELECT 1 FROM ${other}.attachments o WHERE o.hash = x.hash AND o.hidden = 0)`;
  };
  sql.exec(`INSERT INTO differences ${of('there')} UNION ALL ${of('here')}`);
}

function countAll(sql: Sql): ComparedCount[] {
  const differing = new Map(
    sql
      .prepare<[], { kind: string; side: DifferenceSide; n: number }>('SELECT kind, side, count(*) AS n FROM differences GROUP BY kind, side')
      .all()
      .map(({ kind, side, n }) => [`${kind} ${side}`, n]),
  );
  const inAll = (side: 'there' | 'here', kind: ComparedKind): number => COUNTED[kind].reduce((sum, from) => sum + (sql.prepare(`SELECT count(*) FROM ${side}.${from}`).pluck().get() as number), 0);
  return ComparedKind.options.map((kind) => ({
    kind,
    inBackup: inAll('there', kind),
    inProfile: inAll('here', kind),
    there: differing.get(`${kind} there`) ?? 0,
    here: differing.get(`${kind} here`) ?? 0,
    changed: differing.get(`${kind} changed`) ?? 0,
  }));
}

/** Lists and settings: shown as a number only. */
const LISTS: readonly TableName[] = ['tags', 'fields', 'fieldChoices', 'pipelines', 'stages', 'stageSteps', 'stageNeeds', 'products', 'closeReasons', 'exchangeRates', 'targets', 'settings', 'views', 'members', 'reminderSeries'];

const COUNTED: Record<ComparedKind, readonly string[]> = {
  person: ["contacts WHERE hidden = 0 AND kind = 'person'"],
  organisation: ["contacts WHERE hidden = 0 AND kind = 'organisation'"],
  entry: ['entries WHERE hidden = 0'],
  reminder: ['reminders WHERE hidden = 0'],
  deal: ['deals WHERE hidden = 0'],
  file: ['attachments WHERE hidden = 0'],
  other: LISTS.map((name) => `${name} WHERE hidden = 0`),
};
