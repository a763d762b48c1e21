// Puts an opened backup into the place of the profile. No worker has the database open, and the profile's lock is held.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacingProgress, RestoredInPlace } from '../../core/api/restore.ts';
import { type Carried, carriedFrom, makeReady } from '../../db/restore-carry.ts';
import { type StorePorts, openReader } from '../../db/store.ts';
import { namedFiles } from '../backup/facts.ts';
import { refuse } from '../backup/refusal.ts';
import { openFiles } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { becomeProfile, isOurs, reading } from './ours.ts';
import { type OpenedBackup, dirOf, filesIn, openedBackup } from './place.ts';
import { countsIn } from './open-backup.ts';
import { type SwapWatch, forgetKept, keepFiles, swapIn } from './swap.ts';

export interface InPlaceRequest {
  readonly profileDir: string;
  readonly opened: string;
  /** Of an encrypted profile. */
  readonly keys: VaultKeys | undefined;
  readonly ports: StorePorts;
  readonly now: Date;
  /** Heard between the steps, until the exchange begins. */
  readonly signal?: AbortSignal;
  /** From `exchanging` on it runs to its end. */
  readonly progress?: (value: PlacingProgress) => void;
  /** Told before each step that a crash may fall between. */
  readonly watch?: SwapWatch;
}

/**
 * What is here stays whole: its database, and its attachments by a second name. The opened backup is used up, also where
 * this fails. Errors: `backup-not-open`, `other-profile`, `disk-full`, `altered`, `cancelled`; nothing was changed then.
 */
export async function restoreInPlace({ profileDir, opened: id, keys, ports, now, signal, progress, watch = () => undefined }: InPlaceRequest): Promise<RestoredInPlace> {
  const opened = openedBackup(profileDir, id);
  const { database: ready } = opened;
  const profileFiles = openFiles(profileDir, keys);
  /** Whoever wants to end it is heard here. */
  const tell = async (step: PlacingProgress['step'], done = 0, total = 0): Promise<void> => {
    progress?.({ step, done, total });
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  try {
    await tell('keeping');
    const here = lookHere(profileDir, opened, keys, ports);
    watch();
    let kept = 0;
    for (const _ of keepFiles(profileDir, profileFiles, ready, here.named, watch)) await tell('keeping', ++kept, here.named.length);
    await tell('readying');
    const { erasedAgain } = await inSteps(makeReady(ready, { madeAt: opened.madeAt, ports, key: keys?.database, carried: here.carried }), () => tell('readying'));
    await tell('checking');
    checkReady(opened, erasedAgain, keys, ports);
    const files = filesIn(dirOf(profileDir, opened), keys);
    const hashes = namedIn(ready, files.list(), keys, ports);
    await tell('checking');
    const keep = here.state === 'broken' ? 'set-aside' : 'safety-copy';
    watch();
    swapIn(profileDir, profileFiles, { ready, files, hashes, keep, now, moved: (done) => progress?.({ step: 'exchanging', done, total: hashes.length }) }, watch);
    becomeProfile(profileDir, opened.profile);
    return { madeAt: opened.madeAt, before: here.state === 'none' ? 'none' : keep, erasedAgain, filesMissing: opened.filesMissing };
  } catch (cause) {
    forgetKept(ready);
    throw cause;
  }
}

/** One that is broken off closes what it has open. */
async function inSteps<T>(steps: Generator<void, T>, between: () => Promise<void>): Promise<T> {
  try {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      await between();
    }
  } finally {
    steps.return(undefined as T);
  }
}

/** What is about to take the place still has what was found in it, but for who was erased again. Errors: `altered`. */
function checkReady({ database, found }: OpenedBackup, erasedAgain: number, keys: VaultKeys | undefined, ports: StorePorts): void {
  const counts = countsIn(database, ports, keys?.database);
  const isAsFound = Object.entries(found).every(([kind, count]) => (erasedAgain === 0 ? counts[kind] === count : (counts[kind] ?? 0) <= count));
  if (!isAsFound) throw refuse('altered', { why: 'what was unpacked is not there any longer' });
}

interface Here {
  state: 'open' | 'broken' | 'none';
  carried: Carried | undefined;
  /** The attachments that it names. */
  named: readonly string[];
}

/** Errors: `other-profile`. */
function lookHere(profileDir: string, opened: OpenedBackup, keys: VaultKeys | undefined, ports: StorePorts): Here {
  const path = join(profileDir, DATABASE_NAME);
  if (!existsSync(path)) return { state: 'none', carried: undefined, named: [] };
  if (!isOurs(profileDir, opened, keys, ports)) throw refuse('other-profile');
  const files = openFiles(profileDir, keys).list();
  return reading(path, keys, ports, (current): Here => ({ state: 'open', carried: carriedFrom(current), named: namedFiles(current, files) })) ?? { state: 'broken', carried: undefined, named: files };
}

function namedIn(path: string, hashes: readonly string[], keys: VaultKeys | undefined, ports: StorePorts): string[] {
  const store = openReader(path, ports, keys?.database);
  try {
    return namedFiles(store, hashes);
  } finally {
    store.close();
  }
}
