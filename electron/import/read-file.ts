import { Worker } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import type { UploadedFile } from '../uploads.ts';
import { type FromFileReader, type HashedEvent, type ToFileReader, unpackEvents } from './file-reader-protocol.ts';
import type { Inspection, ReadPlan } from './read/contacts.ts';
import { UnreadableFile } from './read/decode.ts';

/** How many batches a worker reads ahead. */
const AHEAD = 4;

/** Beyond this much memory, in megabytes, the worker ends rather than the program. */
const MOST_MEMORY = 320;

/** A worker that has read its file waits this long for the next one, in milliseconds: after a dry run comes an import. */
const IDLE_MS = 30_000;

/** A file that a worker of its own reads. */
export interface FileReading {
  readonly inspection: Inspection;
  /** Its events in batches, once. Errors: as `readFile`. */
  events(plan: ReadPlan): AsyncGenerator<readonly HashedEvent[]>;
  close(): Promise<void>;
}

/** Starts reading. `dayFirst` and `as` are those of `inspectFile`. Errors: `UnreadableFile`, `not-readable` for what needs too much memory. */
export async function readFile({ path, key }: UploadedFile, dayFirst: boolean, as: string | undefined): Promise<FileReading> {
  const reader = idleReader() ?? new FileReader();
  let isAtEnd = false;
  const close = async (): Promise<void> => {
    if (isAtEnd) keepIdle(reader);
    else await reader.end();
  };
  reader.tell({ kind: 'open', file: { path, key }, dayFirst, as });
  try {
    const first = await reader.next();
    if (first.kind !== 'inspected') throw new Error(`the file reader began with ${first.kind}`);
    return {
      inspection: first.inspection,
      async *events(plan) {
        reader.tell({ kind: 'read', plan });
        reader.tell({ kind: 'more', batches: AHEAD });
        for (let message = await reader.next(); message.kind !== 'end'; message = await reader.next()) {
          if (message.kind !== 'events') throw new Error(`the file reader sent ${message.kind}`);
          yield unpackEvents(message);
          reader.tell({ kind: 'more', batches: 1 });
        }
        isAtEnd = true;
      },
      close,
    };
  } catch (cause) {
    isAtEnd = cause instanceof UnreadableFile;
    await close();
    throw cause;
  }
}

let idle: { reader: FileReader; timer: NodeJS.Timeout } | undefined;

function idleReader(): FileReader | undefined {
  const reader = idle?.reader;
  clearTimeout(idle?.timer);
  idle = undefined;
  return reader?.isAlive ? reader : undefined;
}

function keepIdle(reader: FileReader): void {
  void idleReader()?.end();
  idle = { reader, timer: setTimeout(() => void idleReader()?.end(), IDLE_MS).unref() };
}

/** The worker, and what it has sent that nobody has taken yet. */
class FileReader {
  readonly #worker: Worker;
  readonly #waiting: FromFileReader[] = [];
  #ended: unknown;
  #onArrival: (() => void) | undefined;

  constructor() {
    const worker = new Worker(new URL('../workers/file-reader.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
    worker.on('message', (message: FromFileReader) => {
      this.#waiting.push(message);
      this.#onArrival?.();
    });
    worker.on('error', (error) => this.#stop(isOutOfMemory(error) ? new CallError('not-readable', 'The file needs too much memory to be read. Cut it into smaller ones.', { reason: 'too-big' }) : error));
    worker.on('exit', () => this.#stop(new Error('the file reader ended before the file')));
    // Whoever waits for its answer keeps the program open, not the worker itself.
    worker.unref();
    this.#worker = worker;
  }

  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  tell(message: ToFileReader): void {
    this.#worker.postMessage(message);
  }

  async next(): Promise<Exclude<FromFileReader, { kind: 'unreadable' | 'failed' }>> {
    this.#worker.ref();
    while (this.#waiting.length === 0 && this.#ended === undefined) await new Promise<void>((resolve) => (this.#onArrival = resolve));
    this.#worker.unref();
    const message = this.#waiting.shift();
    if (message === undefined) throw this.#ended;
    if (message.kind === 'unreadable') throw new UnreadableFile(message.code, message.message, message.what);
    if (message.kind === 'failed') throw new Error(`the file reader failed: ${message.stack}`);
    return message;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #stop(reason: unknown): void {
    this.#ended ??= reason;
    this.#onArrival?.();
  }
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
