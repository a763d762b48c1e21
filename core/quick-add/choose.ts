import type { Dismissal } from './dismissal.ts';
import { type Guess, type Reading, gaps, guess } from './guesses.ts';
import { LABELS } from './read-verb.ts';
import { readSpelledOut } from './read-spelled-out.ts';
import { MONTHS } from './vocabulary.ts';
import type { Word } from './words.ts';

type WhenGuess = Extract<Guess, { kind: 'when' }>;
type VerbGuess = Extract<Guess, { kind: 'verb' }>;

/**
 * What a line means: its guesses, without those that others rule out. What is ruled out is closed, and the line read
 * again, so that what it stood in the way of is seen.
 */
export function chooseGuesses(reading: Reading, dismissed: ReadonlyMap<Dismissal['kind'], ReadonlySet<number>>): readonly Guess[] {
  const closed = new Map(Array.from(dismissed, ([kind, words]) => [kind, new Set(words)]));
  const settled = settle(reading, closed, new Map());
  const hasDay = settled.some((found) => found.kind === 'when' && found.value.day !== undefined);
  const spelledOut = hasDay ? new Map<number, Guess>() : spelledOutDay(reading, settled, closed.get('when'));
  const guesses = spelledOut.size === 0 ? settled : settle(reading, closed, spelledOut);
  return guesses.map((found) => withLabel(found, reading.words, guesses));
}

/** Guesses until none is ruled out any more; `closed` grows by those that are. */
function settle(reading: Reading, closed: Map<Dismissal['kind'], Set<number>>, spelledOut: ReadonlyMap<number, Guess>): readonly Guess[] {
  for (;;) {
    const guesses = guess(reading, closed, spelledOut);
    const losers = outvoted(reading, guesses);
    if (losers.length === 0) return guesses;
    for (const { kind, from, next } of losers) {
      const words = closed.get(kind) ?? new Set();
      for (let index = from; index < next; index++) words.add(index);
      closed.set(kind, words);
    }
  }
}

/**
 * The guesses that are to be read as plain text after all. A line has one date, one time, one thing to be done, one
 * cadence, one organisation and one priority: of each the first counts that is no part of a name.
 *
 * Friday in "May Friday" is part of a name, as Call is in "Wendy Call ring fri": a word with a capital, beside another
 * with a capital which nothing recognises, at the start of the line. A weekday that begins the line is one whatever
 * follows ("Tuesday Weld call"). The second word of the line is one if the line has another date, or nothing that would
 * want one; where German comes first, whose weekdays and nouns always have a capital, only in the first case.
 */
function outvoted(reading: Reading, guesses: readonly Guess[]): readonly Guess[] {
  const whens = guesses.filter((guess) => guess.kind === 'when');
  const verbs = guesses.filter((guess) => guess.kind === 'verb');
  const named = new Set<Guess>([...whens.filter((guess) => isDateInName(guess, reading, guesses)), ...verbs.filter((guess) => isVerbInName(guess, reading, guesses))]);
  const day = whens.find((guess) => !named.has(guess) && guess.value.day !== undefined);
  const time = day?.value.time === undefined ? whens.find((guess) => !named.has(guess) && guess.value.day === undefined) : undefined;
  const verb = verbs.find((guess) => !named.has(guess) && !isLabel(guess, reading, guesses));
  const chosen = new Set<Guess | undefined>([day, time, verb, ...['every', 'organisation', 'priority'].map((kind) => guesses.find((guess) => guess.kind === kind))]);
  return guesses.filter((guess) => !MANY.has(guess.kind) && !chosen.has(guess));
}

const MANY: ReadonlySet<Guess['kind']> = new Set(['email', 'phone', 'tag']);

function isDateInName(found: WhenGuess, { words, moment }: Reading, guesses: readonly Guess[]): boolean {
  const { from, next, value } = found;
  if (value.word === undefined || !words[from]!.isNameLike) return false;
  const isGerman = value.word.language === 'de' && moment.languages[0] === 'de';
  const hasOtherDay = guesses.some((other) => other !== found && other.kind === 'when' && other.value.day !== undefined);
  if (from === 0) return value.word.isWeekday && isUntakenName(next, words, guesses) && (!isGerman || hasOtherDay);
  if (from === 1 && (isUntakenName(0, words, guesses) || isWeekdayAt(0, guesses))) {
    if (isGerman || hasOtherDay) return hasOtherDay;
    return MONTHS.has(words[0]!.bare) || isWeekdayAt(0, guesses) || !guesses.some(({ kind }) => kind === 'verb');
  }
  // "@Studio Friday call mon"
  return value.word.isWeekday && hasOtherDay && !isGerman && guesses.some((other) => other.kind === 'organisation' && other.next === from);
}

function isVerbInName({ from, next, value }: VerbGuess, { words }: Reading, guesses: readonly Guess[]): boolean {
  if (value.isNoun || next !== from + 1 || !words[from]!.isNameLike) return false;
  const behind = guesses.filter((other) => other.from >= next);
  if (from === 1 && isUntakenName(0, words, guesses)) return next === words.length || behind.some(({ kind }) => kind === 'verb');
  // "Ring Lardner call fri": capitals up to another verb.
  const [after] = behind;
  return from === 0 && NAMES_THAT_DO.has(words[0]!.bare) && after?.kind === 'verb' && after.from > next && words.slice(next, after.from).every(({ isNameLike }) => isNameLike);
}

/** Names that people have, and what one does with people. */
const NAMES_THAT_DO: ReadonlySet<string> = new Set(['ring', 'meet']);

/** "email ada@x.org", "phone 030 123456": the word says what follows, if there is another verb, or nothing to be done at a time. */
function isLabel({ from, next }: VerbGuess, { words }: Reading, guesses: readonly Guess[]): boolean {
  const behind = guesses.find((other) => other.from === next);
  if ((behind?.kind !== 'email' && behind?.kind !== 'phone') || !LABELS[behind.kind].has(words[next - 1]!.bare)) return false;
  return guesses.some((other) => other.kind === 'verb' && other.from !== from) || !guesses.some(({ kind }) => kind === 'when' || kind === 'every');
}

/** A word with a capital, or of a script without any, that no guess has taken. */
function isUntakenName(index: number, words: readonly Word[], guesses: readonly Guess[]): boolean {
  return words[index]?.isNameLike === true && !guesses.some(({ from, next }) => from <= index && index < next);
}

function isWeekdayAt(index: number, guesses: readonly Guess[]): boolean {
  return guesses.some((guess) => guess.kind === 'when' && guess.from === index && guess.value.word?.isWeekday === true);
}

/** The first date that only chrono can read, in the text that no guess has taken. */
function spelledOutDay({ line, words, moment }: Reading, guesses: readonly Guess[], closed: ReadonlySet<number> | undefined): ReadonlyMap<number, Guess> {
  for (const [from, next] of gaps(words.length, guesses)) {
    if (next - from < 2) continue;
    const offset = words[from]!.start;
    const found = readSpelledOut(line.slice(offset, words[next - 1]!.end), moment.today, moment.languages);
    if (found === undefined) continue;
    const start = words.findIndex(({ start }) => start >= offset + found.start);
    const first = start > from && ARTICLES.has(words[start - 1]!.bare) ? start - 1 : start;
    const behind = words.findIndex(({ start }) => start >= offset + found.end);
    const last = behind === -1 ? words.length : behind;
    if (first === -1 || first >= last || words.slice(first, last).some((_, index) => closed?.has(first + index))) continue;
    const value = { next: last, day: { day: found.day }, ...(found.minutes !== undefined && { time: { minutes: found.minutes } }) };
    return new Map([[first, { kind: 'when', from: first, next: last, start: words[first]!.start, end: words[last - 1]!.end, value }]]);
  }
  return new Map();
}

/** Words before a day that belong to it: the fourth of July, el primero de mayo. */
const ARTICLES: ReadonlySet<string> = new Set(['on', 'by', 'the', 'am', 'bis', 'le', 'el']);

/** An address or a number with the word before it that says what it is: "tel 030 123456". */
function withLabel(found: Guess, words: readonly Word[], guesses: readonly Guess[]): Guess {
  if (found.kind !== 'email' && found.kind !== 'phone') return found;
  const before = words[found.from - 1];
  if (before === undefined || !LABELS[found.kind].has(before.bare) || guesses.some(({ next }) => next === found.from)) return found;
  return { ...found, from: found.from - 1, start: before.start };
}
