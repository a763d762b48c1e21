// Opens a backup: the whole file is authenticated, then unpacked into a private place inside the profile, checked, and
// brought to the newest version there. In an encrypted profile what is unpacked is encrypted under its keys.
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RestoreProgress } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import { readMigrations } from '../../db/migrate.ts';
import { type StorePorts, openReader, openStore } from '../../db/store.ts';
import type { Unlock } from '../backup/age.ts';
import { codeOf } from '../backup/disk.ts';
import { countsOf } from '../backup/facts.ts';
import { DATABASE_PART, type Manifest } from '../backup/manifest.ts';
import { extractBackup } from '../backup/read.ts';
import { readBackupState } from '../backup/state.ts';
import { readStored, storedPath } from '../backup/stored-files.ts';
import type { PartSink } from '../backup/tar-reader.ts';
import type { FileStore } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { checkDatabase, examineDatabase } from './check.ts';
import { type OpenedBackup, closeOpened, filesIn, keepOpened, newPlace } from './place.ts';
import { type OpenSink, databaseSink, fileSink } from './sinks.ts';

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
  /** Also the one is examined again that was made here, examined then, and is still the same file. */
  readonly isTrial?: boolean;
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

async function unpack(request: OpenRequest, dir: string): Promise<{ manifest: Manifest; filesMissing: number; found: Record<string, number> }> {
  const { profileDir, keys, ports, isTrial = false, signal, progress } = request;
  const begun: OpenSink[] = [];
  const sink = (one: OpenSink): OpenSink => {
    begun.push(one);
    return one;
  };
  try {
    const { manifest, filesMissing, total, sha256 } = await writeOut(request, dir, sink);
    progress({ step: 'checking', done: total, total });
    checkDatabase(join(dir, DATABASE_NAME), manifest, keys?.database);
    signal.throwIfAborted();
    if (isTrial || !wasMadeHere(profileDir, sha256)) await examineDatabase(join(dir, DATABASE_NAME), manifest, keys?.database, signal);
    bringToNewest(join(dir, DATABASE_NAME), ports, keys?.database);
    return { manifest, filesMissing, found: countsIn(join(dir, DATABASE_NAME), ports, keys?.database) };
  } finally {
    // Whoever opens backups for years may not keep a file open for each that failed; and Windows removes no open file.
    for (const one of begun) await one.abandon();
  }
}

async function writeOut({ path, unlock, keys, profile, have, signal, progress }: OpenRequest, dir: string, sink: (one: OpenSink) => OpenSink): Promise<{ manifest: Manifest; filesMissing: number; total: number; sha256: string }> {
  const files = filesIn(dir, keys);
  const database = sink(databaseSink(join(dir, DATABASE_NAME), keys));
  let total = statSync(path).size;
  const sinkFor = (name: string, { parts, files: beside }: Manifest): PartSink | undefined => {
    total = [...parts, ...beside].reduce((sum, { bytes }) => sum + bytes, 0);
    if (name === DATABASE_PART) return database;
    const part = parts.find((each) => each.name === name)!;
    return have.has(part.sha256) ? undefined : sink(fileSink(files));
  };
  let done = 0;
  const read = (bytes: number): void => progress({ step: 'reading', done: Math.min((done = bytes), total), total });
  const hash = createHash('sha256');
  const watch = { signal, progress: read, sealed: (bytes: Uint8Array) => void hash.update(bytes) };
  const manifest = await extractBackup(path, unlock, sinkFor, { ...watch, ...(profile === undefined ? {} : { profile }), newestSchema: readMigrations().length });
  let filesMissing = 0;
  for (const { stored, bytes, sha256 } of manifest.files) {
    signal.throwIfAborted();
    const beside = storedPath(dirname(path), stored);
    if (!have.has(sha256)) {
      if (existsSync(beside)) await readStored(beside, unlock, sha256, sink(fileSink(files)), signal);
      else filesMissing++;
    }
    read(done + bytes);
  }
  return { manifest, filesMissing, total, sha256: hash.digest('hex') };
}

/** What this profile made is what was examined then, if not a byte of the file is another. */
const wasMadeHere = (profileDir: string, sha256: string): boolean => readBackupState(profileDir).backups.some((backup) => backup.sha256 === sha256);

/** In the copy: an older version is migrated as a profile would be. */
function bringToNewest(path: string, ports: StorePorts, key: Uint8Array | undefined): void {
  const store = openStore(path, ports, undefined, key);
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
  // One file, which many may read at once.
  store.sql.pragma('journal_mode = DELETE');
  store.close();
}

/** What can be seen in a database, by kind. */
export function countsIn(path: string, ports: StorePorts, key: Uint8Array | undefined): Record<string, number> {
  const store = openReader(path, ports, key);
  try {
    return countsOf(store.sql);
  } finally {
    store.close();
  }
}

function asReadable(cause: unknown): unknown {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return new CallError('disk-full', 'There is no room on the disk of the profile to open this backup. Nothing was changed; make room and try again.');
  if (code === 'ENOENT') return new CallError('backup-gone', 'This backup is not there any longer. Connect its disk, or choose another.');
  if (code === 'EACCES' || code === 'EPERM') return new CallError('backup-not-readable', 'This backup may not be read. Check its permissions, or choose another.');
  return cause;
}
