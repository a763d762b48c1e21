import { createReadStream } from 'node:fs';
import type { ByteSource } from '../../../electron/import/read/decode.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** A fixture as a file is read: in chunks. `chunkBytes` makes them small, so that everything is cut somewhere. */
export const fixture = (path: string, chunkBytes = 64 * 1024): ByteSource => createReadStream(new URL(path, FIXTURES), { highWaterMark: chunkBytes });

export async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}

/** A source that makes its parts only when they are asked for, so that a big file costs no memory. */
export async function* made(count: number, part: (index: number) => string): AsyncGenerator<Uint8Array> {
  const PARTS_A_CHUNK = 500;
  for (let from = 0; from < count; from += PARTS_A_CHUNK) {
    let text = '';
    for (let index = from; index < Math.min(count, from + PARTS_A_CHUNK); index++) text += part(index);
    yield Buffer.from(text);
  }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
