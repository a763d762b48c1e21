// Text in chunks to rows of cells (RFC 4180, and what programs make of it). Each row is read at most a few
// times: a row that has not ended waits in the buffer for the next chunk, up to `MAX_ROW_CHARS`.
//
// A quote that is never closed would swallow the rest of the file. It is seen when the file or a cell's limit
// ends first, when something other than a delimiter follows what closes it, and when its row has the wrong width
// while its first line alone has the right one. Then only that line is given up, and reading goes on behind it.

import { TEXT_MAX } from '../../../core/contacts.ts';

export type RowDialect = { readonly delimiter: string; readonly lineEnd: '\n' | '\r' };

export type RowFault = 'unclosed-quote' | 'cell-too-big' | 'row-too-big';

/** A row as it stood; with a fault, its cells are only for showing where the fault is, and cut to 1,000 characters. */
export type CsvRow = { readonly cells: string[]; readonly fault?: RowFault };

export type RowReader = {
  /** The rows that end within what has been pushed so far. Blank lines are no rows. */
  push(text: string): CsvRow[];
  /** The last row, where the file does not end with a line end. */
  end(): CsvRow[];
};

/** Longer cells are refused. In characters: the longest note, each of whose signs may be a doubled quote. */
export const MAX_CELL_CHARS = 2 * TEXT_MAX + 2;
const MAX_ROW_CHARS = 16 * 1024 * 1024;
const LONG_ROW_CHARS = 256 * 1024;
const SHOWN_CHARS = 1_000;

/** `width`, the number of columns, makes unclosed quotes easier to see; leave it out where it is not known yet. */
export function csvRows({ delimiter, lineEnd }: RowDialect, width?: number): RowReader {
  /** What may stand before a line end and is no part of a cell: CRs before LF, of which there may be several. */
  const filler = lineEnd === '\n' ? '\r' : undefined;
  let buffer = '';
  /** The rest of a row that is too big is read past without keeping it. */
  let discarding: { inQuotes: boolean } | undefined;

  /** A long row is tried again only when twice as much of it is there: trying at each chunk would take quadratic time. */
  let enough = 0;

  function push(text: string): CsvRow[] {
    buffer = buffer ? buffer + text : text;
    if (buffer.length < enough) return [];
    const rows = take(false);
    enough = buffer.length > LONG_ROW_CHARS ? buffer.length * 2 : 0;
    return rows;
  }

  function end(): CsvRow[] {
    const rows = take(true);
    buffer = '';
    return rows;
  }

  function take(isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = 0;
    // Looked for once in a buffer without quotes, not once a row.
    let quoteAt = indexOrEnd(buffer, '"', 0);
    while (at < buffer.length) {
      if (discarding) {
        const after = discardedTo(buffer, at, isLast);
        if (discarding) {
          buffer = buffer.slice(after);
          return rows;
        }
        at = after;
        continue;
      }
      if (quoteAt < at) quoteAt = indexOrEnd(buffer, '"', at);
      const result = rowFrom(buffer, at, quoteAt, isLast);
      if (result === undefined) break;
      if (result.row.fault || !isBlankLine(result.row.cells)) rows.push(result.row);
      at = result.end;
    }
    buffer = buffer.slice(at);
    return rows;
  }

  /** The row that begins at `at`, or undefined where it goes on in the next chunk. */
  function rowFrom(text: string, at: number, quoteAt: number, isLast: boolean): { row: CsvRow; end: number } | undefined {
    const endsAt = indexOrEnd(text, lineEnd, at);
    if (quoteAt < endsAt) return quotedRowFrom(text, at, isLast);
    if (endsAt === text.length && !isLast) return endsAt - at > MAX_ROW_CHARS ? tooBig(text, at, [], isLast, 'row-too-big') : undefined;
    const cells = lineBetween(text, at, endsAt).split(delimiter);
    if (endsAt - at > MAX_CELL_CHARS && cells.some((cell) => cell.length > MAX_CELL_CHARS)) {
      return { row: { cells: cells.map(shown), fault: 'cell-too-big' }, end: endsAt + 1 };
    }
    return { row: { cells }, end: endsAt + 1 };
  }

  function quotedRowFrom(text: string, start: number, isLast: boolean): { row: CsvRow; end: number } | undefined {
    const cells: string[] = [];
    /** Where the first cell with a line end in it begins, and how many cells stand before it. */
    let firstMultiline: { at: number; before: number } | undefined;
    for (let at = start; ; ) {
      if (at - start > MAX_ROW_CHARS) return tooBig(text, at, cells, isLast, 'row-too-big');
      const cell = cellAt(text, at, isLast);
      if (cell === 'more') return text.length - start > MAX_ROW_CHARS ? tooBig(text, at, cells, isLast, 'row-too-big') : undefined;
      if (cell === 'unclosed') return damagedLine(text, at, cells);
      if (cell === 'too-big') return overlong(text, at, cells, isLast);
      if (cell.isMultiline) firstMultiline ??= { at, before: cells.length };
      cells.push(cell.value);
      at = cell.end + 1;
      if (!cell.endsRow) continue;
      if (firstMultiline && width !== undefined && cells.length !== width) {
        const firstLine = lineFrom(text, firstMultiline.at).split(delimiter);
        if (firstMultiline.before + firstLine.length === width) return damagedLine(text, firstMultiline.at, cells.slice(0, firstMultiline.before));
      }
      return { row: { cells }, end: at };
    }
  }

  type Cell = { value: string; end: number; endsRow: boolean; isMultiline: boolean };

  /** The cell that begins at `at`; `end` is where its delimiter or line end stands. */
  function cellAt(text: string, at: number, isLast: boolean): Cell | 'more' | 'unclosed' | 'too-big' {
    let open = at;
    while (text[open] === ' ') open++;
    if (text[open] !== '"') return plainCellAt(text, at, at, isLast);
    const close = closingQuote(text, open + 1);
    if (close < 0) {
      if (text.length - open > MAX_CELL_CHARS) return 'too-big';
      return isLast ? 'unclosed' : 'more';
    }
    if (close - open > MAX_CELL_CHARS) return 'too-big';
    // The quote at the very end may be the first half of a doubled one.
    if (close + 1 === text.length && !isLast) return 'more';
    const after = endOfCell(text, close + 1);
    if (after === 'more' && !isLast) return 'more';
    const value = text.slice(open + 1, close);
    const isMultiline = value.includes(lineEnd);
    if (after === 'more') return { value: undoubled(value), end: text.length, endsRow: true, isMultiline };
    if (after) return { value: undoubled(value), ...after, isMultiline };
    return isMultiline ? 'unclosed' : looselyQuotedCellAt(text, at, open, close, isLast);
  }

  function plainCellAt(text: string, at: number, from: number, isLast: boolean): Cell | 'more' | 'too-big' {
    let end = from;
    while (end < text.length && text[end] !== delimiter && text[end] !== lineEnd) end++;
    if (end === text.length && !isLast) return end - at > MAX_CELL_CHARS ? 'too-big' : 'more';
    if (end - at > MAX_CELL_CHARS) return 'too-big';
    const endsRow = text[end] !== delimiter;
    return { value: endsRow ? lineBetween(text, at, end) : text.slice(at, end), end, endsRow, isMultiline: false };
  }

  /**
   * A cell like `"Bob" Smith` or `"Ask for "Dave""`, whose inner quotes nobody doubled. It ends at the first
   * delimiter before which the quotes are even; quotes around all of it are taken off.
   */
  function looselyQuotedCellAt(text: string, at: number, open: number, close: number, isLast: boolean): Cell | 'more' | 'unclosed' {
    for (let from = close + 1, quotes = 2; ; ) {
      let end = from;
      while (end < text.length && text[end] !== delimiter && text[end] !== lineEnd) if (text[end++] === '"') quotes++;
      if (end === text.length && !isLast) return 'more';
      const endsRow = text[end] !== delimiter;
      if (quotes % 2 === 0) {
        const raw = endsRow ? lineBetween(text, at, end) : text.slice(at, end);
        const isWrapped = raw.trimEnd().endsWith('"') && quotes > 2;
        return { value: isWrapped ? undoubled(raw.trim().slice(1, -1)) : raw, end, endsRow, isMultiline: false };
      }
      if (endsRow) return 'unclosed';
      from = end + 1;
    }
  }

  /** Where the cell ends whose quote was closed before `at`; undefined where something else stands there. */
  function endOfCell(text: string, at: number): { end: number; endsRow: boolean } | 'more' | undefined {
    while (text[at] === ' ' || text[at] === filler) at++;
    if (at >= text.length) return 'more';
    if (text[at] === delimiter) return { end: at, endsRow: false };
    if (text[at] === lineEnd) return { end: at, endsRow: true };
    return undefined;
  }

  /** A cell beyond the limit: one whose lines look like rows was never closed, any other is truly that long. */
  function overlong(text: string, at: number, cells: string[], isLast: boolean): { row: CsvRow; end: number } | undefined {
    const lines = text.slice(at, at + MAX_CELL_CHARS).split(lineEnd).slice(1, -1);
    const rowLike = width === undefined ? 0 : lines.filter((line) => line.split(delimiter).length === width).length;
    if (rowLike >= 2 && rowLike * 2 > lines.length) return damagedLine(text, at, cells);
    return tooBig(text, at, cells, isLast);
  }

  function tooBig(text: string, at: number, cells: string[], isLast: boolean, fault: RowFault = 'cell-too-big'): { row: CsvRow; end: number } {
    const row: CsvRow = { cells: [...cells, text.slice(at, at + SHOWN_CHARS)].map(shown), fault };
    discarding = { inQuotes: false };
    return { row, end: discardedTo(text, at, isLast) };
  }

  /** Reads on to the end of the row that is being discarded, and stops discarding if it ends within the text. */
  function discardedTo(text: string, at: number, isLast: boolean): number {
    if (!discarding) return at;
    while (at < text.length) {
      const quoteAt = indexOrEnd(text, '"', at);
      const endsAt = discarding.inQuotes ? text.length : indexOrEnd(text, lineEnd, at);
      if (endsAt < quoteAt) {
        discarding = undefined;
        return endsAt + 1;
      }
      if (quoteAt === text.length) break;
      // A doubled quote toggles twice, which is right.
      discarding.inQuotes = !discarding.inQuotes;
      at = quoteAt + 1;
    }
    if (isLast) discarding = undefined;
    return text.length;
  }

  /** Gives up the line on which `at` stands. */
  function damagedLine(text: string, at: number, before: string[]): { row: CsvRow; end: number } {
    const line = lineFrom(text, at);
    return { row: { cells: [...before, ...line.split(delimiter)].map(shown), fault: 'unclosed-quote' }, end: indexOrEnd(text, lineEnd, at) + 1 };
  }

  function lineFrom(text: string, at: number): string {
    return lineBetween(text, at, indexOrEnd(text, lineEnd, at));
  }

  /** A line without what stands before its end. */
  function lineBetween(text: string, at: number, endsAt: number): string {
    let end = endsAt;
    while (end > at && text[end - 1] === filler) end--;
    return text.slice(at, end);
  }

  return { push, end };
}

/** Where `what` stands next, or the text's end. */
function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}

/** The next quote that is not doubled, or -1. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

const undoubled = (text: string): string => (text.includes('""') ? text.replaceAll('""', '"') : text);
const shown = (cell: string): string => (cell.length > SHOWN_CHARS ? `${cell.slice(0, SHOWN_CHARS)}…` : cell);
const isBlankLine = (cells: string[]): boolean => cells.length === 1 && cells[0]!.trim() === '';
