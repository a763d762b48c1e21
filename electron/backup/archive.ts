// Writes a backup: tar, in independent frames of zstd, in the age format. Blocks are compressed beside each other,
// since frames that follow each other are one stream to every zstd; the process holds a handful of them at a time.
import { constants, zstdCompress } from 'node:zlib';
import { CHUNK, Sealer, type SealFor, newHeader } from './age.ts';
import { TAR_END, tarHeader, tarPadding } from './tar.ts';

/** A file in the archive. Its pieces are as many bytes as it says, and may be read twice. */
export interface Part {
  name: string;
  bytes: number;
  pieces: () => Iterable<Uint8Array>;
}

export interface Written {
  /** Opens what was written; never kept. */
  fileKey: Uint8Array;
  bytes: number;
}

export interface Watch {
  signal: AbortSignal;
  /** How many bytes of the parts have gone by. */
  progress: (done: number) => void;
}

/**
 * The end of what is inside the age file: a frame of zstd without content, which all readers skip. Of a file that does
 * not authenticate it tells whether its end is missing or something was changed.
 */
export const END_MARK = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 8, 0, 0, 0]), Buffer.from('KITH-END', 'latin1')]);

/** Uncompressed bytes of a frame. */
export const BLOCK = 4 * 1024 * 1024;

/** How many blocks are compressed at a time. */
const AHEAD = 2;

// In blocks of this size level 1 makes files of about the size that the zstd program makes at its level 3 in one stream,
// in two thirds of its time; see decision 0011.
const PARAMS = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_minMatch]: 6, [constants.ZSTD_c_checksumFlag]: 1 };

/** Writes the parts in their order. `write` is called again when it has resolved; what it was given it may keep. */
export async function writeArchive(parts: readonly Part[], at: number, seal: SealFor, write: (pieces: Uint8Array[]) => Promise<void>, { signal, progress }: Watch): Promise<Written> {
  const { head, fileKey, payloadKey } = await newHeader(seal);
  const sealer = new Sealer(payloadKey);
  let bytes = 0;
  const put = async (pieces: Buffer[]): Promise<void> => {
    for (const piece of pieces) bytes += piece.length;
    if (pieces.length > 0) await write(pieces);
  };
  await put([head]);
  const frames: { frame: Promise<Buffer>; done: number }[] = [];
  const takeOne = async (): Promise<void> => {
    const { frame, done } = frames.shift()!;
    await put(sealer.add(await frame));
    progress(done);
  };
  let done = 0;
  try {
    for (const block of blocksOf(parts, at)) {
      signal.throwIfAborted();
      done += block.length;
      frames.push({ frame: compressed(block), done });
      if (frames.length > AHEAD) await takeOne();
    }
    while (frames.length > 0) await takeOne();
  } finally {
    await Promise.allSettled(frames.map(({ frame }) => frame));
  }
  await put(sealer.add(END_MARK));
  await put(sealer.end());
  return { fileKey, bytes };
}

/** The tar in blocks. A block is good until `AHEAD + 2` more were asked for. */
function* blocksOf(parts: readonly Part[], at: number): Generator<Buffer> {
  const ring = Array.from({ length: AHEAD + 2 }, () => Buffer.allocUnsafeSlow(BLOCK));
  let [block, used, turn] = [ring[0]!, 0, 0];
  for (const piece of tarPieces(parts, at)) {
    for (let from = 0; from < piece.length; ) {
      const taken = Math.min(BLOCK - used, piece.length - from);
      block.set(piece.subarray(from, from + taken), used);
      used += taken;
      from += taken;
      if (used < BLOCK) continue;
      yield block;
      block = ring[++turn % ring.length]!;
      used = 0;
    }
  }
  if (used > 0) yield block.subarray(0, used);
}

function* tarPieces(parts: readonly Part[], at: number): Generator<Uint8Array> {
  for (const { name, bytes, pieces } of parts) {
    yield tarHeader({ name, bytes }, at / 1000);
    let left = bytes;
    for (const piece of pieces()) {
      left -= piece.length;
      yield piece;
    }
    if (left !== 0) throw new Error(`${name} is ${Math.abs(left)} bytes ${left > 0 ? 'shorter' : 'longer'} than it was said to be`);
    yield new Uint8Array(tarPadding(bytes));
  }
  yield TAR_END;
}

function compressed(block: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Room for nearly every frame at once: else each 16 KiB of output is a turn of its own through the thread pool.
    zstdCompress(block, { params: PARAMS, chunkSize: Math.max(CHUNK, (block.length * 3) >> 3) }, (error, frame) => (error ? reject(error) : resolve(frame)));
  });
}
