// Reads a backup as something that anybody may have written: strictly, within bounds, and nothing of it is used
// before the whole file has been authenticated.
import { type ZstdDecompress, createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import type { Unlock } from './age.ts';
import type { Watch } from './archive.ts';
import { DATABASE_PART, FORMAT, Manifest, partOfFile } from './manifest.ts';
import { chunksOf, payloadOf } from './payload.ts';
import { refuse } from './refusal.ts';
import { type PartSink, TarReader } from './tar-reader.ts';

export interface ReadOptions extends Watch {
  /** The id of the only profile whose backups are wanted. */
  profile?: string;
  /** How many migrations this Kith knows. */
  newestSchema?: number;
  /** Is given the file itself, all of it and in order, as it is unpacked. */
  sealed?: (bytes: Uint8Array) => void;
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
  for await (const { sealedDone } of chunksOf(path, unlock)) {
    signal.throwIfAborted();
    progress(sealedDone);
  }
}

async function readAuthenticated(path: string, unlock: Unlock, options: ReadOptions, want: 'manifest alone' | ((name: string, manifest: Manifest) => PartSink | undefined)): Promise<Manifest> {
  const tar = new TarReader(unpacked(path, unlock, options), options);
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

/** The tar within, in pieces of at most a megabyte. */
async function* unpacked(path: string, unlock: Unlock, { signal, sealed }: ReadOptions): AsyncGenerator<Buffer> {
  const zstd = createZstdDecompress({ chunkSize: 1024 * 1024, maxOutputLength: Number.MAX_SAFE_INTEGER });
  const fed = feed(zstd, path, unlock, sealed);
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

async function feed(zstd: ZstdDecompress, path: string, unlock: Unlock, sealed: ReadOptions['sealed']): Promise<void> {
  try {
    for await (const { plain } of payloadOf(path, unlock, sealed)) {
      await written(zstd, plain);
      // It may still be reading that piece, whose place the next would get.
      if (zstd.destroyed) return;
    }
    zstd.end();
  } catch (cause) {
    zstd.destroy(cause as Error);
    throw cause;
  }
}

/** Resolves when the piece is not needed any more: the stream took it, or has ended. */
const written = (zstd: ZstdDecompress, piece: Buffer): Promise<void> =>
  new Promise((resolve) => {
    zstd.once('close', resolve);
    zstd.write(piece, () => {
      zstd.off('close', resolve);
      resolve();
    });
  });
