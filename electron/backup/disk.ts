import Database from 'better-sqlite3';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { BackupFailure } from '../../core/api/backup.ts';

/** Makes sure that a rename in the folder is on the disk. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } catch (cause) {
    // Windows and some network shares cannot sync a folder; there the rename itself is durable.
    if (!['EPERM', 'EINVAL', 'ENOTSUP', 'EISDIR', 'EBADF'].includes(codeOf(cause))) throw cause;
  } finally {
    closeSync(folder);
  }
}

/** A lock that the system frees when this process dies, however it dies; undefined where another has it for longer than that. */
export function takeLock(path: string, waitMs: number): { release(): void } | undefined {
  const lock = new Database(path, { timeout: waitMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => void lock.close() };
  } catch (cause) {
    lock.close();
    if (codeOf(cause).startsWith('SQLITE_BUSY')) return undefined;
    throw cause;
  }
}

/** Runs something that takes moments while nobody else runs the like. */
export function withLock<T>(path: string, run: () => T): T {
  const lock = takeLock(path, 10_000);
  if (!lock) throw new Error(`${path} stays locked`);
  try {
    return run();
  } finally {
    lock.release();
  }
}

export const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

/** What a failure of a destination's disk means; undefined for one that is none. */
export function diskFailure(cause: unknown): BackupFailure | undefined {
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'folder-gone';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not-allowed';
  return /^E[A-Z]+$/.test(code) ? 'not-written' : undefined;
}
