import { ContactCard, emptyCard, sourceKeyOf } from '../contact-card.ts';
import { PartialDateText } from '../contacts.ts';
import { CARD_HEADERS, type KithColumn, NAME_PARTS, columnsOf } from '../export/csv-columns.ts';
import { uncsvCell, uncsvList } from '../export/csv-text.ts';
import { parseDate } from '../partial-date.ts';
import type { Column, Target } from './targets.ts';

/** Whether these are the headers that Kith itself writes. */
export const isKithHeader = (headers: readonly string[]): boolean => headers[0]?.trim() === CARD_HEADERS.uid && headers[1]?.trim() === CARD_HEADERS.kind;

/**
 * Makes a reader of the rows of Kith's own CSV. It gives back the card that was written, but for photo, timeline
 * and the order of custom fields. Dates that a spreadsheet has written anew are read as in the reader's country; undefined for a row that was changed to what no card can be.
 */
export function kithRowReader(headers: readonly string[], dates: { readonly dayFirst: boolean }): (cells: readonly string[]) => ContactCard | undefined {
  const columns = columnsOf(headers.map((header) => uncsvCell(header)));
  return (cells) => {
    const card = emptyCard('person');
    const itemsBySet = new Map<string, Record<string, string>[]>();
    cells.forEach((cell, index) => {
      const column = columns[index];
      const text = uncsvCell(cell);
      if (text === '' || !column) return;
      const isDate = column.set !== 'custom' && DATE_PARTS.has(column.part);
      readCell(card, itemsBySet, column, isDate && !PartialDateText.safeParse(text).success ? (parseDate(text, dates) ?? text) : text);
    });
    for (const [set, items] of itemsBySet) addItems(card, set, items);
    card.sourceKey = sourceKeyOf(card);
    return ContactCard.safeParse(card).data;
  };
}

/** Where Kith's own columns go, as far as the words of other files say it: for showing, and for a person to change. */
export function kithTarget(header: string): Pick<Column, 'target' | 'label' | 'n'> {
  const [column] = columnsOf([header]);
  if (!column) return { target: 'unmapped' };
  if (column.set === 'custom') return { target: 'custom', label: column.name };
  if (column.set === 'card') return { target: CARD_TARGETS[column.part] ?? ((NAME_PARTS as readonly string[]).includes(column.part) ? `name.${column.part as 'given'}` : (column.part as 'status')) };
  const target = SET_TARGETS[`${column.set}.${column.part}`] ?? (column.set === 'addresses' ? `address.${column.part as 'street'}` : `affiliation.${column.part as 'title'}`);
  return { target, n: column.at + 1 };
}

const CARD_TARGETS: Readonly<Record<string, Target>> = { displayName: 'name.full', ownerName: 'owner', primaryEmail: 'ignore', primaryPhone: 'ignore', primaryAddress: 'ignore' };

const SET_TARGETS: Readonly<Record<string, Target>> = {
  'emails.address': 'email', 'emails.label': 'email.label', 'phones.number': 'phone', 'phones.label': 'phone.label',
  'affiliations.organisationUid': 'ignore', 'links.url': 'link:web', 'links.kind': 'ignore', 'links.label': 'link.label', 'dates.date': 'date', 'dates.label': 'date.label',
  'relations.name': 'relation', 'relations.label': 'relation.label', 'relations.uid': 'ignore', 'facts.text': 'fact', 'facts.label': 'ignore', 'notes.text': 'note',
};

const DATE_PARTS: ReadonlySet<string> = new Set(['birthday', 'date', 'startedOn', 'endedOn']);

function readCell(card: ContactCard, itemsBySet: Map<string, Record<string, string>[]>, column: KithColumn, text: string): void {
  if (column.set === 'custom') {
    const type = column.type === '' ? {} : { type: column.type as 'text' };
    card.custom.push({ name: column.name, ...type, value: column.type === 'choices' ? uncsvList(text) : text });
    return;
  }
  if (column.set !== 'card') {
    const items = itemsBySet.get(column.set) ?? [];
    itemsBySet.set(column.set, items);
    (items[column.at] ??= {})[column.part] = text;
    return;
  }
  const { part } = column;
  switch (part) {
    case 'roles':
    case 'tags':
      card[part] = uncsvList(text);
      break;
    case 'primaryEmail':
      card.primary.email = Number(text) - 1;
      break;
    case 'primaryPhone':
      card.primary.phone = Number(text) - 1;
      break;
    case 'primaryAddress':
      card.primary.address = Number(text) - 1;
      break;
    default:
      if ((NAME_PARTS as readonly string[]).includes(part)) card.name[part as 'given'] = text;
      else card[part as 'status'] = text;
  }
}

/** Parts that every item has, although a column without any text was left out. */
const LABELLED: ReadonlySet<string> = new Set(['emails', 'phones', 'addresses', 'links', 'dates', 'relations', 'facts']);

function addItems(card: ContactCard, set: string, items: readonly (Record<string, string> | undefined)[]): void {
  const whole = items.filter((item) => item !== undefined).map((item) => (LABELLED.has(set) ? { label: '', ...item } : item));
  if (set === 'notes') card.notes = whole.map(({ text }) => text ?? '');
  else Object.assign(card, { [set]: whole });
}
