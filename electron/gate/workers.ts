// The workers that have the database open: one that writes, and those that read beside it.
import { Worker } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import type { Workers } from '../../core/relay.ts';
import { workerWire } from '../../core/wire.ts';
import type { AppPorts, Log } from '../app-port.ts';
import { ASK_FOR_FOLDER, type ChosenFolder } from '../calendar/ask-for-folder.ts';
import { serveKeychain } from '../vault/keychain-port.ts';
import type { WorkerData } from '../workers/worker-data.ts';
import { checkInBackground } from './checker.ts';
import { markClosedAtExit, markIfTakenIn } from './marks.ts';
import { isTroubleCode } from './trouble-codes.ts';

/** How many workers read beside the one that writes. */
const READERS = 2;

/** Without a limit each worker lets some 100 MB of garbage pile up while it starts, and keeps the room. */
const YOUNG_MB = 8;

export interface OpenWorkers {
  readonly wires: Workers;
  /** Finishes what is being written, closes the database and ends them. `isEnd`: the program ends, so that what today has no backup of gets one first. */
  close(isEnd?: boolean): Promise<void>;
  /** Ends them as they are: nobody writes any more. What was committed is taken in by SQLite as the connections go. */
  halt(): Promise<void>;
}

export interface WorkersPorts extends Pick<AppPorts, 'log' | 'chooseFolder' | 'keychain' | 'checkAfterMs'> {
  /** A worker, or the check in the background, met what says that the database is not in order, such as `SQLITE_CORRUPT`. May come several times. */
  readonly onTrouble: (code: string, found: 'running' | 'check') => void;
}

/** Errors: those of `openStore`, as `CallError`. */
export async function startWorkers(data: WorkerData, ports: WorkersPorts): Promise<OpenWorkers> {
  const { keychain } = ports;
  const writer = await startWorker('writer', { ...data, hasKeychain: keychain !== undefined }, ports);
  if (keychain) serveKeychain(writer, keychain, (error) => ports.log({ level: 'error', code: 'keychain', error }));
  const started = await Promise.allSettled(Array.from({ length: READERS }, () => startWorker('reader', data, ports)));
  const readers = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const all = [writer, ...readers];
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) {
    await Promise.all(all.map((worker) => worker.terminate()));
    throw failed.reason;
  }
  // Its own exit is not heard of in a worker when this process ends.
  const stopWaiting = markClosedAtExit(data.profileDir);
  const stopChecking = checkInBackground(data.profileDir, data.keys?.database, { log: ports.log, onTrouble: (code) => ports.onTrouble(code, 'check'), afterMs: ports.checkAfterMs });
  // Phones are read by the team's country and names by this device's locale: the readers follow the writer.
  writer.on('message', (message: unknown) => {
    if (message === 'locale-changed') for (const reader of readers) reader.postMessage('locale');
    if (message === ASK_FOR_FOLDER) void chooseFolder(writer, ports);
  });
  return {
    wires: { writer: workerWire(writer), readers: readers.map((reader) => workerWire(reader)) },
    async close(isEnd = false) {
      stopWaiting();
      await stopChecking();
      await Promise.all(readers.map((reader) => closeWorker(reader)));
      await closeWorker(writer, isEnd ? 'end' : 'close');
    },
    async halt() {
      stopWaiting();
      await Promise.all([stopChecking(), ...all.map((worker) => worker.terminate())]);
      markIfTakenIn(data.profileDir);
    },
  };
}

async function chooseFolder(writer: Worker, ports: WorkersPorts): Promise<void> {
  let chosenFolder: string | null = null;
  try {
    chosenFolder = (await ports.chooseFolder?.()) ?? null;
  } catch (error) {
    ports.log({ level: 'error', code: 'choose-folder', error });
  }
  writer.postMessage({ chosenFolder } satisfies ChosenFolder);
}

function startWorker(name: 'writer' | 'reader', data: WorkerData, { log, onTrouble }: WorkersPorts): Promise<Worker> {
  const worker = new Worker(new URL(`../workers/${name}.ts`, import.meta.url), { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: unknown) => {
      if (message === 'ready') {
        worker.off('error', reject);
        worker.on('error', (error) => dies(name, error, log, onTrouble));
        resolve(worker);
      } else if (isFailure(message)) {
        void worker.terminate();
        reject(new CallError(message.failed.code, message.failed.message, message.failed.details));
      } else if (isReport(message)) {
        log({ level: 'error', code: 'call-failed', facts: { call: message.report.callName }, error: message.report.stack });
      } else if (isTrouble(message)) onTrouble(message.trouble, 'running');
    });
  });
}

function dies(name: string, error: unknown, log: Log, onTrouble: WorkersPorts['onTrouble']): void {
  log({ level: 'error', code: `${name}-died`, error });
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (isTroubleCode(code)) onTrouble(code, 'running');
}

function closeWorker(worker: Worker, how: 'close' | 'end' = 'close'): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.postMessage(how);
  });
}

const has = <Key extends string>(message: unknown, key: Key): message is Record<Key, unknown> => typeof message === 'object' && message !== null && key in message;

function isFailure(message: unknown): message is { failed: { code: string; message: string; details?: unknown } } {
  return has(message, 'failed');
}

function isReport(message: unknown): message is { report: { callName: string; stack: string } } {
  return has(message, 'report');
}

function isTrouble(message: unknown): message is { trouble: string } {
  return has(message, 'trouble');
}
