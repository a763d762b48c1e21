// What a purge has freed in a large encrypted database is written over by a file beside it. SQLite's own way would hold
// all of it in memory, or put it on the disk in clear.
import Database from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { useKey } from '../../db/open.ts';
import { noteForgotten } from '../../db/purge.ts';
import { giveUpWal, writeAnew } from '../../db/write-anew.ts';
import { codeOf } from '../backup/disk.ts';
import { syncFolder } from '../move-into.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';

/** Up to so many bytes are written anew in memory, at once; of more the file is, when nobody has the database open. */
export const MOST_IN_MEMORY = 128 * 1024 * 1024;

const besideOf = (profileDir: string): string => join(profileDir, `${DATABASE_NAME}.anew`);

/**
 * The profile's lock is held and nobody else has the database open. It is the old one or the new one, whenever this is
 * cut short. Gives whether it was done: not while a program reads there, nor where there is no room; then the next start
 * tries again. Errors: `damaged`.
 */
export function forgetByFile(profileDir: string, key: Uint8Array): boolean {
  const old = { path: join(profileDir, DATABASE_NAME), key };
  const anew = { path: besideOf(profileDir), key };
  clearAnew(profileDir);
  try {
    giveUpWal(old);
    writeAnew(old, anew, `${anew.path}.scratch`);
    markAndSync(anew.path, key);
    renameSync(anew.path, old.path);
    syncFolder(profileDir);
    return true;
  } catch (cause) {
    if (['profile-in-use', 'SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(codeOf(cause))) return false;
    throw cause;
  } finally {
    clearAnew(profileDir);
  }
}

/** What a run that was killed left. */
export function clearAnew(profileDir: string): void {
  for (const tail of ['', '-journal', '-wal', '-shm', '.scratch', '.scratch-journal']) rmSync(besideOf(profileDir) + tail, { force: true });
}

function markAndSync(path: string, key: Uint8Array): void {
  const sql = new Database(path, { fileMustExist: true });
  try {
    useKey(sql, key);
    sql.pragma('secure_delete = ON');
    noteForgotten(sql);
  } finally {
    sql.close();
  }
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
