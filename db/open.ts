import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { CallError } from '../core/call.ts';

export type Sql = Database.Database;

/** `Kith` in ASCII: how a database says that it is ours. */
export const APPLICATION_ID = 0x4b697468;

// The prebuilt SQLite is chosen by a report of this process, which would else ask the network for the names of addresses.
Object.assign(process.report, { excludeNetwork: true });

/**
 * Opens a Kith database with the pragmas of the security design. A writer makes the file when it is
 * not there; a reader needs one. `newest` is how many migrations this version of Kith knows; `key` has the 32 bytes
 * that an encrypted one is read with. Errors: `not-kith` when the file is some other program's, `database-newer`,
 * `not-a-database` also where the key is another; such a file is left as it is.
 */
export function openDatabase(path: string, mode: 'writer' | 'reader', newest: number, key?: Uint8Array): Sql {
  if (existsSync(path)) lookAtFirst(path, newest, key);
  const sql = openFile(path, mode);
  try {
    if (key) useKey(sql, key);
    if (mode === 'writer') {
      sql.pragma('journal_mode = WAL');
      sql.pragma('synchronous = FULL');
      // 16 MB: long writes sync the database four times less often than with 1,000 pages.
      sql.pragma('wal_autocheckpoint = 4000');
      sql.pragma('secure_delete = ON');
      if (process.platform === 'darwin') sql.pragma('checkpoint_fullfsync = 1');
    } else {
      sql.pragma('query_only = ON');
    }
    sql.pragma('foreign_keys = ON');
    sql.pragma('trusted_schema = OFF');
    sql.pragma('cell_size_check = ON');
    sql.pragma('busy_timeout = 5000');
    sql.pragma('cache_size = -32768');
    sql.pragma('temp_store = MEMORY');
    return sql;
  } catch (cause) {
    sql.close();
    throw asReadable(cause, path);
  }
}

/** Pages are read and written in the format of SQLCipher 4, with a key of 32 bytes that comes from no passphrase. The first thing to do with a connection. */
export function useKey(sql: Sql, key: Uint8Array): void {
  sql.pragma("cipher = 'sqlcipher'");
  sql.pragma('legacy = 4');
  sql.pragma(`key = "${keyText(key)}"`);
}

/** A key as SQL has it, between quotation marks. */
export function keyText(key: Uint8Array): string {
  if (key.length !== 32) throw new Error(`a key of ${key.length} bytes`);
  return `x'${Buffer.from(key).toString('hex')}'`;
}

/** Looks without being able to write: the first pragma would already change another program's file. */
function lookAtFirst(path: string, newest: number, key: Uint8Array | undefined): void {
  // SQLite itself says of a folder that it is no database.
  if (statSync(path).isDirectory()) throw new CallError('cannot-read', `${path} is a folder, where the database should be. Move it away, or choose another profile.`);
  try {
    try {
      look(new Database(path, { readonly: true }), newest, key);
    } catch (cause) {
      if (!isHalfWritten(cause) || !(key || mayBeOurs(path))) throw cause;
      look(new Database(path), newest, key);
    }
  } catch (cause) {
    throw asReadable(cause, path);
  }
}

function look(sql: Sql, newest: number, key: Uint8Array | undefined): void {
  try {
    if (key) useKey(sql, key);
    refuseForeign(sql);
    refuseNewer(sql, newest);
  } finally {
    sql.close();
  }
}

/** A crash came while a transaction was being written that is no WAL's: it has to be taken back before anybody can read. */
const isHalfWritten = (cause: unknown): boolean => cause instanceof Database.SqliteError && (cause.code === 'SQLITE_READONLY_ROLLBACK' || cause.code === 'SQLITE_READONLY_RECOVERY');

/** By the application id in its head, which no migration changes (https://sqlite.org/fileformat2.html#the_database_header); or there is nothing in it yet. */
function mayBeOurs(path: string): boolean {
  const head = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
    const owner = head.readUInt32BE(68);
    return owner === APPLICATION_ID || (owner === 0 && fstatSync(file).size <= ONE_PAGE);
  } finally {
    closeSync(file);
  }
}

const ONE_PAGE = 4096;

/** Gives how many migrations the database has had. Errors: `database-newer` when those are more than this Kith knows. */
export function refuseNewer(sql: Sql, newest: number): number {
  const done = sql.pragma('user_version', { simple: true }) as number;
  if (done > newest) {
    throw new CallError('database-newer', 'This profile was used with a newer version of Kith. Update Kith to open it; nothing was changed.', { done, known: newest });
  }
  return done;
}

function openFile(path: string, mode: 'writer' | 'reader'): Sql {
  try {
    return new Database(path, mode === 'reader' ? { fileMustExist: true } : {});
  } catch (cause) {
    throw asReadable(cause, path);
  }
}

function refuseForeign(sql: Sql): void {
  const owner = sql.pragma('application_id', { simple: true });
  if (owner === APPLICATION_ID) return;
  const tables = sql.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (owner !== 0 || tables !== 0) throw new CallError('not-kith', 'This file is a database of another program. Choose a folder that Kith made, or an empty one.');
}

/** What SQLite says of a file that it cannot use, in words for a person. */
function asReadable(cause: unknown, path: string): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  if (cause.code === 'SQLITE_NOTADB') return new CallError('not-a-database', `${path} is not a database. Kith left it alone; restore it from a backup or choose another folder.`);
  if (cause.code === 'SQLITE_CANTOPEN') return new CallError('cannot-open', `${path} cannot be opened. Check that the folder exists and that you may write in it.`);
  if (cause.code.startsWith('SQLITE_IOERR')) return new CallError('cannot-read', `${path} cannot be read: the disk reports an error. Check the disk, or restore a backup to another folder.`);
  if (cause.code.startsWith('SQLITE_READONLY')) return new CallError('read-only', `${path} may only be read. Check that you may write in its folder.`);
  if (cause.code.startsWith('SQLITE_CORRUPT')) return new CallError('damaged', `${path} is damaged. Kith changed nothing; run "kith doctor" or restore a backup.`);
  return cause;
}
