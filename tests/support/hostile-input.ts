import fc from 'fast-check';
import type { ZodType } from 'zod';

/** What a page under somebody else's control might send: anything that survives a structured clone. */
export const anything: fc.Arbitrary<unknown> = fc.anything({
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withBoxedValues: false,
  withNullPrototype: true,
  key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'id', 'filter', 'limit')),
});

/** Texts that were trouble somewhere: quotes, patterns, full text syntax, half characters, other directions, formats. */
const TEXTS = [
  '', ' ', '\0', 'a\0b', '\ud800', 'x\udfff', "'", '"', '""', "' OR 1=1 --", '; DROP TABLE contacts', '%', '_', '\\', '*', '^', 'NEAR(', 'AND', '{a b}:', '-', '(', ')',
  '__proto__', 'constructor', '<script>alert(1)</script>', 'javascript:alert(1)', '=cmd|x', '@SUM(1)', '\u202egnp.exe', '\ufeff', '👩‍👧', 'é', '王小明', 'ﷺ', '\r\n', '../../etc/passwd', 'CON', 'a'.repeat(999), 'ä'.repeat(1_000), '1e999', 'NaN', '-0', 'null', 'undefined',
  'at:-1', 'at:999999999', 'at:1e5', 'id:', 'id:00000000-0000-7000-8000-000000000000', '99:00', 'field:x',
];

const FORMATS = [
  '2024-02-29', '--02-29', '0001-01-01', '9999-12-31', 'EUR', 'ZZZ', 'XX', 'SE', 'GB', 'en', 'de-CH', 'sv', 'ja', 'zh-Hant-TW', 'ar-EG-u-nu-arab', 'en-a', 'xx-x', 'aaaaaaaa-12345678', 'th-TH-u-ca-buddhist', 'de-u-co-phonebk', 'en-u-kn-true',
  '0'.repeat(34), 'f'.repeat(34), '0'.repeat(64), 'f'.repeat(64), '0'.repeat(32), 'a.b-c', 'panel.width', 'note:x',
  'vcard', 'csv', 'kith-json', 'google-csv', 'unmapped', 'name.given',
];

const NUMBERS = [0, -0, 1, -1, 2, 10, 50, 200, 201, 1e9, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 53, 1e300, -1e300, 5e-324, 0.1, NaN, Infinity, -Infinity, 8_640_000_000_000_000, -8_640_000_000_000_000, Date.UTC(2026, 0, 15)];

/** Ids of records that are there, some that are not, and things like ids. */
export type Ids = () => readonly string[];

const STRANGE_IDS = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '01900000-0000-7000-8000-00000000dead'];

/** Input that fits a schema in its form, with hostile values wherever it allows them. */
export function fitting(schema: ZodType, ids: Ids): fc.Arbitrary<unknown> {
  const { def } = schema._zod as unknown as { def: Definition };
  const inner = (part: ZodType): fc.Arbitrary<unknown> => fitting(part, ids);
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, inner(part)]))).map(withoutUndefined);
    case 'optional':
      return fc.option(inner(def.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null });
    case 'array':
      return fc.array(inner(def.element), { maxLength: 4 });
    case 'union':
      return fc.oneof(...def.options.map(inner));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'record':
      return fc.dictionary(fc.constantFrom('status', 'given', 'label', 'address', 'number', 'organisationId', 'toId', 'kind', 'url', 'date', 'text', 'title', '__proto__', 'n', 'hidden'), fc.oneof(inner(def.valueType), leaf(ids)), { maxKeys: 5 });
    case 'lazy':
      return fc.jsonValue();
    case 'pipe':
      return inner(def.in);
    case 'void':
      return fc.constant(undefined);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fits(schema, fc.oneof(fc.constantFrom(...NUMBERS), fc.integer({ min: 0, max: 20 }), fc.double()), 1);
    case 'string':
      return fits(schema, leaf(ids), '');
    case 'custom':
      return fc.oneof(fc.uint8Array({ maxLength: 2_000 }), fc.constant(new Uint8Array(0)), fc.string().map((text) => new TextEncoder().encode(text)));
    default:
      return fc.oneof(leaf(ids), anything);
  }
}

type Definition =
  | { type: 'object'; shape: Record<string, ZodType> }
  | { type: 'optional' | 'nullable'; innerType: ZodType }
  | { type: 'array'; element: ZodType }
  | { type: 'union'; options: ZodType[] }
  | { type: 'enum'; entries: Record<string, string> }
  | { type: 'literal'; values: unknown[] }
  | { type: 'record'; valueType: ZodType }
  | { type: 'pipe'; in: ZodType }
  | { type: 'void' | 'boolean' | 'number' | 'string' | 'lazy' | 'custom' | 'unknown' };

function leaf(ids: Ids): fc.Arbitrary<unknown> {
  return fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom(...FORMATS), fc.string({ unit: 'binary', maxLength: 40 }), fc.nat().map((which) => pick([...ids(), ...STRANGE_IDS], which)));
}

/** Those that the schema takes, as long as any of a few tries fits; now and then one that it does not. */
function fits(schema: ZodType, candidates: fc.Arbitrary<unknown>, otherwise: unknown): fc.Arbitrary<unknown> {
  return fc.array(candidates, { minLength: 24, maxLength: 24 }).map((tries) => tries.find((value) => schema.safeParse(value).success) ?? tries[0] ?? otherwise);
}

function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

const pick = (from: readonly string[], which: number): string => from[which % from.length]!;
