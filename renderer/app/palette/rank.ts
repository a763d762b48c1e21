import { fold } from '../../../core/text/fold.ts';

/** What can be found by its words. */
export interface Findable {
  id: string;
  title: string;
  /** The title in English, where the page speaks another language: a second chance. */
  english?: string | undefined;
  /** Beside the title: where it belongs. It helps to find it, and does not lead. */
  note?: string | undefined;
  /** The same where it is not shown. */
  also?: string | undefined;
}

interface Found<Item> {
  item: Item;
  /** The title begins with what was typed: it can stand before everything else, whatever comes in later. */
  leads: boolean;
}

/** How well a title fits; the less the better. */
const WHOLE = 0;
const BEGINS = 1;
const BEGINNINGS_OF_WORDS = 2;
const INSIDE_WORDS = 3;
/** Behind every fit of the title itself. */
const WITH_NOTE = 4;
const IN_ENGLISH = 5;

/** So much must be typed before something of ours stands before the people who may be meant. */
const LEADS_FROM = 3;

/** Those that have every word typed, best first; among equals what was used last, then as they were. */
export function rank<Item extends Findable>(items: readonly Item[], typed: string, used: readonly string[] = []): Found<Item>[] {
  const query = fold(typed.trim());
  if (query === '') return [];
  const usedPlace = ({ id }: Findable) => (used.includes(id) ? used.indexOf(id) : used.length);
  return items
    .flatMap((item) => {
      const said = spoken(item);
      const [own, beside, english] = [fit(said.title, query), fit(said.beside, query), said.english && fit(said.english, query)];
      const score = own ?? (beside !== null ? WITH_NOTE : english !== null ? IN_ENGLISH + english : null);
      return score === null ? [] : [{ item, score, leads: query.length >= LEADS_FROM && Math.min(own ?? INSIDE_WORDS, english ?? INSIDE_WORDS) <= BEGINS }];
    })
    .toSorted((a, b) => a.score - b.score || usedPlace(a.item) - usedPlace(b.item))
    .map(({ item, leads }) => ({ item, leads }));
}

/** A text as it is compared with every letter typed: folded once. */
interface Folded {
  text: string;
  words: readonly string[];
}

interface Spoken {
  title: Folded;
  /** With what stands beside it. */
  beside: Folded;
  english: Folded | null;
}

const known = new WeakMap<Findable, Spoken>();

function spoken(item: Findable): Spoken {
  const before = known.get(item);
  if (before) return before;
  const { title, note = '', also = '', english } = item;
  const said = { title: folded(title), beside: folded(`${title} ${note} ${also}`), english: english === undefined ? null : folded(english) };
  known.set(item, said);
  return said;
}

function folded(text: string): Folded {
  const whole = fold(text).trim();
  return { text: whole, words: wordsOf(whole) };
}

function fit({ text, words }: Folded, query: string): number | null {
  if (text === query) return WHOLE;
  if (text.startsWith(query)) return BEGINS;
  const wanted = wordsOf(query);
  if (wanted.length === 0) return null;
  if (wanted.every((each) => words.some((word) => word.startsWith(each)))) return BEGINNINGS_OF_WORDS;
  return wanted.every((each) => words.some((word) => word.includes(each))) ? INSIDE_WORDS : null;
}

/** Whether every word typed begins a word of the text: what the search finds of an answer that it gave before. */
export function stillFits(text: string, typed: string): boolean {
  const words = wordsOf(fold(text));
  const wanted = wordsOf(fold(typed));
  return wanted.length > 0 && wanted.every((each) => words.some((word) => word.startsWith(each)));
}

function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');
}
