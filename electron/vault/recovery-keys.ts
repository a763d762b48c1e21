import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { changeBackupState, readBackupState } from '../backup/state.ts';
import type { RecoveryKeys } from './vault.ts';

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
