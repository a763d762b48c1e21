/**
 * A stamp says when and on which device a value was written. It is 17 bytes that compare bytewise:
 * 48 bits of milliseconds, 24 bits of counter, 64 bits of device. Source: hybrid logical clocks,
 * Kulkarni et al. 2014, with the bounds of the sync design.
 */
export type Stamp = Uint8Array & { readonly __stamp?: never };

export const STAMP_BYTES = 17;
const DEVICE_BYTES = 8;
const COUNTER_MAX = 0xff_ff_ff;

/** How far a stamp from elsewhere may pull our clock ahead of the wall: ten minutes. */
export const MAX_DRIFT_MS = 10 * 60_000;

export const ZERO_STAMP: Stamp = new Uint8Array(STAMP_BYTES);

export interface ClockState {
  /** Milliseconds since 1970, UTC. */
  ms: number;
  counter: number;
}

/** The next reading of the clock: never earlier than the last one, whatever the wall says. */
export function tick(last: ClockState, nowMs: number): ClockState {
  if (nowMs > last.ms) return { ms: nowMs, counter: 0 };
  if (last.counter < COUNTER_MAX) return { ms: last.ms, counter: last.counter + 1 };
  return { ms: last.ms + 1, counter: 0 };
}

/** The clock after seeing a stamp of another device; one too far in the future is not followed. */
export function observe(last: ClockState, seen: Stamp, nowMs: number): ClockState {
  const ms = stampMs(seen);
  if (ms > nowMs + MAX_DRIFT_MS) return last;
  const counter = stampCounter(seen);
  return ms > last.ms || (ms === last.ms && counter > last.counter) ? { ms, counter } : last;
}

/** `device` is eight bytes. */
export function makeStamp(at: ClockState, device: Uint8Array): Stamp {
  const stamp = new Uint8Array(STAMP_BYTES);
  let ms = at.ms;
  for (let i = 5; i >= 0; i--) {
    stamp[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  stamp[6] = (at.counter >>> 16) & 0xff;
  stamp[7] = (at.counter >>> 8) & 0xff;
  stamp[8] = at.counter & 0xff;
  stamp.set(device.subarray(0, DEVICE_BYTES), 9);
  return stamp;
}

/** The earliest stamp of `device` that is later than `seen`. */
export function successor(seen: Stamp, device: Uint8Array): Stamp {
  return makeStamp(tick({ ms: stampMs(seen), counter: stampCounter(seen) }, 0), device);
}

export function stampMs(stamp: Stamp): number {
  let ms = 0;
  for (let i = 0; i < 6; i++) ms = ms * 256 + stamp[i]!;
  return ms;
}

function stampCounter(stamp: Stamp): number {
  return (stamp[6]! << 16) | (stamp[7]! << 8) | stamp[8]!;
}

/** Negative when `a` is earlier, 0 when equal, positive when later. */
export function compareStamps(a: Uint8Array, b: Uint8Array): number {
  return compareAt(a, 0, b, 0);
}

/** Compares the stamps that begin at the given offsets, without copying them out. */
export function compareAt(a: Uint8Array, aFrom: number, b: Uint8Array, bFrom: number): number {
  for (let i = 0; i < STAMP_BYTES; i++) {
    const difference = a[aFrom + i]! - b[bFrom + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

export function laterStamp(a: Stamp, b: Stamp): Stamp {
  return compareStamps(a, b) >= 0 ? a : b;
}

/** 34 hexadecimal digits: the form that calls and exports carry. */
export function stampToText(stamp: Uint8Array): string {
  let text = '';
  for (let i = 0; i < stamp.length; i++) text += HEX[stamp[i]!];
  return text;
}

export function stampFromText(text: string): Stamp {
  if (!/^[0-9a-f]{34}$/.test(text)) throw new RangeError('a stamp has 34 hexadecimal digits');
  const stamp = new Uint8Array(STAMP_BYTES);
  for (let i = 0; i < STAMP_BYTES; i++) stamp[i] = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return stamp;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
