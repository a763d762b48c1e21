// Makes the whole profile anew beside what is there, encrypted or plain, and puts it in its place. See moves.ts for
// what a crash leaves of it. The database is closed meanwhile, and the profile's lock held.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../move-into.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import type { VaultKeys } from './keys.ts';
import { type Journal, type MoveWatch, type To, finishConversion, newOf, putJournal } from './moves.ts';
import { type Turning, sizeOf, turnCopies, turnDatabase, turnFiles, turnFolder } from './turn.ts';
import { VAULT_NAME, type VaultFile, writeVault } from './vault-file.ts';

/** What there is beside the database, and how it is turned. */
const PARTS: Readonly<Record<string, (from: string, to: string, turning: Turning) => void>> = { files: turnFiles, safety: turnCopies, 'set-aside': turnFolder };
/** What holds content for a while only: it goes. */
const PASSING = ['incoming', 'uploads', 'rebuilding', 'restoring', 'importing', 'backup-copy'];

export interface ConversionTask {
  readonly profileDir: string;
  readonly keys: VaultKeys;
  /** What the encrypted profile is opened by; undefined makes a plain one. */
  readonly vault: VaultFile | undefined;
}

export interface ConversionWatch extends MoveWatch {
  /** Bytes that were worked on, and all that there are to do, the removing of the old ones included. */
  progress(done: number, total: number): void;
  /** From here on it is carried through. */
  decided(): void;
}

/** Nothing was changed where it fails. Errors: `damaged`, `profile-in-use`, `SQLITE_FULL` and those of the file system. */
export function convert({ profileDir, keys, vault }: ConversionTask, watch: ConversionWatch): void {
  finishConversion(profileDir);
  mkdirSync(join(profileDir, 'incoming'), { recursive: true, mode: 0o700 });
  const to: To = vault ? 'encrypted' : 'plain';
  const entries = entriesOf(profileDir);
  const at = (path: string) => join(profileDir, path);
  const total = 2 * entries.reduce((sum, { path }) => sum + sizeOf(at(path)), 0);
  let done = 0;
  const worked = (bytes: number) => watch.progress((done += bytes), total);
  const turning: Turning = { keys, isToSealed: vault !== undefined, incoming: at('incoming'), step: () => watch.step(), worked };

  putJournal(profileDir, { phase: 'making', to, entries });
  try {
    watch.step();
    turnDatabase(at(DATABASE_NAME), at(newOf(DATABASE_NAME)), turning);
    worked(sizeOf(at(DATABASE_NAME)));
    for (const [path, turn] of Object.entries(PARTS)) {
      watch.step();
      if (existsSync(at(path))) turn(at(path), at(newOf(path)), turning);
    }
    if (vault) writeVault(profileDir, vault, newOf(VAULT_NAME));
    syncFolder(profileDir);
    watch.step();
  } catch (cause) {
    finishConversion(profileDir);
    throw cause;
  }
  putJournal(profileDir, { phase: 'switching', to, entries });
  watch.decided();
  finishConversion(profileDir, { step: () => watch.step(), cleared: worked });
  watch.progress(total, total);
}

function entriesOf(profileDir: string): Journal['entries'] {
  const there = (path: string) => existsSync(join(profileDir, path));
  return [
    { path: DATABASE_NAME, gone: false },
    ...Object.keys(PARTS).filter(there).map((path) => ({ path, gone: false })),
    // Where nothing new was made for it, what was there goes.
    { path: VAULT_NAME, gone: there(VAULT_NAME) },
    ...PASSING.filter(there).map((path) => ({ path, gone: true })),
  ];
}
