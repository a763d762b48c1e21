import { existsSync, realpathSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { api } from '../core/api/index.ts';
import { relayCalls } from '../core/relay.ts';
import type { App, AppPorts } from './app-port.ts';
import { gateHandlers, gateWires } from './gate/calls.ts';
import { Gate } from './gate/gate.ts';
import { rebuiltHere } from './gate/recovery.ts';
import { troubleOf } from './gate/trouble.ts';
import { startWorkers } from './gate/workers.ts';
import { everythingCalls } from './import/everything/calls.ts';
import { restoreCalls } from './restore/calls.ts';
import { keepDrill } from './restore/keep-drill.ts';
import { syncedFolderAbove } from './synced-folder.ts';
import { kithVersion } from './version.ts';
import { vaultCalls } from './vault/calls.ts';
import { Idle } from './vault/idle.ts';
import type { VaultKeys } from './vault/keys.ts';
import { recoveryKeysOf } from './vault/recovery-keys.ts';
import { Vault } from './vault/vault.ts';
import type { WorkerData } from './workers/worker-data.ts';

/**
 * Opens the database of a profile in workers of its own. Where that cannot be it stands at the gate: pages get
 * `not-open` for everything that needs the database, and `gate.state` says why. Errors: `wrong-passphrase` where one
 * is given.
 */
export async function openApp(profileDir: string, ports: AppPorts, host: WorkerData['host'] = 'browser'): Promise<App> {
  const vault = new Vault(profileDir, { now: Date.now, recovery: recoveryKeysOf(profileDir, Date.now), keychain: ports.keychain, systemPrompt: ports.systemPrompt });
  if (ports.passphrase && vault.isEncrypted) await vault.prove({ passphrase: ports.passphrase() });
  const wires = gateWires();
  const relay = relayCalls(api, undefined, { onError: (error) => ports.log({ level: 'error', code: 'relay', error }), beside: wires.beside });
  /** Of an encrypted profile while it is unlocked. */
  let keys: VaultKeys | undefined;
  const gate: Gate = new Gate({
    relay,
    open: async (onTrouble) => {
      ports.takeProfile?.();
      keys = await vault.keys();
      return startWorkers({ ...workerData(profileDir, host), keys }, { ...ports, onTrouble });
    },
    troubleOf: (error, found) => troubleOf(error, found, { profileDir, home: homedir() }),
    rebuilt: () => rebuiltHere(profileDir),
    tell: (state) => served.emit('gate', state),
    log: ports.log,
  });
  const lock = async (why: 'start' | 'idle'): Promise<void> => {
    if (gate.state.kind === 'open' && vault.asks !== null) await gate.lock(why, { closes: false });
  };
  const idle = new Idle({ now: Date.now, minutes: () => vault.lockAfterMinutes, after, lock: () => void lock('idle') });
  const stopHearing = ports.onScreenLock?.(() => idle.left());
  const served = wires.serve({ ...gateHandlers({ gate, profileDir, log: ports.log, keys: () => keys, setKeys: (next) => (keys = next), quit: () => ports.quit?.() }), vault: vaultCalls({ gate, vault, idle, profileDir }), restore: restoreCalls({ gate, profileDir, keys: () => keys, keychain: ports.keychain, chooseFolder: ports.chooseFolder }), everything: everythingCalls({ gate, profileDir, keys: () => keys, chooseFolder: ports.chooseFolder }) }, ports.log);
  const drills = keepDrill({ gate, profileDir, keys: () => keys, keychain: ports.keychain, onError: (error) => ports.log({ level: 'error', code: 'drill', error }) });
  await gate.open();
  drills.start(ports.drillAfterMs);
  // Else to start Kith anew would be a way round the lock.
  if (vault.locksAtStart) await lock('start');

  let closing: Promise<void> | undefined;
  return {
    connect: (page, own) => relay.connect(page, own),
    close: () => (closing ??= closeAll()),
  };

  async function closeAll(): Promise<void> {
    stopHearing?.();
    idle.stop();
    await drills.stop();
    served.close();
    relay.close();
    wires.close();
    await gate.close();
  }
}

const workerData = (profileDir: string, host: WorkerData['host']): WorkerData => ({
  profileDir,
  version: kithVersion(),
  host,
  syncedBy: syncedFolderAbove(realpathSync(profileDir), existsSync, process.env['OneDrive'])?.service,
  memberName: userInfo().username,
});

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
