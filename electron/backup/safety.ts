// Copies of the database in the profile itself, before something is done to it that undo does not take back. They
// need no key of backups: each is as the database is, encrypted with its key where that is.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { vacuumInto } from './copy.ts';
import { syncFolder } from './disk.ts';

export type SafetyReason = 'migration' | 'restore';

/** How many stay, whatever they were made for. */
const KEPT = 3;

const NAME = /^\d{4}-\d\d-\d\d \d{6}\.\d{3}Z (?:migration|restore)\.sqlite$/;

export const safetyFolder = (profileDir: string): string => join(profileDir, 'safety');

/** Gives where the copy lies. The last three are kept; older ones go when the new one is on the disk. Errors: those of SQLite and of the disk. */
export function makeSafetyCopy(profileDir: string, reason: SafetyReason, key: Uint8Array | undefined, now: number): string {
  const folder = safetyFolder(profileDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
  const path = join(folder, `${new Date(now).toISOString().replace('T', ' ').replaceAll(':', '')} ${reason}.sqlite`);
  const part = `${path}.part`;
  vacuumInto(join(profileDir, DATABASE_NAME), part, key);
  const file = openSync(part, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  syncFolder(folder);
  for (const name of safetyCopies(profileDir).slice(KEPT)) rmSync(join(folder, name), { force: true });
  return path;
}

/** Their names, newest first. */
export function safetyCopies(profileDir: string): string[] {
  const folder = safetyFolder(profileDir);
  return existsSync(folder) ? readdirSync(folder).filter((name) => NAME.test(name)).sort().reverse() : [];
}

/** Who is removed for good is removed from these too. */
export function removeSafetyCopies(profileDir: string): void {
  rmSync(safetyFolder(profileDir), { recursive: true, force: true });
}
