import { keptIdentity } from '../backup/keys.ts';
import { readBackupState } from '../backup/state.ts';
import type { Gate } from '../gate/gate.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { Keychain } from '../vault/slots.ts';
import { DrillKeeper } from './drill-keeper.ts';
import { lastReport } from './drill-report.ts';
import { runTask } from './task.ts';

interface KeepPorts {
  gate: Pick<Gate, 'state'>;
  profileDir: string;
  keys: () => VaultKeys | undefined;
  keychain: Keychain | undefined;
  onError: (error: unknown) => void;
}

/** What the main process does so that backups are known to restore: it has the keychain. */
export function keepDrill({ gate, profileDir, keys, keychain, onError }: KeepPorts): DrillKeeper {
  return new DrillKeeper({
    last() {
      const report = lastReport(profileDir);
      return report ? { at: report.provenAt, passed: report.results.every(({ failure }) => failure === null) } : undefined;
    },
    canRun() {
      if (gate.state.kind !== 'open' || !keychain) return false;
      const state = readBackupState(profileDir);
      return state.keychain !== null && state.backups.length > 0;
    },
    async run(signal) {
      const identity = await keptIdentity(readBackupState(profileDir), keychain);
      if (identity === undefined) return;
      await runTask('drill', { profileDir, keys: keys(), secret: { kind: 'key', text: identity }, destination: undefined }, { signal, progress: () => undefined });
    },
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
    onError,
  });
}
