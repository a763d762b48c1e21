// Where a person wants a file: looked at before anything is written, so that what is wrong is said of their words and
// not of a file that they never heard of.
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CallError } from '../../core/call.ts';

/** A whole path for a file or folder that is to be made. Errors: `no-such-folder`. */
export function pathInFolder(named: string): string {
  const path = resolve(named);
  const folder = dirname(path);
  if (!isFolder(folder)) throw noFolder(folder);
  return path;
}

/** The same for a file, which may be there and is written over. Errors: `no-such-folder`, `is-a-folder`. */
export function pathOfFile(named: string): string {
  if (/[\\/]$/.test(named) && !isFolder(resolve(named))) throw noFolder(resolve(named));
  const path = pathInFolder(named);
  if (isFolder(path)) throw new CallError('is-a-folder', `"${path}" is a folder. Name a file in it.`);
  return path;
}

export const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

const noFolder = (folder: string): CallError => new CallError('no-such-folder', `There is no folder "${folder}". Make it first, or name another.`);
