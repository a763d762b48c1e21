import type { BackupOutcome } from '../../core/api/backup.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { BackupKeeper } from './keeper.ts';
import type { Working } from './make.ts';
import { readBackupState } from './state.ts';
import { runBackup } from './task.ts';

interface KeepPorts {
  profileDir: string;
  version: string;
  keys: VaultKeys | undefined;
  tell: () => void;
  onError: (error: unknown) => void;
}

/** What the writing worker does for backups. */
export interface KeptBackups {
  start(): void;
  stop(how: { hurry: boolean }): Promise<void>;
  /** Another destination, or another setting. */
  changed(): void;
}

export function keepBackups({ profileDir, version, keys, tell, onError }: KeepPorts): KeptBackups {
  const quietly = (signal: AbortSignal): Working => ({ signal, progress: () => undefined });
  return new BackupKeeper({
    state: () => readBackupState(profileDir),
    async run(destinations, signal): Promise<BackupOutcome[]> {
      try {
        return await runBackup({ profileDir, version, keys, now: Date.now(), destinations, skipUnchanged: true }, quietly(signal));
      } finally {
        tell();
      }
    },
    now: () => Date.now(),
    dayOf: (at) => new Intl.DateTimeFormat('sv').format(at),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onError,
  });
}
