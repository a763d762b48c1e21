// An export of everything for the page is written by a worker of its own, into the store of files: whoever works on waits
// for none of it.
import { Worker } from 'node:worker_threads';
import type { Progress } from '../../../core/api/contacts.ts';
import { CallError } from '../../../core/call.ts';
import type { CallContext } from '../../calls/context.ts';
import type { VaultKeys } from '../../vault/keys.ts';
import type { EverythingDone } from './run.ts';

export interface ExportTask {
  profileDir: string;
  keys: VaultKeys | undefined;
  version: string;
}

export interface StoredEverything extends EverythingDone {
  hash: string;
  size: number;
  name: string;
}

/** From the worker; to it goes only `cancel`. */
export type ExportAnswer = { kind: 'progress'; progress: Progress } | { kind: 'stored'; stored: StoredEverything } | { kind: 'refused'; code: string; message: string };

/** Beyond this much memory, in megabytes, the worker ends rather than the program. */
const MOST_MEMORY = 400;

/** A ZIP in the store of files. Errors: those of `writeEverything`. */
export function exportEverything({ profileDir, keys, version }: Pick<CallContext, 'profileDir' | 'keys' | 'version'>, signal: AbortSignal, progress: (value: Progress) => void): Promise<StoredEverything> {
  const task: ExportTask = { profileDir, keys, version };
  const worker = new Worker(new URL('../../workers/export.ts', import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
  const cancel = (): void => worker.postMessage('cancel');
  signal.addEventListener('abort', cancel, { once: true });
  return new Promise<StoredEverything>((resolve, reject) => {
    worker.on('message', (answer: ExportAnswer) => {
      if (answer.kind === 'progress') progress(answer.progress);
      else if (answer.kind === 'stored') resolve(answer.stored);
      else reject(new CallError(answer.code, answer.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the export of everything ended without an answer')));
  }).finally(() => signal.removeEventListener('abort', cancel));
}
