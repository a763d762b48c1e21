// The functions behind the calls of the group `vault`, in the main process. Whoever is not let in yet may ask for the
// state and try to come in; everything else needs an open profile, and what weakens its protection a proof as well.
import type { GateState } from '../../core/api/gate.ts';
import type { ConversionProgress, Proof, vault as vaultGroup } from '../../core/api/vault.ts';
import { CallError, type GroupHandlers } from '../../core/call.ts';
import { type Gate, notOpen } from '../gate/gate.ts';
import type { Idle } from './idle.ts';
import { runConversion } from './run-conversion.ts';
import type { Vault } from './vault.ts';
import type { VaultFile } from './vault-file.ts';
import { keysOf } from './keys.ts';

export interface VaultContext {
  readonly gate: Gate;
  readonly vault: Vault;
  readonly idle: Pick<Idle, 'active'>;
  readonly profileDir: string;
}

type Job = { signal: AbortSignal; progress: (value: ConversionProgress) => void };

export function vaultCalls({ gate, vault, idle, profileDir }: VaultContext): GroupHandlers<typeof vaultGroup> {
  const needsOpen = () => {
    if (gate.state.kind !== 'open') throw notOpen();
  };
  const needsProof = async (proof: Proof) => {
    needsOpen();
    await vault.prove(proof);
  };

  /** How the conversion that runs is cancelled; it answers on any page. */
  let cancel: (() => void) | undefined;

  async function convert(secret: Uint8Array, file: VaultFile | undefined, { signal, progress }: Job): Promise<void> {
    const to = file ? 'encrypted' : 'plain';
    const showing = (done: number, total: number, isDecided: boolean): GateState => ({ kind: 'converting', to, done, total, isDecided });
    const byAnyPage = new AbortController();
    cancel = () => byAnyPage.abort();
    await gate.closeFor(async () => {
      await runConversion({ profileDir, keys: keysOf(secret), vault: file }, AbortSignal.any([signal, byAnyPage.signal]), ({ done, total, isDecided }) => {
        gate.show(showing(done, total, isDecided));
        progress({ done, total });
      });
      vault.entered(file ? secret : undefined);
    }, showing(0, 1, false));
  }

  return {
    state: () => vault.state(),
    unlock: async (proof) => {
      if (gate.state.kind !== 'locked') return;
      await vault.prove(proof);
      idle.active();
      await gate.unlock();
    },
    lock: async () => {
      needsOpen();
      if (vault.asks === null) throw new CallError('cannot-lock', 'Choose a password first: nothing else could unlock Kith.');
      await gate.lock('asked', { closes: false });
    },
    active: () => {
      if (gate.state.kind === 'open') idle.active();
    },
    encrypt: async ({ passphrase, useKeychain }, job) => {
      needsOpen();
      const { secret, vault: file, recoveryKey } = await vault.prepare(passphrase, useKeychain);
      await convert(secret, file, job);
      return { recoveryKey };
    },
    decrypt: async ({ proof }, job) => {
      await needsProof(proof);
      await convert(vault.secret(), undefined, job);
    },
    cancelConversion: () => cancel?.(),
    changePassphrase: async ({ proof, next }) => {
      await needsProof(proof);
      await vault.changePassphrase(next);
    },
    newRecoveryKey: async ({ proof }) => {
      await needsProof(proof);
      return { recoveryKey: await vault.newRecoveryKey() };
    },
    setKeychain: async ({ proof, use }) => {
      await needsProof(proof);
      await vault.setKeychain(use);
    },
    setLock: async ({ after, password, proof }) => {
      needsOpen();
      if (vault.asks === 'password' || (vault.asks === 'passphrase' && isLess(after, vault.lockAfterMinutes))) {
        if (!proof) throw new CallError('needs-proof', 'Say the password or the passphrase as well.');
        await vault.prove(proof);
      }
      await vault.setLock(after, password);
      idle.active();
    },
  };
}

/** Whether it locks later than before, or not at all any longer. */
const isLess = (after: number | null, before: number | null): boolean => before !== null && (after === null || after > before);
