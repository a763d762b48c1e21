import { Worker } from 'node:worker_threads';
import type { Log } from '../app-port.ts';

export interface CheckerData {
  profileDir: string;
  /** Of an encrypted database. */
  key: Uint8Array | undefined;
  /** Between two slices, at least, in ms. */
  shortestMs: number;
}

export interface CheckerPorts {
  readonly log: Log;
  readonly onTrouble: (code: string) => void;
  readonly afterMs: number | undefined;
}

/** Kith is there first, and whoever only looks something up is gone again. */
const BEGINS_AFTER_MS = 60_000;
const SHORTEST_MS = 250;
/** It holds a page and a row at a time. */
const YOUNG_MB = 4;

/** Reads the database through in the background, as long as it is open. Gives back how to end that. */
export function checkInBackground(profileDir: string, key: Uint8Array | undefined, { log, onTrouble, afterMs = BEGINS_AFTER_MS }: CheckerPorts): () => Promise<void> {
  let worker: Worker | undefined;
  const timer = setTimeout(() => {
    worker = new Worker(new URL('../workers/checker.ts', import.meta.url), {
      workerData: { profileDir, key, shortestMs: SHORTEST_MS } satisfies CheckerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.unref();
    worker.on('error', (error) => log({ level: 'error', code: 'checker-died', error }));
    worker.on('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'trouble' in message) onTrouble(String(message.trouble));
    });
  }, afterMs);
  timer.unref();
  return async () => {
    clearTimeout(timer);
    await worker?.terminate();
  };
}
