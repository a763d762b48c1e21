import { Buffer } from 'node:buffer';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CallError } from '../../../core/call.ts';
import { breathe } from '../../calls/context.ts';

/** Where an export of everything goes: a folder or a ZIP. Paths have slashes and names that `cleanFileName` made. */
export interface Place {
  /** Writes one file and gives its size. `isPacked`: it would not become smaller. */
  add(path: string, chunks: Iterable<string | Uint8Array>, options?: { isPacked?: boolean }): Promise<number>;
  /** Puts the whole into its place. */
  finish(): void;
  /** Leaves nothing behind. */
  abandon(): void;
}

const GATHERED_BYTES = 256 * 1024;

/** A new folder, or an empty one, written beside it and renamed when it is whole. Errors: `folder-not-empty`. */
export function folderPlace(path: string): Place {
  if (existsSync(path) && readdirSync(path).length > 0) throw new CallError('folder-not-empty', `${path} is not empty. Name a folder that is, or one that does not exist yet.`);
  const beside = `${path}.unfinished`;
  refuseLeftOver(beside);
  mkdirSync(beside, { mode: 0o700 });
  const made = new Set<string>();
  return {
    async add(name, chunks) {
      const target = join(beside, ...name.split('/'));
      const folder = dirname(target);
      if (!made.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
      made.add(folder);
      const file = openSync(target, 'wx', 0o600);
      let size = 0;
      try {
        for (const piece of gathered(chunks, GATHERED_BYTES)) {
          for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done);
          size += piece.length;
          await breathe();
        }
        if (size > GATHERED_BYTES) fsyncSync(file);
      } finally {
        closeSync(file);
      }
      return size;
    },
    finish() {
      if (existsSync(path)) rmdirSync(path);
      renameSync(beside, path);
    },
    abandon: () => rmSync(beside, { recursive: true, force: true }),
  };
}

/** What an export that was ended left; whose it is only its owner knows. */
export function refuseLeftOver(beside: string): void {
  if (existsSync(beside)) throw new CallError('unfinished-there', `${beside} is what an earlier export left when it was ended. Remove it, then export again.`);
}

/** The same bytes in fewer pieces, of about so many bytes. */
export function* gathered(chunks: Iterable<string | Uint8Array>, bytes: number): Generator<Buffer, undefined> {
  let waiting: Buffer[] = [];
  let length = 0;
  for (const chunk of chunks) {
    const piece = Buffer.from(chunk as string);
    waiting.push(piece);
    length += piece.length;
    if (length < bytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
  return undefined;
}
