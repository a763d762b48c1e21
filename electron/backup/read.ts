// Reads a backup as something that anybody may have written: strictly, within bounds, and nothing of it is used
// before the whole file has been authenticated.
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type ZstdDecompress, createZstdDecompress } from 'node:zlib';
import { CallError } from '../../core/call.ts';
import { AgeError, CHUNK, HEADER_LIMIT, TAG, type Unlock, openChunk, openHeader, unauthenticated } from './age.ts';
import { END_MARK, type Watch } from './archive.ts';
import { DATABASE_PART, FORMAT, LARGEST_MANIFEST, MANIFEST_NAME, Manifest, partOfFile } from './manifest.ts';
import { TAR_BLOCK, TAR_END, readTarHeader, tarPadding } from './tar.ts';
import { z } from 'zod';

export type BackupRefusal = 'wrong-key' | 'other-profile' | 'newer-version' | 'truncated' | 'altered' | 'not-a-backup';

const MESSAGES: Record<BackupRefusal, string> = {
  'wrong-key': 'This key does not open the backup. Try the recovery key or passphrase that belonged to it when it was made.',
  'other-profile': 'This is a backup of another profile.',
  'newer-version': 'This backup was made by a newer version of Kith. Update Kith to read it.',
  truncated: 'The end of this backup is missing. Copy it again from where it came from, or choose another.',
  altered: 'This backup is not what Kith wrote: it was damaged or changed. Copy it again from where it came from, or choose another.',
  'not-a-backup': 'This file is not a backup of Kith.',
};

export const refuse = (code: BackupRefusal, details?: unknown): CallError<BackupRefusal> => new CallError(code, MESSAGES[code], details);

/** Takes the bytes of one part, in order; `end` when it was found to be what the manifest says. */
export interface PartSink {
  write(bytes: Uint8Array): void | Promise<void>;
  end(): void | Promise<void>;
}

export interface ReadOptions extends Watch {
  /** The id of the only profile whose backups are wanted. */
  profile?: string;
  /** How many migrations this Kith knows. */
  newestSchema?: number;
}

/** Authenticates the whole file and gives its manifest. Errors: `BackupRefusal`, and those of the disk. */
export async function readManifest(path: string, unlock: Unlock, options: ReadOptions): Promise<Manifest> {
  await authenticate(path, unlock, options);
  return readAuthenticated(path, unlock, options, 'manifest alone');
}

/**
 * Authenticates the whole file, and then gives each part of it to the sink that `sinkFor` names; parts without one are
 * only compared. What sinks were given counts only when this resolves. Errors: `BackupRefusal`, and those of the disk.
 */
export async function extractBackup(path: string, unlock: Unlock, sinkFor: (name: string, manifest: Manifest) => PartSink | undefined, options: ReadOptions): Promise<Manifest> {
  await authenticate(path, unlock, { ...options, progress: () => undefined });
  return readAuthenticated(path, unlock, options, sinkFor);
}

/** Reads what was just written and compares every part with the manifest, in one go: nothing of it is used. Errors: `BackupRefusal`. */
export async function verifyBackup(path: string, fileKey: Uint8Array, watch: Watch): Promise<Manifest> {
  return readAuthenticated(path, { fileKey }, watch, () => undefined);
}

async function authenticate(path: string, unlock: Unlock, { signal, progress }: Watch): Promise<void> {
  for await (const { sealedDone } of payloadOf(path, unlock)) {
    signal.throwIfAborted();
    progress(sealedDone);
  }
}

async function readAuthenticated(path: string, unlock: Unlock, options: ReadOptions, want: 'manifest alone' | ((name: string, manifest: Manifest) => PartSink | undefined)): Promise<Manifest> {
  const tar = new TarReader(unpacked(path, unlock, options.signal), options);
  try {
    const manifest = checked(await tar.manifest(), options);
    if (want === 'manifest alone') return manifest;
    for (const part of manifest.parts) await tar.part(part, want(part.name, manifest));
    await tar.end();
    return manifest;
  } finally {
    await tar.close();
  }
}

function checked(text: string, { profile, newestSchema = Infinity }: ReadOptions): Manifest {
  const value = jsonOf(text);
  const claim = z.object({ format: z.number(), program: z.literal('kith') }).safeParse(value);
  if (!claim.success) throw refuse('not-a-backup');
  if (claim.data.format > FORMAT) throw refuse('newer-version', { format: claim.data.format });
  const manifest = Manifest.safeParse(value);
  if (!manifest.success || !isInOrder(manifest.data)) throw refuse('not-a-backup');
  if (manifest.data.schema.version > newestSchema) throw refuse('newer-version', { version: manifest.data.version });
  if (profile !== undefined && manifest.data.profile !== profile) throw refuse('other-profile');
  return manifest.data;
}

/** The database first, then attachments, each under the name that its content has. */
function isInOrder({ parts, files }: Manifest): boolean {
  const names = [...parts.slice(1).map(({ name }) => name), ...files.map(({ sha256 }) => partOfFile(sha256))];
  return parts[0]?.name === DATABASE_PART && parts.slice(1).every(({ name, sha256 }) => name === partOfFile(sha256)) && new Set(names).size === names.length;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many chunks are read at a time. */
const CHUNKS = 16;
const SEALED = CHUNK + TAG;

/** What is inside an age file, in order. Errors: `wrong-key`, `truncated`, `altered`, `not-a-backup`. */
export async function* payloadOf(path: string, unlock: Unlock): AsyncGenerator<{ plain: Buffer; sealedDone: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await readAt(file, 0, Math.min(size, HEADER_LIMIT));
    const { headBytes, payloadKey } = await openHeader(start, unlock);
    const bytes = size - headBytes;
    if (bytes < TAG) throw refuse('truncated');
    const count = Math.ceil(bytes / SEALED);
    for (let index = 0; index < count; index += CHUNKS) {
      const from = headBytes + index * SEALED;
      const sealed = await readAt(file, from, Math.min(CHUNKS * SEALED, size - from));
      const plain: Buffer[] = [];
      for (let at = 0, chunk = index; at < sealed.length; at += SEALED, chunk++) {
        const isLast = chunk === count - 1;
        const one = sealed.subarray(at, at + SEALED);
        const opened = one.length < TAG ? undefined : openChunk(payloadKey, chunk, isLast, one);
        if (!opened) throw isLast ? refuse(faultOfLast(payloadKey, chunk, one)) : refuse('altered');
        if (isLast && count > 1 && opened.length === 0) throw refuse('altered');
        plain.push(opened);
      }
      yield { plain: plain.length === 1 ? plain[0]! : Buffer.concat(plain), sealedDone: from + sealed.length };
    }
  } catch (cause) {
    if (cause instanceof AgeError) throw refuse(cause.code === 'not-age' ? 'not-a-backup' : cause.code);
    throw cause;
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    // It became shorter while it was read.
    if (bytesRead === 0) throw refuse('truncated');
    done += bytesRead;
  }
  return bytes;
}

/** Of a last chunk that does not authenticate: whether the end of the file is another, or its content. */
function faultOfLast(payloadKey: Buffer, index: number, sealed: Buffer): 'truncated' | 'altered' {
  if (sealed.length < TAG || openChunk(payloadKey, index, false, sealed)) return 'truncated';
  const plain = unauthenticated(payloadKey, index, sealed);
  const end = plain.subarray(-END_MARK.length);
  const expected = END_MARK.subarray(END_MARK.length - end.length);
  let differing = 0;
  for (const [at, byte] of end.entries()) for (let bits = byte ^ expected[at]!; bits > 0; bits &= bits - 1) differing++;
  return plain.includes(END_MARK) || differing <= end.length ? 'altered' : 'truncated';
}

/** The tar within, in pieces of at most a megabyte. */
async function* unpacked(path: string, unlock: Unlock, signal: AbortSignal): AsyncGenerator<Buffer> {
  const zstd = createZstdDecompress({ chunkSize: 1024 * 1024, maxOutputLength: Number.MAX_SAFE_INTEGER });
  const fed = feed(zstd, path, unlock);
  try {
    for await (const piece of zstd) {
      signal.throwIfAborted();
      yield piece as Buffer;
    }
    await fed;
  } catch (cause) {
    // What zstd cannot read authenticated all the same, so that Kith did not write it.
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ZSTD_')) throw refuse('not-a-backup');
    throw cause;
  } finally {
    zstd.destroy();
    await fed.catch(() => undefined);
  }
}

async function feed(zstd: ZstdDecompress, path: string, unlock: Unlock): Promise<void> {
  try {
    for await (const { plain } of payloadOf(path, unlock)) {
      if (zstd.destroyed) return;
      if (!zstd.write(plain)) await drained(zstd);
    }
    zstd.end();
  } catch (cause) {
    zstd.destroy(cause as Error);
    throw cause;
  }
}

const drained = (zstd: ZstdDecompress): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      zstd.off('drain', done).off('close', done);
      resolve();
    };
    zstd.on('drain', done).on('close', done);
  });

/** Takes a tar apart that must be exactly what its manifest says. */
class TarReader {
  readonly #source: AsyncGenerator<Buffer>;
  readonly #progress: Watch['progress'];
  #rest: Buffer = Buffer.alloc(0);
  #done = 0;

  constructor(source: AsyncGenerator<Buffer>, { progress }: Watch) {
    this.#source = source;
    this.#progress = progress;
  }

  async manifest(): Promise<string> {
    const entry = await this.#header();
    if (entry === 'end' || entry?.name !== MANIFEST_NAME || entry.bytes > LARGEST_MANIFEST) throw refuse('not-a-backup');
    const pieces: Buffer[] = [];
    await this.#take(entry.bytes, (piece) => void pieces.push(Buffer.from(piece)));
    await this.#padding(entry.bytes);
    return Buffer.concat(pieces).toString();
  }

  async part({ name, bytes, sha256 }: Manifest['parts'][number], sink: PartSink | undefined): Promise<void> {
    const entry = await this.#header();
    if (entry === undefined || entry === 'end' || entry.name !== name || entry.bytes !== bytes) throw refuse('not-a-backup');
    const hash = createHash('sha256');
    await this.#take(bytes, (piece) => {
      hash.update(piece);
      return sink?.write(piece);
    });
    await this.#padding(bytes);
    if (hash.digest('hex') !== sha256) throw refuse('altered');
    await sink?.end();
  }

  async end(): Promise<void> {
    let isEmpty = true;
    await this.#take(TAR_END.length, (piece) => void (isEmpty &&= piece.every((byte) => byte === 0)));
    if (!isEmpty || this.#rest.length > 0 || !(await this.#source.next()).done) throw refuse('not-a-backup');
  }

  async close(): Promise<void> {
    await this.#source.return(undefined);
  }

  async #header(): Promise<ReturnType<typeof readTarHeader>> {
    const pieces: Buffer[] = [];
    await this.#take(TAR_BLOCK, (piece) => void pieces.push(Buffer.from(piece)));
    return readTarHeader(Buffer.concat(pieces));
  }

  async #padding(bytes: number): Promise<void> {
    await this.#take(tarPadding(bytes), () => undefined);
  }

  async #take(bytes: number, use: (piece: Buffer) => void | Promise<void>): Promise<void> {
    for (let left = bytes; left > 0; ) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#source.next();
        if (done) throw refuse('not-a-backup');
        this.#rest = value;
      }
      const piece = this.#rest.subarray(0, Math.min(left, this.#rest.length));
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      this.#done += piece.length;
      await use(piece);
      this.#progress(this.#done);
    }
  }
}
