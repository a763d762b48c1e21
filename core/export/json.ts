import { z } from 'zod';
import { ContactCard, sourceKeyOf } from '../contact-card.ts';
import { base64ToBytes, bytesToBase64 } from '../tagged-json.ts';

/** What the first members of the file say; a reader refuses a higher version. */
export const JSON_SCHEMA = 'kith-contacts';
export const JSON_VERSION = 1;

/**
 * Contacts as one JSON document, `{"schema":"kith-contacts","version":1,"exportedAt":…,"contacts":[…]}`, a contact a
 * line, in chunks of text. Photos are base64. `exportedAt` is an instant as `Date.prototype.toISOString` writes it.
 */
export function* cardsToJson(cards: Iterable<ContactCard>, exportedAt: string): Generator<string> {
  yield `{"schema":"${JSON_SCHEMA}","version":${JSON_VERSION},"exportedAt":${JSON.stringify(exportedAt)},"contacts":[`;
  let separator = '\n';
  for (const card of cards) {
    yield separator + cardToJson(card);
    separator = ',\n';
  }
  yield '\n]}\n';
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
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, message: `${issue?.path.join('.') || 'contact'}: ${issue?.message ?? 'not as expected'}` };
  }
  const card = parsed.data;
  if (card.sourceKey === '-') card.sourceKey = sourceKeyOf(card);
  return { ok: true, card };
}
