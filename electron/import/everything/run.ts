// An export of everything becomes a profile: a database is built beside the one that is there from the export's history,
// as if another device had told it, and takes its place when its records are those of the export. Until then nothing of
// the profile has changed, and what came of an export that was cut off or altered is thrown away.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EverythingProgress, EverythingTaken } from '../../../core/api/everything.ts';
import { CallError } from '../../../core/call.ts';
import { EVERYTHING_JSON } from '../../../core/everything.ts';
import { readMigrations } from '../../../db/migrate.ts';
import { loadLocale, rederive, setDeviceSettings } from '../../../db/settings.ts';
import { type Store, type StorePorts, openReader, openStore } from '../../../db/store.ts';
import { type TableName, syncedTables } from '../../../db/tables/registry.ts';
import { becomeMember, firstInUse, takeIn, wholeRecords } from '../../../db/whole.ts';
import type { WholeCommit, WholeFile } from '../../../db/whole-shape.ts';
import { breathe } from '../../calls/context.ts';
import { type FileStore, openFiles } from '../../files.ts';
import { moveInto, syncFolder } from '../../move-into.ts';
import type { VaultKeys } from '../../vault/keys.ts';
import { DATABASE_NAME } from '../../workers/worker-data.ts';
import { type Beside, builtBeside, clearBeside, freshBeside } from './beside.ts';
import { type DocumentRead, readDocument } from './read-json.ts';
import { type Source, damaged } from './source.ts';

/** The profile that everything goes into. */
export interface EmptyProfile {
  store: Store;
  files: FileStore;
  profileDir: string;
  /** Of an encrypted profile. */
  keys: VaultKeys | undefined;
}

/**
 * Makes an empty profile equal to the one that was exported. Its lock is held and nobody else has it open; the store is
 * closed afterwards, and the next start opens what has taken its place. A trial goes as far as the proof. Errors: those
 * of `buildBeside`.
 */
export async function importEverything(profile: EmptyProfile, source: Source, isTrial: boolean, signal: { readonly aborted: boolean }, progress: (value: EverythingProgress) => void): Promise<EverythingTaken> {
  const { profileDir, keys, store, files } = profile;
  try {
    const taken = await buildBeside(profile, source, isTrial, signal, progress);
    if (!isTrial) {
      store.close();
      exchange(profileDir, builtBeside(profileDir, keys)!, files);
    }
    return taken;
  } finally {
    clearBeside(profileDir);
  }
}

/**
 * Builds the database of the export and takes its files in, beside the profile, where others may work meanwhile. A
 * trial leaves the files where they are. Errors: `profile-not-empty`, `not-everything`, `newer-version`,
 * `everything-damaged`, `everything-unsafe`, `cancelled`; nothing is left there then.
 */
export async function buildBeside({ store, profileDir, keys }: Omit<EmptyProfile, 'files'>, source: Source, isTrial: boolean, signal: { readonly aborted: boolean }, progress: (value: EverythingProgress) => void): Promise<EverythingTaken> {
  refuseUsed(store);
  const place = freshBeside(profileDir, keys);
  try {
    const built = await build(store, source, place.database, signal, progress);
    for (const [done, file] of built.files.entries()) {
      refuseCancelled(signal);
      progress({ phase: 'files', done, total: built.files.length });
      await takeFile(file, source, isTrial ? undefined : place.files);
    }
    const records = Object.values(built.sums).reduce((sum, table) => sum + table.records, 0);
    return { contacts: built.contacts, records, files: built.files.length };
  } catch (cause) {
    clearBeside(profileDir);
    throw cause;
  }
}

/**
 * Puts what was built into the place of a profile that nobody has open, if that is as empty as it was. Errors:
 * `profile-not-empty`, `profile-changed`; nothing was changed then.
 */
export function placeBuilt(profileDir: string, keys: VaultKeys | undefined, ports: StorePorts): void {
  try {
    const built = builtBeside(profileDir, keys);
    if (!built) throw new CallError('profile-changed', 'The profile was encrypted, restored or closed meanwhile. Import the export again; nothing was changed.');
    const store = openReader(join(profileDir, DATABASE_NAME), ports, keys?.database);
    try {
      refuseUsed(store);
    } finally {
      store.close();
    }
    exchange(profileDir, built, openFiles(profileDir, keys));
  } finally {
    clearBeside(profileDir);
  }
}

function refuseUsed(store: Store): void {
  const used = firstInUse(store);
  if (used !== undefined) throw new CallError('profile-not-empty', `Everything can be taken in only by an empty profile, and this one has ${used}. Name a new folder with --profile DIR; nothing was changed.`, { table: used });
}

async function build(like: Store, source: Source, path: string, signal: { readonly aborted: boolean }, progress: (value: EverythingProgress) => void): Promise<DocumentRead & { contacts: number }> {
  const store = openStore(path, like.ports, undefined, like.key);
  try {
    // What does not come to its end is thrown away whole.
    store.sql.pragma('synchronous = OFF');
    copyDeviceSettings(like, store);
    loadLocale(store);
    const total = source.size(EVERYTHING_JSON)!;
    const document = await readDocument(source.read(EVERYTHING_JSON), {
      database: readMigrations().length,
      onCommits: (commits) => takeInOrRefuse(store, commits),
      async onBytes(read) {
        progress({ phase: 'records', done: Math.min(read, total), total });
        await breathe();
        refuseCancelled(signal);
      },
    });
    progress({ phase: 'checking', done: total, total });
    refuseOthers(store, document);
    becomeMember(store, document.head.member);
    setDeviceSettings(store, { onboarded: true });
    loadLocale(store);
    for (const _ of rederive(store)) await breathe();
    refuseCancelled(signal);
    return { ...document, contacts: store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n };
  } finally {
    store.close();
  }
}

function copyDeviceSettings(from: Store, to: Store): void {
  for (const { key, value } of from.prepare("SELECT key, value, 0 AS n FROM preferences WHERE key LIKE 'device.%'").all()) to.prepare('INSERT INTO preferences (key, value) VALUES (?, ?)').run(key, value);
}

function takeInOrRefuse(store: Store, commits: readonly WholeCommit[]): void {
  try {
    takeIn(store, commits);
  } catch (cause) {
    // The disk's failures are no fault of the export.
    if (cause instanceof Error && 'code' in cause && /^SQLITE_(?:FULL|IOERR|CANTOPEN|READONLY)/.test(String(cause.code))) throw cause;
    throw damaged(`a change in it is none that Kith can have written (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}

/** The history gives these records and no others, or it is not theirs. */
function refuseOthers(store: Store, { head, sums }: DocumentRead): void {
  for (const { name } of syncedTables) {
    const hash = createHash('sha256');
    let records = 0;
    for (const record of wholeRecords(store, name, head.fields[name] ?? [])) {
      hash.update(`${JSON.stringify(record)}\n`);
      records++;
    }
    const expected = sums[name] ?? { records: 0, sha256: createHash('sha256').digest('hex') };
    if (records !== expected.records || hash.digest('hex') !== expected.sha256) throw damaged(`its history does not give the records of ${name satisfies TableName} that it has`);
  }
}

/** Takes one file into the store of files, or only looks at it. */
async function takeFile({ sha256, size, path }: WholeFile, source: Source, files: FileStore | undefined): Promise<void> {
  const writer = files?.begin();
  try {
    const hash = createHash('sha256');
    let read = 0;
    for await (const piece of source.read(path)) {
      read += piece.length;
      if (read > size) throw damaged(`${path} was altered`);
      hash.update(piece);
      writer?.add(piece);
    }
    if (hash.digest('hex') !== sha256) throw damaged(`${path} was altered`);
    writer?.end();
  } finally {
    writer?.abandon();
  }
}

/** The files first, which nothing names until the database is there that does. */
function exchange(profileDir: string, built: Beside, files: FileStore): void {
  for (const hash of built.files.list()) moveInto(built.files.path(hash), files.path(hash));
  sync(built.database);
  const target = join(profileDir, DATABASE_NAME);
  // A log that is left belongs to the database that goes.
  for (const rest of ['-wal', '-shm']) rmSync(target + rest, { force: true });
  renameSync(built.database, target);
  syncFolder(profileDir);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function refuseCancelled(signal: { readonly aborted: boolean }): void {
  if (signal.aborted) throw new CallError('cancelled', 'Cancelled. Nothing was changed.');
}
