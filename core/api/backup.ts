import { z } from 'zod';
import { command, job, query } from '../call.ts';

/** Why a backup could not be kept in a place. It is tried again by itself. */
export const BackupFailure = z.enum([
  'folder-gone',
  'not-granted',
  'not-allowed',
  'disk-full',
  /** There is no room for the copy that is made in the profile first. */
  'profile-full',
  /** The database itself is damaged: nothing was backed up, and nothing older was removed. */
  'damaged',
  /** What was read back was not what had been written. */
  'not-verified',
  'not-written',
]);
export type BackupFailure = z.infer<typeof BackupFailure>;

export interface BackupDestination {
  id: string;
  /** Of the folder; the page knows no path. */
  name: string;
  failure: BackupFailure | null;
  failedAt: number | null;
  /** When the newest backup there was made, and last found whole. */
  lastAt: number | null;
  lastVerifiedAt: number | null;
}

export interface BackupStatus {
  /**
   * `none`: backups cannot begin. `typedAt`: when somebody last proved that they have it; null where nobody did yet.
   * `isAskedFor`: the page asks for it now, a week after it was made and then twice a year.
   */
  key: { kind: 'none' } | { kind: 'made'; madeAt: number; typedAt: number | null; isAskedFor: boolean };
  hasPassphrase: boolean;
  /** The system keeps the key too, so that restores and drills on this device ask for nothing. */
  isInKeychain: boolean;
  automatic: boolean;
  destinations: BackupDestination[];
  /** Granted folders that are no destination yet. */
  folders: { token: string; name: string }[];
  /** Whether `chooseFolder` can ask with the dialog of the system; else folders are granted in the terminal. */
  canChooseFolder: boolean;
}

/** A backup that lies in a destination. Times are in milliseconds since 1970. */
export interface BackupView {
  destination: string;
  name: string;
  at: number;
  /** Of the file itself, and of the attachments that it needs beside it. */
  bytes: number;
  files: { count: number; bytes: number };
  /** How many records it has, by kind: `person`, `organisation`, `entry`, `reminder`, `deal`. */
  counts: Record<string, number>;
  verifiedAt: number | null;
  provenAt: number | null;
}

export interface BackupProgress {
  phase: 'copying' | 'storing' | 'writing' | 'verifying';
  /** Bytes of this phase; both 0 where that is not known. */
  done: number;
  total: number;
}

/** What came of each destination. `unchanged`: nothing changed since the backup that was found whole there. */
export interface BackupOutcome {
  destination: string;
  kind: 'made' | 'unchanged' | 'failed';
  name: string | null;
  failure: BackupFailure | null;
}

/** Typed or pasted; spaces, hyphens, lines and case mean nothing. */
const TypedKey = z.string().max(500);

/** Shorter ones are guessed too easily by who has the file. */
export const SHORTEST_PASSPHRASE = 12;
const Passphrase = z.string().min(SHORTEST_PASSPHRASE).max(1_000);

const DestinationId = z.string().min(1).max(60);

export const backup = {
  status: query<BackupStatus>()(z.void()),
  /** All that are known of, newest first. */
  list: query<BackupView[]>()(z.void()),
  /**
   * Makes a recovery key and tells it once, whole and in groups to print. It counts only when `typeKey` was given it;
   * until then it lies in the memory of this program alone. Backups made before stay behind the key of their time.
   * Errors: `key-exists` where there is one and `replace` is not true.
   */
  makeKey: command<{ key: string; groups: string[] }>()(z.strictObject({ replace: z.boolean().optional() })),
  /**
   * Proves that somebody has the key: the one just made, which now counts, or the one there is. Where backups have none
   * yet, the key that opens an encrypted profile becomes theirs as well.
   * Errors: `recovery-key-short`, `recovery-key-long` ({ have, need }), `recovery-key-mistyped` ({ group? }), `other-key`, `no-key`.
   */
  typeKey: command<void>()(z.strictObject({ typed: TypedKey })),
  /** Asks for the key again in another week. */
  askLater: command<void>()(z.void()),
  /**
   * Puts the key behind a passphrase too, in a file beside the backups. Errors: those of `typeKey`, and `key-needed`
   * where this program does not have the key at hand and `typed` is missing.
   */
  setPassphrase: command<void>()(z.strictObject({ passphrase: Passphrase, typed: TypedKey.optional() })),
  /** Removes the file of the passphrase from wherever it can be reached. */
  removePassphrase: command<void>()(z.void()),
  /** Asks for a folder with the dialog of the system, and grants it; null when nothing was chosen. Errors: `no-dialog`. */
  chooseFolder: command<{ token: string; name: string } | null>()(z.void()),
  /** Errors: `no-key`, `not-granted`, `in-profile` for a folder within the profile itself. The same folder again is the same destination. */
  addDestination: command<{ id: string }>()(z.strictObject({ folder: z.string().min(1).max(100) })),
  /** What lies there stays there. */
  removeDestination: command<void>()(z.strictObject({ id: DestinationId })),
  /** Daily and on quit, by itself. */
  setAutomatic: command<void>()(z.strictObject({ automatic: z.boolean() })),
  /** Backs up into every destination, or one. Errors: `no-key`, `no-destination`, `backup-running`, `cancelled`; what a destination met is an outcome. */
  run: job<BackupProgress, BackupOutcome[]>()(z.strictObject({ destination: DestinationId.optional() })),
  /** A backup with everything inside, as a file in the store; `files.read` gives its bytes. Errors: `no-key`, `backup-running`, `cancelled`, `backup-failed` ({ failure }). */
  save: job<BackupProgress, { hash: string; size: number; name: string }>()(z.void()),
};
