// Whether a database that nobody writes is whole, and what its tables have: in threads of their own, table by table.
import { Worker } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import type { Sql } from '../../db/open.ts';
import { openPlainly } from './copy.ts';
import { codeOf } from './disk.ts';
import { Room } from './room.ts';
import { digestOf } from './table-digest.ts';

/** A thread of the examination: each takes the next piece of work that none has begun. */
export interface ExamineTask {
  kind: 'examine';
  path: string;
  key: Uint8Array | undefined;
  work: readonly Work[];
  /** How many pieces were begun. */
  begun: SharedArrayBuffer;
  room: SharedArrayBuffer;
}

type Work = { kind: 'digest'; table: string } | { kind: 'check'; table: string } | { kind: 'foreign keys' };

/** Of a thread: a digest as soon as there is one, and at its end whether it found damage. */
type Found = { kind: 'digest'; table: string; sha256: string } | { kind: 'end'; isDamaged: boolean };

const THREADS = 2;

/** Without a limit each worker lets some 100 MB of garbage pile up, and keeps the room. */
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 4 };

export interface Examination {
  /** The digest of each table that was asked for, long before the end. Rejects as `done` does. */
  digests: Promise<Record<string, string>>;
  /** Every page of every table, every index against its table, the full text, and foreign keys. Rejects with `damaged`. */
  done: Promise<void>;
}

/** `digested` are the tables whose digests are wanted. */
export function examine(path: string, key: Uint8Array | undefined, digested: readonly string[], signal: AbortSignal): Examination {
  signal.throwIfAborted();
  const work: Work[] = [...digested.map((table) => ({ kind: 'digest' as const, table })), ...tablesIn(path, key).map((table) => ({ kind: 'check' as const, table })), { kind: 'foreign keys' }];
  const task: ExamineTask = { kind: 'examine', path, key, work, begun: new SharedArrayBuffer(4), room: Room.shared() };
  const threads = Array.from({ length: THREADS }, () => new Worker(new URL('../workers/backup.ts', import.meta.url), { workerData: task, resourceLimits: WORKER_LIMITS }));
  const stop = (): void => void Promise.all(threads.map((thread) => thread.terminate()));
  signal.addEventListener('abort', stop);
  const found: Record<string, string> = {};
  const digests = Promise.withResolvers<Record<string, string>>();
  const note = (table: string, sha256: string): void => {
    found[table] = sha256;
    if (Object.keys(found).length === digested.length) digests.resolve(found);
  };
  if (digested.length === 0) digests.resolve(found);
  const done = Promise.all(threads.map((thread) => endOf(thread, note)))
    .then((ends) => {
      if (ends.includes(true)) throw new CallError('damaged', 'The database is damaged: run "kith doctor". Nothing was backed up, and no older backup was removed.');
    })
    .finally(() => {
      signal.removeEventListener('abort', stop);
      stop();
    });
  done.catch(digests.reject);
  digests.promise.catch(() => undefined);
  return { digests: digests.promise, done };
}

function endOf(thread: Worker, note: (table: string, sha256: string) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    thread.on('message', (found: Found) => {
      if (found.kind === 'digest') note(found.table, found.sha256);
      else resolve(found.isDamaged);
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new CallError('cancelled', 'This was cancelled')));
  });
}

/** What takes longest first. */
function tablesIn(path: string, key: Uint8Array | undefined): string[] {
  const sql = openPlainly(path, key);
  try {
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
  } finally {
    sql.close();
  }
}

/** What a thread does. */
export function runExamination({ path, key, work, begun, room }: ExamineTask, tell: (found: Found) => void): void {
  const turns = new Int32Array(begun);
  const pages = new Room(room);
  try {
    const sql = openPlainly(path, key);
    try {
      sql.pragma('cell_size_check = ON');
      sql.pragma('cache_size = -4096');
      let isDamaged = false;
      for (let next = work[Atomics.add(turns, 0, 1)]; next && !isDamaged; next = work[Atomics.add(turns, 0, 1)]) {
        if (next.kind === 'digest') tell({ kind: 'digest', table: next.table, sha256: digestOf(sql, next.table) });
        else isDamaged = next.kind === 'check' ? pages.within(sql, () => isTableDamaged(sql, next.table)) : (sql.pragma('foreign_key_check') as unknown[]).length > 0;
      }
      tell({ kind: 'end', isDamaged });
    } finally {
      sql.close();
    }
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    tell({ kind: 'end', isDamaged: true });
  }
}

const isTableDamaged = (sql: Sql, table: string): boolean => (sql.pragma(`integrity_check("${table}")`) as { integrity_check: string }[]).some(({ integrity_check: line }) => line !== 'ok');

export const isDamage = (cause: unknown): boolean => codeOf(cause).startsWith('SQLITE_CORRUPT') || codeOf(cause) === 'SQLITE_NOTADB';
