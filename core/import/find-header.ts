import { isKithHeader } from './kith-csv.ts';
import { readHeader } from './read-header.ts';
import { isEmail, looksLikeDate, looksLikeNumber, looksLikePhone, looksLikeUrl } from './values.ts';

/** Title rows and preambles are short; a header further down than this is none. */
const ROWS_TO_SEARCH = 30;

/**
 * Which of a table's first rows is its header, by index; undefined where there is none, because the first full
 * row already holds values. Rows before the header are titles or a preamble.
 */
export function headerRow(rows: readonly (readonly string[])[]): number | undefined {
  if (isKithHeader(rows[0] ?? [])) return 0;
  const candidates = rows.slice(0, ROWS_TO_SEARCH).map((cells, index) => ({ index, filled: cells.map((cell) => cell.trim()).filter((cell) => cell !== '') }));
  const widest = Math.max(0, ...candidates.map(({ filled }) => filled.length));
  const known = candidates.find(({ filled }) => isHeader(filled, widest));
  if (known) return known.index;
  const firstFull = candidates.find(({ filled }) => filled.length >= Math.max(1, widest * 0.5));
  return firstFull && !firstFull.filled.some(isValue) && isDistinct(firstFull.filled) ? firstFull.index : undefined;
}

/** A row of which enough cells are known names of columns, and none a value. */
function isHeader(filled: readonly string[], widest: number): boolean {
  if (filled.length === 0 || filled.length < Math.min(2, widest) || filled.some(isValue)) return false;
  const known = filled.filter((cell) => cell.length <= 80 && readHeader(cell) !== undefined).length;
  return known >= Math.min(2, filled.length) && known >= filled.length * 0.3;
}

const isValue = (cell: string): boolean =>
  cell.length <= 300 && (isEmail(cell) || looksLikePhone(cell) || looksLikeDate(cell) || looksLikeNumber(cell) || looksLikeUrl(cell));

const isDistinct = (cells: readonly string[]): boolean => new Set(cells).size === cells.length;
