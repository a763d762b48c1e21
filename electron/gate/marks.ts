// What a profile says of its database outside of it, so that one that is empty, gone, or without its newest changes
// is not taken for a new or a whole one.
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CallError } from '../../core/call.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';

const NAME = 'database.json';

/** `open`: a program has it open for writing, or had when it was ended. */
const Mark = z.object({ open: z.boolean() });

/** The database was opened for writing: from now on its newest changes lie in its WAL. */
export function markOpen(profileDir: string): void {
  putMark(profileDir, true);
}

/** Before the database is closed in order, which takes its WAL away. */
export function markClosed(profileDir: string): void {
  try {
    putMark(profileDir, false);
  } catch {
    // A full disk takes no other mark; without one nothing is expected of the WAL either.
    forgetMark(profileDir);
  }
}

/**
 * A program that ends of itself, be it by an error that nobody caught, closes its database on the way out. Gives back
 * how to call that off.
 */
export function markClosedAtExit(profileDir: string): () => void {
  const onExit = (): void => {
    if (readMark(profileDir)?.open) markClosed(profileDir);
  };
  process.once('exit', onExit);
  return () => void process.off('exit', onExit);
}

/** A program that only reads closed the database of one that had been ended, and by that took the WAL in. */
export function markIfTakenIn(profileDir: string): void {
  const path = join(profileDir, DATABASE_NAME);
  if (readMark(profileDir)?.open && existsSync(path) && !existsSync(`${path}-wal`)) markClosed(profileDir);
}

/** No database is expected here any longer. */
export function forgetMark(profileDir: string): void {
  rmSync(join(profileDir, NAME), { force: true });
}

/**
 * Looks at the files before SQLite does, which makes a new database of an empty file, and takes one without its WAL
 * for whole. Errors: `database-empty`, `database-gone`, `wal-missing`.
 */
export function refuseTorn(profileDir: string): void {
  const path = join(profileDir, DATABASE_NAME);
  const mark = readMark(profileDir);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  const walSize = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    if (mark) throw new CallError('database-gone', `The file ${path} is gone. Put it back, or restore a backup.`);
    return;
  }
  // A first start that was cut short leaves an empty file too, but neither a mark nor changes.
  if (size === 0 && (mark || (walSize ?? 0) > 0)) throw new CallError('database-empty', `The file ${path} is empty. Kith left it alone; restore a backup.`);
  if (size > 0 && mark?.open && walSize === undefined) {
    throw new CallError('wal-missing', `The newest changes lay in ${path}-wal, which is gone. Put it back beside ${DATABASE_NAME}, or restore a backup; "kith doctor --repair" goes on without it.`);
  }
}

function readMark(profileDir: string): z.infer<typeof Mark> | undefined {
  try {
    return Mark.parse(JSON.parse(readFileSync(join(profileDir, NAME), 'utf8')));
  } catch {
    // None, or half a one of a machine that lost its power: without it nothing is refused.
    return undefined;
  }
}

function putMark(profileDir: string, open: boolean): void {
  const path = join(profileDir, NAME);
  writeFileSync(`${path}.part`, JSON.stringify({ open }), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
