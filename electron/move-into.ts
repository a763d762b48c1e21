import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Moves a complete file to its place and makes sure that the move itself is on the disk. */
export function moveInto(part: string, target: string): void {
  if (existsSync(target)) {
    rmSync(part);
    return;
  }
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  renameSync(part, target);
  syncFolder(dirname(target));
}

/** What was made, renamed or removed in a folder is on the disk after this. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } catch {
    // Windows cannot sync a folder; there the rename itself is durable.
  } finally {
    closeSync(folder);
  }
}
