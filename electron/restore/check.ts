import Database from 'better-sqlite3';
import { CallError } from '../../core/call.ts';
import { type Migration, readMigrations } from '../../db/migrate.ts';
import { APPLICATION_ID, type Sql, openDatabase } from '../../db/open.ts';
import { codeOf } from '../backup/disk.ts';
import { examine } from '../backup/examine.ts';
import { type Manifest, schemaHash } from '../backup/manifest.ts';
import { refuse } from '../backup/refusal.ts';

/**
 * Looks at the database of a backup before anything of it is used: that it is Kith's, made by the migrations that we
 * know and by nothing else (no foreign trigger, view or table), and has the rows that its manifest says. Errors:
 * `newer-version`, `altered`, whose details say why.
 */
export function checkDatabase(path: string, manifest: Pick<Manifest, 'schema' | 'rows'>, key?: Uint8Array): void {
  const migrations = readMigrations();
  const { version } = manifest.schema;
  if (version > migrations.length) throw refuse('newer-version', { done: version, known: migrations.length });
  let sql: Sql;
  try {
    sql = openDatabase(path, 'reader', migrations.length, key);
  } catch (cause) {
    if (cause instanceof CallError && cause.code === 'database-newer') throw altered('it has another version than it says');
    if (cause instanceof CallError) throw altered(`its database cannot be opened (${cause.code})`);
    throw cause;
  }
  try {
    checkSchema(sql, version, manifest.schema.sha256, migrations);
    checkRows(sql, manifest.rows);
  } catch (cause) {
    if (cause instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|FORMAT|ERROR)/.test(cause.code)) throw altered(`its database is damaged (${cause.code})`);
    throw cause;
  } finally {
    sql.close();
  }
}

function checkSchema(sql: Sql, version: number, sha256: string, migrations: readonly Migration[]): void {
  if (sql.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw altered('its database is not one of Kith');
  if (sql.pragma('user_version', { simple: true }) !== version) throw altered('it has another version than it says');
  const found = schemaHash(sql);
  if (found !== sha256 || found !== schemaOf(migrations.slice(0, version))) throw altered('its database has tables, views or triggers that no version of Kith makes');
}

/** Of a database that these migrations have made. */
function schemaOf(migrations: readonly Migration[]): string {
  const sql = new Database(':memory:');
  try {
    for (const { statements } of migrations) for (const statement of statements) sql.exec(statement);
    return schemaHash(sql);
  } finally {
    sql.close();
  }
}

function checkRows(sql: Sql, rows: Readonly<Record<string, number>>): void {
  for (const [table, count] of Object.entries(rows)) {
    const isThere = sql.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table);
    const found = isThere ? (sql.prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`).pluck().get() as number) : undefined;
    if (found !== count) throw altered(`it has ${found ?? 'no'} rows of ${table}, and says that it has ${count}`);
  }
}

/**
 * Examines one that was found to have its rows: every page, every index against its table, and the digests of its
 * tables. Errors: `altered`; where tables are other than they were, its details name them.
 */
export async function examineDatabase(path: string, { rows, digests }: Pick<Manifest, 'rows' | 'digests'>, key: Uint8Array | undefined, signal: AbortSignal): Promise<void> {
  if (Object.keys(digests).some((table) => !Object.hasOwn(rows, table))) throw altered('it has digests of tables that it does not have');
  const { digests: found, done } = examine(path, key, Object.keys(digests), signal);
  try {
    await done;
  } catch (cause) {
    throw codeOf(cause) === 'damaged' ? altered('its database is damaged') : cause;
  }
  const have = await found;
  const tables = Object.keys(digests).filter((table) => have[table] !== digests[table]);
  if (tables.length > 0) throw altered('its tables have other content than it says', tables);
}

const altered = (why: string, tables?: readonly string[]) => refuse('altered', { why, ...(tables ? { tables } : {}) });
