// Backups are opened, compared, put in place and tried out in a worker of their own, which ends with its task.
import { Worker } from 'node:worker_threads';
import type { ComparedCount, DrillReport, PlacingProgress, RestoredInPlace, RestoreProgress } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { OpenedBackup } from './place.ts';
import type { GivenSecret } from './unlock.ts';

interface OfProfile {
  profileDir: string;
  /** Of an encrypted profile. */
  keys: VaultKeys | undefined;
}

/** Each with what it tells on the way, and what it answers. */
export interface Tasks {
  open: { given: OfProfile & { path: string; secret: GivenSecret; anyProfile: boolean }; told: RestoreProgress; answer: OpenedBackup };
  compare: { given: OfProfile & { opened: string }; told: RestoreProgress; answer: ComparedCount[] };
  inPlace: { given: OfProfile & { opened: string }; told: PlacingProgress; answer: RestoredInPlace };
  drill: { given: OfProfile & { secret: GivenSecret; destination: string | undefined }; told: RestoreProgress; answer: DrillReport };
}

export type Task = { [Kind in keyof Tasks]: { kind: Kind; given: Tasks[Kind]['given'] } }[keyof Tasks];

export type Told = Tasks[keyof Tasks]['told'];

export type TaskAnswer = { kind: 'progress'; value: Told } | { kind: 'done'; value: unknown } | { kind: 'refused'; code: string; message: string; details: unknown };

export interface Working<Progress> {
  readonly signal: AbortSignal;
  readonly progress: (value: Progress) => void;
}

/** Errors: those of the task, and `cancelled`. */
export async function runTask<Kind extends keyof Tasks>(kind: Kind, given: Tasks[Kind]['given'], { signal, progress }: Working<Tasks[Kind]['told']>): Promise<Tasks[Kind]['answer']> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('../workers/restore.ts', import.meta.url), { workerData: { kind, given } });
  const cancel = (): void => worker.postMessage('cancel');
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<Tasks[Kind]['answer']>((resolve, reject) => {
      worker.on('message', (answer: TaskAnswer) => {
        if (answer.kind === 'progress') progress(answer.value);
        else if (answer.kind === 'refused') reject(new CallError(answer.code, answer.message, answer.details));
        else resolve(answer.value as Tasks[Kind]['answer']);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error(`"${kind}" of a backup ended without an answer`)));
    });
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
