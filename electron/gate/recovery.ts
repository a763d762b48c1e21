// Builds a database anew beside the one that is there, and puts it in its place when a person has chosen it. Nothing
// is deleted: what was there lies in `set-aside` from then on.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LostRecords, Rebuilt, RebuildProgress, TroubleKind } from '../../core/api/gate.ts';
import { CallError } from '../../core/call.ts';
import type { Log } from '../app-port.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { filesOf } from './database-files.ts';
import { forgetMark, markClosed } from './marks.ts';

/** Where a database is built anew, inside the profile. */
const WORKSHOP = 'rebuilding';
const REBUILT = 'rebuilt.sqlite';
const REPORT = 'rebuilt.json';
/** The name of a rebuilt database from when it was chosen until it stands in its place. */
const CHOSEN = 'chosen.sqlite';

export type RebuildAnswer = { progress: RebuildProgress } | { rebuilt: Rebuilt } | { failed: { code: string; message: string; stack: string } };
export interface RebuildTask {
  database: string;
  profileDir: string;
  workshop: string;
  /** Where it is to lie when it is whole. */
  rebuilt: string;
  keys?: VaultKeys | undefined;
}

export interface RebuildPorts {
  readonly signal: AbortSignal;
  readonly progress: (value: RebuildProgress) => void;
  readonly log: Log;
  /** Of an encrypted profile. */
  readonly keys?: VaultKeys | undefined;
}

/** What a database that is rebuilt already holds; null where there is none. */
export function rebuiltHere(profileDir: string): Rebuilt | null {
  const workshop = join(profileDir, WORKSHOP);
  if (!existsSync(join(workshop, REBUILT)) || !existsSync(join(workshop, REPORT))) return null;
  const rebuilt = JSON.parse(readFileSync(join(workshop, REPORT), 'utf8')) as Rebuilt;
  // One of an earlier version says it in another way: it is built again in a moment.
  return [...rebuilt.lost, ...rebuilt.incomplete].every(({ records }) => Array.isArray(records)) ? rebuilt : null;
}

/** Works in a worker of its own; a cancelled one leaves nothing behind. Errors: `disk-full`, `cancelled`, `nothing-to-rebuild`. */
export async function rebuild(profileDir: string, { signal, progress, log, keys }: RebuildPorts): Promise<Rebuilt> {
  const task = beginTask(profileDir, keys);
  const worker = new Worker(new URL('../workers/rebuild.ts', import.meta.url), { workerData: task });
  try {
    const rebuilt = await new Promise<Rebuilt>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.once('error', reject);
      worker.on('message', (message: RebuildAnswer) => {
        if ('progress' in message) progress(message.progress);
        else if ('rebuilt' in message) resolve(message.rebuilt);
        else {
          log({ level: 'error', code: 'rebuild-failed', error: message.failed.stack });
          reject(new CallError(message.failed.code, message.failed.message));
        }
      });
    });
    return keepReport(task, rebuilt);
  } catch (error) {
    await worker.terminate();
    abandonTask(task);
    throw error;
  }
}

/** An empty workshop for building a database anew. */
export function beginTask(profileDir: string, keys: VaultKeys | undefined): RebuildTask {
  const workshop = join(profileDir, WORKSHOP);
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { mode: 0o700 });
  return { database: join(profileDir, DATABASE_NAME), profileDir, workshop, rebuilt: join(workshop, REBUILT), keys };
}

export function keepReport({ workshop, keys }: RebuildTask, rebuilt: Rebuilt): Rebuilt {
  // Beside an encrypted database nothing lies in clear that a person wrote.
  writeFileSync(join(workshop, REPORT), JSON.stringify(keys ? withoutNames(rebuilt) : rebuilt), { mode: 0o600 });
  return rebuilt;
}

function withoutNames(rebuilt: Rebuilt): Rebuilt {
  const nameless = (all: readonly LostRecords[]): LostRecords[] => all.map((each) => ({ ...each, records: each.records.map(({ id }) => ({ id, name: '', words: '' })) }));
  return { ...rebuilt, lost: nameless(rebuilt.lost), incomplete: nameless(rebuilt.incomplete) };
}

export function abandonTask({ workshop }: RebuildTask): void {
  rmSync(workshop, { recursive: true, force: true });
}

/** Errors: `not-rebuilt`. The database is closed. */
export function chooseRebuilt(profileDir: string): void {
  const workshop = join(profileDir, WORKSHOP);
  if (!existsSync(join(workshop, REBUILT))) throw new CallError('not-rebuilt', 'There is no rebuilt database. Build it first.');
  renameSync(join(workshop, REBUILT), join(workshop, CHOSEN));
  finishChoice(profileDir);
}

/** Carries the exchange through that was chosen, also after it was cut short. Before the database is opened. */
export function finishChoice(profileDir: string): void {
  const chosen = join(profileDir, WORKSHOP, CHOSEN);
  if (!existsSync(chosen)) return;
  setAside(profileDir);
  markClosed(profileDir);
  renameSync(chosen, join(profileDir, DATABASE_NAME));
  rmSync(join(profileDir, WORKSHOP), { recursive: true, force: true });
}

/** Moves the files of the database into a folder of their own, and gives its name; undefined where there are none. */
function setAside(profileDir: string, now = new Date()): string | undefined {
  const files = filesOf(join(profileDir, DATABASE_NAME)).filter((file) => existsSync(file));
  if (files.length === 0) return undefined;
  const folder = freshFolder(join(profileDir, 'set-aside'), now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', ''));
  // The WAL first: a database that waits for its exchange is not to be opened with what belongs to another.
  for (const file of files.toReversed()) renameSync(file, join(folder, file.slice(profileDir.length + 1)));
  return folder;
}

function freshFolder(parent: string, name: string): string {
  for (let count = 1; ; count++) {
    const folder = join(parent, count === 1 ? name : `${name} ${count}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}

/** Errors: `cannot-go-on` where that is no answer to the trouble. The database is closed. */
export function goOnAs(profileDir: string, as: 'without-wal' | 'new-profile', trouble: TroubleKind): void {
  if (as === 'without-wal' && trouble === 'wal-missing') markClosed(profileDir);
  else if (as === 'new-profile' && (trouble === 'empty' || trouble === 'database-gone')) {
    setAside(profileDir);
    forgetMark(profileDir);
  } else throw new CallError('cannot-go-on', 'This does not help here. Restore a backup, or try again.');
}
