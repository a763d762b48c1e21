// What the parts of a backup are written into while it is unpacked.
import { closeSync, fdatasync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { PartSink } from '../backup/tar-reader.ts';
import type { FileStore } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { sealDatabase } from '../vault/seal-database.ts';

/** One that did not come to its end is let go of: nothing of it stays open. After the end that does nothing. */
export interface OpenSink extends PartSink {
  abandon(): void | Promise<void>;
}

/** What is given to it is compared with its hash before the end. */
export function fileSink(files: FileStore): OpenSink {
  const writer = files.begin();
  return { write: (bytes) => writer.add(bytes), end: () => void writer.end(), abandon: () => writer.abandon() };
}

/** Writes the database as it comes; with keys encrypted, so that nothing of it lies on the disk in clear. */
export function databaseSink(path: string, keys: VaultKeys | undefined): OpenSink {
  return keys ? sealingSink(path, keys.database) : plainSink(path);
}

/** Of what was written, this much may lie in the system's memory. */
const UNSYNCED = 64 * 1024 * 1024;

function plainSink(path: string): OpenSink {
  const file = openSync(path, 'wx', 0o600);
  let isOpen = true;
  let unsynced = 0;
  let syncing = Promise.resolve();
  let failure: Error | null = null;
  const close = async (): Promise<void> => {
    await syncing;
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      unsynced += bytes.length;
      if (unsynced < UNSYNCED) return;
      unsynced = 0;
      // Else the end waits until all of it is on the disk. The system tells of a failure once only.
      syncing = syncing.then(() => new Promise((resolve) => fdatasync(file, (cause) => resolve(void (failure ??= cause)))));
    },
    async end() {
      await syncing;
      if (failure) throw failure;
      fsyncSync(file);
      await close();
    },
    abandon: close,
  };
}

function sealingSink(path: string, key: Uint8Array): OpenSink {
  const channel = new Channel();
  const sealed = sealDatabase(channel, path, key);
  sealed.catch((cause: unknown) => channel.fail(cause));
  return {
    write: (bytes) => channel.push(Buffer.from(bytes)),
    async end() {
      await channel.push(undefined);
      await sealed;
    },
    async abandon() {
      channel.breakOff();
      await sealed.catch(() => undefined);
    },
  };
}

/** Hands pieces over one at a time. */
class Channel implements AsyncIterable<Uint8Array> {
  readonly #failed = Promise.withResolvers<never>();
  #wanted = Promise.withResolvers<void>();
  #given = Promise.withResolvers<Uint8Array | undefined>();
  #isBrokenOff = false;

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

  /** Nothing comes any more: who takes the pieces fails. */
  breakOff(): void {
    this.#isBrokenOff = true;
    this.#given.promise.catch(() => undefined);
    this.#given.reject(brokenOff());
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#isBrokenOff) throw brokenOff();
      this.#wanted.resolve();
      const bytes = await this.#given.promise;
      this.#given = Promise.withResolvers<Uint8Array | undefined>();
      if (!bytes) return;
      yield bytes;
    }
  }
}

const brokenOff = () => new Error('this was broken off');
