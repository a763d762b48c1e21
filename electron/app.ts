import { existsSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Worker } from 'node:worker_threads';
import { api } from '../core/api/index.ts';
import { CallError } from '../core/call.ts';
import { relayCalls } from '../core/relay.ts';
import { workerWire } from '../core/wire.ts';
import type { App, AppPorts, Log } from './app-port.ts';
import { ASK_FOR_FOLDER, type ChosenFolder } from './calendar/ask-for-folder.ts';
import { syncedFolderAbove } from './synced-folder.ts';
import { kithVersion } from './version.ts';
import type { WorkerData } from './workers/worker-data.ts';

/** How many workers read beside the one that writes. */
const READERS = 2;

/** Without a limit each worker lets some 100 MB of garbage pile up while it starts, and keeps the room. */
const YOUNG_MB = 8;

/** Opens the database of a profile, whose lock the caller holds, in workers of its own. Errors: those of `openStore`, as `CallError`. */
export async function openApp(profileDir: string, ports: AppPorts, host: WorkerData['host'] = 'browser'): Promise<App> {
  const data: WorkerData = {
    profileDir,
    version: kithVersion(),
    host,
    syncedBy: syncedFolderAbove(realpathSync(profileDir), existsSync, process.env['OneDrive'])?.service,
    memberName: userInfo().username,
  };
  const writer = await startWorker('writer', data, ports.log);
  const readers = await Promise.all(Array.from({ length: READERS }, () => startWorker('reader', data, ports.log)));
  const relay = relayCalls(
    api,
    { writer: workerWire(writer), readers: readers.map((reader) => workerWire(reader)) },
    { onError: (error) => ports.log({ level: 'error', code: 'relay', error }) },
  );
  // Phones are read by the team's country and names by this device's locale: the readers follow the writer.
  writer.on('message', (message: unknown) => {
    if (isLocaleChange(message)) for (const reader of readers) reader.postMessage('locale');
    if (message === ASK_FOR_FOLDER) void chooseFolder();
  });
  async function chooseFolder(): Promise<void> {
    let chosenFolder: string | null = null;
    try {
      chosenFolder = (await ports.chooseFolder?.()) ?? null;
    } catch (error) {
      ports.log({ level: 'error', code: 'choose-folder', error });
    }
    writer.postMessage({ chosenFolder } satisfies ChosenFolder);
  }

  let closing: Promise<void> | undefined;
  return {
    connect: (page) => relay.connect(page),
    close: () => (closing ??= closeAll()),
  };

  async function closeAll(): Promise<void> {
    relay.close();
    await Promise.all(readers.map(closeWorker));
    await closeWorker(writer);
  }
}

function startWorker(name: 'writer' | 'reader', data: WorkerData, log: Log): Promise<Worker> {
  const worker = new Worker(new URL(`./workers/${name}.ts`, import.meta.url), { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: unknown) => {
      if (message === 'ready') {
        worker.off('error', reject);
        worker.on('error', (error) => log({ level: 'error', code: `${name}-died`, error }));
        resolve(worker);
      } else if (isFailure(message)) {
        void worker.terminate();
        reject(new CallError(message.failed.code, message.failed.message));
      } else if (isReport(message)) {
        log({ level: 'error', code: 'call-failed', facts: { call: message.report.callName }, error: message.report.stack });
      }
    });
  });
}

function closeWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.postMessage('close');
  });
}

function isFailure(message: unknown): message is { failed: { code: string; message: string } } {
  return typeof message === 'object' && message !== null && 'failed' in message;
}

function isReport(message: unknown): message is { report: { callName: string; stack: string } } {
  return typeof message === 'object' && message !== null && 'report' in message;
}

function isLocaleChange(message: unknown): boolean {
  return message === 'locale-changed';
}
