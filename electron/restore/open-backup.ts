// Opens a backup: the whole file is authenticated, then unpacked into a private place inside the profile, checked, and
// brought to the newest version there. In an encrypted profile what is unpacked is encrypted under its keys.
import { closeSync, existsSync, fsyncSync, openSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RestoreProgress } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import { readMigrations } from '../../db/migrate.ts';
import { type StorePorts, openReader, openStore } from '../../db/store.ts';
import type { Unlock } from '../backup/age.ts';
import { codeOf } from '../backup/disk.ts';
import { factsOf } from '../backup/facts.ts';
import { DATABASE_PART, type Manifest } from '../backup/manifest.ts';
import { type PartSink, extractBackup } from '../backup/read.ts';
import { readStored, storedPath } from '../backup/stored-files.ts';
import type { FileStore } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { sealDatabase } from '../vault/seal-database.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { checkDatabase } from './check.ts';
import { type OpenedBackup, closeOpened, filesIn, keepOpened, newPlace } from './place.ts';

export interface OpenRequest {
  readonly profileDir: string;
  /** The backup. Its attachments may lie in `files/` beside it. */
  readonly path: string;
  readonly unlock: Unlock;
  /** Of an encrypted profile. */
  readonly keys: VaultKeys | undefined;
  /** The only profile whose backups are wanted. */
  readonly profile: string | undefined;
  /** Attachments that are here already, and need not come out of the backup. */
  readonly have: Pick<FileStore, 'has'>;
  readonly ports: StorePorts;
  readonly signal: AbortSignal;
  readonly progress: (value: RestoreProgress) => void;
}

/** Errors: `BackupRefusal`, `disk-full`, and those of the disk. Nothing is left of one that fails. */
export async function openBackup(request: OpenRequest): Promise<OpenedBackup> {
  const place = newPlace(request.profileDir);
  try {
    const { manifest, filesMissing, found } = await unpack(request, place.dir);
    return keepOpened(request.profileDir, place.id, {
      name: basename(request.path),
      madeAt: manifest.madeAt,
      version: manifest.version,
      profile: manifest.profile,
      counts: manifest.counts,
      found,
      files: manifest.files.length + manifest.parts.length - 1,
      filesMissing,
    });
  } catch (cause) {
    closeOpened(request.profileDir, place.id);
    throw asReadable(cause);
  }
}

async function unpack({ path, unlock, keys, profile, have, ports, signal, progress }: OpenRequest, dir: string): Promise<{ manifest: Manifest; filesMissing: number; found: Record<string, number> }> {
  const files = filesIn(dir, keys);
  const database = databaseSink(join(dir, DATABASE_NAME), keys?.database);
  let total = statSync(path).size;
  const sinkFor = (name: string, { parts, files: beside }: Manifest): PartSink | undefined => {
    total = [...parts, ...beside].reduce((sum, { bytes }) => sum + bytes, 0);
    if (name === DATABASE_PART) return database;
    const part = parts.find((each) => each.name === name)!;
    return have.has(part.sha256) ? undefined : fileSink(files);
  };
  let done = 0;
  const read = (bytes: number): void => progress({ step: 'reading', done: Math.min((done = bytes), total), total });
  const watch = { signal, progress: read };
  const manifest = await extractBackup(path, unlock, sinkFor, { ...watch, ...(profile === undefined ? {} : { profile }), newestSchema: readMigrations().length });
  let filesMissing = 0;
  for (const { stored, bytes, sha256 } of manifest.files) {
    signal.throwIfAborted();
    if (!have.has(sha256) && !(await readBeside(storedPath(dirname(path), stored), unlock, sha256, files, signal))) filesMissing++;
    read(done + bytes);
  }
  progress({ step: 'checking', done: total, total });
  checkDatabase(join(dir, DATABASE_NAME), manifest, keys?.database);
  signal.throwIfAborted();
  bringToNewest(join(dir, DATABASE_NAME), ports, keys?.database);
  return { manifest, filesMissing, found: countsIn(join(dir, DATABASE_NAME), ports, keys?.database) };
}

/** In the copy: an older version is migrated as a profile would be. */
function bringToNewest(path: string, ports: StorePorts, key: Uint8Array | undefined): void {
  const store = openStore(path, ports, undefined, key);
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
  // One file, which many may read at once.
  store.sql.pragma('journal_mode = DELETE');
  store.close();
}

function countsIn(path: string, ports: StorePorts, key: Uint8Array | undefined): Record<string, number> {
  const store = openReader(path, ports, key);
  try {
    return factsOf(store.sql).counts;
  } finally {
    store.close();
  }
}

/** Takes an attachment in; false where it does not lie beside the backup. Errors: `BackupRefusal`. */
async function readBeside(path: string, unlock: Unlock, sha256: string, files: FileStore, signal: AbortSignal): Promise<boolean> {
  if (!existsSync(path)) return false;
  await readStored(path, unlock, sha256, fileSink(files), signal);
  return true;
}

/** What is given to it is compared with its hash before the end. */
function fileSink(files: FileStore): PartSink {
  const writer = files.begin();
  return { write: (bytes) => writer.add(bytes), end: () => void writer.end() };
}

/** Writes the database as it comes; with a key encrypted, so that nothing of it lies on the disk in clear. */
function databaseSink(path: string, key: Uint8Array | undefined): PartSink {
  return key ? sealingSink(path, key) : plainSink(path);
}

function sealingSink(path: string, key: Uint8Array): PartSink {
  const channel = new Channel();
  const sealed = sealDatabase(channel, path, key);
  sealed.catch((cause: unknown) => channel.fail(cause));
  return {
    write: (bytes) => channel.push(Buffer.from(bytes)),
    async end() {
      await channel.push(undefined);
      await sealed;
    },
  };
}

function plainSink(path: string): PartSink {
  const file = openSync(path, 'wx', 0o600);
  return {
    write: async (bytes) => void writeSync(file, bytes),
    async end() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

/** Hands pieces over one at a time. */
class Channel implements AsyncIterable<Uint8Array> {
  readonly #failed = Promise.withResolvers<never>();
  #wanted = Promise.withResolvers<void>();
  #given = Promise.withResolvers<Uint8Array | undefined>();

  constructor() {
    this.#failed.promise.catch(() => undefined);
  }

  /** Without bytes it is the end. Rejects when who takes them has failed. */
  async push(bytes: Uint8Array | undefined): Promise<void> {
    await Promise.race([this.#wanted.promise, this.#failed.promise]);
    this.#wanted = Promise.withResolvers<void>();
    this.#given.resolve(bytes);
  }

  fail(cause: unknown): void {
    this.#failed.reject(cause);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      this.#wanted.resolve();
      const bytes = await this.#given.promise;
      this.#given = Promise.withResolvers<Uint8Array | undefined>();
      if (!bytes) return;
      yield bytes;
    }
  }
}

function asReadable(cause: unknown): unknown {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return new CallError('disk-full', 'There is no room on the disk of the profile to open this backup. Nothing was changed; make room and try again.');
  if (code === 'ENOENT') return new CallError('backup-gone', 'This backup is not there any longer. Connect its disk, or choose another.');
  if (code === 'EACCES' || code === 'EPERM') return new CallError('backup-not-readable', 'This backup may not be read. Check its permissions, or choose another.');
  return cause;
}
