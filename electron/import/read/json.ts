import type { ContactCard } from '../../../core/contact-card.ts';
import type { PipelineSheet } from '../../../core/deal-sheet.ts';
import { JSON_SCHEMA, JSON_VERSION, cardFromJson, dealFromJson, pieceFromJson, pipelineFromJson } from '../../../core/export/json.ts';
import type { DealEvent, PipelinesEvent } from './deals.ts';
import { type Opened, UnreadableFile, decodedText, headText } from './decode.ts';

export type JsonErrorCode = 'not-json' | 'not-a-contact' | 'not-a-deal' | 'contact-too-big' | 'cut-off';

/** `row` counts the members of `contacts` from 1, and those of `deals` on from there. */
export type JsonEvent =
  | { readonly kind: 'record'; readonly row: number; readonly card: ContactCard }
  | { readonly kind: 'error'; readonly row: number; readonly code: JsonErrorCode; readonly message: string; readonly raw: readonly string[] }
  | DealEvent
  | PipelinesEvent
  | FilePieceEvent
  | { readonly kind: 'progress'; readonly bytes: number };

/** A piece of a file that entries name; all of them come before the first contact. */
export type FilePieceEvent = { readonly kind: 'file'; readonly sha256: string; readonly base64: string; readonly last: boolean };

/** Longer contacts are refused. In characters. */
const MAX_CONTACT_CHARS = 64 * 1024 * 1024;

const SHOWN_CHARS = 1_000;
/** What may stand between two arrays. In characters. */
const MAX_BEHIND_CHARS = 1_000;

/**
 * The files, contacts and deals of Kith's own JSON, one after the other; only one is in memory at a time.
 * @throws UnreadableFile `not-kith-json` for any other JSON, `newer-version` for a file of a later Kith.
 */
export async function* jsonEvents(opened: Opened): AsyncGenerator<JsonEvent> {
  const head = checkedHead(headText(opened));
  let toSkip = head.length;
  let row = 0;
  const pipelines: PipelineSheet[] = [];
  const sections = SECTIONS.slice(SECTIONS.findIndex(({ name }) => name === head.array)).map(({ name, behind }) => ({ name, behind, reader: memberReader() }));
  let at = 0;
  for await (const { text, bytesRead } of decodedText(opened)) {
    const skipped = Math.min(toSkip, text.length);
    toSkip -= skipped;
    for (let rest: string | undefined = text.slice(skipped); rest !== undefined; ) {
      const { name, reader, behind } = sections[at]!;
      for (const member of reader.push(rest)) {
        if (name === 'files') yield pieceOf(member);
        else if (name === 'contacts') yield eventOf(member, ++row);
        else if (name === 'pipelines') pipelines.push(...pipelinesOf(member));
        else yield dealOf(member, ++row);
      }
      const between: RegExpExecArray | null | undefined = reader.hasEnded() ? behind?.exec(reader.rest()) : undefined;
      rest = between ? reader.rest().slice(between[0].length) : undefined;
      if (rest === undefined) continue;
      at++;
      if (sections[at]!.name === 'deals') yield { kind: 'pipelines', pipelines };
    }
    yield { kind: 'progress', bytes: bytesRead };
  }
  // What stands behind the contacts may be of a later Kith, and not deals.
  if (!sections[at]!.reader.hasEnded()) yield { kind: 'error', row: row + 1, code: 'cut-off', message: 'The file ends in the middle.', raw: [] };
}

/** The arrays of the file in their order, and what stands behind each before the next. */
const SECTIONS = [
  { name: 'files', behind: /^\s*,\s*"contacts"\s*:\s*\[/ },
  { name: 'contacts', behind: /^\s*,\s*"pipelines"\s*:\s*\[/ },
  { name: 'pipelines', behind: /^\s*,\s*"deals"\s*:\s*\[/ },
  { name: 'deals', behind: undefined },
] as const;

/** The length of what stands before the first file or contact, after its schema and version have been looked at. */
function checkedHead(text: string): { length: number; array: string } {
  const head = /^\s*\{([^[\]{}]*)"(files|contacts)"\s*:\s*\[/.exec(text);
  if (!head) throw new UnreadableFile('not-kith-json', 'This JSON was not written by Kith.');
  const stated = parsed(`{${head[1]!.trimEnd().replace(/,$/, '')}}`) as { schema?: unknown; version?: unknown } | undefined;
  if (stated?.schema !== JSON_SCHEMA || typeof stated.version !== 'number') throw new UnreadableFile('not-kith-json', 'This JSON was not written by Kith.');
  if (stated.version > JSON_VERSION) throw new UnreadableFile('newer-version', `This file has version ${stated.version}; this Kith reads up to ${JSON_VERSION}.`);
  return { length: head[0].length, array: head[2]! };
}

type Member = { readonly text: string; readonly isCut: boolean };

/** Cuts the inside of an array into its members, by brackets and strings alone; whether each is JSON is seen later. */
function memberReader(): { push(text: string): Generator<Member>; hasEnded(): boolean; /** What came behind the array, at most as much as any head is long. */ rest(): string } {
  let parts: string[] = [];
  let length = 0;
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let hasEnded = false;
  let behind = '';

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
    if (hasEnded) {
      if (behind.length < MAX_BEHIND_CHARS) behind += text.slice(from);
    } else keep(text.slice(from));
  }

  return { push, hasEnded: () => hasEnded, rest: () => behind };
}

/** One that is damaged has no hash that any entry names. */
function pieceOf({ text, isCut }: Member): FilePieceEvent {
  return { kind: 'file', ...((isCut ? undefined : pieceFromJson(parsed(text))) ?? { sha256: '', base64: '', last: true }) };
}

function eventOf({ text, isCut }: Member, row: number): JsonEvent {
  const raw = [text.slice(0, SHOWN_CHARS)];
  if (isCut) return { kind: 'error', row, code: 'contact-too-big', message: `This contact is larger than ${MAX_CONTACT_CHARS / 1024 / 1024} MB.`, raw };
  const value = parsed(text);
  if (value === undefined) return { kind: 'error', row, code: 'not-json', message: 'This contact is not JSON.', raw };
  const reading = cardFromJson(value);
  return reading.ok ? { kind: 'record', row, card: reading.card } : { kind: 'error', row, code: 'not-a-contact', message: reading.message, raw };
}

function pipelinesOf({ text, isCut }: Member): PipelineSheet[] {
  const pipeline = isCut ? undefined : pipelineFromJson(parsed(text));
  return pipeline ? [pipeline] : [];
}

function dealOf({ text, isCut }: Member, row: number): JsonEvent {
  const raw = [text.slice(0, SHOWN_CHARS)];
  if (isCut) return { kind: 'error', row, code: 'contact-too-big', message: `This deal is larger than ${MAX_CONTACT_CHARS / 1024 / 1024} MB.`, raw };
  const value = parsed(text);
  if (value === undefined) return { kind: 'error', row, code: 'not-json', message: 'This deal is not JSON.', raw };
  const reading = dealFromJson(value);
  return reading.ok ? { kind: 'deal', row, deal: reading.deal, warnings: [] } : { kind: 'error', row, code: 'not-a-deal', message: reading.message, raw };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The caller says what is not JSON, and where.
    return undefined;
  }
}
