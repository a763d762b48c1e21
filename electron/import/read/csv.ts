import { headerRow } from '../../../core/import/find-header.ts';
import { type Encoding, HEAD_BYTES, type Opened, UnreadableFile, decodedText, encodingOf, headText } from './decode.ts';
import { DELIMITERS, type Dialect, dialectOf } from './csv-dialect.ts';
import { type CsvRow, MAX_CELL_CHARS, type RowFault, csvRows } from './csv-rows.ts';

/** How a file is to be read, as its first megabyte says. */
export type CsvLayout = Dialect & {
  readonly encoding: Encoding;
  /** Trimmed; all empty where the file has no header. */
  readonly headers: readonly string[];
  /** How many rows stand before the first record: titles, a preamble, the header. */
  readonly rowsBefore: number;
};

/** `unequal-cells`: the row had more cells than the header, or fewer; missing ones are empty, more stand at the end of `cells`. */
export type CsvWarning = 'unequal-cells';
export type CsvErrorCode = RowFault | 'repeated-header';

/** `row` counts records from 1, the first after the header. Blank lines do not count. */
export type CsvEvent =
  | { readonly kind: 'row'; readonly row: number; readonly cells: readonly string[]; readonly warnings: readonly CsvWarning[] }
  | { readonly kind: 'error'; readonly row: number; readonly code: CsvErrorCode; readonly message: string; readonly raw: readonly string[] }
  | { readonly kind: 'progress'; readonly bytes: number };

const MAX_COLUMNS = 20_000;

/** @throws UnreadableFile where the file is no text, is empty, or has more than `MAX_COLUMNS` columns. */
export function csvLayout(opened: Opened): CsvLayout {
  const { encoding } = encodingOf(opened.head);
  const sample = headText(opened);
  const dialect = dialectOf(sample);
  const rows = sampleRows(sample, dialect, opened.ended);
  if (rows.length === 0 && opened.ended) throw new UnreadableFile('empty-file', 'The file is empty.');
  if (rows.length === 0) throw new UnreadableFile('too-wide', `The first row is longer than ${HEAD_BYTES} bytes.`);
  const sound = rows.map((row) => (row.fault ? [] : rowCells(row.cells, undefined, dialect)));
  const header = headerRow(sound);
  const width = Math.max(...sound.slice(0, 100).map((cells) => cells.length));
  const headers = header === undefined ? Array<string>(width).fill('') : withoutEmptyEnd(sound[header]!.map(trimmed));
  if (headers.length > MAX_COLUMNS) throw new UnreadableFile('too-wide', `The file has ${headers.length} columns; ${MAX_COLUMNS} can be read.`);
  return { ...dialect, encoding, headers, rowsBefore: header === undefined ? 0 : header + 1 };
}

/** The first records, for looking at: at most `count`, of those that fit into the first megabyte. */
export function firstRows(opened: Opened, layout: CsvLayout, count: number): string[][] {
  const rows = sampleRows(headText(opened), layout, opened.ended).slice(layout.rowsBefore);
  return rows.filter(({ fault }) => !fault).slice(0, count).map(({ cells }) => rowCells(cells, layout.headers.length, layout));
}

/** The records of an opened file, one after the other, in memory that does not grow with the file. */
export async function* csvEvents(opened: Opened, layout: CsvLayout): AsyncGenerator<CsvEvent> {
  const width = layout.headers.length;
  const reader = csvRows(layout, width);
  let toSkip = layout.rowsBefore;
  let preamble = layout.preambleLength;
  let row = 0;
  function* events(rows: CsvRow[]): Generator<CsvEvent> {
    for (const one of rows) {
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      row++;
      yield eventOf(one, row, layout);
    }
  }
  for await (const { text, bytesRead } of decodedText(opened)) {
    const skipped = Math.min(preamble, text.length);
    preamble -= skipped;
    yield* events(reader.push(skipped ? text.slice(skipped) : text));
    yield { kind: 'progress', bytes: bytesRead };
  }
  yield* events(reader.end());
}

function eventOf({ cells, fault }: CsvRow, row: number, layout: CsvLayout): CsvEvent {
  if (fault) return { kind: 'error', row, code: fault, message: MESSAGES[fault], raw: cells };
  const width = layout.headers.length;
  const whole = rowCells(cells, width, layout);
  if (isHeaderAgain(whole, layout.headers)) return { kind: 'error', row, code: 'repeated-header', message: MESSAGES['repeated-header'], raw: whole };
  const isUnequal = whole.length !== width;
  while (whole.length < width) whole.push('');
  return { kind: 'row', row, cells: whole, warnings: isUnequal ? ['unequal-cells'] : [] };
}

const MESSAGES: Record<CsvErrorCode, string> = {
  'unclosed-quote': 'A quotation mark in this row is never closed.',
  'cell-too-big': `A cell in this row is longer than ${MAX_CELL_CHARS.toLocaleString('en')} characters.`,
  'row-too-big': 'This row is too long.',
  'repeated-header': 'This row repeats the header.',
};

/** The first rows that end within the sample, at least `ROWS_TO_SAMPLE` if it has so many; of a whole file also its last. */
function sampleRows(sample: string, dialect: Dialect, isWhole: boolean): CsvRow[] {
  const first = csvRows(dialect).push(sample.slice(dialect.preambleLength, SHORT_SAMPLE));
  if (first.length >= ROWS_TO_SAMPLE) return first;
  const reader = csvRows(dialect);
  const rows = reader.push(sample.slice(dialect.preambleLength));
  return isWhole ? [...rows, ...reader.end()] : rows;
}

const ROWS_TO_SAMPLE = 300;
const SHORT_SAMPLE = 128 * 1024;

/**
 * The cells of a row, without empty ones beyond `width`. In files of more than one hand some rows have
 * another delimiter than the rest: it is taken where only it gives the right number of cells, or where the row
 * would else be one cell with tabs in it.
 */
function rowCells(cells: string[], width: number | undefined, { delimiter, lineEnd }: Dialect): string[] {
  const filled = withoutEmptyEnd(cells, width);
  if (filled.length === width || (filled.length === 1 && filled[0]!.length > LONGEST_MIXED)) return filled;
  if (width !== undefined && filled.length > 1 && filled.length < width && !cells.some((cell) => cell.includes('\t'))) return filled;
  for (const other of DELIMITERS) {
    if (other === delimiter) continue;
    const [row] = csvRows({ delimiter: other, lineEnd }).push(cells.join(delimiter) + lineEnd);
    if (!row || row.fault) continue;
    const cut = withoutEmptyEnd(row.cells, width);
    if (cut.length < 2) continue;
    if (cut.length === width || (filled.length === 1 && other === '\t')) return cut;
  }
  return filled;
}

const LONGEST_MIXED = 10_000;

function withoutEmptyEnd(cells: string[], width = 1): string[] {
  let length = cells.length;
  while (length > width && trimmed(cells[length - 1]!) === '') length--;
  return length === cells.length ? cells : cells.slice(0, length);
}

const isHeaderAgain = (cells: readonly string[], headers: readonly string[]): boolean =>
  headers.length > 1 && headers.some((header) => header !== '') && headers.every((header, index) => header === trimmed(cells[index] ?? ''));

const trimmed = (text: string): string => text.trim();
