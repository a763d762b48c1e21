import { csvRows } from './csv-rows.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a file's cells and rows end. A lone CR ends rows only where LF does not (old Macs). */
export type Dialect = { readonly delimiter: Delimiter; readonly lineEnd: '\n' | '\r'; readonly preambleLength: number };

/**
 * What the beginning of a file speaks for: the delimiter that cuts most rows into the same number of cells.
 * Excel's own line `sep=;` is believed, and is the preamble of which the length is given in characters.
 */
export function dialectOf(sample: string): Dialect {
  const start = sample.slice(0, CHARS_TO_JUDGE);
  const lineEnd = lineEndOf(start);
  const stated = /^sep=([,;\t|])\r*\n?/i.exec(sample);
  if (stated) return { delimiter: stated[1] as Delimiter, lineEnd, preambleLength: stated[0].length };
  let delimiter: Delimiter = ',';
  let best = 0;
  for (const candidate of DELIMITERS) {
    const score = evenness(start, candidate, lineEnd);
    if (score > best) [delimiter, best] = [candidate, score];
  }
  return { delimiter, lineEnd, preambleLength: 0 };
}

const ROWS_TO_JUDGE = 100;
const CHARS_TO_JUDGE = 256 * 1024;

/** How evenly the delimiter cuts the rows: the share of rows of the commonest width, weighed by that width. */
function evenness(sample: string, delimiter: Delimiter, lineEnd: '\n' | '\r'): number {
  const rows = csvRows({ delimiter, lineEnd }).push(sample).slice(0, ROWS_TO_JUDGE);
  const lastLine = rows.length ? [] : csvRows({ delimiter, lineEnd }).push(sample + lineEnd);
  const countsByWidth = new Map<number, number>();
  for (const { cells } of rows.length ? rows : lastLine) {
    if (cells.length > 1) countsByWidth.set(cells.length, (countsByWidth.get(cells.length) ?? 0) + 1);
  }
  const total = rows.length || lastLine.length;
  let score = 0;
  for (const [width, count] of countsByWidth) score = Math.max(score, (count / total) * Math.log2(width));
  return score * (1 - 0.5 * shareBeforeBlank(sample, delimiter));
}

/** In prose a comma has a blank behind it; a delimiter hardly ever has. */
function shareBeforeBlank(sample: string, delimiter: string): number {
  let all = 0;
  let before = 0;
  for (let at = sample.indexOf(delimiter); at >= 0 && all < 10_000; at = sample.indexOf(delimiter, at + 1)) {
    all++;
    if (sample[at + 1] === ' ') before++;
  }
  return all ? before / all : 0;
}

function lineEndOf(sample: string): '\n' | '\r' {
  let inQuotes = false;
  let feeds = 0;
  let loneReturns = 0;
  for (let at = 0; at < sample.length; at++) {
    const char = sample[at];
    if (char === '"') inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (char === '\n') feeds++;
    else if (char === '\r' && sample[at + 1] !== '\n' && sample[at + 1] !== '\r') loneReturns++;
  }
  return loneReturns > feeds ? '\r' : '\n';
}
