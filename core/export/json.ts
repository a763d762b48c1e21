import { z } from 'zod';
import { ContactCard, sourceKeyOf } from '../contact-card.ts';
import { DealSheet, PipelineSheet } from '../deal-sheet.ts';
import { naturalId } from '../ids.ts';
import { base64ToBytes, bytesToBase64 } from '../tagged-json.ts';

/** What the first members of the file say; a reader refuses a higher version. */
export const JSON_SCHEMA = 'kith-contacts';
export const JSON_VERSION = 1;

/** A piece of a file, in the order of its bytes. */
export interface FilePiece {
  /** SHA-256 of the whole file, in hexadecimal. */
  sha256: string;
  bytes: Uint8Array;
  last: boolean;
}

/**
 * Contacts as one JSON document, `{"schema":"kith-contacts","version":1,"exportedAt":…,"files":[…],"contacts":[…]}`, a
 * contact a line, in chunks of text. Photos are base64, and so are the pieces of the files that the contacts' entries
 * name; without such files there is no `files`. `exportedAt` is an instant as `Date.prototype.toISOString` writes it.
 * Deals stand behind them, `"pipelines":[…],"deals":[…]`, where a reader that knows none of them stops.
 */
export function* cardsToJson(cards: Iterable<ContactCard>, exportedAt: string, pieces: Iterable<FilePiece> = [], deals?: DealsToExport): Generator<string> {
  yield `{"schema":"${JSON_SCHEMA}","version":${JSON_VERSION},"exportedAt":${JSON.stringify(exportedAt)},`;
  let separator = '"files":[\n';
  for (const { sha256, bytes, last } of pieces) {
    yield separator + JSON.stringify({ sha256, base64: bytesToBase64(bytes), ...(last ? { last } : {}) });
    separator = ',\n';
  }
  yield separator === ',\n' ? '\n],"contacts":[' : '"contacts":[';
  separator = '\n';
  for (const card of cards) {
    yield separator + cardToJson(card);
    separator = ',\n';
  }
  yield '\n]';
  if (deals) {
    yield* members('pipelines', deals.pipelines);
    yield* members('deals', deals.deals());
  }
  yield '}\n';
}

/** Deals with the pipelines that they are in. */
export interface DealsToExport {
  pipelines: readonly PipelineSheet[];
  deals: () => Iterable<DealSheet>;
}

function* members(name: string, values: Iterable<unknown>): Generator<string> {
  let separator = `,"${name}":[\n`;
  for (const value of values) {
    yield separator + JSON.stringify(value);
    separator = ',\n';
  }
  yield separator === ',\n' ? '\n]' : `,"${name}":[]`;
}

/** What a deal needs not say in a file. */
const DealInFile = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { title: '', contacts: [], competitors: [], tags: [], custom: [], sourceKey: '-', ...value } : value),
  DealSheet,
);

/** Reads one member of `deals`. The error names the first place that is wrong. */
export function dealFromJson(value: unknown): { readonly ok: true; readonly deal: DealSheet } | { readonly ok: false; readonly message: string } {
  const parsed = DealInFile.safeParse(value);
  if (!parsed.success) return { ok: false, message: firstWrong(parsed.error, 'deal') };
  const deal = parsed.data;
  if (deal.sourceKey === '-') deal.sourceKey = deal.uid === undefined ? naturalId('deal-row', JSON.stringify(deal)) : `uid:${deal.uid}`;
  return { ok: true, deal };
}

/** Reads one member of `pipelines`; undefined for what is none. */
export const pipelineFromJson = (value: unknown): PipelineSheet | undefined => PipelineSheet.safeParse(value).data;

function firstWrong({ issues: [issue] }: z.ZodError, what: string): string {
  return `${issue?.path.join('.') || what}: ${issue?.message ?? 'not as expected'}`;
}

function cardToJson({ photo, ...card }: ContactCard): string {
  return JSON.stringify(photo ? { ...card, photo: { base64: bytesToBase64(photo.bytes), mime: photo.mime } } : card);
}

/** What a card needs not say in a file: a script may leave out every list that is empty, and the key. */
const CardInFile = z.preprocess((value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? withDefaults(value as Record<string, unknown>) : value), ContactCard);

const LISTS = ['roles', 'facts', 'tags', 'emails', 'phones', 'addresses', 'links', 'dates', 'affiliations', 'relations', 'custom', 'notes'] as const;

function withDefaults(value: Record<string, unknown>): Record<string, unknown> {
  const lists = Object.fromEntries(LISTS.map((list) => [list, []]));
  return { kind: 'person', name: {}, primary: {}, ...lists, sourceKey: '-', ...value, photo: photoIn(value['photo']) };
}

function photoIn(photo: unknown): unknown {
  const stated = z.strictObject({ base64: z.base64(), mime: z.string() }).safeParse(photo);
  return stated.success ? { bytes: base64ToBytes(stated.data.base64), mime: stated.data.mime } : photo;
}

/** Reads one member of `contacts`. The error names the first place that is wrong, `emails.0.address: …`. */
export function cardFromJson(value: unknown): { readonly ok: true; readonly card: ContactCard } | { readonly ok: false; readonly message: string } {
  const parsed = CardInFile.safeParse(value);
  if (!parsed.success) return { ok: false, message: firstWrong(parsed.error, 'contact') };
  const card = parsed.data;
  if (card.sourceKey === '-') card.sourceKey = sourceKeyOf(card);
  return { ok: true, card };
}

const PieceInFile = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), base64: z.base64(), last: z.boolean().optional() });

/** Reads one member of `files`; undefined for what is none. */
export function pieceFromJson(value: unknown): { sha256: string; base64: string; last: boolean } | undefined {
  const parsed = PieceInFile.safeParse(value);
  return parsed.success ? { ...parsed.data, last: parsed.data.last ?? false } : undefined;
}
