import { join } from 'node:path';
import { CallError } from '../../core/call.ts';
import { removeCopies } from './copy.ts';
import { takeLock } from './disk.ts';

const lockOf = (profileDir: string): ReturnType<typeof takeLock> => takeLock(join(profileDir, 'backup.lock'), 0);

/** One backup of a profile at a time, whichever program makes it. What a killed one left in the profile is removed first. Errors: `backup-running`. */
export async function alone<T>(profileDir: string, run: () => Promise<T>): Promise<T> {
  const lock = lockOf(profileDir);
  if (!lock) throw new CallError('backup-running', 'A backup of this profile is being made already.');
  try {
    removeCopies(profileDir);
    return await run();
  } finally {
    lock.release();
  }
}

/** At a start: what a killed backup left in the profile, unless one is being made in a terminal. */
export function removeLeftCopies(profileDir: string): void {
  const lock = lockOf(profileDir);
  if (!lock) return;
  removeCopies(profileDir);
  lock.release();
}
