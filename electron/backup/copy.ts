// A consistent copy of the database beside a program that writes.
import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Sql, useKey } from '../../db/open.ts';

export interface Copy {
  path: string;
  remove(): void;
}

const folderOf = (profileDir: string): string => join(profileDir, 'backup-copy');

/** Copies the database as it is at this moment; of an encrypted one the copy is encrypted with the same key. Errors: those of SQLite. */
export async function copyDatabase(database: string, profileDir: string, key: Uint8Array | undefined): Promise<Copy> {
  const folder = folderOf(profileDir);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const copy = { path: join(folder, 'kith.sqlite'), remove: () => rmSync(folder, { recursive: true, force: true }) };
  try {
    if (key || withSql(database, key, isHollow)) vacuumInto(database, copy.path, key);
    else await copyPages(database, copy.path);
    return copy;
  } catch (cause) {
    copy.remove();
    throw cause;
  }
}

/** What a run that was killed left behind. */
export function removeCopies(profileDir: string): void {
  rmSync(folderOf(profileDir), { recursive: true, force: true });
}

/** Whether much of it is of what is no longer there: then that is left out. */
function isHollow(sql: Sql): boolean {
  return (sql.pragma('freelist_count', { simple: true }) as number) > (sql.pragma('page_count', { simple: true }) as number) / 8;
}

/** The most pages that SQLite copies in one step. */
const ALL_PAGES = 0x7fffffff;

/**
 * Page by page takes two thirds of the time of `VACUUM INTO`. All in one step, which is one look at the database: between
 * steps each write of another program would have it begin anew.
 */
async function copyPages(from: string, to: string): Promise<void> {
  closeSync(openSync(to, 'wx', 0o600));
  const sql = openPlainly(from, undefined);
  try {
    sql.pragma('busy_timeout = 5000');
    sql.pragma('cache_size = -2000');
    await sql.backup(to, { progress: () => ALL_PAGES });
  } finally {
    sql.close();
  }
  // One file, without a log beside it.
  const copy = new Database(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Writes a new file that only its owner may read; nothing may be there yet. */
export function vacuumInto(from: string, to: string, key: Uint8Array | undefined): void {
  closeSync(openSync(to, 'wx', 0o600));
  const sql = openPlainly(from, key);
  try {
    sql.pragma('busy_timeout = 5000');
    sql.pragma('cell_size_check = ON');
    // Each page is read once.
    sql.pragma('cache_size = -2000');
    sql.prepare('VACUUM INTO ?').run(to);
  } catch (cause) {
    rmSync(to, { force: true });
    throw cause;
  } finally {
    sql.close();
  }
}

export function openPlainly(path: string, key: Uint8Array | undefined): Sql {
  const sql = new Database(path, { readonly: true });
  if (key) useKey(sql, key);
  return sql;
}

export function withSql<T>(path: string, key: Uint8Array | undefined, use: (sql: Sql) => T): T {
  const sql = openPlainly(path, key);
  try {
    return use(sql);
  } finally {
    sql.close();
  }
}
