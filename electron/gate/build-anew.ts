// What the rebuilding worker and `kith doctor --repair` do with a damaged database: mend a copy of it, or else read
// what can be read into an empty one. The files that are there are only read.
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Rebuilt, RebuildProgress, SavedTable } from '../../core/api/gate.ts';
import { CallError } from '../../core/call.ts';
import { idFromBytes, idToBytes, uuidv7 } from '../../core/ids.ts';
import { examine } from '../../db/doctor.ts';
import { readMigrations } from '../../db/migrate.ts';
import { type Sql, openDatabase } from '../../db/open.ts';
import { calledIn, wordsOfMissing } from '../../db/salvage/called.ts';
import { dropDamagedLines, dropLooseLines } from '../../db/salvage/log-lines.ts';
import { mendLog } from '../../db/salvage/mend-log.ts';
import { openPages } from '../../db/salvage/page-file.ts';
import { type Lost, type Salvaged, prepare, salvage } from '../../db/salvage/salvage.ts';
import { shapesOf } from '../../db/salvage/shapes.ts';
import { loadLocale } from '../../db/settings.ts';
import { type Store, openStore } from '../../db/store.ts';
import { openFiles } from '../files.ts';
import { RESERVED, pageOpener } from '../vault/pages.ts';
import { systemPorts } from '../workers/ports.ts';
import { filesOf } from './database-files.ts';
import type { RebuildTask } from './recovery.ts';
import { isFullCode } from './trouble-codes.ts';

/** How often progress is told, in ms. */
const TELL_MS = 100;

type Tell = (progress: RebuildProgress) => void;

/** Errors: those of a disk that is full; `nothing-to-rebuild` where nothing of a Kith database was found. */
export function buildAnew(task: RebuildTask, tell: Tell, now: () => number): Rebuilt {
  const copy = join(task.workshop, 'copy.sqlite');
  copyAll(task.database, copy, tell);
  const mended = mend(copy, task, tell);
  if (mended) {
    renameSync(copy, task.rebuilt);
    return { how: 'mended', tables: mended, lost: [], incomplete: [], fromLog: 0, madeAt: now() };
  }
  for (const file of filesOf(copy)) rmSync(file, { force: true });
  return { how: 'salvaged', ...readOut(task, tell), madeAt: now() };
}

function copyAll(from: string, to: string, tell: Tell): void {
  // Without the shared memory, which is made anew from the WAL.
  const files = filesOf(from).slice(0, 2).filter((file) => existsSync(file));
  for (const [done, file] of files.entries()) {
    tell({ step: 'copying', done, total: files.length });
    copyFileSync(file, to + file.slice(from.length), constants.COPYFILE_FICLONE);
  }
}

/** What the mended copy holds; undefined where it cannot be mended. */
function mend(copy: string, { profileDir, keys }: RebuildTask, tell: Tell): SavedTable[] | undefined {
  let store: Store | undefined;
  try {
    store = openStore(copy, systemPorts, undefined, keys?.database);
    loadLocale(store);
    const { findings } = runToEnd(examine(store, openFiles(profileDir, keys), { repair: true, isAlone: false, readsFile: true }), (progress) => tell({ step: 'mending', ...progress }));
    if (findings.some(({ code, mended }) => code === 'damaged' && !mended)) return undefined;
    const { sql } = store;
    // An index that was made anew fits to any line, be it one that nobody wrote.
    const dropped = sql.transaction(() => dropDamagedLines(sql).length + dropLooseLines(sql))();
    return shapesOf(sql).map(({ table }) => {
      const count = sql.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
      return { table, saved: count, of: table === 'changes' ? count + dropped : count };
    });
  } catch (cause) {
    if (isFull(cause)) throw cause;
    return undefined;
  } finally {
    store?.close();
  }
}

function readOut(task: RebuildTask, tell: Tell): Omit<Rebuilt, 'how' | 'madeAt'> {
  const pages = openPages(task.database, task.keys && { openPage: pageOpener(task.database, task.keys.database), reserved: RESERVED });
  const part = `${task.rebuilt}.part`;
  try {
    const sql = openDatabase(part, 'writer', readMigrations().length, task.keys?.database);
    let salvaged: Salvaged;
    let words = new Map<string, string>();
    try {
      // Thrown away when anything goes wrong: it needs no journal.
      sql.pragma('journal_mode = OFF');
      sql.pragma('synchronous = OFF');
      prepare(pages, sql);
      salvaged = runToEnd(salvage(pages, sql), (progress) => tell({ step: 'reading', ...progress }));
      if ([...salvaged.lost, ...salvaged.incomplete].some(({ table }) => table === 'contacts' || table === 'deals')) words = wordsIn(task, sql);
      mendLog(sql, () => idToBytes(uuidv7(systemPorts.now(), systemPorts.random(10))));
    } finally {
      sql.close();
    }
    if (salvaged.tables.every(({ saved }) => saved === 0)) throw new CallError('nothing-to-rebuild', 'Nothing in this file can be read. Restore a backup.');
    derive(part, task, tell);
    const called = named(part, task, salvaged, words);
    const file = openSync(part, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(part, task.rebuilt);
    return { ...salvaged, ...called };
  } finally {
    pages.close();
    for (const file of filesOf(part)) rmSync(file, { force: true });
  }
}

/** Values that follow from others, and the full text. */
function derive(path: string, { profileDir, keys }: RebuildTask, tell: Tell): void {
  const store = openStore(path, systemPorts, undefined, keys?.database);
  try {
    loadLocale(store);
    runToEnd(examine(store, openFiles(profileDir, keys), { repair: true, isAlone: false, readsFile: true }), (progress) => tell({ step: 'deriving', ...progress }));
  } finally {
    store.close();
  }
}

function runToEnd<P, T>(steps: Generator<P, T>, tell: (progress: P) => void): T {
  let toldAt = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    const now = performance.now();
    if (now - toldAt < TELL_MS) continue;
    toldAt = now;
    tell(step.value);
  }
}

/** By a copy, since what is damaged is only read; it opens it as it is, or not at all. */
function wordsIn({ database, workshop, keys }: RebuildTask, salvaged: Sql): Map<string, string> {
  const copy = join(workshop, 'words.sqlite');
  let damaged: Sql | undefined;
  try {
    for (const file of filesOf(database).slice(0, 2)) if (existsSync(file)) copyFileSync(file, copy + file.slice(database.length), constants.COPYFILE_FICLONE);
    damaged = openDatabase(copy, 'reader', readMigrations().length, keys?.database);
    return wordsOfMissing(salvaged, damaged);
  } catch {
    // They are a help to whoever reads the list, and no more: a disk without room for them may have room for the rest.
    return new Map();
  } finally {
    damaged?.close();
    for (const file of filesOf(copy)) rmSync(file, { force: true });
  }
}

function named(path: string, { keys }: RebuildTask, { lost, incomplete }: Salvaged, words: ReadonlyMap<string, string>): Pick<Rebuilt, 'lost' | 'incomplete'> {
  const sql = openDatabase(path, 'reader', readMigrations().length, keys?.database);
  const inWords = ({ table, ids, count }: Lost): Rebuilt['lost'][number] => ({
    table,
    count,
    records: ids.map((id) => {
      const name = calledIn(sql, table, id);
      return { id: idFromBytes(id), name, words: name === '' ? (words.get(id.toString('hex')) ?? '') : '' };
    }),
  });
  try {
    return { lost: lost.map(inWords), incomplete: incomplete.map(inWords) };
  } finally {
    sql.close();
  }
}

const isFull = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && isFullCode(cause.code);
