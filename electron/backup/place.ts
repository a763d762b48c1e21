// One destination during a run: what befalls it ends nothing for the others.
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupFailure, BackupOutcome } from '../../core/api/backup.ts';
import { listName } from '../../core/backup/names.ts';
import { backupsToRemove } from '../../core/backup/rotation.ts';
import { grantedFolders } from '../granted-folders.ts';
import { codeOf, diskFailure } from './disk.ts';
import { PartFile } from './file-writer.ts';
import type { Working } from './make.ts';
import { type BackupRecord, type BackupState, type Destination, changeBackupState, markOf } from './state.ts';
import { type FileToStore, type StoredFile, isStored, listText, listedFiles, readList, removeParts, storeFile, storedPath } from './stored-files.ts';

/** What a run knows of the backup that it made. */
export type Made = Pick<BackupRecord, 'name' | 'at' | 'counts' | 'files' | 'fingerprint'>;

export class Place {
  readonly #profileDir: string;
  readonly #destination: Destination;
  readonly #state: BackupState;
  readonly #mark: string;
  #outcome: BackupOutcome | undefined;
  #part: PartFile | undefined;
  #sha256 = '';
  #files: StoredFile[] = [];

  constructor(profileDir: string, destination: Destination, state: BackupState) {
    this.#profileDir = profileDir;
    this.#destination = destination;
    this.#state = state;
    this.#mark = markOf(state);
  }

  /** Nothing has become of it yet. */
  get isOpen(): boolean {
    return this.#outcome === undefined;
  }

  get #folder(): string {
    return this.#destination.path;
  }

  fail(failure: BackupFailure): void {
    this.#outcome = { destination: this.#destination.id, kind: 'failed', name: null, failure };
  }

  /** What befalls the disk here is its outcome; everything else is the caller's. */
  async try(run: () => Promise<void> | void): Promise<void> {
    if (!this.isOpen) return;
    try {
      await run();
    } catch (cause) {
      const failure = codeOf(cause) === 'not-verified' || codeOf(cause) === 'altered' ? 'not-verified' : diskFailure(cause);
      if (!failure) throw cause;
      this.fail(failure);
    }
  }

  /** Looks whether it is there, and removes what a run that was killed left in it. */
  async prepare(): Promise<void> {
    const isGranted = grantedFolders(this.#profileDir, noRandom).list().some(({ path }) => path === this.#folder);
    if (!isGranted) return this.fail('not-granted');
    if (!statSync(this.#folder).isDirectory()) return this.fail('folder-gone');
    await removeParts(this.#folder, this.#mark);
  }

  /** Where nothing changed since the last backup, and that is whole, there is nothing to do. */
  async keepIfUnchanged(fingerprint: string, now: number, signal: AbortSignal): Promise<void> {
    const last = this.#records().toSorted((a, b) => b.at - a.at)[0];
    if (!last?.verifiedAt || last.fingerprint !== fingerprint) return;
    const needed = readList(this.#folder, last.name);
    if (!needed?.every((file) => isStored(this.#folder, file)) || !(await this.#isWhole(last, signal))) return;
    changeBackupState(this.#profileDir, ({ backups }) => {
      for (const one of backups) if (isSame(one, last)) one.verifiedAt = now;
    });
    this.#outcome = { destination: this.#destination.id, kind: 'unchanged', name: last.name, failure: null };
  }

  async #isWhole({ name, bytes, sha256 }: BackupRecord, signal: AbortSignal): Promise<boolean> {
    const path = join(this.#folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.size !== bytes) return false;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal });
    return hash.digest('hex') === sha256;
  }

  names(): string[] {
    return readdirSync(this.#folder);
  }

  /** What is there already, as a list of an earlier backup says, stays as it is. */
  async storeFiles(files: readonly (FileToStore & { bytes: number })[], recipient: string, { signal, progress }: Working): Promise<void> {
    const known = new Map([...this.#listed(), ...(listedFiles(this.#folder) ?? [])]);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const file of files) {
      signal.throwIfAborted();
      const there = known.get(file.stored);
      const before = done;
      this.#files.push(there && isStored(this.#folder, there) ? there : await storeFile(this.#folder, file, recipient, this.#mark, { signal, progress: (bytes) => progress({ phase: 'storing', done: before + bytes, total }) }));
      done += file.bytes;
    }
  }

  /** What the lists of this profile's own backups say, should another's be unreadable. */
  #listed(): [string, StoredFile][] {
    return this.#records().flatMap(({ name }) => (readList(this.#folder, name) ?? []).map((file): [string, StoredFile] => [file.stored, file]));
  }

  async begin(name: string): Promise<void> {
    this.#part = await PartFile.create(join(this.#folder, name), join(this.#folder, `${name}.${this.#mark}.part`));
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#part!.write(bytes);
  }

  /** Gives where it lies to be read back. */
  async finish(): Promise<string> {
    this.#sha256 = await this.#part!.finish();
    return this.#part!.part;
  }

  /** Gives the backup its name, notes it, and only then lets older ones go. */
  async keep(made: Made): Promise<void> {
    const part = this.#part!;
    await this.#writeList(made.name);
    await part.keep();
    this.#part = undefined;
    const record: BackupRecord = { ...made, destination: this.#destination.id, bytes: part.bytes, sha256: this.#sha256, verifiedAt: made.at, provenAt: null };
    changeBackupState(this.#profileDir, ({ backups }) => void backups.push(record));
    this.#outcome = { destination: this.#destination.id, kind: 'made', name: made.name, failure: null };
    await this.#rotate([...this.#records(), record]);
  }

  async #writeList(name: string): Promise<void> {
    const path = join(this.#folder, listName(name));
    const list = await PartFile.create(path, `${path}.${this.#mark}.part`);
    await list.write(Buffer.from(listText(this.#files)));
    await list.finish();
    await list.keep();
  }

  /** Removes what the rotation no longer keeps, of those that this program made and that are as it made them. */
  async #rotate(records: readonly BackupRecord[]): Promise<void> {
    const there = records.filter(({ name, bytes }) => statSync(join(this.#folder, name), { throwIfNoEntry: false })?.size === bytes);
    const gone = backupsToRemove(there, this.#state.rotation);
    const needless = gone.flatMap(({ name }) => readList(this.#folder, name) ?? []);
    for (const { name } of gone) {
      await rm(join(this.#folder, name), { force: true });
      await rm(join(this.#folder, listName(name)), { force: true });
    }
    // Where a backup does not say what it needs, whoever it belongs to, nothing goes.
    const needed = listedFiles(this.#folder);
    if (needed) for (const { stored } of needless) if (!needed.has(stored)) await rm(storedPath(this.#folder, stored), { force: true });
    const left = there.filter((record) => !gone.includes(record));
    changeBackupState(this.#profileDir, (state) => {
      state.backups = state.backups.filter((one) => one.destination !== this.#destination.id || left.some((record) => isSame(record, one)));
    });
  }

  #records(): BackupRecord[] {
    return this.#state.backups.filter(({ destination }) => destination === this.#destination.id);
  }

  /** After whatever became of it: leaves nothing unfinished. */
  async clear(): Promise<void> {
    const part = this.#part;
    this.#part = undefined;
    if (!part) return;
    try {
      await part.abandon();
    } catch (cause) {
      // A folder that is gone or full keeps it; the next run removes it.
      if (!diskFailure(cause)) throw cause;
    }
  }

  /** Notes what became of it, for whoever looks later. */
  settle(now: number): BackupOutcome {
    const outcome = this.#outcome!;
    changeBackupState(this.#profileDir, ({ destinations }) => {
      for (const destination of destinations) {
        if (destination.id !== this.#destination.id) continue;
        destination.failure = outcome.failure;
        destination.failedAt = outcome.failure === null ? null : now;
      }
    });
    return outcome;
  }
}

const isSame = (a: BackupRecord, b: BackupRecord): boolean => a.destination === b.destination && a.name === b.name;

const noRandom = (): never => {
  throw new Error('a backup grants no folders');
};
