// The pages of a database file as they lie on the disk, with those of its WAL over them, without SQLite, which gives up
// where a page is broken. Formats: https://www.sqlite.org/fileformat2.html
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** Where pages come from; numbered from 1. */
export interface Pages {
  readonly pageSize: number;
  /** Of each page, how many bytes hold content; the rest is reserved. */
  readonly usable: number;
  readonly count: number;
  /** Undefined where it cannot be read; shorter where the file ends within it. Only good until the next one is asked for. */
  page(number: number): Buffer | undefined;
  close(): void;
}

/** Of an encrypted database: makes a page readable in place; false where it is not what was written. */
export type OpenPage = (page: Buffer, number: number) => boolean;

const HEADER = 100;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
/** What Kith's databases are made with; taken where the header of the file is broken. */
const USUAL_SIZE = 4096;

/** `openPage` and `reserved` are those of an encrypted database, whose header says nothing. */
export function openPages(path: string, sealed?: { openPage: OpenPage; reserved: number }): Pages {
  const files = [openSync(path, 'r')];
  const file = files[0]!;
  const head = Buffer.alloc(HEADER);
  readSync(file, head, 0, HEADER, 0);
  const pageSize = sealed ? USUAL_SIZE : sizeIn(head);
  const reserved = sealed?.reserved ?? (head[20]! < 100 ? head[20]! : 0);
  const walPath = `${path}-wal`;
  const wal = existsSync(walPath) ? openSync(walPath, 'r') : undefined;
  if (wal !== undefined) files.push(wal);
  const newer = wal === undefined ? new Map<number, number>() : framesOf(wal, pageSize);
  const bytes = Buffer.alloc(pageSize);
  const count = Math.max(Math.ceil(fstatSync(file).size / pageSize), ...newer.keys());
  return {
    pageSize,
    usable: pageSize - reserved,
    count,
    page(number) {
      if (number < 1 || number > count) return undefined;
      const at = newer.get(number);
      const read = at === undefined ? readOrNothing(file, bytes, (number - 1) * pageSize) : readOrNothing(wal!, bytes, at);
      if (read < pageSize) return read === 0 || sealed ? undefined : bytes.subarray(0, read);
      return sealed && !sealed.openPage(bytes, number) ? undefined : bytes;
    },
    close: () => files.forEach((each) => closeSync(each)),
  };
}

function sizeIn(head: Buffer): number {
  const size = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  return size >= 512 && (size & (size - 1)) === 0 ? size : USUAL_SIZE;
}

/** A disk that cannot read a place says so by an error: the rest may still be readable. */
function readOrNothing(file: number, into: Buffer, at: number): number {
  try {
    return readSync(file, into, 0, into.length, at);
  } catch {
    return 0;
  }
}

/** Where in the WAL the newest version of each page lies, up to its last transaction that is whole. */
function framesOf(wal: number, pageSize: number): Map<number, number> {
  const committed = new Map<number, number>();
  const header = Buffer.alloc(WAL_HEADER);
  if (readSync(wal, header, 0, WAL_HEADER, 0) < WAL_HEADER) return committed;
  const magic = header.readUInt32BE(0);
  if ((magic & 0xfffffffe) >>> 0 !== 0x377f0682 || header.readUInt32BE(8) !== pageSize) return committed;
  const sums = checksums((magic & 1) === 1);
  let sum = sums(header.subarray(0, 24), [0, 0]);
  if (sum[0] !== header.readUInt32BE(24) || sum[1] !== header.readUInt32BE(28)) return committed;
  const salts = header.subarray(16, 24);
  const frame = Buffer.alloc(FRAME_HEADER + pageSize);
  let pending = new Map<number, number>();
  for (let at = WAL_HEADER; readOrNothing(wal, frame, at) === frame.length; at += frame.length) {
    if (!frame.subarray(8, 16).equals(salts)) break;
    sum = sums(frame.subarray(FRAME_HEADER), sums(frame.subarray(0, 8), sum));
    if (sum[0] !== frame.readUInt32BE(16) || sum[1] !== frame.readUInt32BE(20)) break;
    pending.set(frame.readUInt32BE(0), at + FRAME_HEADER);
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [number, place] of pending) committed.set(number, place);
    pending = new Map();
  }
  return committed;
}

type Sum = [number, number];

function checksums(isBigEndian: boolean): (bytes: Buffer, before: Sum) => Sum {
  return (bytes, [first, second]) => {
    let [a, b] = [first, second];
    for (let at = 0; at < bytes.length; at += 8) {
      a = (a + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
      b = (b + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
    }
    return [a, b];
  };
}
