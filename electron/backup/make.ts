// Makes one backup into one or more places: copy, examine, write aside, read back, and only then name it and let
// older ones go.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFailure, BackupOutcome, BackupProgress } from '../../core/api/backup.ts';
import { backupName } from '../../core/backup/names.ts';
import { CallError } from '../../core/call.ts';
import { openReader } from '../../db/store.ts';
import { openFiles, type FileStore } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { plainPages } from '../vault/pages.ts';
import { systemPorts } from '../workers/ports.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import type { SealFor } from './age.ts';
import { type Part, writeArchive } from './archive.ts';
import { type Copy, checkCopy, copyDatabase, isDamage, openPlainly, tablesOf } from './copy.ts';
import { codeOf } from './disk.ts';
import { type Facts, factsOf, fingerprintOf, namedFiles } from './facts.ts';
import { PartFile } from './file-writer.ts';
import { DATABASE_PART, FORMAT, MANIFEST_NAME, type Manifest, partOfFile } from './manifest.ts';
import { FAILURES } from './failures.ts';
import { alone } from './lock.ts';
import { Place } from './place.ts';
import { verifyBackup } from './read.ts';
import { type BackupState, markOf, readBackupState } from './state.ts';
import { storedName } from './stored-files.ts';

export interface BackupRequest {
  profileDir: string;
  /** The version of this Kith. */
  version: string;
  keys: VaultKeys | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

export interface Working {
  signal: AbortSignal;
  progress: (value: BackupProgress) => void;
}

/**
 * Backs up into these destinations of the profile. With `skipUnchanged` one whose last backup is of the same records is
 * read instead, and when it is whole nothing is written. Errors: `backup-running`, `no-key`, and whatever ends the run for
 * all destinations; what befalls one is its outcome.
 */
export function backUp(request: BackupRequest & { destinations: readonly string[]; skipUnchanged: boolean }, working: Working): Promise<BackupOutcome[]> {
  return alone(request.profileDir, async () => {
    const state = readBackupState(request.profileDir);
    const recipient = recipientOf(state);
    const places = state.destinations.filter(({ id }) => request.destinations.includes(id)).map((destination) => new Place(request.profileDir, destination, state));
    for (const place of places) await place.try(() => place.prepare());
    if (request.skipUnchanged) {
      const fingerprint = onDatabase(request, (path, key) => withSql(path, key, (sql) => fingerprintOf(sql, request.version)));
      for (const place of places) await place.try(() => place.keepIfUnchanged(fingerprint, request.now, working.signal));
    }
    const open = (): Place[] => places.filter((place) => place.isOpen);
    if (open().length > 0) await withCopy(request, (failure) => open().forEach((place) => place.fail(failure)), working, (copy) => intoPlaces(request, copy, state, recipient, open, working));
    return places.map((place) => place.settle(request.now));
  });
}

/** Writes one file with everything inside. Errors: `backup-running`, `backup-failed` ({ failure }), those of the disk. */
export function saveBackup(request: BackupRequest & { path: string; seal?: SealFor | undefined }, working: Working): Promise<Manifest> {
  return alone(request.profileDir, async () => {
    const state = readBackupState(request.profileDir);
    const seal = request.seal ?? { recipient: recipientOf(state) };
    return withCopy(request, failed, working, async (copy) => {
      const part = await PartFile.create(request.path, `${request.path}.${markOf(state)}.part`);
      try {
        const manifest = await whileChecked(request, copy, working, async (beside) => {
          const contents = contentsOf(request, copy);
          const inside = contents.files.map(({ sha256, bytes, pieces }) => ({ name: partOfFile(sha256), bytes, sha256, pieces }));
          const planned = plan(request, state, contents, inside, []);
          const fileKey = await writeOut(planned, request.now, seal, (bytes) => part.write(bytes), beside);
          await part.finish();
          await readBack(part.part, fileKey, planned, beside);
          return planned.manifest;
        });
        await part.keep();
        return manifest;
      } catch (cause) {
        await part.abandon();
        throw cause;
      }
    });
  });
}

/** All go their way together; the archive is made once. */
async function intoPlaces(request: BackupRequest, copy: Copy, state: BackupState, recipient: string, open: () => Place[], working: Working): Promise<void> {
  const each = async (run: (place: Place) => Promise<void>): Promise<void> => {
    await Promise.all(open().map((place) => place.try(() => run(place))));
    if (open().length === 0) throw new NoPlaceLeft();
  };
  const places = open();
  try {
    const made = await whileChecked(request, copy, working, async (beside) => {
      const contents = contentsOf(request, copy);
      const nameKey = Buffer.from(state.nameKey, 'base64');
      const files = contents.files.map((file) => ({ ...file, stored: storedName(nameKey, file.sha256) }));
      await each((place) => place.storeFiles(files, recipient, beside));
      const planned = plan(request, state, contents, [], files.map(({ stored, bytes, sha256 }) => ({ stored, bytes, sha256 })));
      const name = backupName(request.now, open().flatMap((place) => place.names()));
      await each((place) => place.begin(name));
      const fileKey = await writeOut(planned, request.now, { recipient }, (bytes) => each((place) => place.write(bytes)), beside);
      await each(async (place) => readBack(await place.finish(), fileKey, planned, beside));
      return { name, at: request.now, counts: contents.facts.counts, files: { count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }, fingerprint: contents.fingerprint };
    });
    for (const place of open()) await place.try(() => place.keep(made));
  } catch (cause) {
    if (!(cause instanceof NoPlaceLeft)) throw cause;
  } finally {
    for (const place of places) await place.clear();
  }
}

class NoPlaceLeft extends Error {}

/** What stands in the way of a backup, as the error of a whole run. */
function failed(failure: BackupFailure): never {
  throw new CallError('backup-failed', FAILURES[failure], { failure });
}

function recipientOf({ recipient }: BackupState): string {
  if (recipient === null) throw new CallError('no-key', 'There is no recovery key yet. Set up backups first.');
  return recipient;
}

function onDatabase<T>({ profileDir, keys }: BackupRequest, use: (path: string, key: Uint8Array | undefined) => T): T {
  return use(join(profileDir, DATABASE_NAME), keys?.database);
}

function withSql<T>(path: string, key: Uint8Array | undefined, use: (sql: ReturnType<typeof openPlainly>) => T): T {
  const sql = openPlainly(path, key);
  try {
    return use(sql);
  } finally {
    sql.close();
  }
}

/** `onFailure` hears what of the database or its disk stands in the way; nothing is done with a copy then. */
async function withCopy<T>(request: BackupRequest, onFailure: (failure: BackupFailure) => T, { signal, progress }: Working, use: (copy: Copy) => Promise<T>): Promise<T> {
  let copy: Copy | undefined;
  try {
    progress({ phase: 'copying', done: 0, total: 0 });
    copy = onDatabase(request, (path, key) => copyDatabase(path, request.profileDir, key));
    signal.throwIfAborted();
    return await use(copy);
  } catch (cause) {
    const failure = failureOfCopy(cause);
    if (!failure) throw cause;
    return onFailure(failure);
  } finally {
    copy?.remove();
  }
}

function failureOfCopy(cause: unknown): BackupFailure | undefined {
  if (isDamage(cause) || codeOf(cause) === 'damaged') return 'damaged';
  return codeOf(cause) === 'SQLITE_FULL' || codeOf(cause) === 'ENOSPC' ? 'profile-full' : undefined;
}

interface Contents {
  facts: Facts;
  fingerprint: string;
  /** SHA-256 of the plain database. */
  sha256: string;
  bytes: number;
  database: () => Iterable<Uint8Array>;
  files: { sha256: string; bytes: number; pieces: () => Iterable<Uint8Array> }[];
}

function contentsOf({ profileDir, keys, version }: BackupRequest, copy: Copy): Contents {
  const key = keys?.database;
  const database = (): Iterable<Uint8Array> => (key ? plainPages(copy.path, key) : piecesOf(copy.path));
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of database()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return {
    ...withSql(copy.path, key, (sql) => ({ facts: factsOf(sql), fingerprint: fingerprintOf(sql, version) })),
    sha256: hash.digest('hex'),
    bytes,
    database,
    files: filesOf(openFiles(profileDir, keys), copy, key),
  };
}

function filesOf(files: FileStore, copy: Copy, key: Uint8Array | undefined): Contents['files'] {
  const there = files.list();
  if (there.length === 0) return [];
  const store = openReader(copy.path, systemPorts, key);
  try {
    return namedFiles(store, there).map((sha256) => ({ sha256, bytes: files.size(sha256), pieces: () => files.pieces(sha256) }));
  } finally {
    store.close();
  }
}

const PIECE = 1024 * 1024;

/** Each piece is good until the next is asked for. */
function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  const piece = Buffer.allocUnsafeSlow(PIECE);
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) yield piece.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

interface Planned {
  manifest: Manifest;
  parts: Part[];
}

function plan({ version, now }: BackupRequest, { profile }: BackupState, contents: Contents, inside: (Part & { sha256: string })[], files: Manifest['files']): Planned {
  const { facts, sha256, bytes, database } = contents;
  const parts = [{ name: DATABASE_PART, bytes, sha256, pieces: database }, ...inside];
  const manifest: Manifest = {
    format: FORMAT,
    program: 'kith',
    version,
    schema: facts.schema,
    profile,
    device: facts.device,
    madeAt: now,
    rows: facts.rows,
    counts: facts.counts,
    parts: parts.map((part) => ({ name: part.name, bytes: part.bytes, sha256: part.sha256 })),
    files,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  return { manifest, parts: [{ name: MANIFEST_NAME, bytes: text.length, pieces: () => [text] }, ...parts] };
}

/** Does the work while the copy is examined beside it. It counts only when both are done and well. */
async function whileChecked<T>({ keys }: BackupRequest, copy: Copy, { signal, progress }: Working, work: (beside: Working) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const checked = checkCopy(copy.path, keys?.database, withSql(copy.path, keys?.database, tablesOf), both);
  checked.catch(() => stop.abort());
  try {
    const made = await work({ signal: both, progress });
    await checked;
    return made;
  } catch (cause) {
    stop.abort();
    signal.throwIfAborted();
    // A copy that is damaged ends the work, and is why it ended.
    await checked.catch((why: unknown) => {
      if (codeOf(why) === 'damaged') throw why;
    });
    throw cause;
  }
}

async function writeOut({ parts }: Planned, now: number, seal: SealFor, write: (bytes: Uint8Array) => Promise<void>, { signal, progress }: Working): Promise<Uint8Array> {
  const total = sizeOf(parts);
  const { fileKey } = await writeArchive(parts, now, seal, (pieces) => write(Buffer.concat(pieces)), { signal, progress: (done) => progress({ phase: 'writing', done: Math.min(done, total), total }) });
  return fileKey;
}

/** Errors: `not-verified`, those of the disk. */
async function readBack(path: string, fileKey: Uint8Array, { parts }: Planned, { signal, progress }: Working): Promise<void> {
  const total = sizeOf(parts);
  try {
    await verifyBackup(path, fileKey, { signal, progress: (done) => progress({ phase: 'verifying', done: Math.min(done, total), total }) });
  } catch (cause) {
    if (cause instanceof CallError && cause.code !== 'cancelled') throw new CallError('not-verified', FAILURES['not-verified']);
    throw cause;
  }
}

const sizeOf = (parts: readonly Part[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0);
