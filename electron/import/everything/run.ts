// An export of everything becomes a profile: a database is built beside the one that is there from the export's history,
// as if another device had told it, and takes its place when its records are those of the export. Until then nothing of
// the profile has changed, and what came of an export that was cut off or altered is thrown away.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../../core/api/contacts.ts';
import { CallError } from '../../../core/call.ts';
import { EVERYTHING_JSON } from '../../../core/everything.ts';
import { readMigrations } from '../../../db/migrate.ts';
import { loadLocale, rederive, setDeviceSettings } from '../../../db/settings.ts';
import { type Store, openStore } from '../../../db/store.ts';
import { type TableName, syncedTables } from '../../../db/tables/registry.ts';
import { becomeMember, firstInUse, takeIn, wholeRecords } from '../../../db/whole.ts';
import type { WholeCommit, WholeFile } from '../../../db/whole-shape.ts';
import { breathe } from '../../calls/context.ts';
import type { FileStore } from '../../files.ts';
import { DATABASE_NAME } from '../../workers/worker-data.ts';
import { type DocumentRead, readDocument } from './read-json.ts';
import { type Source, damaged } from './source.ts';

/** The profile that everything goes into; its lock is held and nobody else has it open. */
export interface EmptyProfile {
  store: Store;
  files: FileStore;
  profileDir: string;
}

export interface EverythingTaken {
  contacts: number;
  records: number;
  files: number;
}

/**
 * Makes an empty profile equal to the one that was exported. The store is closed afterwards; the next start opens what
 * has taken its place. A trial goes as far as the proof. Errors: `profile-not-empty`, `not-everything`,
 * `newer-version`, `everything-damaged`, `everything-unsafe`, `cancelled`.
 */
export async function importEverything(profile: EmptyProfile, source: Source, isTrial: boolean, signal: { readonly aborted: boolean }, progress: (value: Progress) => void): Promise<EverythingTaken> {
  const used = firstInUse(profile.store);
  if (used !== undefined) throw new CallError('profile-not-empty', `Everything can be taken in only by an empty profile, and this one has ${used}. Name a new folder with --profile DIR; nothing was changed.`, { table: used });
  const beside = join(profile.profileDir, 'importing');
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { mode: 0o700 });
  const kept: string[] = [];
  let isDone = false;
  try {
    const built = await build(profile.store, source, join(beside, DATABASE_NAME), signal, progress);
    for (const file of built.files) {
      refuseCancelled(signal);
      if (await takeFile(file, source, profile.files, isTrial)) kept.push(file.sha256);
    }
    if (!isTrial) putInPlace(profile, join(beside, DATABASE_NAME));
    isDone = !isTrial;
    const records = Object.values(built.sums).reduce((sum, table) => sum + table.records, 0);
    return { contacts: built.contacts, records, files: built.files.length };
  } finally {
    if (!isDone) for (const hash of kept) profile.files.remove(hash);
    rmSync(beside, { recursive: true, force: true });
  }
}

async function build(like: Store, source: Source, path: string, signal: { readonly aborted: boolean }, progress: (value: Progress) => void): Promise<DocumentRead & { contacts: number }> {
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
        progress({ done: Math.min(read, total), total });
        await breathe();
        refuseCancelled(signal);
      },
    });
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

/** Takes one file into the store of files, or in a trial looks at it. Gives whether it was not there before. */
async function takeFile({ sha256, size, path }: WholeFile, source: Source, files: FileStore, isTrial: boolean): Promise<boolean> {
  const writer = isTrial || files.has(sha256) ? undefined : files.begin();
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
    return writer !== undefined;
  } finally {
    writer?.abandon();
  }
}

/** The files are there; the database that names them takes the place of the one that is empty. */
function putInPlace({ store, profileDir }: EmptyProfile, built: string): void {
  sync(built);
  store.close();
  const target = join(profileDir, DATABASE_NAME);
  // A log that is left belongs to the database that goes.
  for (const rest of ['-wal', '-shm']) rmSync(target + rest, { force: true });
  renameSync(built, target);
  if (process.platform !== 'win32') sync(profileDir);
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
