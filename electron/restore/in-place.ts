// Puts an opened backup into the place of the profile. No worker has the database open, and the profile's lock is held.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RestoredInPlace } from '../../core/api/restore.ts';
import { type Carried, carriedFrom, makeReady } from '../../db/restore-carry.ts';
import { type StorePorts, openReader } from '../../db/store.ts';
import { namedFiles } from '../backup/facts.ts';
import { refuse } from '../backup/read.ts';
import { openFiles } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { becomeProfile, isOurs, reading } from './ours.ts';
import { type OpenedBackup, dirOf, filesIn, openedBackup } from './place.ts';
import { type SwapWatch, swapIn } from './swap.ts';

export interface InPlaceRequest {
  readonly profileDir: string;
  readonly opened: string;
  /** Of an encrypted profile. */
  readonly keys: VaultKeys | undefined;
  readonly ports: StorePorts;
  readonly now: Date;
  /** Told before each step that a crash may fall between. */
  readonly watch?: SwapWatch;
}

/**
 * What is here stays whole: its database, and its attachments by a second name. Errors: `backup-not-open`,
 * `other-profile`, `disk-full`; nothing was changed then.
 */
export function restoreInPlace({ profileDir, opened: id, keys, ports, now, watch = () => undefined }: InPlaceRequest): RestoredInPlace {
  const opened = openedBackup(profileDir, id);
  const here = lookHere(profileDir, opened, keys, ports);
  watch();
  const { erasedAgain } = makeReady(opened.database, { madeAt: opened.madeAt, ports, key: keys?.database, carried: here.carried });
  const files = filesIn(dirOf(profileDir, opened), keys);
  const hashes = namedIn(opened.database, files.list(), keys, ports);
  const keep = here.state === 'broken' ? 'set-aside' : 'safety-copy';
  watch();
  swapIn(profileDir, openFiles(profileDir, keys), { ready: opened.database, files, hashes, named: here.named, keep, now }, watch);
  becomeProfile(profileDir, opened.profile);
  return { madeAt: opened.madeAt, before: here.state === 'none' ? 'none' : keep, erasedAgain, filesMissing: opened.filesMissing };
}

interface Here {
  state: 'open' | 'broken' | 'none';
  carried: Carried | undefined;
  /** The attachments that it names. */
  named: readonly string[];
}

/** Errors: `other-profile`. */
function lookHere(profileDir: string, { profile }: OpenedBackup, keys: VaultKeys | undefined, ports: StorePorts): Here {
  const path = join(profileDir, DATABASE_NAME);
  if (!existsSync(path)) return { state: 'none', carried: undefined, named: [] };
  if (!isOurs(profileDir, profile, keys, ports)) throw refuse('other-profile');
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
