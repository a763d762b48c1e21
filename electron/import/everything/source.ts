import type { Buffer } from 'node:buffer';
import { CallError } from '../../../core/call.ts';

/** A folder or ZIP from which an export of everything is read. Nothing is unpacked: what is wanted is asked for by its path. */
export interface Source {
  /** The bytes of one file. Errors: `everything-damaged` for what is not there or not whole, `everything-unsafe`. */
  read(path: string): AsyncGenerator<Buffer>;
  /** In bytes; undefined where there is no such file. */
  size(path: string): number | undefined;
  close(): void;
}

export const damaged = (what: string): CallError => new CallError('everything-damaged', `The export cannot be taken in: ${what}. Nothing was changed.`);
export const unsafe = (what: string): CallError => new CallError('everything-unsafe', `The export is not safe to read: ${what}. Nothing was changed.`);
