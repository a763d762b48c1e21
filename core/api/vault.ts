import { z } from 'zod';
import { command, job, query } from '../call.ts';

/** Only its length is asked for: rules about characters make people write passphrases down. */
export const SHORTEST_PASSPHRASE = 8;
/** It is typed often, and keeps out who looks and not who takes the disk. */
export const SHORTEST_PASSWORD = 4;

const Typed = z.string().min(1).max(1_000);
const Passphrase = z.string().min(SHORTEST_PASSPHRASE).max(1_000);
const Password = z.string().min(SHORTEST_PASSWORD).max(1_000);

/** Minutes without a key or a pointer after which the app locks. */
export const LOCK_AFTER = [1, 5, 15, 60] as const;

/** How somebody shows that the profile is theirs: with what they know, or what the system knows of them. */
export const Proof = z.union([
  z.strictObject({ passphrase: Typed }),
  /** As it was typed, with or without spaces. */
  z.strictObject({ recoveryKey: Typed }),
  z.strictObject({ system: z.literal(true) }),
]);
export type Proof = z.infer<typeof Proof>;

export interface VaultState {
  /** The profile is encrypted on the disk. */
  encrypted: boolean;
  /** Of the system: whether there is one, and whether it opens the profile without a question. */
  keychain: 'none' | 'unused' | 'used';
  /** The keychain was to open the profile and could not. */
  keychainFailed: boolean;
  /** There is a recovery key, of this profile and of its backups. */
  recoveryKey: boolean;
  /** What is asked for by a locked app: the passphrase of an encrypted profile, or a password of the app's own; null where it does not lock. */
  asks: 'passphrase' | 'password' | null;
  /** In minutes; null where it locks only when told. */
  lockAfter: number | null;
  /** The system can ask who is there, such as by a fingerprint. */
  systemPrompt: boolean;
  /** Milliseconds until another try counts, after several wrong ones. */
  waitMs: number;
}

/** Bytes worked on, of those that there are to do. */
export interface ConversionProgress {
  done: number;
  total: number;
}

export const vault = {
  state: query<VaultState>()(z.void()),
  /** Opens a locked profile, or shows a locked app again. Errors: `wrong-passphrase`, `wrong-recovery-key`, `try-later` with `ms`, `no-system-prompt`. */
  unlock: command<void>()(Proof),
  /** Locks the app. Errors: `cannot-lock` where nothing could unlock it. */
  lock: command<void>()(z.void()),
  /** Somebody is there. */
  active: command<void>()(z.void()),
  /**
   * Encrypts the profile; the database is closed meanwhile, and `gate` tells how far it is. Gives the recovery key
   * where one was made. Errors: `already-encrypted`, `profile-in-use`, `disk-full`, `cancelled`.
   */
  encrypt: job<ConversionProgress, { recoveryKey: string | null }>()(z.strictObject({ passphrase: Passphrase, useKeychain: z.boolean() })),
  /** The other way. Errors: as `unlock`, `not-encrypted`, `profile-in-use`, `disk-full`, `cancelled`. */
  decrypt: job<ConversionProgress, void>()(z.strictObject({ proof: Proof })),
  /** Takes back what `encrypt` or `decrypt` has begun, until `gate` says that it is decided. */
  cancelConversion: command<void>()(z.void()),
  /** Errors: as `unlock`, `not-encrypted`. */
  changePassphrase: command<void>()(z.strictObject({ proof: Proof, next: Passphrase })),
  /** Makes another recovery key and gives it; the one before opens only what was made before. Errors: as `unlock`, `not-encrypted`. */
  newRecoveryKey: command<{ recoveryKey: string }>()(z.strictObject({ proof: Proof })),
  /** Whether the keychain opens the profile without a question. Errors: as `unlock`, `not-encrypted`, `no-keychain`. */
  setKeychain: command<void>()(z.strictObject({ proof: Proof, use: z.boolean() })),
  /**
   * When the app locks; and, of a profile that is not encrypted, the password that unlocks it: null takes it away, left
   * out it stays. `proof` is asked for where there is a password. Errors: as `unlock`, `cannot-lock`.
   */
  setLock: command<void>()(z.strictObject({ after: z.literal(LOCK_AFTER).nullable(), password: Password.nullable().optional(), proof: Proof.optional() })),
};
