import type { Phone } from '../phones.ts';
import type { Moment } from './day-phrases.ts';
import type { Dismissal } from './dismissal.ts';
import { readEmail, readOrganisation, readPhone, readPriority, readTag } from './read-contact.ts';
import { type Every, readEvery } from './read-every.ts';
import { type VerbReading, readVerb } from './read-verb.ts';
import { type WhenReading, readWhen } from './read-when.ts';
import { ABOUT_WORDS, WITH_WORDS } from './vocabulary.ts';
import type { Word } from './words.ts';

/** What a stretch of words may mean, from one word to before another, and where that is on the line. */
export type Guess = { readonly from: number; readonly next: number; readonly start: number; readonly end: number } & (
  | { readonly kind: 'email'; readonly value: string }
  | { readonly kind: 'phone'; readonly value: Phone }
  | { readonly kind: 'verb'; readonly value: VerbReading }
  | { readonly kind: 'when'; readonly value: WhenReading }
  | { readonly kind: 'every'; readonly value: Every }
  | { readonly kind: 'tag'; readonly value: string }
  | { readonly kind: 'organisation'; readonly value: string }
  | { readonly kind: 'priority'; readonly value: 1 | 2 }
);

type GuessKind = Guess['kind'];

/** Words that are not to be taken as something, since they were dismissed, or since something else fits better. */
type Closed = ReadonlyMap<Dismissal['kind'], ReadonlySet<number>>;

/** A line on its way through: its words, and what applies where it is typed. */
export interface Reading {
  readonly line: string;
  readonly words: readonly Word[];
  readonly moment: Moment;
  readonly country: string;
}

/** All guesses from left to right, none over another, whatever else the line says. */
export function guess({ line, words, moment, country }: Reading, closed: Closed, spelledOut: ReadonlyMap<number, Guess>): readonly Guess[] {
  const guesses: Guess[] = [];
  for (let index = 0; index < words.length; ) {
    const found = organisationAt(index) ?? guessAt(index);
    if (found !== undefined) guesses.push(found);
    index = found?.next ?? index + 1;
  }
  return guesses;

  function organisationAt(from: number): Guess | undefined {
    if (!isOpen('organisation', from)) return undefined;
    const found = readOrganisation(line, words, from, (index) => SIGILS.test(words[index]!.key) || guessAt(index) !== undefined);
    return found && { kind: 'organisation', from, ...found };
  }

  function guessAt(from: number): Guess | undefined {
    const word = words[from]!;
    const email = isOpen('email', from) ? readEmail(line, word, from) : undefined;
    if (email !== undefined) return { kind: 'email', from, ...email };
    const tag = isOpen('tag', from) ? readTag(line, words, from) : undefined;
    if (tag !== undefined) return { kind: 'tag', from, ...tag };
    const priority = isOpen('priority', from) ? readPriority(line, word, from) : undefined;
    if (priority !== undefined) return { kind: 'priority', from, ...priority };
    if (SIGILS.test(word.key)) return undefined;
    const every = readEvery(openWords('every', from), from);
    if (every !== undefined && !(every.isAdverb && describesNext(every.next))) return { kind: 'every', from, ...span(from, every.next), value: every.every };
    const spelled = spelledOut.get(from);
    if (spelled !== undefined) return spelled;
    const when = readWhen(openWords('when', from), from, moment);
    if (when !== undefined) return { kind: 'when', from, ...span(from, when.next), value: when };
    const phone = isOpen('phone', from) ? readPhone(line, openWords('phone', from), from, country, (index) => readWhen(words, index, moment) !== undefined) : undefined;
    if (phone !== undefined) return { kind: 'phone', from, ...phone };
    const verb = readVerb(openWords('verb', from), from);
    return verb && { kind: 'verb', from, ...span(from, verb.next), value: verb };
  }

  function isOpen(kind: GuessKind, index: number): boolean {
    return !closed.get(kind)?.has(index);
  }

  /** The words that a guess may reach over: up to the first that is closed to it. */
  function openWords(kind: GuessKind, from: number): readonly Word[] {
    const shut = closed.get(kind);
    if (shut === undefined || shut.size === 0) return words;
    let end = from;
    while (end < words.length && !shut.has(end)) end++;
    return end === words.length ? words : words.slice(0, end);
  }

  function span(from: number, next: number): { next: number; start: number; end: number } {
    return { next, start: words[from]!.start, end: words[next - 1]!.end };
  }

  /** "the monthly report": behind an adverb comes a plain word. */
  function describesNext(next: number): boolean {
    const behind = words[next];
    if (behind === undefined || behind.isNameLike || !/^\p{L}[^@]*$/u.test(behind.key) || ABOUT_WORDS.has(behind.bare) || WITH_WORDS.has(behind.bare)) return false;
    return readVerb(words, next) === undefined && readWhen(words, next, moment) === undefined && readEvery(words, next) === undefined;
  }
}

const SIGILS = /^[@#]/;

/** The stretches of words that no guess has taken, each from one to before another. */
export function gaps(count: number, guesses: readonly { readonly from: number; readonly next: number }[]): (readonly [from: number, next: number])[] {
  const edges = [{ from: 0, next: 0 }, ...guesses, { from: count, next: count }];
  return edges.slice(1).flatMap(({ from }, index) => (edges[index]!.next < from ? [[edges[index]!.next, from] as const] : []));
}
