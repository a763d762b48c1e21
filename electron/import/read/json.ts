import type { ContactCard } from '../../../core/contact-card.ts';
import { JSON_SCHEMA, JSON_VERSION, cardFromJson } from '../../../core/export/json.ts';
import { type Opened, UnreadableFile, decodedText, headText } from './decode.ts';

export type JsonErrorCode = 'not-json' | 'not-a-contact' | 'contact-too-big' | 'cut-off';

/** `row` counts the members of `contacts` from 1. */
export type JsonEvent =
  | { readonly kind: 'record'; readonly row: number; readonly card: ContactCard }
  | { readonly kind: 'error'; readonly row: number; readonly code: JsonErrorCode; readonly message: string; readonly raw: readonly string[] }
  | { readonly kind: 'progress'; readonly bytes: number };

/** Longer contacts are refused. In characters. */
const MAX_CONTACT_CHARS = 64 * 1024 * 1024;

const SHOWN_CHARS = 1_000;

/**
 * The contacts of Kith's own JSON, one after the other; only one is in memory at a time.
 * @throws UnreadableFile `not-kith-json` for any other JSON, `newer-version` for a file of a later Kith.
 */
export async function* jsonEvents(opened: Opened): AsyncGenerator<JsonEvent> {
  const headLength = checkedHead(headText(opened));
  let toSkip = headLength;
  let row = 0;
  const members = memberReader();
  for await (const { text, bytesRead } of decodedText(opened)) {
    const skipped = Math.min(toSkip, text.length);
    toSkip -= skipped;
    for (const member of members.push(text.slice(skipped))) yield eventOf(member, ++row);
    yield { kind: 'progress', bytes: bytesRead };
  }
  if (!members.hasEnded()) yield { kind: 'error', row: row + 1, code: 'cut-off', message: 'The file ends in the middle.', raw: [] };
}

/** The length of what stands before the first contact, after its schema and version have been looked at. */
function checkedHead(text: string): number {
  const head = /^\s*\{([^[\]{}]*)"contacts"\s*:\s*\[/.exec(text);
  if (!head) throw new UnreadableFile('not-kith-json', 'This JSON was not written by Kith.');
  const stated = parsed(`{${head[1]!.trimEnd().replace(/,$/, '')}}`) as { schema?: unknown; version?: unknown } | undefined;
  if (stated?.schema !== JSON_SCHEMA || typeof stated.version !== 'number') throw new UnreadableFile('not-kith-json', 'This JSON was not written by Kith.');
  if (stated.version > JSON_VERSION) throw new UnreadableFile('newer-version', `This file has version ${stated.version}; this Kith reads up to ${JSON_VERSION}.`);
  return head[0].length;
}

type Member = { readonly text: string; readonly isCut: boolean };

/** Cuts the inside of an array into its members, by brackets and strings alone; whether each is JSON is seen later. */
function memberReader(): { push(text: string): Generator<Member>; hasEnded(): boolean } {
  let parts: string[] = [];
  let length = 0;
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let hasEnded = false;

  function keep(text: string): void {
    length += text.length;
    if (length <= MAX_CONTACT_CHARS) parts.push(text);
  }

  function take(): Member[] {
    const member = { text: parts.join('').trim(), isCut: length > MAX_CONTACT_CHARS };
    parts = [];
    length = 0;
    return member.text === '' ? [] : [member];
  }

  function* push(text: string): Generator<Member> {
    let from = 0;
    const signs = /["\\{}[\],]/g;
    for (let at = 0; at < text.length && !hasEnded; ) {
      if (isEscaped) {
        isEscaped = false;
        at++;
        continue;
      }
      signs.lastIndex = at;
      const found = signs.exec(text);
      if (!found) break;
      at = found.index + 1;
      const sign = found[0];
      if (inString) {
        if (sign === '\\') isEscaped = true;
        else if (sign === '"') inString = false;
      } else if (sign === '"') inString = true;
      else if (sign === '{' || sign === '[') depth++;
      else if (sign === '}' || (sign === ']' && depth > 0)) depth--;
      else if (depth === 0) {
        keep(text.slice(from, found.index));
        from = at;
        yield* take();
        hasEnded = sign === ']';
      }
    }
    if (!hasEnded) keep(text.slice(from));
  }

  return { push, hasEnded: () => hasEnded };
}

function eventOf({ text, isCut }: Member, row: number): JsonEvent {
  const raw = [text.slice(0, SHOWN_CHARS)];
  if (isCut) return { kind: 'error', row, code: 'contact-too-big', message: `This contact is larger than ${MAX_CONTACT_CHARS / 1024 / 1024} MB.`, raw };
  const value = parsed(text);
  if (value === undefined) return { kind: 'error', row, code: 'not-json', message: 'This contact is not JSON.', raw };
  const reading = cardFromJson(value);
  return reading.ok ? { kind: 'record', row, card: reading.card } : { kind: 'error', row, code: 'not-a-contact', message: reading.message, raw };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The caller says what is not JSON, and where.
    return undefined;
  }
}
