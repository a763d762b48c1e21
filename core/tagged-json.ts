// JSON that also carries Date, Uint8Array, bigint, undefined, NaN, the infinities and -0. Each of these is
// `{"$": KIND, "v": ...}`; a plain object that has a key `$` itself is `{"$": "object", "v": {...}}`.

/** Deeper values are refused on both ways, so that nobody's stack overflows. */
const MAX_DEPTH = 200;

export class CodecError extends Error {
  override readonly name = 'CodecError';
}

// Both Node and the page have these; core's own libraries do not name them.
declare const btoa: (bytes: string) => string;
declare const atob: (base64: string) => string;

/** @throws CodecError for functions, symbols, cycles, and objects that are neither plain nor listed above. */
export const encodeTagged = (value: unknown): string => JSON.stringify(tag(value, 0));

/** @throws CodecError for text that `encodeTagged` cannot have made. */
export function decodeTagged(text: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new CodecError('Not JSON');
  }
  return untag(parsed, 0);
}

type Tag = { readonly $: string; readonly v?: unknown };

function tag(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : tagged('number', Object.is(value, -0) ? '-0' : String(value));
    case 'undefined':
      return tagged('undefined');
    case 'bigint':
      return tagged('bigint', String(value));
    case 'object':
      return value === null ? null : tagObject(value, depth + 1);
    default:
      throw new CodecError(`A ${typeof value} cannot be sent`);
  }
}

const tagged = ($: string, v?: unknown): Tag => ({ $, v });

function tagObject(value: object, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new CodecError('Nested too deeply to be sent');
  if (Array.isArray(value)) return Array.from(value, (item) => tag(item, depth));
  if (value instanceof Date) return tagged('date', value.getTime());
  if (value instanceof Uint8Array) return tagged('bytes', bytesToBase64(value));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new CodecError(`A ${value.constructor.name} cannot be sent`);
  // Without a prototype, `__proto__` is a key like any other.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) copy[key] = tag(item, depth);
  return Object.hasOwn(value, '$') ? tagged('object', copy) : copy;
}

function untag(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new CodecError('Nested too deeply to be read');
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    for (let i = 0; i < items.length; i++) items[i] = untag(items[i], depth + 1);
    return items;
  }
  return Object.hasOwn(value, '$') ? untagTag(value as Tag, depth) : untagKeys(value as Record<string, unknown>, depth);
}

/** JSON.parse made each key an own property, `__proto__` too, so that assigning it changes no prototype. */
function untagKeys(object: Record<string, unknown>, depth: number): Record<string, unknown> {
  for (const key of Object.keys(object)) object[key] = untag(object[key], depth + 1);
  return object;
}

const NUMBERS: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

function untagTag({ $: kind, v }: Tag, depth: number): unknown {
  if (kind === 'undefined') return undefined;
  if (kind === 'date' && (typeof v === 'number' || v === null)) return new Date(v ?? NaN);
  if (kind === 'bytes' && typeof v === 'string') return base64ToBytes(v);
  if (kind === 'bigint' && typeof v === 'string' && /^-?\d{1,1000}$/.test(v)) return BigInt(v);
  if (kind === 'object' && typeof v === 'object' && v !== null && !Array.isArray(v)) return untagKeys(v as Record<string, unknown>, depth);
  const number = kind === 'number' ? NUMBERS.get(v) : undefined;
  if (number === undefined) throw new CodecError('An unknown kind of value');
  return number;
}

/** `String.fromCharCode` takes its bytes as arguments, of which there may be only so many. */
const BASE64_CHUNK = 0x8000;

export function bytesToBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += BASE64_CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + BASE64_CHUNK));
  return btoa(binary);
}

/** @throws CodecError */
export function base64ToBytes(base64: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    throw new CodecError('Not base64');
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
