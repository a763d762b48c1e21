import type { ContactCard } from '../contact-card.ts';
import { CARD_HEADERS, type CardPart, type KithColumn, NAME_PARTS, SETS, headerOf } from './csv-columns.ts';
import { BYTE_ORDER_MARK, csvLine, csvList } from './csv-text.ts';

/**
 * Contacts as Kith's own CSV, in chunks of text. The cards are gone through twice: first to see how many columns
 * the e-mails, phones and custom fields need, so `cards` is asked for them two times. Photos, the timeline and the
 * ids of custom fields' contacts are not in it; all else is read back as it was.
 */
export function* cardsToCsv(cards: () => Iterable<ContactCard>): Generator<string> {
  const columns = columnsFor(cards());
  yield BYTE_ORDER_MARK + csvLine(columns.map(headerOf));
  for (const card of cards()) yield csvLine(columns.map((column) => cellOf(card, column)));
}

type SetName = keyof typeof SETS;

/** The columns that hold everything these cards say; those that would be empty in every row are left out, but for the first. */
function columnsFor(cards: Iterable<ContactCard>): KithColumn[] {
  const usedParts = new Set<CardPart>(['uid', 'kind', 'displayName', 'given', 'family']);
  const counts = new Map<SetName, number>();
  const usedSetParts = new Set<string>();
  const customs = new Map<string, KithColumn>();
  for (const card of cards) {
    for (const part of CARD_PARTS) if (!usedParts.has(part) && cellOf(card, { set: 'card', part }) !== '') usedParts.add(part);
    for (const set of SET_NAMES) {
      const items = itemsOf(card, set);
      if (items.length > (counts.get(set) ?? 0)) counts.set(set, items.length);
      for (const item of items) for (const [part, value] of Object.entries(item)) if (value) usedSetParts.add(`${set}.${part}`);
    }
    for (const [key, column] of customColumns(card)) if (!customs.has(key)) customs.set(key, column);
  }
  const sets = SET_NAMES.flatMap((set) =>
    Array.from({ length: counts.get(set) ?? 0 }, (_, at) =>
      Object.keys(SETS[set].parts).filter((part) => usedSetParts.has(`${set}.${part}`)).map((part): KithColumn => ({ set, at, part })),
    ).flat(),
  );
  return [...CARD_PARTS.filter((part) => usedParts.has(part)).map((part): KithColumn => ({ set: 'card', part })), ...sets, ...customs.values()];
}

const CARD_PARTS = Object.keys(CARD_HEADERS) as CardPart[];
const SET_NAMES = Object.keys(SETS) as SetName[];

/** The items of a list as records of texts. */
function itemsOf(card: ContactCard, set: SetName): Readonly<Record<string, string | undefined>>[] {
  return set === 'notes' ? card.notes.map((text) => ({ text })) : card[set];
}

/** One column for each name, type and turn: a card may have two values of one name. */
function customColumns({ custom }: ContactCard): [string, KithColumn][] {
  const turns = new Map<string, number>();
  return custom.map(({ name, type }) => {
    const key = `${type ?? ''}:${name}`;
    const at = turns.get(key) ?? 0;
    turns.set(key, at + 1);
    return [`${at}:${key}`, { set: 'custom', name, type: type ?? '', at }];
  });
}

function cellOf(card: ContactCard, column: KithColumn): string {
  if (column.set === 'custom') {
    const value = card.custom.filter(({ name, type }) => name === column.name && (type ?? '') === column.type)[column.at]?.value ?? '';
    return typeof value === 'string' ? value : csvList(value);
  }
  if (column.set !== 'card') return itemsOf(card, column.set)[column.at]?.[column.part] ?? '';
  const { part } = column;
  switch (part) {
    case 'roles':
    case 'tags':
      return csvList(card[part]);
    case 'primaryEmail':
    case 'primaryPhone':
    case 'primaryAddress': {
      const index = card.primary[PRIMARY[part]];
      return index === undefined ? '' : String(index + 1);
    }
    default:
      return (NAME_PARTS as readonly string[]).includes(part) ? (card.name[part as 'given'] ?? '') : (card[part as 'status'] ?? '');
  }
}

const PRIMARY = { primaryEmail: 'email', primaryPhone: 'phone', primaryAddress: 'address' } as const;

/** A row that could not be read, as the readers report it. */
export type RejectedRow = { readonly row: number; readonly code: string; readonly message: string; readonly raw: readonly string[] };

/** The rows that an import did not take, with the reason, as CSV in chunks of text. `headers` are those of the imported file. */
export function* rejectedRowsToCsv(headers: readonly string[], rows: Iterable<RejectedRow>): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(['Row', 'Reason', ...headers]);
  for (const { row, message, raw } of rows) yield csvLine([String(row), message, ...raw]);
}
