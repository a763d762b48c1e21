// Where an export of everything becomes a profile, beside the one that is there: a folder of the profile whose content passes.
import { existsSync, mkdirSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type FileStore, openFilesAt } from '../../files.ts';
import type { VaultKeys } from '../../vault/keys.ts';
import { DATABASE_NAME } from '../../workers/worker-data.ts';

const NAME = 'importing';
const FILES = 'files';
const INCOMING = 'incoming';

export interface Beside {
  readonly database: string;
  /** Attached files; in an encrypted profile they are encrypted as its own are. */
  readonly files: FileStore;
}

/** An empty place. */
export function freshBeside(profileDir: string, keys: VaultKeys | undefined): Beside {
  clearBeside(profileDir);
  for (const name of ['', FILES, INCOMING]) mkdirSync(join(profileDir, NAME, name), { mode: 0o700 });
  return beside(profileDir, keys);
}

/** What was built there; undefined where nothing was, or it is gone. */
export const builtBeside = (profileDir: string, keys: VaultKeys | undefined): Beside | undefined => (existsSync(join(profileDir, NAME, DATABASE_NAME)) ? beside(profileDir, keys) : undefined);

function beside(profileDir: string, keys: VaultKeys | undefined): Beside {
  const dir = join(profileDir, NAME);
  return { database: join(dir, DATABASE_NAME), files: openFilesAt(join(dir, FILES), join(dir, INCOMING), keys) };
}

/** Removes what was made there, also by a run that was killed; anything else that lies there stays. */
export function clearBeside(profileDir: string): void {
  const dir = join(profileDir, NAME);
  if (!existsSync(dir)) return;
  for (const name of [DATABASE_NAME, `${DATABASE_NAME}-wal`, `${DATABASE_NAME}-shm`, `${DATABASE_NAME}-journal`, FILES, INCOMING]) rmSync(join(dir, name), { recursive: true, force: true });
  if (readdirSync(dir).length === 0) rmdirSync(dir);
}
