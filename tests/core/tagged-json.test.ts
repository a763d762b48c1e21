import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodecError, decodeTagged, encodeTagged } from '../../core/tagged-json.ts';

const key = fc.oneof(fc.string(), fc.constantFrom('$', 'v', '__proto__', 'constructor', 'toString'));
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(undefined, null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array(),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('tree'), { maxLength: 5 }), fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true })),
}));

describe('tagged JSON', () => {
  it('gives back whatever it was given, keys such as $ and __proto__ included', () => {
    fc.assert(
      fc.property(tree, (value) => {
        // Not toStrictEqual, which takes a key `constructor` for the class of the value.
        deepStrictEqual(decodeTagged(encodeTagged(value)), value);
      }),
    );
  });

  it('keeps a date that is none, and a large file', () => {
    expect(decodeTagged(encodeTagged(new Date(NaN)))).toStrictEqual(new Date(NaN));
    const bytes = Uint8Array.from({ length: 200_001 }, (_, i) => i % 251);
    expect(decodeTagged(encodeTagged({ bytes }))).toStrictEqual({ bytes });
  });

  it('gives no object another prototype', () => {
    for (const text of ['{"__proto__":{"admin":true}}', '{"$":"object","v":{"__proto__":{"admin":true}}}', '[{"a":{"__proto__":null}}]']) {
      decodeTagged(text);
      const read = decodeTagged(text) as { admin?: boolean };
      expect(Object.getPrototypeOf(read)).toBe(Array.isArray(read) ? Array.prototype : Object.prototype);
      expect(read.admin).toBeUndefined();
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    '',
    '{',
    '{"$":"u"}',
    '{"$":"date","v":"today"}',
    '{"$":"bytes","v":"***"}',
    '{"$":"bigint","v":"1e3"}',
    `{"$":"bigint","v":"${'9'.repeat(100_000)}"}`,
    '{"$":"object","v":[1]}',
    '{"$":{"toString":1}}',
    '['.repeat(100_000) + ']'.repeat(100_000),
  ])('refuses %.40s', (text) => {
    expect(() => decodeTagged(text)).toThrow(CodecError);
  });

  it('refuses to send what would arrive as something else', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const value of [() => 1, Symbol('s'), new Map(), new Error('no'), cycle]) {
      expect(() => encodeTagged(value)).toThrow(CodecError);
    }
  });
});
