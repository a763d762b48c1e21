import { DAYS, type DayReading, type Moment } from './day-phrases.ts';
import { type Day, fieldsOf } from './days.ts';
import { phraseBook } from './phrases.ts';
import { readEvery } from './read-every.ts';
import { NAMES_OF_TIMES, PART_MINUTES, type PartOfDay, type TimeReading, inPart, readPart, readTime, readTimeOfDay } from './read-time.ts';
import { readVerb } from './read-verb.ts';
import { ABOUT_WORDS, type Language, MONTHS, SHARED_WEEKDAYS, WEEKDAYS, WITH_WORDS, type WeekdayWord } from './vocabulary.ts';
import type { Word } from './words.ts';

/** A day, a time, or both, as one stretch of the line says. */
export interface WhenReading {
  readonly next: number;
  readonly day?: DayReading;
  readonly time?: TimeReading;
  /** A single word that may also be part of a name (Friday, Morgen): of which language, and whether names begin so. */
  readonly word?: { readonly language?: Language; readonly isWeekday: boolean };
}

/** What the words from one on say about when. Undefined where they say nothing. */
export function readWhen(words: readonly Word[], from: number, moment: Moment): WhenReading | undefined {
  const within = readSoon(words, from, moment);
  if (within !== undefined) return within;
  const day = readDay(words, from, moment);
  if (day !== undefined) {
    const { next, time } = readTimeOfDay(words, day.next, day.part);
    return { day: day.reading, next, ...(time && { time }), ...(next === from + 1 && { word: day.word }) };
  }
  const time = readTime(words, from);
  if (time === undefined) return undefined;
  // "10 Uhr morgen" is tomorrow at 10.
  const part = DAYS.at(words, time.next) ? undefined : readPart(words, time.next);
  const next = part?.next ?? time.next;
  const reading = { minutes: inPart(time.minutes, part?.part) };
  const behind = readDay(words, next, moment);
  if (behind !== undefined) return { day: behind.reading, time: reading, next: behind.next };
  return { time: reading, next, ...(next === from + 1 && NAMES_OF_TIMES.has(words[from]!.bare) && { word: { isWeekday: false } }) };
}

/** The day and the time that readings mean together; a day without a time is all day. Never before today. */
export function resolveWhen(day: DayReading | undefined, time: TimeReading | undefined, { today, now }: Moment): { day: Day; minutes?: number } | undefined {
  if (day === undefined) return time && { day: time.minutes > now ? today : today + 1, minutes: time.minutes };
  if (time === undefined) return { day: day.day };
  const at = day.orToday && time.minutes > now ? today : day.day;
  return at === today && time.isVague && time.minutes <= now ? { day: at } : { day: at, minutes: time.minutes };
}

/** Words before a day that belong to it: on friday, bis Freitag. */
const DAY_LEADS: ReadonlySet<string> = new Set('on by from starting due am an ab bis den vom zum le du des el desde until'.split(' '));

interface DayMatch {
  readonly reading: DayReading;
  readonly next: number;
  readonly word?: WhenReading['word'];
  readonly part?: PartOfDay;
}

function readDay(words: readonly Word[], from: number, moment: Moment): DayMatch | undefined {
  const plain = dayAt(words, from, moment, false);
  const led = from < words.length && DAY_LEADS.has(words[from]!.bare) ? dayAt(words, from + 1, moment, true) : undefined;
  return led !== undefined && led.next > (plain?.next ?? 0) ? led : plain;
}

function dayAt(words: readonly Word[], from: number, moment: Moment, isLed: boolean): DayMatch | undefined {
  const match = DAYS.at(words, from, (next) => !isNumberOfSomething(words, from, next));
  if (match === undefined) return undefined;
  const { meaning, next, isOneWord } = match;
  const { weekday } = meaning;
  if (weekday !== undefined && isOneWord && (isOtherThanComing(words, from) || !(isLed || isTrusted(weekday, words, from, moment)))) return undefined;
  const reading = meaning.rule(moment);
  if (reading === undefined || fieldsOf(reading.day).year > 9999) return undefined;
  const language = weekday?.language ?? meaning.language;
  return { reading, next, part: meaning.part, ...(isOneWord && !isLed && language && { word: { isWeekday: weekday !== undefined, language } }) };
}

/** "last friday", "since friday", "every 3rd friday", "vendredi dernier": none of them is the coming one. */
function isOtherThanComing(words: readonly Word[], from: number): boolean {
  const { bare: before = '', key = '' } = words[from - 1] ?? {};
  return OTHER_BEFORE.has(before) || /^\d{1,2}(?:\.|st|nd|rd|th)$/.test(key) || OTHER_BEHIND.has(words[from + 1]?.bare ?? '');
}

const OTHER_BEFORE: ReadonlySet<string> = new Set('last since first second third fourth letzten letzter letzte vergangenen seit ersten erster zweiten dritten vierten depuis premier ultimo primer pasado'.split(' '));
const OTHER_BEHIND: ReadonlySet<string> = new Set(['dernier', 'passe', 'pasado']);

/** "le 15 rue Hugo", "May 10 am", "on the 5th floor": the number that the phrase ends with counts what follows. */
function isNumberOfSomething(words: readonly Word[], from: number, next: number): boolean {
  const behind = words[next];
  if (behind === undefined || !/^\d{1,2}(?:\.|\D\D)?$/.test(words[next - 1]!.key)) return false;
  if (HALVES.has(behind.bare)) return !(behind.bare === 'am' && /^\d/.test(words[next + 1]?.key ?? ''));
  if (words.slice(from, next).some(({ bare }) => MONTHS.has(bare))) return false;
  if (MONTHS.has(behind.bare)) return true;
  // "le 15 Ada", at the start of a line, where a name is to come.
  if (from === 0 && behind.isNameLike) return false;
  return !(/^[#@!+\d]/.test(behind.key) || ABOUT_WORDS.has(behind.bare) || WITH_WORDS.has(behind.bare) || readEvery(words, next) || readVerb(words, next) || readTime(words, next));
}

const HALVES: ReadonlySet<string> = new Set(['am', 'pm', 'uhr', 'h', "o'clock"]);

function isTrusted({ language, trust }: WeekdayWord, words: readonly Word[], index: number, { languages }: Moment): boolean {
  if (isFrau(words, index)) return false;
  if (trust === 'always' || words[index]!.key.endsWith('.') || readTime(words, index + 1) !== undefined) return true;
  const isOfFirst = languages[0] === language || (SHARED_WEEKDAYS.has(words[index]!.bare) && (languages[0] === 'fr' || languages[0] === 'es'));
  // "Sam appeler lundi": a short word that opens the line with a capital is somebody.
  return trust === 'shy' && isOfFirst && !(index === 0 && words[0]!.isNameLike);
}

/** "Fr. Maier anrufen": before a name it is Mrs, where "Fr. 10 Uhr" is Friday. */
function isFrau(words: readonly Word[], index: number): boolean {
  const [word, behind] = [words[index]!, words[index + 1]];
  return word.key === 'fr.' && word.isNameLike && behind !== undefined && behind.isNameLike && !WEEKDAYS.has(behind.bare) && !MONTHS.has(behind.bare) && readPart(words, index + 1) === undefined && readVerb(words, index + 1) === undefined;
}

const SOON = phraseBook<number>(
  ['in/within/dans/en/dentro <n> <clockSpan> | dentro de <n> <clockSpan> | d\'ici <n> <clockSpan>', ({ n, clockSpan }) => n * clockSpan],
  ['in half an hour | in einer halben stunde | dans une demi-heure | en media hora', () => 30],
);

function readSoon(words: readonly Word[], from: number, { today, now }: Moment): WhenReading | undefined {
  const soon = SOON.at(words, from);
  if (soon !== undefined) {
    const minutes = now + soon.meaning;
    return { day: { day: today + Math.floor(minutes / 1440) }, time: { minutes: minutes % 1440 }, next: soon.next };
  }
  const part = PARTS_OF_TODAY.at(words, from);
  if (part === undefined) return undefined;
  const time = readTime(words, part.next);
  const reading = time === undefined ? { minutes: PART_MINUTES[part.meaning], isVague: true } : { minutes: inPart(time.minutes, part.meaning) };
  return { day: { day: today }, time: reading, next: time?.next ?? part.next };
}

/** "this afternoon", which need no day before them. */
const PARTS_OF_TODAY = phraseBook<PartOfDay>(
  ['this morning | ce matin | esta manana', () => 'morning'],
  ['this afternoon | cet apres-midi | esta tarde', () => 'afternoon'],
  ['this evening | ce soir | esta noche', () => 'evening'],
);
