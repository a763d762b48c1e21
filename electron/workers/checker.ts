// A worker that does nothing but read the database through, a slice at a time, in about a day. It remembers where it
// is, so that short days add up to a round.
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { checkSlice, slicesOf } from '../../db/file-check.ts';
import { readMigrations } from '../../db/migrate.ts';
import { type Sql, openDatabase } from '../../db/open.ts';
import type { CheckerData } from '../gate/checker.ts';
import { isTroubleCode } from '../gate/trouble-codes.ts';
import { goLast } from './go-last.ts';
import { DATABASE_NAME } from './worker-data.ts';

const DAY_MS = 24 * 60 * 60_000;
/** It is looked whether the files are still there at least so often. */
const LOOK_MS = 5_000;
/** How much work may be done twice after Kith was ended. */
const KEEP_EVERY = 50;

const Progress = z.object({ place: z.object({ table: z.string(), after: z.number() }).nullable(), roundAt: z.number() });
type Progress = z.infer<typeof Progress>;

/** What opening says of a damaged file, beside what SQLite says. */
const SAID_OF_FILE: ReadonlySet<string> = new Set(['damaged', 'not-a-database', 'cannot-read', 'cannot-open']);

const isTrouble = (cause: unknown): boolean => isTroubleCode(codeOf(cause)) || SAID_OF_FILE.has(codeOf(cause));

const { profileDir, key, shortestMs } = workerData as CheckerData;
const port = parentPort!;
goLast();
const database = join(profileDir, DATABASE_NAME);
const kept = join(profileDir, 'check.json');
const sql = opened();
const inode = statSync(database, { throwIfNoEntry: false })?.ino;

let progress = keptProgress() ?? { place: null, roundAt: 0 };
let slices = 0;
if (sql) step(sql);

/** Undefined where that is the damage. */
function opened(): Sql | undefined {
  try {
    const reader = openDatabase(database, 'reader', readMigrations().length, key);
    // What a round reads is read once: it has no use for much memory.
    reader.pragma('cache_size = -1024');
    return reader;
  } catch (cause) {
    if (existsSync(database) && !isTrouble(cause)) throw cause;
    tell(existsSync(database) ? codeOf(cause) : 'database-gone');
    return undefined;
  }
}

function step(reader: Sql): void {
  try {
    if (statSync(database, { throwIfNoEntry: false })?.ino !== inode) return end(reader, 'database-gone');
    const isResting = progress.place === null && Date.now() - progress.roundAt < DAY_MS && progress.roundAt <= Date.now();
    if (!isResting) check(reader);
  } catch (cause) {
    const code = codeOf(cause);
    if (code.startsWith('SQLITE_BUSY')) return later(reader);
    // A fault of the check is none of the database, which goes on.
    if (!isTrouble(cause)) throw cause;
    return end(reader, code);
  }
  later(reader);
}

function check(reader: Sql): void {
  const next = checkSlice(reader, progress.place ?? undefined);
  progress = next === null ? { place: null, roundAt: Date.now() } : { ...progress, place: next };
  if (next === null || ++slices % KEEP_EVERY === 0) keep(progress);
}

function later(reader: Sql): void {
  setTimeout(step, Math.min(LOOK_MS, Math.max(shortestMs, DAY_MS / 2 / Math.max(1, slicesOf(reader)))), reader);
}

function end(reader: Sql, code: string): void {
  tell(code);
  reader.close();
}

/** The process that started this one decides what is to be done. */
function tell(trouble: string): void {
  port.postMessage({ trouble });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';
}

function keptProgress(): Progress | undefined {
  try {
    return Progress.parse(JSON.parse(readFileSync(kept, 'utf8')));
  } catch {
    // None yet: the round begins.
    return undefined;
  }
}

function keep(next: Progress): void {
  try {
    writeFileSync(`${kept}.part`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${kept}.part`, kept);
  } catch {
    // On a full disk some of it is done twice.
  }
}
