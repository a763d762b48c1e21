import { type Phone, parsePhone } from '../phones.ts';
import { unify } from '../text/fold.ts';
import { ABOUT_WORDS } from './vocabulary.ts';
import type { Word } from './words.ts';

/** What stands on a line from a word to before another, at exact offsets. */
interface Stretch<Value> {
  readonly next: number;
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

export function readEmail(line: string, { start, end }: Word, index: number): Stretch<string> | undefined {
  const email = EMAIL.exec(line.slice(start, end))?.[1];
  return email === undefined ? undefined : { next: index + 1, start, end, value: email };
}

// No half of an address while it is typed: the last part of the domain has two letters or more.
const EMAIL = /^(?:mailto:)?([^\s@<>(),;:"#]+@(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}][\p{L}\p{M}\p{N}-]+)\.*$/iu;

/**
 * A phone number that begins at a word, with spaces in it and an extension. With a + it may still be too short, as it
 * is while it is typed; without one it has to be possible in the country. `stops` says that something else begins.
 */
export function readPhone(line: string, words: readonly Word[], index: number, country: string, stops: (index: number) => boolean): Stretch<Phone> | undefined {
  const first = unify(line.slice(words[index]!.outerStart, words[index]!.outerEnd));
  if (!FIGURES.test(first) || THOUSANDS.test(first)) return undefined;
  let next = index + 1;
  while (next < words.length && next < index + 8 && !endsGroup(line, words[next - 1]!) && isGroup(line, words[next]!) && !stops(next)) next++;
  const whole = stretchTo(next);
  for (let last = next; last > index; last--) {
    const found = withExtension(last) ?? stretchTo(last);
    const isLoose = last > index + 1 && words[last - 1]!.bare.length === 1;
    if (!isLoose && found.value.e164 !== undefined && found.value.digits.length >= leastDigits(first)) return found;
  }
  return first.startsWith('+') && whole.value.digits.length >= 2 ? whole : undefined;

  function stretchTo(next: number): Stretch<Phone> {
    const start = words[index]!.outerStart;
    const text = line.slice(start, words[next - 1]!.outerEnd).replace(/[,;:!?.]+$/u, '');
    return { next, start, end: start + text.length, value: parsePhone(text, country) };
  }

  function withExtension(last: number): Stretch<Phone> | undefined {
    const [mark, digits] = [words[last]?.bare ?? '', words[last + 1]?.bare ?? ''];
    const length = /^(?:x|ext\.?:?)\d{1,6}$/.test(mark) ? 1 : /^(?:x|ext|extension|durchwahl|dw)$/.test(mark) && /^\d{1,6}$/.test(digits) ? 2 : 0;
    return length === 0 ? undefined : stretchTo(last + length);
  }
}

const FIGURES = /^(?:tel:)?[+(]*\d[\d()./-]*[,;]?$/;
const THOUSANDS = /^\d{1,3}(?:\.\d{3})+$/;

function isGroup(line: string, word: Word): boolean {
  return /^\(?\d[\d()./-]*[,;]?$/.test(unify(line.slice(word.outerStart, word.outerEnd)));
}

function endsGroup(line: string, word: Word): boolean {
  return /[,;]$/.test(line.slice(word.outerStart, word.outerEnd));
}

/** Of a number without a country, so that "room 101" and a year are none. */
function leastDigits(first: string): number {
  return first.startsWith('+') ? 5 : /^\(?0/.test(first) ? 6 : 7;
}

/** #word, or #"two words"; a number alone is none. While the quote is open, it reaches to the end of the line. */
export function readTag(line: string, words: readonly Word[], index: number): Stretch<string> | undefined {
  const { start, end } = words[index]!;
  if (line[start] !== '#') return undefined;
  const quoted = readQuoted(line, words, index);
  if (quoted !== undefined) return quoted;
  const tag = line.slice(start + 1, end);
  return /^[^#"“„«]+$/u.test(tag) && /[\p{L}\p{Extended_Pictographic}]/u.test(tag) ? { next: index + 1, start, end, value: tag } : undefined;
}

/** @words up to where something else is recognised, a comma, or what it is about; or @"words". */
export function readOrganisation(line: string, words: readonly Word[], index: number, stops: (index: number) => boolean): Stretch<string> | undefined {
  const { start, end } = words[index]!;
  if (line[start] !== '@') return undefined;
  const quoted = readQuoted(line, words, index);
  if (quoted !== undefined) return quoted;
  if (!/^@[^@]*[\p{L}\p{N}]/u.test(line.slice(start, end)) || line.slice(start + 1, end).includes('@')) return undefined;
  let next = index + 1;
  while (next < words.length && !/[,;]$/.test(line.slice(words[next - 1]!.outerStart, words[next - 1]!.outerEnd)) && !ABOUT_WORDS.has(words[next]!.bare) && !stops(next)) next++;
  while (next > index + 1 && /^\P{L}$/u.test(words[next - 1]!.key) && !/\d/.test(words[next - 1]!.key)) next--;
  const last = words[next - 1]!;
  return { next, start, end: last.end, value: line.slice(start + 1, last.end) };
}

function readQuoted(line: string, words: readonly Word[], index: number): Stretch<string> | undefined {
  const { start } = words[index]!;
  QUOTED.lastIndex = start + 1;
  const match = QUOTED.exec(line);
  const value = match?.[1]!.trim();
  if (match === null || value === undefined || value === '') return undefined;
  const end = start + 1 + match[0].trimEnd().length;
  // A quote that ends amid a word is none.
  if (words.some((word) => word.outerStart < end && word.outerEnd > end && /[\p{L}\p{N}]/u.test(line.slice(end, word.outerEnd)))) return undefined;
  const behind = words.findIndex((word) => word.outerStart >= end);
  return { next: behind === -1 ? words.length : behind, start, end, value };
}

const QUOTED = /["“”„«]([^"“”„«»]*)(?:["“”»]|$)/uy;

/** ! is high, !! and more are urgent; only by themselves, since sentences end with them, too. */
export function readPriority(line: string, { outerStart, outerEnd }: Word, index: number): Stretch<1 | 2> | undefined {
  const text = line.slice(outerStart, outerEnd);
  return /^[!！]{1,3}$/u.test(text) ? { next: index + 1, start: outerStart, end: outerEnd, value: text.length === 1 ? 1 : 2 } : undefined;
}
