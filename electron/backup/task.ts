// Backups are made in a worker of their own, which ends with them.
import { Worker } from 'node:worker_threads';
import type { BackupOutcome, BackupProgress } from '../../core/api/backup.ts';
import { CallError } from '../../core/call.ts';
import { type ExamineTask, WORKER_LIMITS } from './examine.ts';
import type { backUp, saveBackup, Working } from './make.ts';
import type { Manifest } from './manifest.ts';

type RunTask = { kind: 'run'; request: Parameters<typeof backUp>[0] };
type SaveTask = { kind: 'save'; request: Parameters<typeof saveBackup>[0] };
export type BackupTask = ExamineTask | RunTask | SaveTask;

export type BackupAnswer =
  | { kind: 'progress'; value: BackupProgress }
  | { kind: 'ran'; outcomes: BackupOutcome[] }
  | { kind: 'saved'; manifest: Manifest }
  | { kind: 'refused'; code: string; message: string; details: unknown };

/** Errors: those of `backUp`. */
export async function runBackup(request: RunTask['request'], working: Working): Promise<BackupOutcome[]> {
  const answer = await runTask({ kind: 'run', request }, working);
  if (answer.kind !== 'ran') throw new Error(`a backup was to be made and was ${answer.kind}`);
  return answer.outcomes;
}

/** Errors: those of `saveBackup`. */
export async function runSave(request: SaveTask['request'], working: Working): Promise<Manifest> {
  const answer = await runTask({ kind: 'save', request }, working);
  if (answer.kind !== 'saved') throw new Error(`a backup was to be saved and was ${answer.kind}`);
  return answer.manifest;
}

function runTask(task: RunTask | SaveTask, { signal, progress }: Working): Promise<Exclude<BackupAnswer, { kind: 'progress' | 'refused' }>> {
  const worker = new Worker(new URL('../workers/backup.ts', import.meta.url), { workerData: task, resourceLimits: WORKER_LIMITS });
  const cancel = (): void => worker.postMessage('cancel');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return new Promise<Exclude<BackupAnswer, { kind: 'progress' | 'refused' }>>((resolve, reject) => {
    worker.on('message', (answer: BackupAnswer) => {
      if (answer.kind === 'progress') progress(answer.value);
      else if (answer.kind === 'refused') reject(new CallError(answer.code, answer.message, answer.details));
      else resolve(answer);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a backup ended without an answer')));
  }).finally(() => signal.removeEventListener('abort', cancel));
}
