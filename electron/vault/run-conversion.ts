import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ConversionProgress } from '../../core/api/vault.ts';
import { CallError } from '../../core/call.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import type { ConversionTask } from './convert.ts';
import { finishConversion, newOf } from './moves.ts';

export type ConversionAnswer = { done: number; total: number } | 'decided' | 'done' | { failed: { code: string; message: string; stack: string } };

/** While SQLite writes the database anew it says nothing: the new file is looked at instead. */
const LOOK_MS = 200;

/**
 * Converts in a worker. Can be cancelled until it is decided; then it is carried through. Errors: `profile-in-use`,
 * `disk-full`, `damaged`, `cancelled`; nothing was changed then.
 */
export async function runConversion(task: ConversionTask, signal: AbortSignal, progress: (value: ConversionProgress & { isDecided: boolean }) => void): Promise<void> {
  const worker = new Worker(new URL('../workers/convert.ts', import.meta.url), { workerData: task });
  const database = join(task.profileDir, DATABASE_NAME);
  const total = 2 * sizeOf(database);
  let isDecided = false;
  let hasTold = false;
  const timer = setInterval(() => {
    if (!hasTold) progress({ done: Math.min(sizeOf(newOf(database)), total / 2), total, isDecided });
  }, LOOK_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => {
        if (!isDecided) reject(new CallError('cancelled', 'Cancelled. Nothing was changed.'));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('a conversion ended without an answer')));
      worker.on('message', (answer: ConversionAnswer) => {
        if (answer === 'done') resolve();
        else if (answer === 'decided') isDecided = true;
        else if ('failed' in answer) reject(asRefusal(answer.failed));
        else {
          hasTold = true;
          progress({ ...answer, isDecided });
        }
      });
    });
  } finally {
    clearInterval(timer);
    await worker.terminate();
    // Where the worker was cut short this takes back what it had begun.
    finishConversion(task.profileDir);
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function asRefusal({ code, message, stack }: { code: string; message: string; stack: string }): unknown {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return new CallError('disk-full', 'There is no room for a second copy of the profile. Nothing was changed.');
  if (code === 'profile-in-use' || code === 'damaged') return new CallError(code, message);
  return new Error(`a conversion failed: ${stack}`);
}
