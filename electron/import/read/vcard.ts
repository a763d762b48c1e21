import { type VcardWarning, cardFromVcard } from '../../../core/import/card-from-vcard.ts';
import type { ContactCard } from '../../../core/contact-card.ts';
import { cardFromKithVcard, isKithVcard } from '../../../core/import/kith-vcard.ts';
import type { VcardProperty } from '../../../core/import/vcard-property.ts';
import type { Opened } from './decode.ts';
import { type BinaryLine, vcardLines } from './vcard-lines.ts';
import { vcardProperty } from './vcard-property.ts';

export type VcardErrorCode = 'nameless' | 'card-too-big';
export type VcardEventWarning = VcardWarning | 'card-not-closed';

/** `row` counts cards from 1, in the order in which they begin. */
export type VcardEvent =
  | { readonly kind: 'record'; readonly row: number; readonly card: ContactCard; readonly warnings: readonly VcardEventWarning[] }
  | { readonly kind: 'group'; readonly row: number; readonly name: string; readonly memberUids: readonly string[] }
  | { readonly kind: 'error'; readonly row: number; readonly code: VcardErrorCode; readonly message: string; readonly raw: readonly string[] }
  | { readonly kind: 'progress'; readonly bytes: number };

const MAX_CARD_BYTES = 64 * 1024 * 1024;
const MAX_PROPERTIES = 20_000;

/** A file of cards that are never closed must not grow in memory. */
const MAX_DEPTH = 8;

/**
 * The cards of an opened file (2.1, 3.0, 4.0, and what programs make of them). A card inside a card is one of its
 * own, unless AGENT stands before it. `unmapped` says where goes what a card has no field for.
 */
export async function* vcardEvents(opened: Opened, unmapped: 'note' | 'custom'): AsyncGenerator<VcardEvent> {
  const open: OpenCard[] = [];
  let row = 0;
  for await (const event of vcardLines(opened)) {
    if (event.kind === 'progress') {
      yield event;
      continue;
    }
    const { line } = event;
    if (BEGIN.test(line.text)) {
      if (open.length === MAX_DEPTH) yield* closed(open.shift()!, false, unmapped);
      const isAgent = isEmptyAgent(open.at(-1)?.properties.at(-1));
      open.push({ row: isAgent ? 0 : ++row, isAgent, properties: [], bytes: 0, isTooBig: false });
    } else if (END.test(line.text)) {
      const card = open.pop();
      if (card?.isAgent) adoptAgent(card, open.at(-1));
      else if (card) yield* closed(card, true, unmapped);
    } else add(line, open.at(-1));
  }
  while (open.length > 0) {
    const card = open.pop()!;
    if (card.isAgent) adoptAgent(card, open.at(-1));
    else yield* closed(card, false, unmapped);
  }
}

type OpenCard = { readonly row: number; readonly isAgent: boolean; properties: VcardProperty[]; bytes: number; isTooBig: boolean };

const BEGIN = /^\s*BEGIN\s*:\s*VCARD\s*$/i;
const END = /^\s*END\s*:\s*VCARD\s*$/i;

const isEmptyAgent = (property: VcardProperty | undefined): boolean => property?.name === 'AGENT' && property.value.trim() === '';

/** Lines outside of any card belong to nobody. */
function add(line: BinaryLine, card: OpenCard | undefined): void {
  if (!card) return;
  card.bytes += line.text.length;
  if (card.isTooBig) return;
  if (card.bytes > MAX_CARD_BYTES || card.properties.length === MAX_PROPERTIES) {
    card.isTooBig = true;
    card.properties = card.properties.slice(0, SHOWN_LINES);
    return;
  }
  const property = vcardProperty(line);
  const last = card.properties.at(-1);
  // A line that is no property goes on with a note, whose line ends nobody escaped.
  if (property.name === '' && last?.name === 'NOTE') card.properties[card.properties.length - 1] = { ...last, value: `${last.value}\\n${property.value}` };
  else card.properties.push(property);
}

/** Puts a nested card back into the AGENT property of the card around it, as vCard 3 writes it. */
function adoptAgent(agent: OpenCard, owner: OpenCard | undefined): void {
  if (!owner) return;
  const at = owner.properties.findLastIndex(({ name }) => name === 'AGENT');
  const text = agent.properties.map(({ name, value }) => `${name}:${value}`).join('\\n');
  const property = owner.properties[at];
  if (property) owner.properties[at] = { ...property, value: text };
}

function* closed({ row, properties, isTooBig }: OpenCard, isClosed: boolean, unmapped: 'note' | 'custom'): Generator<VcardEvent> {
  if (isTooBig) {
    yield { kind: 'error', row, code: 'card-too-big', message: `This card is larger than ${MAX_CARD_BYTES / 1024 / 1024} MB, or has more than ${MAX_PROPERTIES} lines.`, raw: shownLines(properties) };
    return;
  }
  const own = isKithVcard(properties) ? cardFromKithVcard(properties) : undefined;
  const reading = own ? ({ kind: 'card', card: own, warnings: [] } as const) : cardFromVcard(properties, unmapped);
  if (reading.kind === 'card') yield { kind: 'record', row, card: reading.card, warnings: isClosed ? reading.warnings : [...reading.warnings, 'card-not-closed'] };
  else if (reading.kind === 'group') yield { kind: 'group', row, name: reading.name, memberUids: reading.memberUids };
  else yield { kind: 'error', row, code: 'nameless', message: 'This card has no name, organisation, e-mail or phone.', raw: shownLines(properties) };
}

const SHOWN_LINES = 100;
const SHOWN_CHARS = 1_000;

const shownLines = (properties: readonly VcardProperty[]): string[] => properties.slice(0, SHOWN_LINES).map(({ name, value }) => `${name}:${value.slice(0, SHOWN_CHARS)}`);
