import { type Guess, gaps } from './guesses.ts';
import { ABOUT_WORDS, WITH_WORDS } from './vocabulary.ts';
import type { Word } from './words.ts';

/** Text that is no guess: the name, or part of the purpose. */
export interface Remainder {
  readonly kind: 'name' | 'purpose';
  readonly start: number;
  readonly end: number;
  /** Of the name without "with". */
  readonly value: string;
}

/**
 * The name and the purpose, from the words that no guess has taken. `notNames` are words whose name was dismissed.
 */
export function readRemainders(line: string, words: readonly Word[], guesses: readonly Guess[], notNames: ReadonlySet<number>): readonly Remainder[] {
  const verb = guesses.find((guess) => guess.kind === 'verb');
  const remainders: Remainder[] = [];
  let isNamed = false;
  let isFirstBehindVerb = true;
  for (const [from, next] of gaps(words.length, guesses)) {
    const isBehindVerb = verb !== undefined && from >= verb.next;
    const mayName = !isNamed && !notNames.has(from) && (!isBehindVerb || (isFirstBehindVerb && verb.value.kind !== 'task'));
    if (isBehindVerb) isFirstBehindVerb = false;
    const leads = isBehindVerb ? WITH_WORDS : verb === undefined ? NO_WORDS : GERMAN_WITH;
    const lead = mayName && next - from > 1 && leads.has(words[from]!.bare) ? 1 : 0;
    const length = !mayName ? 0 : isBehindVerb ? capitals(words, from + lead, next) : nameLength(line, words, from + lead, next);
    const name = length === 0 ? undefined : stretch('name', from, from + lead + length, lead);
    if (name !== undefined) isNamed = true;
    const purpose = stretch('purpose', name === undefined ? from : from + lead + length, next, 0);
    for (const found of [name, purpose]) if (found !== undefined) remainders.push(found);
  }
  return remainders;

  function stretch(kind: Remainder['kind'], from: number, next: number, lead: number): Remainder | undefined {
    if (from >= next) return undefined;
    const end = words[next - 1]!.outerEnd;
    const whole = line.slice(words[from]!.outerStart, end);
    const start = words[from]!.outerStart + LEADING.exec(whole)![0].length;
    const text = line.slice(start, end).replace(TRAILING, '');
    if (text === '') return undefined;
    const value = line.slice(Math.max(start, words[from + lead]?.outerStart ?? start), start + text.length);
    return { kind, start, end: start + text.length, value };
  }
}

// Commas, and dashes by themselves.
const LEADING = /^(?:[\s,;:]|[-–—|·•/](?=\s|$))*/u;
const TRAILING = /(?:[\s,;:]|(?<=^|\s)[-–—|·•/])+$/u;

/** In German what is to be done comes last: "mit Ada telefonieren". */
const GERMAN_WITH: ReadonlySet<string> = new Set(['mit', 'bei']);
const NO_WORDS: ReadonlySet<string> = new Set();

/** How many of the words are the name: those before "about", a web address or one that is half typed, a sum, "2 oak tables". */
function nameLength(line: string, words: readonly Word[], from: number, next: number): number {
  const stop = words.slice(from, next).findIndex((word) => startsPurpose(line, word));
  const length = stop === -1 ? next - from : stop;
  const isBeforeFigures = stop !== -1 && /^\p{N}/u.test(words[from + stop]!.key);
  return (isBeforeFigures && capitals(words, from, from + length)) || length;
}

function startsPurpose(line: string, { bare, key, start, end }: Word): boolean {
  // Without its dots it is a firm.
  if (/^(?:über|ueber)$/u.test(line.slice(start, end).normalize('NFC'))) return true;
  return (ABOUT_WORDS.has(bare) && /^\p{Ll}/u.test(line.slice(start, end))) || /^(?:[#+\p{N}\p{Sc}]|https?:|www\.)|@/u.test(key);
}

/** How many words in a row are names, with the particles (de la, van der) between them. */
function capitals(words: readonly Word[], from: number, next: number): number {
  let length = 0;
  for (let index = from; index < next; index++) {
    if (words[index]!.isNameLike) length = index + 1 - from;
    else if (length === 0 || !PARTICLES.has(words[index]!.bare)) break;
  }
  return length;
}

const PARTICLES: ReadonlySet<string> = new Set("von van vom zu zum zur der den ter ten te de del della di da do dos das du des la le los las el al bin ibn af av y e i und and et".split(' '));
