import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { CallError } from '../core/call.ts';
import { type Sql, keyText, useKey } from './open.ts';

/** A database on this disk, and the key that it is read with where it is encrypted. */
export interface DatabaseFile {
  readonly path: string;
  readonly key?: Uint8Array | undefined;
  /** Of one that passes through, in a cipher that needs no room in its pages. */
  readonly password?: string;
}

/**
 * Writes a database anew under another key, or under none, and makes sure that the new one is whole and has as many
 * rows in every table. `scratch` is where a file may lie meanwhile, of which no byte is used. Nobody else has the
 * database open; its WAL is taken in. Errors: `damaged`.
 */
export function writeAnew(from: DatabaseFile, to: DatabaseFile, scratch: string): void {
  copy(from, to, scratch);
  const before = countsOf(from);
  const after = countsOf(to);
  if (before !== after) throw new CallError('damaged', 'The database that was written anew has other rows than the one before. Nothing was changed.', { before, after });
}

/**
 * Takes the WAL in and leaves the database without one, so that none is taken for that of a database which comes in
 * its place. Errors: `profile-in-use` where another program, if only to read, has it open.
 */
export function giveUpWal({ path, key }: DatabaseFile): void {
  const sql = new Database(path, { fileMustExist: true, timeout: 2_000 });
  try {
    if (key) useKey(sql, key);
    const mode = sql.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new Error(`the database stays in ${String(mode)}`);
  } catch (cause) {
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) throw new CallError('profile-in-use', 'Another program reads this profile at the moment. Wait until it has ended, and try again.');
    throw cause;
  } finally {
    sql.close();
  }
}

/** SQLite gives what it vacuums into the key of the first database of the connection, which may be an empty one. */
function copy(from: DatabaseFile, to: DatabaseFile, scratch: string): void {
  const sql = to.key ? new Database(scratch) : new Database(':memory:');
  try {
    useCipher(sql);
    if (to.key) sql.pragma(`key = "${keyText(to.key)}"`);
    sql.pragma('temp_store = MEMORY');
    attach(sql, from);
    useCipher(sql);
    sql.prepare('VACUUM source INTO ?').run(to.path);
    sql.exec('DETACH source');
  } finally {
    sql.close();
    rmSync(scratch, { force: true });
  }
}

function countsOf(file: DatabaseFile): string {
  const sql = new Database(':memory:');
  try {
    useCipher(sql);
    attach(sql, file);
    const check = sql.pragma('source.quick_check(1)', { simple: true });
    if (check !== 'ok') throw new CallError('damaged', `The database is damaged: ${String(check)}`);
    const tables = sql.prepare<[], string>("SELECT name FROM source.sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name").pluck().all();
    const counts = tables.map((table) => `${table} ${sql.prepare<[], number>(`SELECT count(*) FROM source."${table}"`).pluck().get()!}`);
    sql.exec('DETACH source');
    return counts.join('\n');
  } finally {
    sql.close();
  }
}

function useCipher(sql: Sql): void {
  sql.pragma("cipher = 'sqlcipher'");
  sql.pragma('legacy = 4');
}

/** The cipher is that of the connection at the moment when it attaches. */
function attach(sql: Sql, { path, key, password }: DatabaseFile): void {
  if (password !== undefined) {
    sql.pragma("cipher = 'aes256cbc'");
    sql.pragma('legacy = 1');
    sql.prepare('ATTACH ? AS source KEY ?').run(path, password);
    return;
  }
  sql.prepare(`ATTACH ? AS source KEY ${key ? `'${keyText(key).replaceAll("'", "''")}'` : "''"}`).run(path);
}
