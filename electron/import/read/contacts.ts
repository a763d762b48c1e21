import type { ContactCard } from '../../../core/contact-card.ts';
import { dayFirstBy } from '../../../core/import/date-order.ts';
import { kithRowReader } from '../../../core/import/kith-csv.ts';
import { type ColumnGuess, mapColumns } from '../../../core/import/map-columns.ts';
import { type DealColumnGuess, mapDealColumns } from '../../../core/import/map-deal-columns.ts';
import { DEAL_PROGRAMS, type DealColumn, type DealProgram } from '../../../core/import/deal-targets.ts';
import { PROGRAMS, type Program } from '../../../core/import/programs.ts';
import { ORGANISATION_PROGRAMS, type OtherRecords, type Recognition, recognise } from '../../../core/import/recognise.ts';
import { rowReader } from '../../../core/import/row-to-card.ts';
import type { Column } from '../../../core/import/targets.ts';
import { type CsvErrorCode, type CsvLayout, type CsvWarning, csvEvents, csvLayout, firstRows } from './csv.ts';
import { type ByteSource, type Encoding, type Opened, UnreadableFile, encodingOf, headText, openHead } from './decode.ts';
import { type DealEvent, type DealErrorCode, type PipelinesEvent, dealEvents } from './deals.ts';
import { type FilePieceEvent, type JsonErrorCode, jsonEvents } from './json.ts';
import { type VcardErrorCode, type VcardEventWarning, vcardEvents } from './vcard.ts';

/** Opens a file from its beginning; it is read twice, once to look at it and once to import it. */
export type OpenFile = () => ByteSource;

/** What a file holds, and for a table where its columns probably go. */
export type Inspection = { readonly kind: 'vcard'; readonly encoding: Encoding } | { readonly kind: 'json'; readonly encoding: Encoding } | Table | DealTable;

/** A table of deals. */
export type DealTable = {
  readonly kind: 'deals';
  readonly program: DealProgram;
  readonly layout: CsvLayout;
  readonly columns: readonly DealColumnGuess[];
  readonly dayFirst: readonly boolean[];
};

/** `not-contacts` is a table of other records: it can be read only with a mapping that somebody made for it. */
export type Table = TableLayout &
  (
    | { readonly kind: 'csv'; readonly program: Program; readonly records: 'person' | 'organisation' }
    | { readonly kind: 'not-contacts'; readonly what: OtherRecords }
  );

type TableLayout = {
  readonly layout: CsvLayout;
  readonly columns: readonly ColumnGuess[];
  /** For each column whether its dates are day first, as far as all of the file's rows decide it. */
  readonly dayFirst: readonly boolean[];
};

/** How a file is to be read, decided from its inspection and by the person. */
export type ReadPlan = {
  /** Of a table: where its columns go, in the order of the file. */
  readonly columns?: readonly Column[];
  /** Where goes what a card has no field for. */
  readonly unmapped: 'note' | 'custom';
  /** How the reader's country writes `3/4/2024`, for columns whose values do not decide it. */
  readonly dayFirst: boolean;
  /** Of a table of deals: where its columns go, how its numbers are written where nothing in it shows it, and in which currency. */
  readonly dealColumns?: readonly DealColumn[];
  readonly numbers?: { readonly locale: string; readonly currency: string };
};

export type ReadErrorCode = CsvErrorCode | VcardErrorCode | JsonErrorCode | DealErrorCode | keyof typeof MESSAGES;
export type ReadWarning = CsvWarning | VcardEventWarning;

/** `row` counts records from 1: rows after the header, cards, contacts. Codes are for programs, messages for files of rejected rows. */
export type ReadEvent =
  | { readonly kind: 'record'; readonly row: number; readonly card: ContactCard; readonly warnings: readonly ReadWarning[] }
  | { readonly kind: 'group'; readonly row: number; readonly name: string; readonly memberUids: readonly string[] }
  | { readonly kind: 'error'; readonly row: number; readonly code: ReadErrorCode; readonly message: string; readonly raw: readonly string[] }
  | DealEvent
  | PipelinesEvent
  | FilePieceEvent
  | { readonly kind: 'progress'; readonly bytes: number };

const ROWS_TO_LOOK_AT = 200;

/**
 * Looks at a file of any name. `dayFirst` says how the reader's country writes `3/4/2024`; dates of a table are looked
 * at in all of its rows, until they are decided. `as` names the program whose table it is, whatever it looks like, or
 * `csv` for one of nobody's; `any-contacts` and `any-deals` leave the program to the file. Any other word changes nothing.
 * @throws UnreadableFile, with `unknown-format` and what it is for mails, calendars, LDIF and web pages.
 */
export async function inspectFile(open: OpenFile, dayFirst: boolean, as?: string): Promise<Inspection> {
  const opened = await openHead(open());
  try {
    const format = formatOf(opened);
    if (format !== 'csv') return { kind: format, encoding: encodingOf(opened.head).encoding };
    const layout = csvLayout(opened);
    const rows = firstRows(opened, layout, ROWS_TO_LOOK_AT);
    const found = recognised(layout.headers, rows, as);
    if (found.kind === 'deals') {
      const columns = mapDealColumns(layout.headers, rows, found.program);
      return { kind: 'deals', program: found.program, layout, columns, dayFirst: await dateOrders(opened, layout, columns, dayFirst) };
    }
    const program = found.kind === 'contacts' ? found.program : 'unknown';
    const columns = mapColumns(layout.headers, rows, program, found.kind === 'contacts' ? found.records : 'person');
    const order = await dateOrders(opened, layout, columns, dayFirst);
    return found.kind === 'contacts'
      ? { kind: 'csv', layout, program, records: found.records, columns, dayFirst: order }
      : { kind: 'not-contacts', what: found.what, layout, columns, dayFirst: order };
  } finally {
    await opened.close();
  }
}

function recognised(headers: readonly string[], rows: readonly (readonly string[])[], as: string | undefined): Recognition {
  const dealProgram = DEAL_PROGRAMS.find((one) => one === as);
  if (dealProgram) return { kind: 'deals', program: dealProgram };
  const program = as === 'csv' ? 'unknown' : PROGRAMS.find((one) => one === as);
  if (program) return { kind: 'contacts', program, records: ORGANISATION_PROGRAMS.has(program) ? 'organisation' : 'person' };
  const found = recognise(headers, rows);
  if (as === 'any-deals' && found.kind !== 'deals') return { kind: 'deals', program: 'deals' };
  return as === 'any-contacts' && found.kind === 'deals' ? { kind: 'contacts', program: 'unknown', records: 'person' } : found;
}

/**
 * Reads a file that `inspectFile` has seen. Memory does not grow with the file; leaving the loop closes it.
 * @throws UnreadableFile as `inspectFile` does.
 */
export async function* readContacts(open: OpenFile, inspection: Inspection, plan: ReadPlan): AsyncGenerator<ReadEvent> {
  if (inspection.kind === 'deals') return yield* dealEvents(open, inspection, plan);
  const opened = await openHead(open());
  try {
    if ('layout' in inspection) yield* tableEvents(opened, inspection, plan);
    else if (inspection.kind === 'vcard') yield* vcardEvents(opened, plan.unmapped);
    else for await (const event of jsonEvents(opened)) yield event.kind === 'record' ? { ...event, warnings: [] } : event;
  } finally {
    await opened.close();
  }
}

async function* tableEvents(opened: Opened, inspection: Table, plan: ReadPlan): AsyncGenerator<ReadEvent> {
  const program = inspection.kind === 'csv' ? inspection.program : 'unknown';
  const read = program === 'kith' && isAsGuessed(plan.columns, inspection.columns) ? kithReader(inspection.layout, plan) : mappedReader(inspection, program, plan);
  for await (const event of csvEvents(opened, inspection.layout)) {
    if (event.kind !== 'row') {
      yield event;
      continue;
    }
    if (event.cells.every((cell) => cell.trim() === '')) continue;
    const { row, cells } = event;
    const card = read(cells);
    if (typeof card === 'string') yield { kind: 'error', row, code: card, message: MESSAGES[card], raw: cells };
    else yield { kind: 'record', row, card, warnings: event.warnings };
  }
}

/** Kith's own files are read as they were written, unless somebody sends a column elsewhere. */
const isAsGuessed = (columns: readonly Column[] | undefined, guessed: readonly ColumnGuess[]): boolean =>
  columns === undefined || (columns.length === guessed.length && columns.every(({ target, label, n }, index) => target === guessed[index]!.target && label === guessed[index]!.label && n === guessed[index]!.n));

const MESSAGES = {
  nameless: 'This row has no name, company, e-mail or phone.',
  'not-a-contact': 'A value in this row was changed to what no contact can have.',
} as const;

type TableReader = (cells: readonly string[]) => ContactCard | keyof typeof MESSAGES;

function kithReader({ headers }: CsvLayout, { dayFirst }: ReadPlan): TableReader {
  const read = kithRowReader(headers, { dayFirst });
  return (cells) => read(cells) ?? 'not-a-contact';
}

function mappedReader(inspection: Table, program: Program, plan: ReadPlan): TableReader {
  const records = inspection.kind === 'csv' ? inspection.records : 'person';
  const read = rowReader({ program, records, columns: plan.columns ?? inspection.columns, dayFirst: inspection.dayFirst, unmapped: plan.unmapped });
  return (cells) => {
    const reading = read(cells);
    return reading.kind === 'card' ? reading.card : 'nameless';
  };
}

/**
 * Columns that hold dates written with numbers alone, in an order that only some values show, are followed through
 * the file until one does.
 */
async function dateOrders(opened: Opened, layout: CsvLayout, columns: readonly { readonly samples: readonly string[] }[], asInCountry: boolean): Promise<boolean[]> {
  const decided = new Map<number, boolean>();
  const open = new Set(columns.flatMap(({ samples }, index) => (samples.some((sample) => NUMERIC_DATE.test(sample)) ? [index] : [])));
  if (open.size > 0) {
    for await (const event of csvEvents(opened, layout)) {
      if (event.kind !== 'row') continue;
      for (const index of open) {
        const order = dayFirstBy(event.cells[index] ?? '');
        if (order === undefined) continue;
        decided.set(index, order);
        open.delete(index);
      }
      if (open.size === 0) break;
    }
  }
  // A file has one hand: what one column shows goes for the others.
  const others = [...new Set(decided.values())];
  const fallback = others.length === 1 ? others[0]! : asInCountry;
  return columns.map((_, index) => decided.get(index) ?? fallback);
}

const NUMERIC_DATE = /^\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/;

function formatOf(opened: Opened): 'vcard' | 'json' | 'csv' {
  const text = headText(opened).trimStart();
  if (/^BEGIN\s*:\s*VCARD\s*$/im.test(text.slice(0, 20_000))) return 'vcard';
  const other = OTHER_FORMATS.find(({ pattern }) => pattern.test(text));
  if (other) throw new UnreadableFile('unknown-format', `This file holds ${other.words}, not contacts that can be read here.`, other.what);
  return /^[{[]/.test(text) && /^[{[]\s*(["{[\]}]|$)/.test(text) ? 'json' : 'csv';
}

const OTHER_FORMATS = [
  { pattern: /^BEGIN:VCALENDAR/i, what: 'calendar', words: 'a calendar' },
  { pattern: /^(version: 1\s+)?dn::? /i, what: 'ldif', words: 'an LDIF directory' },
  { pattern: /^<\?xml|^<!DOCTYPE (?!html)|^<en-export/i, what: 'xml', words: 'XML' },
  { pattern: /^<(!doctype html|html)/i, what: 'html', words: 'a web page' },
  { pattern: /^(From \S+ [^\n]*\d{4}\s*\n|(Return-Path|Received|Message-ID|Delivered-To|MIME-Version): )/i, what: 'mail', words: 'mail' },
] as const;
