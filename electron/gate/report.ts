// How a worker tells the main process, and the page that called, what went wrong.
import type { MessagePort } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import { isFullCode, isTroubleCode } from './trouble-codes.ts';

/** For the log; and where the database itself is at fault, so that nothing is written to it any more. */
export function reportError(port: MessagePort, error: unknown, callName: string): void {
  port.postMessage({ report: { callName, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
  const code = codeOf(error);
  if (isTroubleCode(code)) port.postMessage({ trouble: code });
}

/** The worker could not begin. */
export function reportFailure(port: MessagePort, cause: unknown): void {
  const { message, details } = cause as { message?: string; details?: unknown };
  port.postMessage({ failed: { code: codeOf(cause) || 'internal', message: message ?? '', details } });
}

const READ_ONLY = /^(SQLITE_READONLY|EACCES|EPERM|EROFS)/;

/** What of an error's cause a person can do something about: make room, or mend the permissions. */
export function toRefusal(error: unknown): CallError | undefined {
  if (error instanceof CallError) return undefined;
  const code = codeOf(error);
  if (isFullCode(code)) return new CallError('disk-full', 'The disk is full. Nothing was changed; make room and try again.');
  if (READ_ONLY.test(code)) return new CallError('read-only', 'Kith may not write in its folder. Nothing was changed.');
  if (isTroubleCode(code)) return new CallError('not-open', 'The database is not in order. Kith stopped writing to it.');
  return undefined;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');
