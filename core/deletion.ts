import { type RowClock, covers, joinClocks } from './row-clock.ts';

/**
 * What the author of a delete saw: the clock of the row and of each row that it owned. The row stays
 * hidden while everything it has is covered; an edit made elsewhere is not, and brings it back.
 */
export interface Coverage {
  own: RowClock;
  owned: Map<string, RowClock>;
}

/** How an owned row is named in a coverage: its table's number and its id in hexadecimal. */
export function ownedKey(table: number, idHex: string): string {
  return `${table}:${idHex}`;
}

/** A value of the log and of the `deleted` column; the number is the version of this form. */
const FORMAT = 1;

/** Purged: the payload is gone for good and no edit brings it back. */
export const PURGED = new Uint8Array([0xff]);

export function isPurged(deleted: Uint8Array | null): boolean {
  return deleted?.length === 1 && deleted[0] === PURGED[0];
}

/**
 * Bytes: format (1), length of own clock (2), own clock, then for each owned row table (1), id (16),
 * length of clock (2), clock. Owned rows ascend by key, so that equal coverages are equal bytes.
 */
export function encodeCoverage(coverage: Coverage): Uint8Array {
  const owned = [...coverage.owned].sort(([a], [b]) => (a < b ? -1 : 1));
  const size = owned.reduce((sum, [, clock]) => sum + 19 + clock.length, 3 + coverage.own.length);
  const bytes = new Uint8Array(size);
  bytes[0] = FORMAT;
  let at = putClock(bytes, 1, coverage.own);
  for (const [key, clock] of owned) {
    const colon = key.indexOf(':');
    bytes[at] = Number(key.slice(0, colon));
    for (let i = 0; i < 16; i++) bytes[at + 1 + i] = Number.parseInt(key.slice(colon + 1 + i * 2, colon + 3 + i * 2), 16);
    at = putClock(bytes, at + 17, clock);
  }
  return bytes;
}

export function decodeCoverage(bytes: Uint8Array): Coverage {
  if (bytes[0] !== FORMAT) throw new Error(`a delete of form ${bytes[0]} is newer than this version of Kith`);
  let [own, at] = takeClock(bytes, 1);
  const owned = new Map<string, RowClock>();
  while (at < bytes.length) {
    const table = bytes[at]!;
    let hex = '';
    for (let i = 1; i <= 16; i++) hex += bytes[at + i]!.toString(16).padStart(2, '0');
    const [clock, next] = takeClock(bytes, at + 17);
    owned.set(ownedKey(table, hex), clock);
    at = next;
  }
  return { own, owned };
}

/** What two deletes saw between them. */
export function joinCoverages(a: Coverage, b: Coverage): Coverage {
  const owned = new Map(a.owned);
  for (const [key, clock] of b.owned) {
    const other = owned.get(key);
    owned.set(key, other ? joinClocks(other, clock) : clock);
  }
  return { own: joinClocks(a.own, b.own), owned };
}

/** Whether the row is hidden: nothing it has, and nothing it owns, is newer than what the deletes saw. */
export function isCovered(coverage: Coverage, own: RowClock, owned: Iterable<[key: string, clock: RowClock]>): boolean {
  if (!covers(coverage.own, own)) return false;
  for (const [key, clock] of owned) {
    const seen = coverage.owned.get(key);
    if (!seen || !covers(seen, clock)) return false;
  }
  return true;
}

function putClock(bytes: Uint8Array, at: number, clock: RowClock): number {
  bytes[at] = clock.length >>> 8;
  bytes[at + 1] = clock.length & 0xff;
  bytes.set(clock, at + 2);
  return at + 2 + clock.length;
}

function takeClock(bytes: Uint8Array, at: number): [RowClock, number] {
  const end = at + 2 + ((bytes[at]! << 8) | bytes[at + 1]!);
  return [bytes.slice(at + 2, end), end];
}
