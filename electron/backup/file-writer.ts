import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './disk.ts';

/** Of what was written, this much may lie in the system's memory: else the end waits until all of it is on the disk. */
const UNSYNCED = 32 * 1024 * 1024;

/** A file that comes into being under another name and gets its own when it is whole and on the disk. */
export class PartFile {
  readonly path: string;
  readonly #part: string;
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #unsynced = 0;
  #syncing: Promise<void> = Promise.resolve();
  #syncFailure: unknown;
  #isClosed = false;

  private constructor(path: string, part: string, file: FileHandle) {
    this.path = path;
    this.#part = part;
    this.#file = file;
  }

  /** What lies at `part` is of a run that was cut off; a link there is removed, and not written through. */
  static async create(path: string, part: string): Promise<PartFile> {
    await rm(part, { force: true });
    return new PartFile(path, part, await open(part, 'wx', 0o600));
  }

  get part(): string {
    return this.#part;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#syncFailure) throw this.#syncFailure;
    for (let at = 0; at < bytes.length; ) at += (await this.#file.write(bytes, at)).bytesWritten;
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    this.#unsynced += bytes.length;
    if (this.#unsynced < UNSYNCED) return;
    this.#unsynced = 0;
    this.#syncing = this.#syncing.then(() => this.#file.datasync()).catch((cause: unknown) => void (this.#syncFailure ??= cause));
  }

  /** On the disk, still under the other name. Gives its SHA-256. */
  async finish(): Promise<string> {
    await this.#syncing;
    if (this.#syncFailure) throw this.#syncFailure;
    await this.#file.sync();
    await this.#close();
    return this.#hash.digest('hex');
  }

  /** Gives it its name. */
  async keep(): Promise<void> {
    await rename(this.#part, this.path);
    syncFolder(dirname(this.path));
  }

  async abandon(): Promise<void> {
    await this.#syncing;
    await this.#close();
    await rm(this.#part, { force: true });
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#file.close();
  }
}
