import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CallError } from '../core/call.ts';

/** Largest piece that goes through a call, in bytes. */
const PIECE = 1024 * 1024;

/**
 * The files of a profile, each once, under the SHA-256 of its content, without name or type. Uploads come
 * in pieces into `incoming` and move to their place when the last has come and is on the disk.
 */
export interface FileStore {
  /** With `expected` a file of any other hash is thrown away, and its hash is null. */
  put(uploadId: string | undefined, bytes: Uint8Array, last: boolean, expected?: string): { uploadId: string; hash: string | null; size: number };
  /** Stores bytes that are here already, in one go, and gives their hash. */
  keep(bytes: Uint8Array): string;
  /** Takes in a finished file from the same disk by moving it. */
  adopt(from: string, hash: string): void;
  /** Errors: `file-not-found`. */
  read(hash: string, offset: number): { bytes: Uint8Array; size: number; next: number | null };
  has(hash: string): boolean;
  /** In bytes; 0 where there is no such file. */
  size(hash: string): number;
  path(hash: string): string;
  remove(hash: string): void;
  /** Hashes of all files there are. */
  list(): string[];
  /** Removes what earlier runs began and did not finish. */
  clearUnfinished(): void;
}

export function openFiles(profileDir: string): FileStore {
  const root = join(profileDir, 'files');
  const incoming = join(profileDir, 'incoming');
  for (const folder of [root, incoming]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new CallError('file-not-found', 'This file no longer exists.');
    return join(root, hash.slice(0, 2), hash);
  };
  const uploadPath = (uploadId: string): string => {
    if (!/^[0-9a-f]{32}$/.test(uploadId)) throw new CallError('upload-not-found', 'This upload is over. Start it again.');
    return join(incoming, uploadId);
  };

  return {
    put(uploadId, bytes, last, expected) {
      if (bytes.length > PIECE) throw new CallError('bad-input', 'A piece of a file is at most 1 MiB.');
      const id = uploadId ?? randomBytes(16).toString('hex');
      const part = uploadPath(id);
      if (uploadId !== undefined && !existsSync(part)) throw new CallError('upload-not-found', 'This upload is over. Start it again.');
      const file = openSync(part, 'a', 0o600);
      try {
        writeSync(file, bytes);
        if (last) fsyncSync(file);
      } finally {
        closeSync(file);
      }
      const size = statSync(part).size;
      if (!last) return { uploadId: id, hash: null, size };
      const hash = hashFile(part);
      if (expected !== undefined && hash !== expected) {
        rmSync(part);
        return { uploadId: id, hash: null, size };
      }
      moveInto(part, path(hash));
      return { uploadId: id, hash, size };
    },
    keep(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      if (existsSync(path(hash))) return hash;
      const part = join(incoming, randomBytes(16).toString('hex'));
      const file = openSync(part, 'wx', 0o600);
      try {
        writeSync(file, bytes);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      moveInto(part, path(hash));
      return hash;
    },
    adopt: (from, hash) => moveInto(from, path(hash)),
    read(hash, offset) {
      const at = path(hash);
      if (!existsSync(at)) throw new CallError('file-not-found', 'This file is not on this device.');
      const { size } = statSync(at);
      const bytes = Buffer.alloc(Math.max(0, Math.min(PIECE, size - offset)));
      const file = openSync(at, 'r');
      try {
        readSync(file, bytes, 0, bytes.length, offset);
      } finally {
        closeSync(file);
      }
      const end = offset + bytes.length;
      return { bytes: new Uint8Array(bytes), size, next: end < size ? end : null };
    },
    has: (hash) => existsSync(path(hash)),
    size: (hash) => (/^[0-9a-f]{64}$/.test(hash) ? (statSync(path(hash), { throwIfNoEntry: false })?.size ?? 0) : 0),
    path,
    remove: (hash) => rmSync(path(hash), { force: true }),
    list: () => readdirSync(root).flatMap((folder) => (/^[0-9a-f]{2}$/.test(folder) ? readdirSync(join(root, folder)) : [])),
    clearUnfinished() {
      for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
    },
  };
}

/** Moves a complete file to its place and makes sure that the move itself is on the disk. */
function moveInto(part: string, target: string): void {
  if (existsSync(target)) {
    rmSync(part);
    return;
  }
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  renameSync(part, target);
  const folder = openSync(dirname(target), 'r');
  try {
    fsyncSync(folder);
  } catch {
    // Windows cannot sync a folder; there the rename itself is durable.
  } finally {
    closeSync(folder);
  }
}

function hashFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(PIECE);
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
