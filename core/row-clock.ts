import { STAMP_BYTES, type Stamp, compareAt, compareStamps, laterStamp } from './stamp.ts';

/**
 * The versions of all fields of a row, packed: the stamp the row was made with, then for each field
 * changed since, its column number (one byte) and its own stamp. Column numbers ascend, so that
 * equal clocks are equal bytes.
 */
export type RowClock = Uint8Array & { readonly __rowClock?: never };

const EXCEPTION_BYTES = 1 + STAMP_BYTES;

export function newClock(base: Stamp): RowClock {
  return base.slice();
}

export function clockBase(clock: RowClock): Stamp {
  return clock.subarray(0, STAMP_BYTES);
}

/** The version of one field: its own stamp, or that of the row. */
export function fieldStamp(clock: RowClock, column: number): Stamp {
  const at = exceptionAt(clock, column);
  return at < 0 ? clockBase(clock) : clock.subarray(at + 1, at + EXCEPTION_BYTES);
}

/** Whether the field has a version of its own. */
export function hasOwnStamp(clock: RowClock, column: number): boolean {
  return exceptionAt(clock, column) >= 0;
}

/** The latest version of any field. */
export function lastStamp(clock: RowClock): Stamp {
  return columnsOf(clock).map((column) => fieldStamp(clock, column)).reduce(laterStamp, clockBase(clock));
}

/** The clock with one field at `stamp`. */
export function withField(clock: RowClock, column: number, stamp: Stamp): RowClock {
  const at = exceptionAt(clock, column);
  if (at >= 0) {
    const next = clock.slice();
    next.set(stamp, at + 1);
    return next;
  }
  const insertAt = ~at;
  const next = new Uint8Array(clock.length + EXCEPTION_BYTES);
  next.set(clock.subarray(0, insertAt));
  next[insertAt] = column;
  next.set(stamp, insertAt + 1);
  next.set(clock.subarray(insertAt), insertAt + EXCEPTION_BYTES);
  return next;
}

/** The clock with a later base; an earlier one changes nothing. */
export function withBase(clock: RowClock, base: Stamp): RowClock {
  if (compareStamps(base, clockBase(clock)) <= 0) return clock;
  const next = clock.slice();
  next.set(base);
  return next;
}

/** Whether `seen` holds every version that `clock` has, or a later one. */
export function covers(seen: RowClock, clock: RowClock): boolean {
  if (compareAt(seen, 0, clock, 0) < 0) return false;
  for (let at = STAMP_BYTES; at < clock.length; at += EXCEPTION_BYTES) {
    const seenAt = exceptionAt(seen, clock[at]!);
    if (compareAt(seen, seenAt < 0 ? 0 : seenAt + 1, clock, at + 1) < 0) return false;
  }
  return true;
}

/** Field by field the later version. */
export function joinClocks(a: RowClock, b: RowClock): RowClock {
  const base = compareAt(a, 0, b, 0) >= 0 ? clockBase(a) : clockBase(b);
  let joined: RowClock = base.slice();
  for (const column of new Set([...columnsOf(a), ...columnsOf(b)])) {
    const left = fieldStamp(a, column);
    const right = fieldStamp(b, column);
    joined = withField(joined, column, compareStamps(left, right) >= 0 ? left : right);
  }
  return joined;
}

function columnsOf(clock: RowClock): number[] {
  const columns: number[] = [];
  for (let at = STAMP_BYTES; at < clock.length; at += EXCEPTION_BYTES) columns.push(clock[at]!);
  return columns;
}

/** The offset of a field's exception, or the complement of where it would stand. */
function exceptionAt(clock: RowClock, column: number): number {
  for (let at = STAMP_BYTES; at < clock.length; at += EXCEPTION_BYTES) {
    if (clock[at] === column) return at;
    if (clock[at]! > column) return ~at;
  }
  return ~clock.length;
}
