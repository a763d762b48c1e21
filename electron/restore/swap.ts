// Puts a database that lies ready into the place of the profile's own. `restore.json` says that this was decided: from
// then on a start after a crash carries it through, and before it the old one stands as it was.
import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { codeOf } from '../backup/disk.ts';
import { safetyFolder } from '../backup/safety.ts';
import type { FileStore } from '../files.ts';
import { markClosed } from '../gate/marks.ts';
import { moveInto, syncFolder } from '../move-into.ts';
import { putWhole } from '../vault/vault-file.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { RESTORING, clearOpened } from './place.ts';

const JOURNAL = 'restore.json';

const Journal = z.object({
  /** Paths in the profile: the database that comes, and the folder that takes the one that goes. */
  ready: z.string().regex(new RegExp(`^${RESTORING}/[0-9a-f]{32}/[a-z.-]+$`)),
  aside: z.string().regex(/^(set-aside|safety)\/[0-9 -]+( restore)?$/),
});
type Journal = z.infer<typeof Journal>;

/** Told before each step that a crash may fall between. */
export type SwapWatch = () => void;

const nobody: SwapWatch = () => undefined;

export interface Swap {
  /** Closed, whole, and without a WAL. */
  readonly ready: string;
  /** The attachments that come with it; of these the profile gets those that it lacks. */
  readonly files: FileStore;
  readonly hashes: readonly string[];
  /** Told how many of these are in place. */
  readonly moved?: (done: number) => void;
  /** One that could be read goes among the safety copies, of which the last are kept; one that could not is set aside for good. */
  readonly keep: 'safety-copy' | 'set-aside';
  readonly now: Date;
}

/** Where the attachments of what goes get their second names, until the exchange: a crash or a change of mind leaves nothing of them. */
const keptBy = (ready: string): string => join(dirname(ready), 'kept');

/** Gives the attachments of what goes a second name that takes no room, one at a time. */
export function* keepFiles(profileDir: string, profileFiles: FileStore, ready: string, named: readonly string[], watch: SwapWatch = nobody): Generator<void> {
  for (const hash of named) {
    watch();
    if (profileFiles.has(hash)) linkInto(profileFiles.path(hash), join(keptBy(ready), profileFiles.path(hash).slice(profileDir.length + 1)));
    yield;
  }
}

/** Nothing goes: nothing is kept of it. */
export function forgetKept(ready: string): void {
  rmSync(keptBy(ready), { recursive: true, force: true });
}

/**
 * The profile's lock is held and its database closed. Attachments come first: nothing names them until the database is
 * there. What goes stays whole, with what `keepFiles` gave a second name.
 */
export function swapIn(profileDir: string, profileFiles: FileStore, { ready, files, hashes, moved, keep, now }: Swap, watch: SwapWatch = nobody): void {
  for (const [done, hash] of hashes.entries()) {
    moved?.(done);
    watch();
    if (!profileFiles.has(hash)) moveInto(files.path(hash), profileFiles.path(hash));
  }
  moved?.(hashes.length);
  const aside = freshAside(profileDir, keep, now);
  syncFile(ready);
  syncFolder(dirname(ready));
  watch();
  putWhole(join(profileDir, JOURNAL), JSON.stringify({ ready: ready.slice(profileDir.length + 1), aside } satisfies Journal));
  finishRestore(profileDir, watch);
}

function freshAside(profileDir: string, keep: Swap['keep'], now: Date): string {
  const at = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '');
  const folder = keep === 'set-aside' ? keep : basename(safetyFolder(profileDir));
  for (let count = 1; ; count++) {
    const aside = join(folder, [at, ...(count === 1 ? [] : [count]), ...(keep === 'set-aside' ? [] : ['restore'])].join(' '));
    if (!existsSync(join(profileDir, aside))) return aside;
  }
}

/** How many of the profiles that a restore took the place of are kept. */
const KEPT = 3;

function removeOlder(profileDir: string): void {
  const folder = safetyFolder(profileDir);
  if (!existsSync(folder)) return;
  const kept = readdirSync(folder).filter((name) => name.endsWith(' restore')).sort().reverse();
  for (const name of kept.slice(KEPT)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Some disks know no second names. */
function linkInto(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    linkSync(from, to);
  } catch (cause) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS'].includes(codeOf(cause))) throw cause;
    copyFileSync(from, to);
  }
}

/** Carries through what was decided, and clears what opened backups left. Before anything of the profile is opened. */
export function finishRestore(profileDir: string, watch: SwapWatch = nobody): void {
  const at = (path: string): string => join(profileDir, path);
  if (existsSync(at(JOURNAL))) {
    watch();
    const { ready, aside } = Journal.parse(JSON.parse(readFileSync(at(JOURNAL), 'utf8')));
    // While it lies ready, whatever stands in its place is the old one.
    if (existsSync(at(ready))) {
      mkdirSync(dirname(at(aside)), { recursive: true, mode: 0o700 });
      if (existsSync(keptBy(at(ready)))) renameSync(keptBy(at(ready)), at(aside));
      mkdirSync(at(aside), { recursive: true, mode: 0o700 });
      watch();
      for (const tail of ['-wal', '-shm', '']) {
        watch();
        if (existsSync(at(DATABASE_NAME + tail))) renameSync(at(DATABASE_NAME + tail), join(at(aside), DATABASE_NAME + tail));
      }
      markClosed(profileDir);
      watch();
      renameSync(at(ready), at(DATABASE_NAME));
      syncFolder(profileDir);
    }
    watch();
    rmSync(at(JOURNAL));
    syncFolder(profileDir);
    removeOlder(profileDir);
  }
  clearOpened(profileDir);
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
