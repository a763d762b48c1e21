// An export of everything is looked at, built and put in place for the page by a worker that ends with its task: nobody
// who works on waits for it.
import { Worker } from 'node:worker_threads';
import type { Progress } from '../../../core/api/contacts.ts';
import type { EverythingLook, EverythingProgress, EverythingTaken } from '../../../core/api/everything.ts';
import { CallError } from '../../../core/call.ts';
import type { UploadedFile } from '../../uploads.ts';
import type { VaultKeys } from '../../vault/keys.ts';

interface OfProfile {
  profileDir: string;
  /** Of an encrypted profile. */
  keys: VaultKeys | undefined;
}

/** Each with what it tells meanwhile, and what it answers. */
export interface EverythingTasks {
  look: { given: OfProfile & { from: UploadedFile }; tells: Progress; answer: EverythingLook };
  build: { given: OfProfile & { from: UploadedFile }; tells: EverythingProgress; answer: EverythingTaken };
  place: { given: OfProfile; tells: never; answer: undefined };
}

export type EverythingTask = { [Kind in keyof EverythingTasks]: { kind: Kind; given: EverythingTasks[Kind]['given'] } }[keyof EverythingTasks];

/** From the worker; to it goes only `cancel`. */
export type EverythingAnswer = { kind: 'progress'; value: unknown } | { kind: 'done'; value: unknown } | { kind: 'refused'; code: string; message: string; details: unknown };

interface Working<Kind extends keyof EverythingTasks> {
  readonly signal: AbortSignal;
  readonly progress: (value: EverythingTasks[Kind]['tells']) => void;
}

/** Beyond this much memory, in megabytes, the worker ends rather than the program. */
const MOST_MEMORY = 600;

/** Errors: those of the task. */
export async function runEverythingTask<Kind extends keyof EverythingTasks>(kind: Kind, given: EverythingTasks[Kind]['given'], { signal, progress }: Working<Kind>): Promise<EverythingTasks[Kind]['answer']> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('../../workers/everything.ts', import.meta.url), { workerData: { kind, given }, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
  const cancel = (): void => worker.postMessage('cancel');
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<EverythingTasks[Kind]['answer']>((resolve, reject) => {
      worker.on('message', (answer: EverythingAnswer) => {
        if (answer.kind === 'progress') progress(answer.value as EverythingTasks[Kind]['tells']);
        else if (answer.kind === 'refused') reject(new CallError(answer.code, answer.message, answer.details));
        else resolve(answer.value as EverythingTasks[Kind]['answer']);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error(`"${kind}" of an export of everything ended without an answer`)));
    });
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
