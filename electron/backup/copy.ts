// A consistent copy of the database beside a program that writes, and whether it is whole.
import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import { type Sql, useKey } from '../../db/open.ts';
import { codeOf } from './disk.ts';

export interface Copy {
  path: string;
  remove(): void;
}

const folderOf = (profileDir: string): string => join(profileDir, 'backup-copy');

/** Copies the database as it is at this moment; of an encrypted one the copy is encrypted with the same key. Errors: those of SQLite. */
export function copyDatabase(database: string, profileDir: string, key: Uint8Array | undefined): Copy {
  const folder = folderOf(profileDir);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const copy = { path: join(folder, 'kith.sqlite'), remove: () => rmSync(folder, { recursive: true, force: true }) };
  try {
    vacuumInto(database, copy.path, key);
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

/** What is examined by itself, in the order in which it is begun: what takes longest first. */
export function tablesOf(sql: Sql): string[] {
  const tables = sql.prepare<[], { name: string; type: string }>("SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow', 'virtual')").all();
  const weight = ({ name, type }: { name: string; type: string }): number => {
    if (type === 'virtual') return 1_000_000;
    const rows = sql.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get()!;
    return rows * sql.prepare<[string], number>('SELECT 1 + count(*) FROM pragma_index_list(?)').pluck().get(name)!;
  };
  return tables
    .map((table) => ({ name: table.name, weight: weight(table) }))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
}

/** A part of the examination, for a thread of its own: each takes the next table that none has begun. */
export interface CheckTask {
  kind: 'check';
  path: string;
  key: Uint8Array | undefined;
  tables: readonly string[];
  /** How many tables were begun. */
  begun: SharedArrayBuffer;
}

const CHECKERS = 2;

/** Without a limit each worker lets some 100 MB of garbage pile up, and keeps the room. */
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 4 };

/**
 * Examines a copy that nobody writes, in threads of their own: every page of every table, every index against its
 * table, the full text, and foreign keys. Errors: `damaged`.
 */
export async function checkCopy(path: string, key: Uint8Array | undefined, tables: readonly string[], signal: AbortSignal): Promise<void> {
  const begun = new SharedArrayBuffer(4);
  const checkers = Array.from({ length: CHECKERS }, () => new Worker(new URL('../workers/backup.ts', import.meta.url), { workerData: { kind: 'check', path, key, tables, begun } satisfies CheckTask, resourceLimits: WORKER_LIMITS }));
  const stop = (): void => void Promise.all(checkers.map((checker) => checker.terminate()));
  signal.addEventListener('abort', stop);
  try {
    const found = await Promise.all(checkers.map(answerOf));
    if (found.some((problems) => problems > 0)) throw new CallError('damaged', 'The database is damaged: run "kith doctor". Nothing was backed up, and no older backup was removed.');
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function answerOf(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new CallError('cancelled', 'This was cancelled')));
  });
}

/** Gives how many problems there are. */
export function runCheck({ path, key, tables, begun }: CheckTask): number {
  const counter = new Int32Array(begun);
  try {
    const sql = openPlainly(path, key);
    try {
      // The entries of an index come in the order of the index: with less room each page is read again and again.
      sql.pragma('cache_size = -40960');
      sql.pragma('cell_size_check = ON');
      let problems = 0;
      for (let turn = Atomics.add(counter, 0, 1); turn <= tables.length && problems === 0; turn = Atomics.add(counter, 0, 1)) {
        const name = tables[turn];
        problems += name === undefined ? (sql.pragma('foreign_key_check') as unknown[]).length : problemsOf(sql, name);
      }
      return problems;
    } finally {
      sql.close();
    }
  } catch (cause) {
    if (isDamage(cause)) return 1;
    throw cause;
  }
}

const problemsOf = (sql: Sql, table: string): number => (sql.pragma(`integrity_check("${table}")`) as { integrity_check: string }[]).filter(({ integrity_check: line }) => line !== 'ok').length;

export const isDamage = (cause: unknown): boolean => codeOf(cause).startsWith('SQLITE_CORRUPT') || codeOf(cause) === 'SQLITE_NOTADB';
