// Reads a ZIP that nobody is trusted to have made well: its whole list is looked at before anything in it is read.
import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { turned } from '../../uploads.ts';
import { type Source, damaged, unsafe } from './source.ts';

/** Ours have as many entries as there are contacts with notes, and files. */
const MOST_ENTRIES = 2_000_000;
const MOST_LIST_BYTES = 512 * 1024 * 1024;
/** What is small may be packed as well as it can. */
const MOST_RATIO = 100;
const SMALL_BYTES = 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

const LIMIT_32 = 0xff_ff_ff_ff;
const LIMIT_16 = 0xff_ff;
const LINK = 0o120_000;
const KIND_OF_FILE = 0o170_000;

interface Entry {
  method: number;
  crc: number;
  size: number;
  packed: number;
  offset: number;
}

/** `key` where it lies encrypted, as an upload into an encrypted profile does. */
export function openZip(path: string, key?: Uint8Array): Source {
  const opened = openSync(path, 'r');
  try {
    const file: OpenedZip = { file: opened, key };
    const length = fstatSync(opened).size;
    const list = listOf(file, length);
    const entries = entriesOf(list, length);
    return {
      read: (name) => readEntry(file, name, entries.get(name)),
      size: (name) => entries.get(name)?.size,
      close: () => closeSync(opened),
    };
  } catch (cause) {
    closeSync(opened);
    throw cause;
  }
}

interface OpenedZip {
  readonly file: number;
  readonly key: Uint8Array | undefined;
}

interface List {
  bytes: Buffer;
  count: number;
}

/** The central directory: 4.3.12 to 4.3.16 of APPNOTE.TXT. */
function listOf(file: OpenedZip, length: number): List {
  const tail = at(file, Math.max(0, length - 22 - LIMIT_16), Math.min(length, 22 + LIMIT_16));
  let end = tail.length - 22;
  while (end >= 0 && (tail.readUInt32LE(end) !== 0x06_05_4b_50 || end + 22 + tail.readUInt16LE(end + 20) !== tail.length)) end--;
  if (end < 0) throw damaged('the ZIP ends in the middle');
  let [count, size, from] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  let listEnd = length - tail.length + end;
  if (tail.readUInt16LE(end + 4) !== 0 || tail.readUInt16LE(end + 6) !== 0) throw damaged('the ZIP is one of several parts');
  if (count === LIMIT_16 || size === LIMIT_32 || from === LIMIT_32) {
    const locator = listEnd >= 20 ? at(file, listEnd - 20, 20) : Buffer.alloc(20);
    const longAt = Number(locator.readBigUInt64LE(8));
    if (locator.readUInt32LE(0) === 0x07_06_4b_50) {
      if (longAt + 56 > listEnd) throw damaged('the ZIP has a list that lies outside of it');
      const long = at(file, longAt, 56);
      if (long.readUInt32LE(0) !== 0x06_06_4b_50) throw damaged('the ZIP has no list where it says');
      [count, size, from] = [Number(long.readBigUInt64LE(32)), Number(long.readBigUInt64LE(40)), Number(long.readBigUInt64LE(48))];
      listEnd = longAt;
    }
  }
  if (from + size !== listEnd) throw damaged('the ZIP has a list that lies outside of it');
  if (count > MOST_ENTRIES || size > MOST_LIST_BYTES) throw unsafe(`the ZIP has ${count} entries`);
  return { bytes: at(file, from, size), count };
}

function entriesOf({ bytes, count }: List, length: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const spans: [from: number, to: number][] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02_01_4b_50) throw damaged('the list of the ZIP is shorter than it says');
    const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > bytes.length) throw damaged('the list of the ZIP is shorter than it says');
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const entry: Entry = { method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), packed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24), offset: bytes.readUInt32LE(at + 42) };
    longValues(entry, bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    refuseUnsafe(name, entry, bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 38) >>> 16);
    if (entries.has(name)) throw unsafe(`the ZIP has ${JSON.stringify(name)} twice`);
    entries.set(name, entry);
    spans.push([entry.offset, entry.offset + 30 + entry.packed]);
    at = next;
  }
  if (at !== bytes.length) throw damaged('the list of the ZIP is longer than it says');
  // A bomb that weighs little uses the same bytes many times.
  spans.sort(([a], [b]) => a - b);
  for (const [i, [from, to]] of spans.entries()) if (to > (spans[i + 1]?.[0] ?? length) || from < 0) throw unsafe('parts of the ZIP lie over each other');
  return entries;
}

function longValues(entry: Entry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let value = at + 4;
      for (const field of ['size', 'packed', 'offset'] as const) {
        if (entry[field] !== LIMIT_32) continue;
        if (value + 8 > Math.min(end, extra.length)) throw damaged('the list of the ZIP is shorter than it says');
        entry[field] = Number(extra.readBigUInt64LE(value));
        value += 8;
      }
    }
    at = end;
  }
}

function refuseUnsafe(name: string, { method, size, packed }: Entry, flags: number, mode: number): void {
  const shown = JSON.stringify(name.slice(0, 100));
  const parts = name.replace(/\/$/, '').split('/');
  if (name.includes('\\') || name.includes('\0') || /^[a-z]:/i.test(name) || parts.some((part) => part === '' || part === '.' || part === '..')) throw unsafe(`the ZIP has an entry ${shown} that leads elsewhere`);
  if ((mode & KIND_OF_FILE) === LINK) throw unsafe(`the ZIP has a link ${shown}`);
  if ((flags & 0x2041) !== 0) throw damaged(`${shown} in the ZIP is encrypted`);
  if (method !== 0 && method !== 8) throw damaged(`${shown} in the ZIP is packed in a way that Kith does not know`);
  if (method === 0 && size !== packed) throw damaged(`${shown} in the ZIP has two sizes`);
  if (size > SMALL_BYTES && size > packed * MOST_RATIO) throw unsafe(`${shown} in the ZIP would become more than ${MOST_RATIO} times as large`);
}

async function* readEntry(file: OpenedZip, name: string, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) throw damaged(`${name} is missing`);
  const head = at(file, entry.offset, 30);
  if (head.readUInt32LE(0) !== 0x04_03_4b_50) throw damaged(`${name} is not where the ZIP says`);
  const from = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  let size = 0;
  let crc = 0;
  const packed = piecesOf(file, from, entry.packed);
  for await (const piece of entry.method === 0 ? packed : inflated(packed, name)) {
    size += piece.length;
    if (size > entry.size) throw damaged(`${name} is larger than the ZIP says`);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(`${name} was altered or is not whole`);
}

function* piecesOf(file: OpenedZip, from: number, length: number): Generator<Buffer> {
  for (let done = 0; done < length; ) {
    const piece = at(file, from + done, Math.min(PIECE_BYTES, length - done));
    yield piece;
    done += piece.length;
  }
}

async function* inflated(packed: Iterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const unpacker = createInflateRaw();
  const source = Readable.from(packed, { objectMode: true });
  source.on('error', (error) => unpacker.destroy(error));
  try {
    for await (const piece of source.pipe(unpacker)) yield piece as Buffer;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) throw damaged(`${name} was altered or is not whole`);
    throw cause;
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}

/** Errors: `everything-damaged` where the file ends before. */
function at({ file, key }: OpenedZip, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, from + done);
    if (read === 0) throw damaged('the ZIP ends in the middle');
    done += read;
  }
  return key ? turned(bytes, key, from) : bytes;
}
