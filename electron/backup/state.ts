// What this device knows of its backups, in a file of its own: it can be read when the database cannot. It holds no
// secret that opens a backup.
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupFailure } from '../../core/api/backup.ts';
import { ROTATION } from '../../core/backup/rotation.ts';
import { CallError } from '../../core/call.ts';
import { syncFolder, withLock } from './disk.ts';

export const STATE_NAME = 'backups.json';

const Instant = z.number().int();
const Bytes = z.base64();

export const Destination = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** Why the last backup into it failed; null when it did not. */
  failure: BackupFailure.nullable(),
  failedAt: Instant.nullable(),
});
export type Destination = z.infer<typeof Destination>;

export const BackupRecord = z.object({
  name: z.string(),
  /** The id of a destination. */
  destination: z.string(),
  at: Instant,
  bytes: z.number(),
  /** Of the file as it lies there. */
  sha256: z.string(),
  /** How many rows that are shown, by kind. */
  counts: z.record(z.string(), z.number()),
  /** How many attachments it needs, and their bytes. */
  files: z.object({ count: z.number(), bytes: z.number() }),
  /** Of the records it was made from: the next is the same where nothing changed. */
  fingerprint: z.string(),
  /** When it was last read back and found whole. */
  verifiedAt: Instant.nullable(),
  /** When a whole profile was last restored from it into a temporary place and compared. */
  provenAt: Instant.nullable(),
});
export type BackupRecord = z.infer<typeof BackupRecord>;

const State = z.object({
  format: z.literal(1),
  /** Says whose a backup is: of this profile, and not another. */
  profile: z.string(),
  /** The public half of the recovery key; null before it was made. */
  recipient: z.string().nullable(),
  keyMadeAt: Instant.nullable(),
  /** When the key was last typed right. */
  keyTypedAt: Instant.nullable(),
  /** When it is asked for again. */
  keyAskAt: Instant.nullable().default(null),
  /** The recovery key as the system's keychain wrapped it. */
  keychain: Bytes.nullable(),
  /** The recovery key behind a passphrase: an age file, which lies beside the backups too. */
  passphraseFile: Bytes.nullable(),
  /** Names the attachments beside backups, so that nobody can tell from the names what they are. */
  nameKey: Bytes,
  /** Daily and on quit; without it only when somebody asks. */
  automatic: z.boolean(),
  rotation: z.object({ daily: z.number().int(), weekly: z.number().int(), monthly: z.number().int() }),
  destinations: z.array(Destination),
  backups: z.array(BackupRecord),
});
export type BackupState = z.infer<typeof State>;

/** Errors: `backup-state-damaged`, `backup-state-newer`. */
export function readBackupState(profileDir: string): BackupState {
  return parse(profileDir) ?? fresh();
}

/** Reads, changes and keeps the state, and no other program does meanwhile. Gives what it is now. Errors: as `readBackupState`. */
export function changeBackupState(profileDir: string, change: (state: BackupState) => void): BackupState {
  return withLock(join(profileDir, 'backups.lock'), () => {
    const state = readBackupState(profileDir);
    change(state);
    keep(profileDir, State.parse(state));
    return state;
  });
}

/** Stands in the names of files that a run of this profile has not finished. */
export const markOf = ({ profile }: BackupState): string => profile.slice(0, 8);

function fresh(): BackupState {
  return {
    format: 1,
    profile: randomUUID(),
    recipient: null,
    keyMadeAt: null,
    keyTypedAt: null,
    keyAskAt: null,
    keychain: null,
    passphraseFile: null,
    nameKey: randomBytes(32).toString('base64'),
    automatic: true,
    rotation: { ...ROTATION },
    destinations: [],
    backups: [],
  };
}

function parse(profileDir: string): BackupState | undefined {
  let text: string;
  try {
    text = readFileSync(join(profileDir, STATE_NAME), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  const value = jsonOf(text);
  const format = z.object({ format: z.number() }).safeParse(value).data?.format ?? 0;
  if (format > 1) throw new CallError('backup-state-newer', `${STATE_NAME} in the profile was written by a newer Kith. Update Kith.`);
  const state = State.safeParse(value);
  if (!state.success) throw new CallError('backup-state-damaged', `${STATE_NAME} in the profile cannot be read. The backups themselves are not touched by that; move the file away and set backups up again.`);
  return state.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keep(profileDir: string, state: BackupState): void {
  const path = join(profileDir, STATE_NAME);
  const part = `${path}.part`;
  rmSync(part, { force: true });
  const file = openSync(part, 'wx', 0o600);
  try {
    writeSync(file, JSON.stringify(state, null, 2));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  syncFolder(profileDir);
}
