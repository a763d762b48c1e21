import { z } from 'zod';
import { sha256 } from '@noble/hashes/sha2.js';

/**
 * The name of a row outside its table: a UUID as lower-case text, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
 * In a table it is the same 16 bytes as a BLOB. Times order UUIDv7 ids, in both forms.
 */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .brand<'Id'>();
export type Id = z.infer<typeof Id>;

/**
 * A new id for something that has no natural key (RFC 9562, version 7).
 * `nowMs` is whole milliseconds since 1970; `randomBytes` are 10 fresh random bytes, 74 bits of which are used.
 */
export function uuidv7(nowMs: number, randomBytes: Uint8Array): Id {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) throw new Error(`A UUIDv7 cannot hold the time ${nowMs}`);
  if (randomBytes.length !== 10) throw new Error(`A UUIDv7 needs 10 random bytes, not ${randomBytes.length}`);
  const bytes = new Uint8Array(16);
  for (let index = 5, rest = nowMs; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(randomBytes, 6);
  return idFromBytes(stampedAs(7, bytes));
}

/**
 * The id of what has a natural key, so that two devices make the same row: a UUIDv8 (RFC 9562) of the first
 * 16 bytes of SHA-256 over the kind and the parts, each as UTF-8 behind its length in bytes (4 bytes, big endian).
 * Lone surrogates count as U+FFFD. The bytes are part of the data format: never change how they are made.
 */
export function naturalId(kind: string, ...parts: readonly string[]): Id {
  let length = appendPart(kind, 0);
  for (const part of parts) length = appendPart(part, length);
  return idFromBytes(stampedAs(8, sha256(scratch.subarray(0, length))));
}

/** The 16 bytes that the tables hold. */
export function idToBytes(id: Id): Uint8Array {
  const bytes = sixteenBytes();
  for (let index = 0, at = 0; index < 16; index++, at += 2) {
    if (index === 4 || index === 6 || index === 8 || index === 10) at++;
    bytes[index] = (hexDigit(id.charCodeAt(at)) << 4) | hexDigit(id.charCodeAt(at + 1));
  }
  return bytes;
}

// Bytes that leave for the database need memory outside of the engine's own, which costs more than the rest: many share some.
const SLAB = 4096;
let slab = new Uint8Array(SLAB);
let slabUsed = 0;

function sixteenBytes(): Uint8Array {
  if (slabUsed === SLAB) {
    slab = new Uint8Array(SLAB);
    slabUsed = 0;
  }
  return slab.subarray(slabUsed, (slabUsed += 16));
}

/** The text form of an id's first 16 bytes; a Node `Buffer` is such bytes too. */
export function idFromBytes(bytes: Uint8Array): Id {
  if (bytes.length < 16) throw new Error(`An id is 16 bytes, not ${bytes.length}`);
  const hex = (index: number): string => HEX[bytes[index]!]!;
  return (hex(0) + hex(1) + hex(2) + hex(3) + '-' + hex(4) + hex(5) + '-' + hex(6) + hex(7) + '-' +
    hex(8) + hex(9) + '-' + hex(10) + hex(11) + hex(12) + hex(13) + hex(14) + hex(15)) as Id;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexDigit(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57;
}

function stampedAs(version: 7 | 8, bytes: Uint8Array): Uint8Array {
  bytes[6] = (version << 4) | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes;
}

// A million natural ids are made while a profile is seeded: one buffer serves them all.
let scratch = new Uint8Array(1024);

/** Writes a part behind its length at `start` of the scratch buffer and returns where the next one begins. */
function appendPart(text: string, start: number): number {
  const needed = start + 4 + text.length * 3;
  if (needed > scratch.length) {
    const larger = new Uint8Array(needed * 2);
    larger.set(scratch);
    scratch = larger;
  }
  const end = writeUtf8(text, start + 4);
  const length = end - start - 4;
  scratch[start] = length >>> 24;
  scratch[start + 1] = length >>> 16;
  scratch[start + 2] = length >>> 8;
  scratch[start + 3] = length;
  return end;
}

function writeUtf8(text: string, start: number): number {
  let at = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      scratch[at++] = code;
      continue;
    }
    const point = codePointAt(text, index, code);
    if (point < 0x800) {
      scratch[at++] = 0xc0 | (point >> 6);
    } else {
      if (point < 0x10000) {
        scratch[at++] = 0xe0 | (point >> 12);
      } else {
        scratch[at++] = 0xf0 | (point >> 18);
        scratch[at++] = 0x80 | ((point >> 12) & 0x3f);
        index++;
      }
      scratch[at++] = 0x80 | ((point >> 6) & 0x3f);
    }
    scratch[at++] = 0x80 | (point & 0x3f);
  }
  return at;
}

function codePointAt(text: string, index: number, code: number): number {
  if (code < 0xd800 || code > 0xdfff) return code;
  const point = text.codePointAt(index)!;
  return point > 0xffff ? point : 0xfffd;
}
