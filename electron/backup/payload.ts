// Reads an age file chunk by chunk, and says what is the matter with one that is not as it was written.
import { type FileHandle, open } from 'node:fs/promises';
import { AgeError, CHUNK, HEADER_LIMIT, TAG, type Unlock, openChunk, openHeader, unauthenticated } from './age.ts';
import { END_MARK } from './archive.ts';
import { Joined } from './joined.ts';
import { refuse } from './refusal.ts';

/** How many chunks are read at a time. */
const CHUNKS = 16;
const SEALED = CHUNK + TAG;

/** What is inside an age file, in order; each piece is good until the next is asked for. `seen` is given the file itself. Errors: as `chunksOf`. */
export async function* payloadOf(path: string, unlock: Unlock, seen?: (sealed: Uint8Array) => void): AsyncGenerator<{ plain: Buffer; sealedDone: number }> {
  const room = new Joined();
  for await (const { chunks, sealedDone } of chunksOf(path, unlock, seen)) yield { plain: room.of(chunks), sealedDone };
}

/** The same in chunks, for who has no use for it in one piece. Errors: `wrong-key`, `truncated`, `altered`, `not-a-backup`. */
export async function* chunksOf(path: string, unlock: Unlock, seen: (sealed: Uint8Array) => void = () => undefined): AsyncGenerator<{ chunks: Buffer[]; sealedDone: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await readAt(file, 0, Buffer.allocUnsafe(Math.min(size, HEADER_LIMIT)));
    const { headBytes, payloadKey } = await openHeader(start, unlock);
    seen(start.subarray(0, headBytes));
    const bytes = size - headBytes;
    if (bytes < TAG) throw refuse('truncated');
    const count = Math.ceil(bytes / SEALED);
    // What was read is decrypted before more is read: one place for all of it.
    const room = Buffer.allocUnsafeSlow(CHUNKS * SEALED);
    for (let index = 0; index < count; index += CHUNKS) {
      const from = headBytes + index * SEALED;
      const sealed = await readAt(file, from, room.subarray(0, Math.min(room.length, size - from)));
      seen(sealed);
      const chunks: Buffer[] = [];
      for (let at = 0, chunk = index; at < sealed.length; at += SEALED, chunk++) {
        const isLast = chunk === count - 1;
        const one = sealed.subarray(at, at + SEALED);
        const opened = one.length < TAG ? undefined : openChunk(payloadKey, chunk, isLast, one);
        if (!opened) throw isLast ? refuse(faultOfLast(payloadKey, chunk, one)) : refuse('altered');
        if (isLast && count > 1 && opened.length === 0) throw refuse('altered');
        chunks.push(opened);
      }
      yield { chunks, sealedDone: from + sealed.length };
    }
  } catch (cause) {
    if (cause instanceof AgeError) throw refuse(cause.code === 'not-age' ? 'not-a-backup' : cause.code);
    throw cause;
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, bytes: Buffer): Promise<Buffer> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    // It became shorter while it was read.
    if (bytesRead === 0) throw refuse('truncated');
    done += bytesRead;
  }
  return bytes;
}

/** Of a last chunk that does not authenticate: whether the end of the file is another, or its content. */
function faultOfLast(payloadKey: Buffer, index: number, sealed: Buffer): 'truncated' | 'altered' {
  if (sealed.length < TAG || openChunk(payloadKey, index, false, sealed)) return 'truncated';
  const plain = unauthenticated(payloadKey, index, sealed);
  const end = plain.subarray(-END_MARK.length);
  const expected = END_MARK.subarray(END_MARK.length - end.length);
  let differing = 0;
  for (const [at, byte] of end.entries()) for (let bits = byte ^ expected[at]!; bits > 0; bits &= bits - 1) differing++;
  return plain.includes(END_MARK) || differing <= end.length ? 'altered' : 'truncated';
}
