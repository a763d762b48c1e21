// The cells of CSV files that Kith writes: safe in a spreadsheet, and read back as they were.

/**
 * A cell, made safe and quoted where it must be. What a spreadsheet would run as a formula gets an apostrophe,
 * numbers and phones excepted; a real apostrophe in front is doubled (OWASP, CSV injection).
 */
function csvCell(text: string): string {
  const safe = text.startsWith("'") || (/^[=+\-@\t\r\0]/.test(text) && !/^[+-]?[0-9 ().-]+$/.test(text)) ? `'${text}` : text;
  return /[",;\t\r\n|]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that `csvCell` was given, of a cell without its quotes. */
export const uncsvCell = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Excel knows UTF-8 only by this. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A list in one cell: `; ` between the items, a backslash before what would be taken for it. */
export const csvList = (items: readonly string[]): string => items.map((item) => item.replaceAll(/[\\;]/g, '\\$&')).join('; ');

/** The list that `csvList` wrote; an empty cell is an empty list. */
export function uncsvList(cell: string): string[] {
  if (cell === '') return [];
  const items: string[] = [];
  let item = '';
  for (let at = 0; at < cell.length; at++) {
    if (cell[at] === '\\') item += cell[++at] ?? '';
    else if (cell[at] === ';') {
      items.push(item);
      item = '';
      if (cell[at + 1] === ' ') at++;
    } else item += cell[at];
  }
  items.push(item);
  return items;
}
