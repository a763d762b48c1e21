import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { changeBackupState, readBackupState } from '../backup/state.ts';
import { unwrapByIdentity } from './slots.ts';
import type { RecoveryKeys } from './vault.ts';
import { readVault } from './vault-file.ts';

/** It was shown and never typed: whether somebody has it is asked a week later. */
const ASKED_AFTER_MS = 7 * 24 * 60 * 60_000;

/** One recovery key opens the backups of a profile and, where that is encrypted, the profile itself. */
export function recoveryKeysOf(profileDir: string, now: () => number): RecoveryKeys {
  return {
    recipient: () => readBackupState(profileDir).recipient ?? undefined,
    async make() {
      const key = await generateX25519Identity();
      const recipient = await identityToRecipient(key);
      // What was wrapped before was the key before.
      changeBackupState(profileDir, (state) => Object.assign(state, { recipient, keyMadeAt: now(), keyTypedAt: null, keyAskAt: now() + ASKED_AFTER_MS, keychain: null, passphraseFile: null }));
      return { recipient, key };
    },
  };
}

/** Whether a recovery key is that of an encrypted profile, whatever is known of its backups. */
export async function opensProfile(profileDir: string, identity: string): Promise<boolean> {
  const vault = readVault(profileDir);
  if (!vault) return false;
  return unwrapByIdentity(vault.recovery, identity).then(
    () => true,
    () => false,
  );
}
