import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Id, idFromBytes, idToBytes, naturalId, uuidv7 } from '../../core/ids.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('uuidv7', () => {
  it('makes the example of RFC 9562, appendix A.6', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('is a version 7 id with the time in front, so that text and bytes sort by time', () => {
    fc.assert(fc.property(instant, instant, tenBytes, tenBytes, (earlier, later, first, second) => {
      fc.pre(earlier < later);
      const a = uuidv7(earlier, first);
      const b = uuidv7(later, second);
      expect(Id.parse(a)[14]).toBe('7');
      expect('89ab').toContain(a[19]);
      expect(a < b).toBe(true);
      expect(Buffer.compare(idToBytes(a), idToBytes(b))).toBe(-1);
    }));
  });

  it('differs when the random bytes differ', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 73 }), tenBytes, (bit, random) => {
      // The four bits of the version and the two of the variant are not random.
      const place = bit < 12 ? bit + 4 : bit + 6;
      const other = random.slice();
      other[place >> 3]! ^= 0x80 >> (place & 7);
      expect(uuidv7(1, other)).not.toBe(uuidv7(1, random));
    }));
  });

  it('refuses times and randomness that do not fit', () => {
    expect(() => uuidv7(-1, new Uint8Array(10))).toThrow();
    expect(() => uuidv7(2 ** 48, new Uint8Array(10))).toThrow();
    expect(() => uuidv7(1.5, new Uint8Array(10))).toThrow();
    expect(() => uuidv7(1, new Uint8Array(9))).toThrow();
  });
});

describe('naturalId', () => {
  it('is the start of SHA-256 over the length-prefixed parts, as a version 8 id', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(fc.property(anyText, fc.array(anyText, { maxLength: 4 }), (kind, parts) => {
      const hash = createHash('sha256');
      for (const part of [kind, ...parts]) {
        const utf8 = Buffer.from(part, 'utf8');
        const length = Buffer.alloc(4);
        length.writeUInt32BE(utf8.length);
        hash.update(length).update(utf8);
      }
      const bytes = hash.digest().subarray(0, 16);
      bytes[6] = (bytes[6]! & 0x0f) | 0x80;
      bytes[8] = (bytes[8]! & 0x3f) | 0x80;
      expect(naturalId(kind, ...parts)).toBe(idFromBytes(bytes));
    }));
  });

  it('stays what it was in the first release', () => {
    expect(naturalId('tagOnContact', 'ä', '')).toBe('6591cff6-3f2b-8191-96e5-6ac1c450c427');
  });

  it('keeps the borders between parts', () => {
    expect(naturalId('tag', 'ab', 'c')).not.toBe(naturalId('tag', 'a', 'bc'));
    expect(naturalId('tag', 'a')).not.toBe(naturalId('tag', 'a', ''));
  });

  it('takes parts of any length and lone surrogates', () => {
    const long = 'x'.repeat(100_000);
    expect(naturalId('file', long)).not.toBe(naturalId('file', long + 'x'));
    expect(naturalId('file', '\ud800')).toBe(naturalId('file', '\ufffd'));
  });
});

describe('an id as text and as bytes', () => {
  it('goes from bytes to text and back unchanged', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const id = idFromBytes(bytes);
      expect(Id.parse(id)).toBe(id);
      expect(idToBytes(id)).toEqual(bytes);
    }));
  });

  it('is refused at the border when it is not a lower-case UUID', () => {
    for (const wrong of ['', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F', '017f22e279b07cc398c4dc0c0c07398f', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n']) {
      expect(Id.safeParse(wrong).success).toBe(false);
    }
  });

  it('refuses too few bytes', () => {
    expect(() => idFromBytes(new Uint8Array(15))).toThrow();
  });
});
