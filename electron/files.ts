import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CallError } from '../core/call.ts';
import { type FileStore, PIECE } from './file-store.ts';
import { moveInto } from './move-into.ts';
import type { VaultKeys } from './vault/keys.ts';
import { sealedFiles } from './vault/sealed-files.ts';

export type { FileStore, FileWriter } from './file-store.ts';

/** With keys the files are encrypted, and so are their names. */
export function openFiles(profileDir: string, keys?: VaultKeys): FileStore {
  const root = join(profileDir, 'files');
  const incoming = join(profileDir, 'incoming');
  for (const folder of [root, incoming]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openFilesAt(root, incoming, keys);
}

/** `incoming` is a folder on the same disk for what is not whole yet. */
export const openFilesAt = (root: string, incoming: string, keys?: VaultKeys): FileStore => (keys ? sealedFiles(root, incoming, keys) : plainFiles(root, incoming));

function plainFiles(root: string, incoming: string): FileStore {
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
      const writer = this.begin();
      writer.add(bytes);
      return writer.end().hash;
    },
    begin() {
      const part = join(incoming, randomBytes(16).toString('hex'));
      const file = openSync(part, 'wx', 0o600);
      const hash = createHash('sha256');
      let size = 0;
      let isOpen = true;
      const close = () => {
        isOpen = false;
        closeSync(file);
      };
      return {
        add(bytes) {
          hash.update(bytes);
          size += writeSync(file, bytes);
        },
        end() {
          fsyncSync(file);
          close();
          const made = hash.digest('hex');
          moveInto(part, path(made));
          return { hash: made, size };
        },
        abandon() {
          if (!isOpen) return;
          close();
          rmSync(part);
        },
      };
    },
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
    *pieces(hash) {
      for (let offset: number | null = 0; offset !== null; ) {
        const { bytes, next }: { bytes: Uint8Array; next: number | null } = this.read(hash, offset);
        yield bytes;
        offset = next;
      }
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
