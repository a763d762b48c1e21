// A ZIP written as it comes, with ZIP64 where it is large or has more than 65,535 entries (APPNOTE.TXT 6.3.10). What is
// small has its size in its header; of what is long it stands behind the data, as nothing that was written is touched again.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { constants, crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { breathe } from '../../calls/context.ts';
import { type Place, gathered, refuseLeftOver } from './place.ts';

/** What is smaller is packed in one go. */
const SMALL_BYTES = 256 * 1024;
/** Nothing may look like a bomb to whoever unpacks it: beyond this ratio it is packed less. */
const MOST_RATIO = 50;
/** What cannot be packed to a fiftieth at once is not looked at again before this many bytes. */
const LOOK_EVERY = 256 * 1024;

const LIMIT_32 = 0xff_ff_ff_ff;
const LIMIT_16 = 0xff_ff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  /** As text: a small buffer would keep the block of memory alive that it was cut from. */
  name: string;
  /** Its size is known only when it has been written. */
  isLong: boolean;
  method: number;
  crc: number;
  size: number;
  packed: number;
  offset: number;
}

/** Where the bytes go, one after the other. */
export interface Sink {
  add(bytes: Uint8Array): void;
  /** Keeps what was written. */
  end(): void;
  /** Throws it away. */
  abandon(): void;
}

/** A file at `path`, written beside it and renamed when it is whole. */
export function fileSink(path: string): Sink {
  const beside = `${path}.unfinished`;
  refuseLeftOver(beside);
  const file = openSync(beside, 'wx', 0o600);
  return {
    add(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    },
    end() {
      fsyncSync(file);
      closeSync(file);
      renameSync(beside, path);
    },
    abandon() {
      closeSync(file);
      rmSync(beside, { force: true });
    },
  };
}

/** A ZIP. `now` is the time that its entries get. */
export function zipPlace(sink: Sink, now: number): Place {
  const out = new Output(sink);
  const entries: Entry[] = [];
  const time = dosTime(new Date(now));

  return {
    async add(name, chunks, { isPacked = false } = {}) {
      const pieces = gathered(chunks, SMALL_BYTES);
      const first = pieces.next();
      const second = first.done ? first : pieces.next();
      const entry: Entry = { name, method: isPacked ? STORED : DEFLATED, isLong: second.done !== true, crc: 0, size: 0, packed: 0, offset: out.position };
      entries.push(entry);
      if (second.done) {
        addSmall(entry, first.done ? Buffer.alloc(0) : first.value, time, out);
        await breathe();
        return entry.size;
      }
      out.append(localHeader(entry, time));
      const all = (function* () {
        yield first.value!;
        yield second.value;
        yield* pieces;
      })();
      if (isPacked) await store(entry, all, out);
      else await deflate(entry, all, out);
      out.append(behind(entry));
      return entry.size;
    },
    finish() {
      const from = out.position;
      for (const entry of entries) out.append(centralHeader(entry, time));
      out.append(ending(entries.length, from, out.position - from));
      out.flush();
      sink.end();
    },
    abandon: () => sink.abandon(),
  };
}

function addSmall(entry: Entry, content: Buffer, time: number, out: Output): void {
  const packed = entry.method === STORED ? content : deflateRawSync(content);
  const pays = packed.length < content.length && packed.length * MOST_RATIO >= content.length;
  Object.assign(entry, { method: pays ? DEFLATED : STORED, crc: crc32(content), size: content.length, packed: pays ? packed.length : content.length });
  out.append(localHeader(entry, time));
  out.append(pays ? packed : content);
}

async function store(entry: Entry, pieces: Iterable<Buffer>, out: Output): Promise<void> {
  for (const piece of pieces) {
    entry.crc = crc32(piece, entry.crc);
    entry.size += piece.length;
    entry.packed += piece.length;
    out.append(piece);
    await breathe();
  }
}

async function deflate(entry: Entry, pieces: Iterable<Buffer>, out: Output): Promise<void> {
  const packer = createDeflateRaw();
  packer.on('data', (packed: Buffer) => {
    entry.packed += packed.length;
    out.append(packed);
  });
  try {
    let lookAt = LOOK_EVERY;
    let isPlain = false;
    for (const piece of pieces) {
      entry.crc = crc32(piece, entry.crc);
      entry.size += piece.length;
      if (!packer.write(piece)) await once(packer, 'drain');
      await breathe();
      if (entry.size < lookAt) continue;
      lookAt = entry.size + LOOK_EVERY;
      // Of what repeats itself much the packer holds back more than it gives at first: it is asked again, and may be
      // packed fully once more.
      const wasPlain: boolean = isPlain;
      isPlain = entry.packed * (wasPlain ? MOST_RATIO / 2 : MOST_RATIO) < entry.size;
      // Without matches nothing becomes less than an eighth.
      if (isPlain !== wasPlain) await new Promise<void>((resolve) => packer.params(constants.Z_DEFAULT_COMPRESSION, isPlain ? constants.Z_HUFFMAN_ONLY : constants.Z_DEFAULT_STRATEGY, resolve));
    }
    packer.end();
    await once(packer, 'end');
  } finally {
    packer.destroy();
  }
}

class Output {
  readonly #sink: Sink;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  position = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  append(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.position += bytes.length;
    if (this.#pendingBytes >= SMALL_BYTES) this.flush();
  }

  flush(): void {
    this.#sink.add(Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}

const UTF8_NAMES = 0x0800;
const SIZES_BEHIND = 0x0008;
const flagsOf = ({ isLong }: Entry): number => UTF8_NAMES | (isLong ? SIZES_BEHIND : 0);
/** Made on Unix, by the rules of 4.5. */
const MADE_BY = (3 << 8) | 45;
const FOR_ITS_OWNER = 0o100_600 * 0x1_00_00;

function localHeader(entry: Entry, time: number): Buffer {
  const { isLong, method, crc, size, packed } = entry;
  const name = Buffer.from(entry.name);
  // Says that the sizes behind the data have eight bytes.
  const extra = isLong ? zip64Extra([0, 0]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04_03_4b_50, 0);
  header.writeUInt16LE(isLong ? 45 : 20, 4);
  header.writeUInt16LE(flagsOf(entry), 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(time, 10);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(isLong ? LIMIT_32 : packed, 18);
  header.writeUInt32LE(isLong ? LIMIT_32 : size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** The data descriptor, 4.3.9. */
function behind({ crc, size, packed }: Entry): Buffer {
  const descriptor = Buffer.alloc(24);
  descriptor.writeUInt32LE(0x08_07_4b_50, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeBigUInt64LE(BigInt(packed), 8);
  descriptor.writeBigUInt64LE(BigInt(size), 16);
  return descriptor;
}

function centralHeader(entry: Entry, time: number): Buffer {
  const { isLong, method, crc, size, packed, offset } = entry;
  const name = Buffer.from(entry.name);
  const long = [size, packed, offset].filter((value) => value >= LIMIT_32);
  const extra = long.length > 0 ? zip64Extra(long) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02_01_4b_50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(isLong || long.length > 0 ? 45 : 20, 6);
  header.writeUInt16LE(flagsOf(entry), 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(time, 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(packed, LIMIT_32), 20);
  header.writeUInt32LE(Math.min(size, LIMIT_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(FOR_ITS_OWNER, 38);
  header.writeUInt32LE(Math.min(offset, LIMIT_32), 42);
  return Buffer.concat([header, name, extra]);
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [i, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  return extra;
}

function ending(count: number, from: number, length: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(Math.min(count, LIMIT_16), 8);
  end.writeUInt16LE(Math.min(count, LIMIT_16), 10);
  end.writeUInt32LE(Math.min(length, LIMIT_32), 12);
  end.writeUInt32LE(Math.min(from, LIMIT_32), 16);
  if (count < LIMIT_16 && from < LIMIT_32 && length < LIMIT_32) return end;
  const long = Buffer.alloc(56);
  long.writeUInt32LE(0x06_06_4b_50, 0);
  long.writeBigUInt64LE(44n, 4);
  long.writeUInt16LE(MADE_BY, 12);
  long.writeUInt16LE(45, 14);
  long.writeBigUInt64LE(BigInt(count), 24);
  long.writeBigUInt64LE(BigInt(count), 32);
  long.writeBigUInt64LE(BigInt(length), 40);
  long.writeBigUInt64LE(BigInt(from), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07_06_4b_50, 0);
  locator.writeBigUInt64LE(BigInt(from + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([long, locator, end]);
}

/** Two-second steps since 1980, in UTC: a ZIP says no zone. */
function dosTime(at: Date): number {
  const day = ((Math.max(at.getUTCFullYear(), 1980) - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const clock = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return day * 0x1_00_00 + clock;
}
