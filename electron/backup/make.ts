// Makes one backup into one or more places: copy, examine, write aside, read back, and only then name it and let
// older ones go.
import { join } from 'node:path';
import type { BackupFailure, BackupOutcome, BackupProgress } from '../../core/api/backup.ts';
import { backupName } from '../../core/backup/names.ts';
import { CallError } from '../../core/call.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import type { SealFor } from './age.ts';
import { type Part, writeArchive } from './archive.ts';
import { type Planned, contentsOf, plan } from './contents.ts';
import { type Copy, copyDatabase, withSql } from './copy.ts';
import { codeOf } from './disk.ts';
import { examine, isDamage } from './examine.ts';
import { type Facts, factsOf, fingerprintOf } from './facts.ts';
import { PartFile } from './file-writer.ts';
import { type Manifest, partOfFile } from './manifest.ts';
import { FAILURES } from './failures.ts';
import { Joined } from './joined.ts';
import { alone } from './lock.ts';
import { Place } from './place.ts';
import { verifyBackup } from './read.ts';
import { type BackupState, markOf, readBackupState } from './state.ts';
import { storedName } from './stored-files.ts';
import { digestedTables } from './table-digest.ts';

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
      const fingerprint = withSql(databaseOf(request), request.keys?.database, (sql) => fingerprintOf(sql, request.version));
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
        const manifest = await whileExamined(request, copy, working, async (beside, found) => {
          const contents = await contentsOf(request, copy, found);
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
    const made = await whileExamined(request, copy, working, async (beside, found) => {
      const contents = await contentsOf(request, copy, found);
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

const databaseOf = ({ profileDir }: BackupRequest): string => join(profileDir, DATABASE_NAME);

/** `onFailure` hears what of the database or its disk stands in the way; nothing is done with a copy then. */
async function withCopy<T>(request: BackupRequest, onFailure: (failure: BackupFailure) => T, { signal, progress }: Working, use: (copy: Copy) => Promise<T>): Promise<T> {
  let copy: Copy | undefined;
  try {
    progress({ phase: 'copying', done: 0, total: 0 });
    copy = await copyDatabase(databaseOf(request), request.profileDir, request.keys?.database);
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

/** What the copy has, as far as it can be had at once, and what the examination finds. */
interface Found {
  facts: Facts;
  digests: Promise<Record<string, string>>;
}

/** Does the work while the copy is examined beside it. It counts only when both are done and well. */
async function whileExamined<T>({ keys }: BackupRequest, copy: Copy, { signal, progress }: Working, work: (beside: Working, found: Found) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const facts = withSql(copy.path, keys?.database, factsOf);
  const { digests, done } = examine(copy.path, keys?.database, digestedTables(facts.rows), both);
  done.catch(() => stop.abort());
  try {
    const made = await work({ signal: both, progress }, { facts, digests });
    await done;
    // Who wants to end it is heard until the backup gets its name.
    signal.throwIfAborted();
    return made;
  } catch (cause) {
    stop.abort();
    signal.throwIfAborted();
    // A copy that is damaged ends the work, and is why it ended.
    await done.catch((why: unknown) => {
      if (codeOf(why) === 'damaged') throw why;
    });
    throw cause;
  }
}

async function writeOut({ parts }: Planned, now: number, seal: SealFor, write: (bytes: Uint8Array) => Promise<void>, { signal, progress }: Working): Promise<Uint8Array> {
  const total = sizeOf(parts);
  const room = new Joined();
  const { fileKey } = await writeArchive(parts, now, seal, (pieces) => write(room.of(pieces)), { signal, progress: (done) => progress({ phase: 'writing', done: Math.min(done, total), total }) });
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
