// The profile: a folder that only its owner reads, with the database in it, and one writing program at a time.
import Database from 'better-sqlite3';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, posix, win32 } from 'node:path';
import * as z from 'zod';
import { clearBeside } from './import/everything/beside.ts';
import { finishConversion } from './vault/moves.ts';

/** Who holds a profile. `since` is in milliseconds since 1970. */
export type Holder = { readonly pid: number; readonly host: string; readonly program: string; readonly since: number };
export type ProfileErrorCode = 'profile-in-use' | 'profile-not-a-folder' | 'profile-not-writable' | 'profile-full';

export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly code: ProfileErrorCode;
  /** Who has it, where the code is `profile-in-use` and the holder has said so. */
  readonly holder: Holder | undefined;
  constructor(code: ProfileErrorCode, message: string, holder?: Holder) {
    super(message);
    this.code = code;
    this.holder = holder;
  }
}

export type Profile = {
  readonly dir: string;
  /** Lets the next program have it. */
  release(): void;
};

export type Place = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Where this system keeps the data of programs. */
export function defaultProfileDir({ platform, home, environment }: Place): string {
  if (platform === 'win32') return win32.join(environment['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Kith');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Kith');
  const dataHome = environment['XDG_DATA_HOME'];
  // A relative path is to be ignored, says the XDG base directory specification.
  return posix.join(dataHome && posix.isAbsolute(dataHome) ? dataHome : posix.join(home, '.local', 'share'), 'kith');
}

/**
 * Makes the folder where it is missing, for its owner only, and takes its lock. The system frees the lock
 * when this process dies, however it dies.
 * @throws ProfileError
 */
export function openProfile(dir: string, program: string, now: number): Profile {
  makeFolder(dir);
  // SQLite reads this when it is first used: what it sets aside while it writes a database anew stays on this disk.
  process.env['SQLITE_TMPDIR'] ??= dir;
  const lock = takeLock(dir);
  try {
    finishConversion(dir);
    clearBeside(dir);
  } catch (error) {
    lock.close();
    throw error;
  }
  const note = join(dir, 'lock.json');
  const holder: Holder = { pid: process.pid, host: hostname(), program, since: now };
  writeFileSync(note, JSON.stringify(holder), { mode: 0o600 });
  let held = true;
  return {
    dir,
    release() {
      if (!held) return;
      held = false;
      rmSync(note, { force: true });
      lock.close();
    },
  };
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    if ((statSync(dir).mode & 0o077) !== 0) chmodSync(dir, 0o700);
  } catch (error) {
    throw folderError(dir, error);
  }
}

/** An exclusive transaction on a database of its own: unlike a file that names a process, it cannot be left behind. */
function takeLock(dir: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(dir, 'lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (codeOf(error)?.startsWith('SQLITE_BUSY')) throw inUse(dir);
    throw folderError(dir, error);
  }
}

const HolderNote = z.object({ pid: z.number(), host: z.string(), program: z.string(), since: z.number() });

function inUse(dir: string): ProfileError {
  const holder = readHolder(dir);
  const who = holder ? `${holder.program} (process ${holder.pid} on ${holder.host})` : 'Another program';
  return new ProfileError('profile-in-use', `${who} has the profile ${dir} open: close it there, or choose another with --profile DIR`, holder);
}

/** The note is written after the lock is taken, so that it may be missing or half there for a moment. */
function readHolder(dir: string): Holder | undefined {
  try {
    return HolderNote.parse(JSON.parse(readFileSync(join(dir, 'lock.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

const CODES: Readonly<Record<string, { code: ProfileErrorCode; why: string }>> = {
  EEXIST: { code: 'profile-not-a-folder', why: 'is a file and not a folder: choose another with --profile DIR' },
  ENOTDIR: { code: 'profile-not-a-folder', why: 'lies below a file: choose another with --profile DIR' },
  EACCES: { code: 'profile-not-writable', why: 'may not be written by you: change its permissions, or choose another with --profile DIR' },
  EPERM: { code: 'profile-not-writable', why: 'may not be written by you: change its permissions, or choose another with --profile DIR' },
  EROFS: { code: 'profile-not-writable', why: 'lies on a disk that is read-only: choose another with --profile DIR' },
  ENOENT: { code: 'profile-not-writable', why: 'cannot be made there: choose another with --profile DIR' },
  ENOSPC: { code: 'profile-full', why: 'lies on a disk that is full: make room, then start again' },
  SQLITE_CANTOPEN: { code: 'profile-not-writable', why: 'may not be written by you: change its permissions, or choose another with --profile DIR' },
  SQLITE_READONLY: { code: 'profile-not-writable', why: 'may not be written by you: change its permissions, or choose another with --profile DIR' },
  SQLITE_FULL: { code: 'profile-full', why: 'lies on a disk that is full: make room, then start again' },
};

function folderError(dir: string, error: unknown): unknown {
  const code = codeOf(error) ?? '';
  const known = CODES[code] ?? CODES[code.split('_').slice(0, 2).join('_')];
  return known ? new ProfileError(known.code, `The profile ${dir} ${known.why}`) : error;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
