import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CallError } from '../core/call.ts';

/** Largest file that can be brought in, in bytes. */
const LARGEST = 4 * 1024 ** 3;

/** Files that somebody wants to import, kept in the profile until that is done or given up. */
export interface Uploads {
  /** Adds a piece; without an id it begins a new file. Errors: `upload-not-found`, `file-too-big`. */
  add(uploadId: string | undefined, bytes: Uint8Array): string;
  /** Where its bytes lie. Errors: `upload-not-found`. */
  path(uploadId: string): string;
  /** In bytes. */
  size(uploadId: string): number;
  discard(uploadId: string): void;
  /** Removes what earlier runs left behind. */
  clear(): void;
}

export function openUploads(profileDir: string): Uploads {
  const folder = join(profileDir, 'uploads');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (uploadId: string): string => {
    const path = join(folder, uploadId);
    if (!/^[0-9a-f]{32}$/.test(uploadId) || !existsSync(path)) throw new CallError('upload-not-found', 'This file is no longer here. Choose it again.');
    return path;
  };
  return {
    add(uploadId, bytes) {
      const id = uploadId ?? randomBytes(16).toString('hex');
      const path = uploadId === undefined ? join(folder, id) : pathOf(id);
      if (uploadId !== undefined && statSync(path).size + bytes.length > LARGEST) throw new CallError('file-too-big', 'Files larger than 4 GB cannot be imported.');
      appendFileSync(path, bytes, { mode: 0o600 });
      return id;
    },
    path: pathOf,
    size: (uploadId) => statSync(pathOf(uploadId)).size,
    discard: (uploadId) => rmSync(pathOf(uploadId), { force: true }),
    clear: () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
    },
  };
}
