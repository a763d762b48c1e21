import type { Unit } from './days.ts';
import { CLOCK_SPANS, MONTHS, NUMBERS, SPANS, WEEKDAYS, type WeekdayWord } from './vocabulary.ts';
import type { Word } from './words.ts';

/**
 * A phrase is written as its words: `in/dans <n> <span>`, `the? day after tomorrow`. A `/` is between words of which
 * one stands there, `?` behind what may be missing, `<…>` around a slot, which takes a word that it can read, ` | `
 * between phrases. Words are folded, and without the dots at their end.
 */
interface Phrase<Meaning> {
  readonly elements: readonly Element[];
  readonly meaning: (slots: Slots) => Meaning;
}

/** What stood in the slots of a phrase. A slot that stands there twice has the last one. */
export interface Slots {
  readonly n: number;
  readonly span: { readonly count: number; readonly unit: Unit };
  readonly clockSpan: number;
  readonly weekday: WeekdayWord;
  readonly weekdays: WeekdayWord;
  readonly month: number;
  readonly dom: number;
  readonly year: number | undefined;
  readonly hour: Hour;
  readonly minute: number;
  readonly clock: number;
  readonly hm: Hour & { readonly minute: number };
  readonly date: NumericDate;
}

interface Hour {
  readonly hour: number;
  /** 1 to 6 without a leading zero: where nothing else is said, an hour of the afternoon. */
  readonly isOfTwelve: boolean;
}

/** A date in figures; of two numbers whose order is a matter of the country, `first` is the one that was first. */
export type NumericDate =
  | { readonly order: 'known'; readonly year?: number; readonly month: number; readonly day: number }
  | { readonly order: 'local'; readonly year?: number; readonly first: number; readonly second: number };

interface Match<Meaning> {
  /** The word behind the phrase. */
  readonly next: number;
  readonly meaning: Meaning;
  readonly isOneWord: boolean;
}

export interface PhraseBook<Meaning> {
  /**
   * The longest phrase that begins at a word, the first of those as long. A meaning of undefined is no match, nor is a
   * phrase that may not end before `next`.
   */
  at(words: readonly Word[], from: number, mayEndBefore?: (next: number) => boolean): Match<NonNullable<Meaning>> | undefined;
}

export function phraseBook<Meaning>(...rows: readonly (readonly [phrases: string, meaning: (slots: Slots) => Meaning])[]): PhraseBook<Meaning> {
  const byWord = new Map<string, Phrase<Meaning>[]>();
  const bySlot = new Map<keyof typeof SLOTS, Phrase<Meaning>[]>();
  for (const [phrases, meaning] of rows) {
    for (const elements of phrases.split(' | ').flatMap(spellings)) {
      const [first] = elements;
      if (typeof first === 'string') bySlot.set(first, [...(bySlot.get(first) ?? []), { elements, meaning }]);
      else for (const word of first!) byWord.set(word, [...(byWord.get(word) ?? []), { elements, meaning }]);
    }
  }
  return {
    at(words, from, mayEndBefore = () => true) {
      if (from >= words.length) return undefined;
      let longest: Match<NonNullable<Meaning>> | undefined;
      tryAll(byWord.get(words[from]!.bare) ?? []);
      for (const [slot, phrases] of bySlot) if (SLOTS[slot](words[from]!) !== undefined) tryAll(phrases);
      return longest;

      function tryAll(phrases: readonly Phrase<Meaning>[]): void {
        for (const { elements, meaning } of phrases) {
          const next = from + elements.length;
          if (longest !== undefined && next <= longest.next) continue;
          const slots = readSlots(elements, words, from);
          const found = slots && meaning(slots);
          if (found !== undefined && found !== null && mayEndBefore(next)) longest = { next, meaning: found, isOneWord: elements.length === 1 };
        }
      }
    },
  };
}

/** The words that may stand there, or the name of a slot. */
type Element = ReadonlySet<string> | keyof typeof SLOTS;

/** A phrase with and without each of what may be missing. */
function spellings(phrase: string): Element[][] {
  return phrase.split(' ').reduce<Element[][]>((all, word) => {
    const isOptional = word.endsWith('?');
    const name = isOptional ? word.slice(0, -1) : word;
    const element: Element = name.startsWith('<') ? (name.slice(1, -1) as keyof typeof SLOTS) : new Set(name.split('/'));
    const withIt = all.map((elements) => [...elements, element]);
    return isOptional ? [...withIt, ...all] : withIt;
  }, [[]]);
}

function readSlots(elements: readonly Element[], words: readonly Word[], from: number): Slots | undefined {
  if (from + elements.length > words.length) return undefined;
  const slots: Record<string, unknown> = {};
  for (const [index, element] of elements.entries()) {
    const word = words[from + index]!;
    if (typeof element !== 'string') {
      if (!element.has(word.bare)) return undefined;
      continue;
    }
    const value = SLOTS[element](word);
    if (value === undefined) return undefined;
    slots[element === 'nth' || element === 'dot' ? 'dom' : element] = value;
  }
  return slots as unknown as Slots;
}

const SLOTS = {
  n: ({ bare }: Word) => (/^[1-9]\d{0,3}$/.test(bare) ? Number(bare) : NUMBERS.get(bare)),
  span: ({ bare }: Word) => SPANS.get(bare),
  clockSpan: ({ bare }: Word) => CLOCK_SPANS.get(bare),
  /** Friday, but not Fridays. */
  weekday: ({ bare }: Word) => singularWeekday(bare),
  /** Fridays, or Friday. */
  weekdays: ({ bare }: Word) => WEEKDAYS.get(bare),
  month: ({ bare }: Word) => MONTHS.get(bare),
  /** 3, 3., 3rd, 1er, 1º */
  dom: ({ key }: Word) => upTo(31, /^(\d{1,2})(?:\.|st|nd|rd|th|er|o)?$/.exec(key)?.[1], 1),
  /** 3rd, 1er */
  nth: ({ bare }: Word) => upTo(31, /^(\d{1,2})(?:st|nd|rd|th|er)$/.exec(bare)?.[1], 1),
  /** 3. */
  dot: ({ key }: Word) => upTo(31, /^(\d{1,2})\.$/.exec(key)?.[1], 1),
  year: ({ bare }: Word) => (/^20\d\d$/.test(bare) ? Number(bare) : undefined),
  hour: ({ bare }: Word) => hourOf(bare),
  minute: ({ bare }: Word) => upTo(59, /^\d\d$/.exec(bare)?.[0]),
  /** 10:30, 10am, 14h30, as minutes of the day. */
  clock: ({ bare }: Word) => clockOf(bare),
  /** 10.30 or 10:30, which says nothing yet. */
  hm: ({ bare }: Word) => {
    const [, digits = '', minute] = /^(\d{1,2})[.:](\d\d)$/.exec(bare) ?? [];
    const hour = hourOf(digits);
    return hour === undefined || Number(minute) > 59 ? undefined : { ...hour, minute: Number(minute) };
  },
  date: ({ key, bare }: Word) => numericDate(key, bare),
} as const;

function singularWeekday(word: string): WeekdayWord | undefined {
  const found = WEEKDAYS.get(word);
  return found?.isPlural ? undefined : found;
}

function upTo(most: number, digits: string | undefined, least = 0): number | undefined {
  const value = Number(digits);
  return digits !== undefined && value >= least && value <= most ? value : undefined;
}

function hourOf(text: string): Hour | undefined {
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : NUMBERS.get(text);
  if (hour === undefined || hour > 23) return undefined;
  return { hour, isOfTwelve: hour >= 1 && hour <= 6 && !text.startsWith('0') };
}

function clockOf(text: string): number | undefined {
  const [, hour = '', minute = '00', half] = /^(\d{1,2})(?:[:.](\d\d))?([ap])\.?m$/.exec(text) ?? [];
  if (half !== undefined) return twelveHour(Number(hour), Number(minute), half);
  const [, hours = '', mark, minutes = '00'] = /^(\d{1,2})(h|uhr|:)(\d\d)?$/.exec(text) ?? [];
  const found = hourOf(hours);
  if (found === undefined || Number(minutes) > 59 || text.endsWith(':')) return undefined;
  return (mark === ':' ? ofAfternoon(found) : found.hour) * 60 + Number(minutes);
}

/** The hour that 3 is by itself: 15. */
export function ofAfternoon({ hour, isOfTwelve }: Hour): number {
  return isOfTwelve ? hour + 12 : hour;
}

/** Minutes of the day of an hour of the morning (a) or the afternoon (p). */
export function twelveHour(hour: number, minute: number, half: string): number | undefined {
  return hour < 1 || hour > 12 || minute > 59 ? undefined : ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute;
}

function numericDate(key: string, bare: string): NumericDate | undefined {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(bare) ?? [];
  if (isoYear !== undefined) return { order: 'known', year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay) };
  const [, dottedDay, dottedMonth, dottedYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?$/.exec(key) ?? [];
  if (dottedDay !== undefined) return { order: 'known', ...yearOf(dottedYear), month: Number(dottedMonth), day: Number(dottedDay) };
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/.exec(bare) ?? [];
  return first === undefined || bare === '24/7' ? undefined : { order: 'local', ...yearOf(year), first: Number(first), second: Number(second) };
}

function yearOf(digits: string | undefined): { year?: number } {
  return digits === undefined || digits === '' ? {} : { year: Number(digits) + (digits.length === 2 ? 2000 : 0) };
}
