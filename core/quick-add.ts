import type { Phone } from './phones.ts';
import { chooseGuesses } from './quick-add/choose.ts';
import type { Moment } from './quick-add/day-phrases.ts';
import { type Day, formatDay, parseDay, weekdayAfter, weekdayOf } from './quick-add/days.ts';
import { type Dismissal, dismissedWords } from './quick-add/dismissal.ts';
import type { Guess } from './quick-add/guesses.ts';
import type { Every } from './quick-add/read-every.ts';
import type { FollowUpKind } from './quick-add/read-verb.ts';
import { readSpelledOut } from './quick-add/read-spelled-out.ts';
import { readWhen, resolveWhen } from './quick-add/read-when.ts';
import { type Remainder, readRemainders } from './quick-add/remainders.ts';
import type { Language } from './quick-add/vocabulary.ts';
import { wordsOf } from './quick-add/words.ts';

export { type Dismissal, dismissal } from './quick-add/dismissal.ts';
export type { Every } from './quick-add/read-every.ts';
export type { FollowUpKind } from './quick-add/read-verb.ts';
export type { Language } from './quick-add/vocabulary.ts';

/** Where and when a line is typed. */
export interface QuickAddContext {
  /** `YYYY-MM-DD`, of the wall. */
  readonly today: string;
  /** `HH:MM`, of the wall. */
  readonly now: string;
  /** That of the interface first. All four are understood; where a word is in several, the first has it. */
  readonly languages: readonly Language[];
  /** 3/4 is 3 April. */
  readonly dayFirst: boolean;
  /** ISO 3166, of phone numbers without a country. */
  readonly country: string;
  /** 1 Monday (as without it) to 7 Sunday: where "next week" begins. */
  readonly weekStart?: number;
  /** Guesses that somebody took back, by `dismissal`. */
  readonly dismissed?: readonly Dismissal[];
}

/** A day, on which it is all day; or a day and a time of the wall. */
export type When =
  | { readonly kind: 'day'; /** `YYYY-MM-DD` */ readonly date: string }
  | { readonly kind: 'time'; /** `YYYY-MM-DD` */ readonly date: string; /** `HH:MM` */ readonly time: string };

/** A stretch of the line and what it was taken for. `start` and `end` are UTF-16 offsets, `text` is what is between. */
export type QuickAddPart = { readonly start: number; readonly end: number; readonly text: string } & (
  | { readonly kind: 'name'; /** Without the word before it, as in "with Ada". */ readonly name: string }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'phone'; readonly phone: Phone }
  | { readonly kind: 'verb'; readonly followUp: FollowUpKind }
  | { readonly kind: 'when' }
  | { readonly kind: 'every'; readonly every: Every }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'organisation'; readonly organisation: string }
  | { readonly kind: 'priority'; readonly priority: 1 | 2 }
  | { readonly kind: 'purpose' }
);

/** What a line says. */
export interface QuickAdd {
  /**
   * In the order of the line, none over another. Every word is in one of them: outside are only white space, and the
   * commas, dashes and brackets around them.
   */
  readonly parts: readonly QuickAddPart[];
  /** As typed and not split; '' where nobody is named. */
  readonly name: string;
  readonly emails: readonly string[];
  readonly phones: readonly Phone[];
  readonly organisation: string;
  readonly tags: readonly string[];
  /** What is to be done; absent where the line does not say. */
  readonly followUp?: FollowUpKind;
  /** What about, in the words of the line; ''. */
  readonly purpose: string;
  /**
   * Today or later. May stand in two places ("call fri about the roof at 10"), so that no part has it by itself. Absent
   * where the line names neither a day nor a time, even if it says how often.
   */
  readonly when?: When;
  readonly every?: Every;
  /** 0 usual, 1 high, 2 urgent. */
  readonly priority: 0 | 1 | 2;
}

/**
 * Reads a line such as `Ada Lovelace ada@x.org call about the roof fri 10am every 6 weeks #prospect @Analytical Engines`,
 * in English, German, French and Spanish at once. Understands whatever it can and throws for nothing; what is half
 * typed stays text.
 *
 * The name is what comes before the first part that is recognised, or before "about"; else the first words with
 * capitals behind the verb ("call Ada Lovelace fri", "Termin mit Ada"). All other words are the purpose.
 *
 * - A weekday is the coming one, and today only with a time that is still ahead; "next friday" is that of the next week.
 * - A time without a day is today if still ahead, else tomorrow; with `every` and a weekday it is on that weekday.
 * - A date without a year is its next one; one that is over, or does not exist, is text.
 * - An hour from 1 to 6 that says no more ("at 3", "3:30", "a las 5") is in the afternoon; 03:30, 3 Uhr, 3h are as they say.
 * - Mornings are at 9:00, afternoons at 14:00, evenings at 18:00.
 */
export function parseQuickAdd(line: string, context: QuickAddContext): QuickAdd {
  const moment = momentOf(context);
  const words = wordsOf(line);
  const closed = dismissedWords(line, words, context.dismissed ?? []);
  const guesses = chooseGuesses({ line, words, moment, country: context.country }, closed);
  const remainders = readRemainders(line, words, guesses, closed.get('name') ?? new Set());
  const parts = [...guesses, ...remainders].map((found) => partOf(line, found)).sort((one, other) => one.start - other.start);
  const followUp = only(parts, 'verb')?.followUp;
  const every = only(parts, 'every')?.every;
  const when = whenOf(guesses, every, moment);
  return {
    parts,
    name: only(parts, 'name')?.name ?? '',
    emails: parts.flatMap((part) => (part.kind === 'email' ? [part.email] : [])),
    phones: parts.flatMap((part) => (part.kind === 'phone' ? [part.phone] : [])),
    organisation: only(parts, 'organisation')?.organisation ?? '',
    tags: parts.flatMap((part) => (part.kind === 'tag' ? [part.tag] : [])),
    ...(followUp && { followUp }),
    purpose: parts.flatMap((part) => (part.kind === 'purpose' ? [part.text] : [])).join(' '),
    ...(when && { when }),
    ...(every && { every }),
    priority: only(parts, 'priority')?.priority ?? 0,
  };
}

/**
 * Reads a text that says when and nothing else: `fri`, `auf Montag 10 Uhr`, `in 3 weeks`, `3 weeks`. Undefined where it
 * says anything more, and where it says a day that is over.
 */
export function parseWhen(text: string, context: Omit<QuickAddContext, 'country' | 'dismissed'>): When | undefined {
  const moment = momentOf(context);
  const said = text.trim().replace(/^(?:to|until|till|til|auf|bis|um|by|à|jusqu['’]à|hasta)\s+/iu, '');
  // "2h" is a time of day to the French alone; to others it is how long.
  const hours = context.languages[0] === 'fr' ? undefined : /^(\d{1,3}) ?h$/iu.exec(said)?.[1];
  for (const spelling of hours === undefined ? [text.trim(), said, `in ${said}`] : [`in ${hours} hours`]) {
    const words = wordsOf(spelling);
    const reading = words.length === 0 ? undefined : readWhen(words, 0, moment);
    const when = reading?.next === words.length ? resolveWhen(reading.day, reading.time, moment) : undefined;
    if (when) return whenAt(when);
  }
  const found = readSpelledOut(said, moment.today, moment.languages);
  if (found === undefined || !/^(?:(?:on )?the |am |le |el )?$/iu.test(said.slice(0, found.start)) || found.end < said.length) return undefined;
  return whenAt({ day: found.day, ...(found.minutes === undefined ? {} : { minutes: found.minutes }) });
}

function momentOf({ today, now, languages, dayFirst, weekStart = 1 }: Omit<QuickAddContext, 'country' | 'dismissed'>): Moment {
  return { today: parseDay(today), now: Number(now.slice(0, 2)) * 60 + Number(now.slice(3, 5)), languages, dayFirst, weekStart };
}

function partOf(line: string, found: Guess | Remainder): QuickAddPart {
  const { start, end } = found;
  const at = { start, end, text: line.slice(start, end) };
  switch (found.kind) {
    case 'name':
      return { ...at, kind: 'name', name: found.value };
    case 'email':
      return { ...at, kind: 'email', email: found.value };
    case 'phone':
      return { ...at, kind: 'phone', phone: found.value };
    case 'verb':
      return { ...at, kind: 'verb', followUp: found.value.kind };
    case 'every':
      return { ...at, kind: 'every', every: found.value };
    case 'tag':
      return { ...at, kind: 'tag', tag: found.value };
    case 'organisation':
      return { ...at, kind: 'organisation', organisation: found.value };
    case 'priority':
      return { ...at, kind: 'priority', priority: found.value };
    default:
      return { ...at, kind: found.kind };
  }
}

function only<Kind extends QuickAddPart['kind']>(parts: readonly QuickAddPart[], kind: Kind): Extract<QuickAddPart, { kind: Kind }> | undefined {
  return parts.find((part): part is Extract<QuickAddPart, { kind: Kind }> => part.kind === kind);
}

function whenOf(guesses: readonly Guess[], every: Every | undefined, moment: Moment): When | undefined {
  const readings = guesses.flatMap((guess) => (guess.kind === 'when' ? [guess.value] : []));
  const day = readings.find((reading) => reading.day !== undefined);
  const time = (day?.time && day) ?? readings.find((reading) => reading.time !== undefined);
  const onWeekday = day === undefined && time !== undefined && every?.weekday !== undefined ? comingDay(every.weekday, moment.today) : day?.day;
  const when = resolveWhen(onWeekday, time?.time, moment);
  return when && whenAt(when);
}

function whenAt({ day, minutes }: { day: Day; minutes?: number }): When {
  const date = formatDay(day);
  return minutes === undefined ? { kind: 'day', date } : { kind: 'time', date, time: clockTime(minutes) };
}

function comingDay(weekday: number, today: Day): { day: Day; orToday: boolean } {
  return { day: weekdayAfter(today, weekday), orToday: weekdayOf(today) === weekday };
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
