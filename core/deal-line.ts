import { type Money, parseMoney } from './money.ts';
import { unify } from './text/fold.ts';

/** A stretch of the line and what it was taken for; `start` and `end` are UTF-16 offsets. */
export interface DealLinePart {
  kind: 'who' | 'amount';
  start: number;
  end: number;
  /** As it was typed. */
  text: string;
}

/** What a line says about a new deal. */
export interface ReadDealLine {
  title: string;
  /** The names behind each @, in their order. */
  who: string[];
  amount: Money | null;
  parts: DealLinePart[];
}

interface Token {
  start: number;
  end: number;
  text: string;
}

/**
 * Reads a line such as `Pergola over the yard @Corner Bakery 9.400`. Everything behind an @ is a name, until the amount, a comma, the
 * next @ or the end; with quotes round it until those. An amount with a currency may stand anywhere, a bare number only at
 * the end or before an @, since "12 chairs" is a title. All else is the title. `dismissed` are parts, as they were typed, that
 * somebody took back: they are title. Throws for nothing.
 */
export function parseDealLine(line: string, { locale, currency }: { locale: string; currency: string }, dismissed: readonly string[] = []): ReadDealLine {
  const tokens = tokensOf(line);
  const found = amountIn(line, tokens, locale, currency, dismissed);
  const names = namesIn(line, tokens, found?.part, dismissed);
  const parts = [...names.map(({ part }) => part), ...(found ? [found.part] : [])].sort((one, other) => one.start - other.start);
  const title = tokens
    .filter(({ start }) => !parts.some((part) => start >= part.start && start < part.end))
    .map(({ text }) => text)
    .join(' ')
    .replace(/^[,;\s]+|[,;\s]+$/g, '');
  return { title, who: names.map(({ name }) => name), amount: found?.amount ?? null, parts };
}

const tokensOf = (line: string): Token[] => Array.from(line.matchAll(/\S+/gu), (match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] }));

const isAt = (token: Token | undefined): boolean => token !== undefined && /^@./u.test(token.text);

/** The last amount of the line; of what overlaps the longest. */
function amountIn(line: string, tokens: readonly Token[], locale: string, currency: string, dismissed: readonly string[]): { part: DealLinePart; amount: Money } | undefined {
  for (let last = tokens.length - 1; last >= 0; last -= 1) {
    for (let first = Math.max(0, last - 3); first <= last; first += 1) {
      const { start } = tokens[first]!;
      const end = start + line.slice(start, tokens[last]!.end).replace(/[,;]+$/, '').length;
      const text = line.slice(start, end);
      if (dismissed.includes(text) || isAt(tokens[first])) continue;
      const isBare = /^[\d.,'’٫٬\s]+$/u.test(unify(text));
      if (isBare && (last > first ? !groupsBySpace(locale) : false)) continue;
      if (isBare && last < tokens.length - 1 && !isAt(tokens[last + 1])) continue;
      const amount = parseMoney(text, locale, currency);
      if (amount && amount.minor >= 0) return { part: { kind: 'amount', start, end, text }, amount };
    }
  }
  return undefined;
}

/** Whether thousands are set apart by a space, as in `9 400`. */
function groupsBySpace(locale: string): boolean {
  const group = new Intl.NumberFormat(locale).formatToParts(1_234_567).find(({ type }) => type === 'group')?.value ?? '';
  return /^\s$/u.test(group);
}

function namesIn(line: string, tokens: readonly Token[], amount: DealLinePart | undefined, dismissed: readonly string[]): { part: DealLinePart; name: string }[] {
  const found: { part: DealLinePart; name: string }[] = [];
  let free = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.start < free || !isAt(token)) continue;
    const quoted = /^@["“„«]([^"”“»]+)["”“»]/u.exec(line.slice(token.start));
    const end = quoted ? token.start + quoted[0].length : endOfName(tokens, index, amount);
    const text = line.slice(token.start, end).replace(/[,;]+$/, '');
    const name = (quoted?.[1] ?? text.slice(1)).trim();
    if (name === '' || dismissed.includes(text)) continue;
    free = end;
    found.push({ part: { kind: 'who', start: token.start, end: token.start + text.length, text }, name });
  }
  return found;
}

function endOfName(tokens: readonly Token[], index: number, amount: DealLinePart | undefined): number {
  let { end } = tokens[index]!;
  for (const token of tokens.slice(index + 1)) {
    const isOver = isAt(token) || (amount && token.start >= amount.start && token.start < amount.end) || /[,;]$/.test(tokens.find((each) => each.end === end)!.text);
    if (isOver) break;
    ({ end } = token);
  }
  return end;
}
