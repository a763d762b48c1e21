import type { VcardProperty } from '../../../core/import/vcard-property.ts';
import { unescaped } from '../../../core/import/vcard-text.ts';
import { decodeNamed, decodeUnmarked } from './decode.ts';
import type { BinaryLine } from './vcard-lines.ts';

/** Reads an unfolded line (RFC 6350, 3.3, and vCard 2.1), its charset and its encoding undone. */
export function vcardProperty({ text: line, isCut }: BinaryLine): VcardProperty {
  const head = /^\s*(?:([\w-]+)\.)?([\w-]+)\s*(?=[:;])/.exec(line);
  if (!head) return { group: '', name: '', types: [], params: new Map(), value: asText(line) };
  const [all, group = '', name = ''] = head;
  const { words, valueAt } = parameters(line, all.length);
  const types: string[] = [];
  const params = new Map<string, string>();
  for (const { key, value } of words) {
    if (key === 'TYPE') types.push(...value.toLowerCase().split(',').map((type) => type.trim()).filter((type) => type !== ''));
    else if (key !== '') params.set(key, value);
    else if (/^quoted-printable$|^base64$|^8bit$|^7bit$/i.test(value)) params.set('ENCODING', value);
    else types.push(value.toLowerCase());
  }
  const upper = name.toUpperCase();
  const property = { group: group.toLowerCase(), name: upper, types, params };
  const raw = line.slice(valueAt);
  const encoding = params.get('ENCODING')?.toLowerCase();
  if (isCut) return { ...property, value: '', isCut };
  if (encoding === 'base64' || encoding === 'b') return { ...property, value: '', bytes: Buffer.from(raw, 'base64') };
  const text = decoded(raw, encoding === 'quoted-printable', params.get('CHARSET'), STRUCTURED.has(upper));
  const data = BINARY.has(upper) ? dataUri(text) : undefined;
  return data ? { ...property, value: '', ...data } : { ...property, value: text };
}

const BINARY: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/** Their values are cut at semicolons or commas, so that an encoded one is told from one that cuts. */
const STRUCTURED: ReadonlySet<string> = new Set(['N', 'ADR', 'ORG', 'CATEGORIES', 'NICKNAME', 'SOUND']);

type Word = { key: string; value: string };

/**
 * The parameters from `at` on, and where the value begins. A colon inside an unquoted `geo:` or `http:` parameter
 * belongs to it, if another colon follows.
 */
function parameters(line: string, at: number): { words: Word[]; valueAt: number } {
  const words: Word[] = [];
  let from = at + 1;
  let inQuotes = false;
  let colonsToPass = 0;
  if (line[at] === ':') return { words, valueAt: from };
  for (let index = from; index < line.length; index++) {
    const char = line[index];
    if (char === '"') inQuotes = !inQuotes;
    else if (inQuotes || (char !== ';' && char !== ':')) continue;
    else if (char === ':' && colonsToPass > 0) colonsToPass--;
    else if (char === ':' && (colonsToPass = colonsOfUri(line, from, index)) > 0) colonsToPass--;
    else {
      words.push(word(line.slice(from, index)));
      from = index + 1;
      if (char === ':') return { words, valueAt: from };
    }
  }
  // A quote that is never closed hides the colon: the first one counts after all.
  const colon = line.indexOf(':', at);
  return colon < 0 ? { words, valueAt: line.length } : { words: [word(line.slice(at + 1, colon))], valueAt: colon + 1 };
}

/** How many colons the address has that a parameter's unquoted value begins with at `colon`. */
function colonsOfUri(line: string, from: number, colon: number): number {
  const scheme = /=(geo|https?|urn|mailto|tel|data|cid|xmpp|sip)$/i.exec(line.slice(from, colon))?.[1]?.toLowerCase();
  if (!scheme) return 0;
  const own = scheme === 'urn' ? 2 : 1;
  let more = 0;
  for (let at = line.indexOf(':', colon + 1); at >= 0 && more < own; at = line.indexOf(':', at + 1)) more++;
  return more >= own ? own : 0;
}

function word(text: string): Word {
  const equals = text.indexOf('=');
  const key = equals < 0 ? '' : text.slice(0, equals).trim().toUpperCase();
  const value = text.slice(equals + 1).trim().replaceAll('"', '');
  return { key, value: asText(value).replace(/\^([n'^])/g, (_, sign: string) => CARETS[sign] ?? sign) };
}

/** RFC 6868. */
const CARETS: Readonly<Record<string, string>> = { n: '\n', "'": '"', '^': '^' };

const isAsciiText = (binary: string): boolean => !/[\x80-\xff]/.test(binary);

const asText = (binary: string): string => (isAsciiText(binary) ? binary : decodeUnmarked(Buffer.from(binary, 'latin1')));

function decoded(raw: string, isQuotedPrintable: boolean, charset: string | undefined, isStructured: boolean): string {
  const plain = isQuotedPrintable ? fromQuotedPrintable(raw, isStructured) : raw;
  if (isAsciiText(plain) && (charset === undefined || /^(utf-?8|us-ascii|iso-8859|windows-125)/i.test(charset))) return plain;
  const bytes = Buffer.from(plain, 'latin1');
  return charset === undefined ? decodeUnmarked(bytes) : decodeNamed(bytes, charset);
}

/** In structured values an encoded separator gets a backslash, unless no other separator stands in the value. */
function fromQuotedPrintable(raw: string, isStructured: boolean): string {
  const escapesSeparators = isStructured && raw.includes(';');
  return raw.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return escapesSeparators && (char === ';' || char === ',' || char === '\\') ? `\\${char}` : char;
  });
}

function dataUri(text: string): { mime: string; bytes: Uint8Array } | undefined {
  const parts = /^data:([^;,]*)(?:;[^,]*)?;\s*base64\\?,/i.exec(text.slice(0, 200));
  return parts ? { mime: parts[1]!.replace(/\\$/, ''), bytes: Buffer.from(unescaped(text.slice(parts[0].length)), 'base64') } : undefined;
}
