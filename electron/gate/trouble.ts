// What an error that kept the database from opening, or broke off its use, says of the profile.
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import type { Trouble, TroubleKind } from '../../core/api/gate.ts';
import { CallError } from '../../core/call.ts';
import { ProfileError } from '../profile.ts';

const KINDS: readonly (readonly [RegExp, TroubleKind])[] = [
  [/^(damaged|SQLITE_CORRUPT.*)$/, 'damaged'],
  [/^(not-a-database|SQLITE_NOTADB)$/, 'not-a-database'],
  [/^not-kith$/, 'other-program'],
  [/^database-empty$/, 'empty'],
  [/^database-gone$/, 'database-gone'],
  [/^wal-missing$/, 'wal-missing'],
  [/^database-newer$/, 'newer'],
  [/^profile-in-use$/, 'in-use'],
  [/^(profile-full|SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT|disk-full)$/, 'disk-full'],
  [/^(read-only|SQLITE_READONLY.*|EACCES|EPERM|EROFS|profile-not-writable)$/, 'read-only'],
  [/^(profile-not-a-folder|ENOENT|ENOTDIR)$/, 'folder-gone'],
  [/^(cannot-read|cannot-open|SQLITE_IOERR.*|SQLITE_CANTOPEN.*|EIO)$/, 'unreadable'],
];

export interface TroublePlace {
  readonly profileDir: string;
  /** The person's own folder, told as `~`. */
  readonly home: string;
}

/** `error` is what was thrown, or only its code. */
export function troubleOf(error: unknown, found: Trouble['found'], { profileDir, home }: TroublePlace): Trouble {
  const code = codeOf(error);
  const kind = seen(KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'failed', profileDir);
  const holder = error instanceof ProfileError ? error.holder : undefined;
  const versions = error instanceof CallError && code === 'database-newer' ? (error.details as Trouble['versions']) : undefined;
  return {
    kind,
    found,
    code,
    folder: profileDir.startsWith(home) ? `~${profileDir.slice(home.length)}` : profileDir,
    ...(holder ? { holder } : {}),
    ...(versions ? { versions } : {}),
  };
}

/** What SQLite cannot tell apart: a folder that is gone, one that may not be written, and a disk that fails. */
function seen(kind: TroubleKind, profileDir: string): TroubleKind {
  if (kind !== 'unreadable' && kind !== 'read-only' && kind !== 'failed') return kind;
  if (!existsSync(profileDir) || !statSync(profileDir).isDirectory()) return 'folder-gone';
  if (kind !== 'unreadable') return kind;
  if (!mayWrite(profileDir)) return 'read-only';
  return freeBytes(profileDir) < NO_ROOM ? 'disk-full' : kind;
}

/** SQLite reports an error of the disk where it cannot make the file that its connections share, of 32 KiB. */
const NO_ROOM = 64 * 1024;

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
