// A file of an encrypted profile: it can be read from anywhere within, and no part of it can be changed, moved, cut off
// or put into another file without that being seen.
//
//   `kith-file-1\n`  12 bytes
//   salt             16 bytes: gives the key of this file
//   name             32 bytes: HMAC-SHA256 under that key of the content's SHA-256
//   chunks           64 KiB each, the last one shorter: AES-256-GCM, tag after it; the nonce is the number of the
//                    chunk, and its last byte is 1 in the last chunk. An empty file has one empty chunk.
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { CallError } from '../../core/call.ts';
import { derive, hmac } from './keys.ts';

const MAGIC = Buffer.from('kith-file-1\n');
const SALT = 16;
const NAME = 32;
const HEAD = MAGIC.length + SALT + NAME;
const CHUNK = 64 * 1024;
const TAG = 16;

/** Writes a file while its bytes come; nothing of it stands on the disk in clear. */
export class SealedWriter {
  readonly #file: number;
  readonly #salt = randomBytes(SALT);
  readonly #key: Uint8Array;
  readonly #hash = createHash('sha256');
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #chunks = 0;
  size = 0;

  constructor(path: string, filesKey: Uint8Array) {
    this.#key = derive(filesKey, 'file', this.#salt);
    this.#file = openSync(path, 'wx', 0o600);
    writeSync(this.#file, Buffer.alloc(HEAD));
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.size += bytes.length;
    // A copy, also of a Buffer, of which `slice` is a view.
    this.#waiting.push(Buffer.from(bytes));
    this.#waitingBytes += bytes.length;
    // The last chunk is marked, so that one is kept back until it is known whether more comes.
    if (this.#waitingBytes <= CHUNK) return;
    const all = Buffer.concat(this.#waiting);
    let from = 0;
    for (; all.length - from > CHUNK; from += CHUNK) this.#seal(all.subarray(from, from + CHUNK), false);
    this.#waiting = [all.subarray(from)];
    this.#waitingBytes = all.length - from;
  }

  /** Gives the SHA-256 of what was written, which is on the disk then. */
  end(): string {
    this.#seal(Buffer.concat(this.#waiting), true);
    const hash = this.#hash.digest();
    writeSync(this.#file, Buffer.concat([MAGIC, this.#salt, hmac(this.#key, hash)]), 0, HEAD, 0);
    fsyncSync(this.#file);
    closeSync(this.#file);
    return hash.toString('hex');
  }

  abandon(): void {
    closeSync(this.#file);
  }

  #seal(plain: Uint8Array, isLast: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce(this.#chunks++, isLast));
    writeSync(this.#file, Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
  }
}

/** Opens a file whose content has this SHA-256. Errors: `file-damaged`. */
export function openSealed(path: string, hash: string, filesKey: Uint8Array): SealedFile {
  const file = openSync(path, 'r');
  try {
    return new SealedFile(file, hash, filesKey);
  } catch (cause) {
    closeSync(file);
    throw cause;
  }
}

export class SealedFile {
  readonly #file: number;
  readonly #key: Uint8Array;
  readonly #chunks: number;
  readonly size: number;

  constructor(file: number, hash: string, filesKey: Uint8Array) {
    this.#file = file;
    const { size } = fstatSync(file);
    const head = Buffer.alloc(HEAD);
    if (readSync(file, head, 0, HEAD, 0) < HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
    this.#key = derive(filesKey, 'file', head.subarray(MAGIC.length, MAGIC.length + SALT));
    if (!timingSafeEqual(head.subarray(HEAD - NAME), hmac(this.#key, Buffer.from(hash, 'hex')))) throw damaged();
    this.#chunks = chunksIn(size);
    this.size = plainSize(size);
  }

  /** Bytes of the content from there on, fewer where it ends. Errors: `file-damaged`. */
  read(offset: number, length: number): Uint8Array {
    const end = Math.min(this.size, offset + length);
    const pieces: Uint8Array[] = [];
    for (let at = offset; at < end; ) {
      const chunk = Math.floor(at / CHUNK);
      const from = chunk * CHUNK;
      const piece = this.#open(chunk).subarray(at - from, end - from);
      pieces.push(piece);
      at += piece.length;
    }
    // That it ends here is said by the last chunk alone.
    if (this.size === 0) this.#open(0);
    return new Uint8Array(Buffer.concat(pieces));
  }

  *pieces(): Generator<Uint8Array> {
    for (let chunk = 0; chunk < this.#chunks; chunk++) yield this.#open(chunk);
  }

  close(): void {
    closeSync(this.#file);
  }

  #open(chunk: number): Buffer {
    const sealed = Buffer.alloc(CHUNK + TAG);
    const length = readSync(this.#file, sealed, 0, sealed.length, HEAD + chunk * sealed.length);
    if (length < TAG) throw damaged();
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce(chunk, chunk === this.#chunks - 1));
    decipher.setAuthTag(sealed.subarray(length - TAG, length));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, length - TAG)), decipher.final()]);
    } catch {
      throw damaged();
    }
  }
}

/** How long the content is of a sealed file of this many bytes; 0 for what is none. */
export const plainSize = (size: number): number => Math.max(0, size - HEAD - chunksIn(size) * TAG);

const chunksIn = (size: number): number => Math.max(1, Math.ceil((size - HEAD) / (CHUNK + TAG)));

function nonce(chunk: number, isLast: boolean): Buffer {
  const made = Buffer.alloc(12);
  made.writeUIntBE(chunk, 5, 6);
  made[11] = isLast ? 1 : 0;
  return made;
}

const damaged = () => new CallError('file-damaged', 'This file is damaged, or belongs to another profile. Restore it from a backup.');
