import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Readable, pipeline } from 'node:stream';
import { CallError } from '../core/call.ts';
import { type VaultKeys, derive } from './vault/keys.ts';

/** Largest file that can be brought in, in bytes. */
const LARGEST = 4 * 1024 ** 3;

/** A file to be brought in. `key` is there when it lies encrypted. */
export interface UploadedFile {
  readonly path: string;
  readonly key?: Uint8Array | undefined;
}

/** Files that somebody wants to import, kept in the profile until that is done or given up. */
export interface Uploads {
  /** Adds a piece; without an id it begins a new file. Errors: `upload-not-found`, `file-too-big`. */
  add(uploadId: string | undefined, bytes: Uint8Array): string;
  /** Where its bytes lie; `readUpload` reads them. Errors: `upload-not-found`. */
  file(uploadId: string): UploadedFile;
  /** In bytes. */
  size(uploadId: string): number;
  discard(uploadId: string): void;
  /** Removes what earlier runs left behind. */
  clear(): void;
}

export function openUploads(profileDir: string, keys?: VaultKeys): Uploads {
  const folder = join(profileDir, 'uploads');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (uploadId: string): string => {
    const path = join(folder, uploadId);
    if (!/^[0-9a-f]{32}$/.test(uploadId) || !existsSync(path)) throw new CallError('upload-not-found', 'This file is no longer here. Choose it again.');
    return path;
  };
  const keyOf = (uploadId: string): Uint8Array | undefined => keys && derive(keys.uploads, uploadId);
  return {
    add(uploadId, bytes) {
      const id = uploadId ?? randomBytes(16).toString('hex');
      const path = uploadId === undefined ? join(folder, id) : pathOf(id);
      const size = uploadId === undefined ? 0 : statSync(path).size;
      if (size + bytes.length > LARGEST) throw new CallError('file-too-big', 'Files larger than 4 GB cannot be imported.');
      const key = keyOf(id);
      appendFileSync(path, key ? turned(bytes, key, size) : bytes, { mode: 0o600 });
      return id;
    },
    file: (uploadId) => ({ path: pathOf(uploadId), key: keyOf(uploadId) }),
    size: (uploadId) => statSync(pathOf(uploadId)).size,
    discard: (uploadId) => rmSync(pathOf(uploadId), { force: true }),
    clear: () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
    },
  };
}

/** The bytes of a file to be brought in, as they were given. */
export function readUpload({ path, key }: UploadedFile, highWaterMark = 64 * 1024): Readable {
  const read = createReadStream(path, { highWaterMark });
  // Where it ends early or fails the reader is told by the stream itself.
  return key ? pipeline(read, createDecipheriv('aes-256-ctr', key, Buffer.alloc(BLOCK)), () => undefined) : read;
}

const BLOCK = 16;

/** Encrypts what lies there, or decrypts it. A key is used for one file only, so that its counter may begin at 0. */
export function turned(bytes: Uint8Array, key: Uint8Array, position: number): Buffer {
  const counter = Buffer.alloc(BLOCK);
  counter.writeUIntBE(Math.floor(position / BLOCK), BLOCK - 6, 6);
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  cipher.update(Buffer.alloc(position % BLOCK));
  return cipher.update(bytes);
}
