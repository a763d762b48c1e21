import { constants, closeSync, fstatSync, lstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { join, sep } from 'node:path';
import { EVERYTHING_JSON } from '../../../core/everything.ts';
import { turned } from '../../uploads.ts';
import { type Source, damaged, unsafe } from './source.ts';
import { openZip } from './zip.ts';

/** Opens it where it is an export of everything; undefined where it is something else. `key` is that of a file that lies encrypted. Errors: those of a ZIP that is damaged or unsafe. */
export function openSource(path: string, key?: Uint8Array): Source | undefined {
  const source = statSync(path).isDirectory() ? openFolder(path) : startsAsZip(path, key) ? openZip(path, key) : undefined;
  if (source?.size(EVERYTHING_JSON) !== undefined) return source;
  source?.close();
  return undefined;
}

function startsAsZip(path: string, key: Uint8Array | undefined): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    return (key ? turned(head, key, 0) : head).readUInt32LE() === 0x04_03_4b_50;
  } finally {
    closeSync(file);
  }
}

const PIECE_BYTES = 256 * 1024;

function openFolder(dir: string): Source {
  const root = realpathSync(dir);
  const within = (path: string): string => {
    const at = join(root, ...path.split('/'));
    if (path.split('/').some((part) => part === '' || part === '.' || part === '..' || part.includes('\\') || part.includes('\0'))) throw unsafe(`it names ${JSON.stringify(path)}`);
    return at;
  };
  return {
    async *read(path) {
      const at = within(path);
      const found = lstatSync(at, { throwIfNoEntry: false });
      if (!found) throw damaged(`${path} is missing`);
      // A link may lead anywhere, and a device may never end.
      if (!found.isFile() || realpathSync(at) !== at || !at.startsWith(root + sep)) throw unsafe(`${path} is a link or no file`);
      const file = openSync(at, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        if (!fstatSync(file).isFile()) throw unsafe(`${path} is no file`);
        for (;;) {
          const piece = Buffer.alloc(PIECE_BYTES);
          const length = readSync(file, piece);
          if (length === 0) return;
          yield piece.subarray(0, length);
        }
      } finally {
        closeSync(file);
      }
    },
    size: (path) => lstatSync(within(path), { throwIfNoEntry: false })?.size,
    close: () => undefined,
  };
}
