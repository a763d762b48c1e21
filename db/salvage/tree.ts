// Reads rows out of the pages of a table. What is broken is left out and noted; nothing in here throws over what it finds.
import type { Pages } from './page-file.ts';

export type Value = number | bigint | string | Buffer | null;

export interface ReadRow {
  rowid: number;
  values: Value[];
  /** A text of it is no text any longer: some of its bytes were replaced. */
  isMarred: boolean;
}

/** Rows that there may have been: their numbers lie from `after`, without it, to `upTo`. */
export interface Hole {
  after: number;
  upTo: number;
}

const LEAF = 0x0d;
const INTERIOR = 0x05;
/** What every page of a table begins with. */
const BEFORE_CELLS = 12;
/** Deeper than any table of four thousand million pages. */
const DEEPEST = 20;
/** As many bytes as SQLite puts into one row. */
const LONGEST = 1_000_000_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Where nothing bounds a part of a table: before its first number, after its last. */
const LOWEST = 0;
export const HIGHEST = Number.MAX_SAFE_INTEGER;

/**
 * The rows of the table whose tree begins at the page `root`. `visited` gets the pages that were read, `hole` is told
 * of every part that could not be.
 */
export function* rowsOf(pages: Pages, root: number, visited: Set<number>, hole: (hole: Hole) => void, within: Hole = { after: LOWEST, upTo: HIGHEST }, depth = 0): Generator<ReadRow> {
  const page = visited.has(root) || depth > DEEPEST ? undefined : pages.page(root);
  const start = root === 1 ? 100 : 0;
  const kind = page?.[start];
  if (!page || page.length < start + BEFORE_CELLS || (kind !== LEAF && kind !== INTERIOR)) return hole(within);
  visited.add(root);
  if (kind === LEAF) return yield* leafRows(pages, Buffer.from(page), start, hole, within);
  const children = childrenOf(page, start, pages, within);
  if (!children) return hole(within);
  for (const { page: child, ...range } of children) yield* rowsOf(pages, child, visited, hole, range, depth + 1);
}

/** Undefined where the page does not hold together. */
function childrenOf(page: Buffer, start: number, pages: Pages, within: Hole): (Hole & { page: number })[] | undefined {
  const count = page.readUInt16BE(start + 3);
  const end = endOf(pages, page);
  if (start + BEFORE_CELLS + count * 2 > end) return undefined;
  const children: (Hole & { page: number })[] = [];
  let after = within.after;
  for (let cell = 0; cell < count; cell++) {
    const at = page.readUInt16BE(start + BEFORE_CELLS + cell * 2);
    if (at + 5 > end) return undefined;
    const [upTo] = varint(page, at + 4);
    if (upTo < after || upTo > within.upTo) return undefined;
    children.push({ page: page.readUInt32BE(at), after, upTo });
    after = upTo;
  }
  children.push({ page: page.readUInt32BE(start + 8), after, upTo: within.upTo });
  return children.every((child) => child.page > 1 && child.page <= pages.count) ? children : undefined;
}

/** Up to where a page holds content that is there. */
const endOf = ({ usable }: Pages, page: Buffer): number => Math.min(usable, page.length);

/** The rows of a page that belongs to a table nobody knows any longer; none where it is no such page. */
export function* looseRows(pages: Pages, number: number): Generator<ReadRow> {
  const page = pages.page(number);
  if (page && page.length >= BEFORE_CELLS && page[0] === LEAF) yield* leafRows(pages, Buffer.from(page), 0, () => undefined, { after: Number.MIN_SAFE_INTEGER, upTo: HIGHEST });
}

export function isLeaf(pages: Pages, number: number): boolean {
  return pages.page(number)?.[0] === LEAF;
}

function* leafRows(pages: Pages, page: Buffer, start: number, hole: (hole: Hole) => void, within: Hole): Generator<ReadRow> {
  const count = page.readUInt16BE(start + 3);
  const end = endOf(pages, page);
  let last = within.after;
  let isBroken = start + 8 + count * 2 > end;
  for (let cell = 0; cell < count && start + 8 + cell * 2 + 2 <= end; cell++) {
    const row = rowAt(pages, page, page.readUInt16BE(start + 8 + cell * 2));
    // Their numbers ascend: one that does not is not what was written.
    if (!row || row.rowid <= last || row.rowid > within.upTo) {
      isBroken = true;
      continue;
    }
    if (isBroken) hole({ after: last, upTo: row.rowid - 1 });
    isBroken = false;
    last = row.rowid;
    yield row;
  }
  if (isBroken) hole({ after: last, upTo: within.upTo });
}

function rowAt(pages: Pages, page: Buffer, at: number): ReadRow | undefined {
  if (at < 8 || at + 4 > endOf(pages, page)) return undefined;
  const [length, afterLength] = varint(page, at);
  const [rowid, start] = varint(page, afterLength);
  if (!Number.isSafeInteger(rowid) || length > LONGEST) return undefined;
  const payload = payloadAt(pages, page, start, length);
  const read = payload && valuesIn(payload);
  return read && { rowid, ...read };
}

/** What does not fit into the page goes on in a chain of others. */
function payloadAt(pages: Pages, page: Buffer, start: number, length: number): Buffer | undefined {
  const { usable } = pages;
  const most = usable - 35;
  const end = endOf(pages, page);
  if (length <= most) return start + length <= end ? page.subarray(start, start + length) : undefined;
  const least = Math.trunc(((usable - 12) * 32) / 255) - 23;
  const even = least + ((length - least) % (usable - 4));
  const local = even <= most ? even : least;
  if (start + local + 4 > end || length > pages.count * usable) return undefined;
  const parts = [page.subarray(start, start + local)];
  let next = page.readUInt32BE(start + local);
  for (let left = length - local; left > 0; left -= usable - 4) {
    const more = pages.page(next);
    if (!more || more.length < 4 + Math.min(left, usable - 4)) return undefined;
    parts.push(Buffer.from(more.subarray(4, 4 + Math.min(left, usable - 4))));
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function valuesIn(payload: Buffer): { values: Value[]; isMarred: boolean } | undefined {
  if (payload.length === 0) return undefined;
  const [headerLength, first] = varint(payload, 0);
  let at = headerLength;
  if (at > payload.length || at < 1) return undefined;
  const values: Value[] = [];
  let isMarred = false;
  for (let header = first; header < headerLength; ) {
    const [type, next] = varint(payload, header);
    header = next;
    const size = sizeOf(type);
    if (size === undefined || header > headerLength || at + size > payload.length) return undefined;
    const bytes = payload.subarray(at, at + size);
    at += size;
    const value = valueOf(type, bytes);
    if (typeof value === 'string' && (value.includes('\0') || (value.includes('\uFFFD') && !isUtf8(bytes)))) isMarred = true;
    values.push(value);
  }
  return at === payload.length ? { values, isMarred } : undefined;
}

const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function sizeOf(type: number): number | undefined {
  if (type < 10) return SIZES[type];
  return type < 12 ? undefined : Math.floor((type - 12) / 2);
}

function valueOf(type: number, bytes: Buffer): Value {
  if (type === 0) return null;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 6) return small(bytes.readBigInt64BE(0));
  if (type < 7) return bytes.readIntBE(0, bytes.length);
  if (type < 10) return type - 8;
  return type % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8');
}

const small = (value: bigint): number | bigint => (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value);

function isUtf8(bytes: Buffer): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A number of one to nine bytes, and where it ends. Beyond 2^53 it is not exact, nor wanted. */
function varint(bytes: Buffer, at: number): [value: number, end: number] {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + i + 1];
  }
  value = value * 256 + (bytes[at + 8] ?? 0);
  return [value >= 2 ** 63 ? value - 2 ** 64 : value, at + 9];
}
