// Work on calendars that takes long runs in a worker of its own, which ends with it.
import { Worker } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import type { CalendarFailure, CalendarFile } from '../../core/api/calendar.ts';
import type { CalendarReading } from '../../core/calendar/read.ts';
import type { UploadedFile } from '../uploads.ts';

export type CalendarTask =
  | { kind: 'write'; database: string; key: Uint8Array | undefined; folder: string; file: Pick<CalendarFile, 'whose' | 'form'> }
  | { kind: 'read'; file: UploadedFile; nowMs: number; zone: string };

export type CalendarAnswer = { kind: 'written'; failure: CalendarFailure | undefined } | { kind: 'read'; reading: CalendarReading } | { kind: 'unreadable'; reason: string; message: string };

/** Beyond this much memory, in megabytes, the worker ends rather than the program. */
const MOST_MEMORY = 512;

/** Errors: `not-readable` for a file that is none, or that needs too much memory. */
export function runCalendarTask(task: CalendarTask): Promise<CalendarAnswer> {
  const worker = new Worker(new URL('../workers/calendar.ts', import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(isOutOfMemory(error) ? new CallError('not-readable', 'The file needs too much memory to be read. Cut it into smaller ones.', { reason: 'too-big' }) : error));
    worker.once('exit', () => reject(new Error('a calendar task ended without an answer')));
  });
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
