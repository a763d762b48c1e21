import { z } from 'zod';
import { fold } from './text/fold.ts';

/** A day of the Gregorian calendar, `YYYY-MM-DD`. */
export const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine(isRealDay).brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A day of every year, `--MM-DD`: a birthday whose year is not known. */
const YearlessDate = z.string().regex(/^--\d{2}-\d{2}$/).refine(isRealDay).brand<'YearlessDate'>();

/** A birthday or anniversary. */
export const PartialDate = z.union([CalendarDate, YearlessDate]);
export type PartialDate = z.infer<typeof PartialDate>;

/**
 * Reads a date as people and programs write it: ISO with or without a time (the date as written, whatever the time
 * zone), `19800322`, `--0620`, `20/01/1991`, `15-Jan-24`, `12. März 2021`, `20.6.`. `dayFirst` decides `3/4/2024`
 * and only that: where one of the two is above 12 it is the day. Two digits of a year mean 1930 to 2029, as in
 * Excel. The years 0 and 1604, by which programs (Apple's) say that they know none, are left out. Undefined for
 * anything else, and for days that do not exist.
 */
export function parseDate(text: string, { dayFirst }: { readonly dayFirst: boolean }): PartialDate | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const plain = fold(text).trim().replace(TIME_OF_DAY, '');
  const found = readCompact(plain) ?? readNumbers(plain, dayFirst) ?? readMonthName(plain);
  return found && dateOf(found);
}

/** A date in words of the locale, without a year where it has none. */
export function formatPartialDate(date: PartialDate, locale: string): string {
  const { year, month, day } = fieldsOf(date);
  // Not Date.UTC, which takes the years below 100 for 19xx.
  return inWords(locale, year !== undefined).format(new Date(0).setUTCFullYear(year ?? 2000, month - 1, day));
}

/**
 * The first day, `from` itself or later, on which the date comes round, never before the date itself. What fell on
 * 29 February is on the 28th in other years.
 */
export function nextOccurrence(date: PartialDate, from: CalendarDate): CalendarDate {
  const { month, day } = fieldsOf(date);
  const earliest = date > from && !date.startsWith('--') ? (date as CalendarDate) : from;
  const inYear = (year: number): CalendarDate => spelled({ year, month, day: Math.min(day, daysIn(year, month)) }) as CalendarDate;
  const year = fieldsOf(earliest).year!;
  return inYear(year) >= earliest ? inYear(year) : inYear(year + 1);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, since making one takes longer than a hundred uses. */
function inWords(locale: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withYear}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', day: 'numeric', month: 'long', ...(withYear && { year: 'numeric' }) });
    formats.set(key, format);
  }
  return format;
}

interface DateFields {
  /** Absent where it is not known. */
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

const LONGEST_TEXT = 60;

const TIME_OF_DAY = /(?<=\d)(?:t\d{2}.*|,?\s+(?:at\s+|um\s+|a\s+)?\d{1,2}:\d{2}.*)$/;

function readCompact(text: string): DateFields | undefined {
  const [, year, month, day] = /^(?:(\d{4})|--)(\d{2})-?(\d{2})$/.exec(text) ?? [];
  return month === undefined ? undefined : { ...(year !== undefined && { year: Number(year) }), month: Number(month), day: Number(day) };
}

function readNumbers(text: string, dayFirst: boolean): DateFields | undefined {
  const [, start, end] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? /^(\d{1,2})\.\s?(\d{1,2})\.$/.exec(text) ?? [];
  if (start !== undefined) return inOrder(Number(start), Number(end), dayFirst);
  const [, first, second, third] = /^(\d{1,4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,4})\s?[.日일]?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  if (first.length === 4) return { year: Number(first), month: Number(second), day: Number(third) };
  return first.length > 2 ? undefined : { ...inOrder(Number(first), Number(second), dayFirst), year: fullYear(third!) };
}

function inOrder(first: number, second: number, dayFirst: boolean): { month: number; day: number } {
  const [day, month] = dayFirst ? [first, second] : [second, first];
  return month > 12 && day <= 12 ? { day: month, month: day } : { day, month };
}

/** A day and a month in words, in any order, perhaps with a year and the day of the week. */
function readMonthName(text: string): DateFields | undefined {
  const words = text.match(/\p{L}+/gu) ?? [];
  const months = words.filter((word) => monthNamed(word) !== undefined);
  // French and Spanish Tuesdays begin like March.
  const [month, ...others] = months.length > 1 ? months.filter((word) => !isWeekday(word)) : months;
  if (month === undefined || others.length > 0) return undefined;
  if (!words.every((word) => months.includes(word) || FILLERS.has(word) || isWeekday(word))) return undefined;
  const numbers = text.match(/\d+/g) ?? [];
  const [first = '', second] = numbers;
  if (numbers.length > 2 || (second === undefined && first.length > 2)) return undefined;
  const fields = { month: monthNamed(month)!, day: Number(first.length === 4 ? second : first) };
  return second === undefined ? fields : { ...fields, year: first.length === 4 ? Number(first) : fullYear(second) };
}

const MONTHS = [
  'january januar janvier enero jan', 'february februar fevrier febrero feb', 'march marz maerz mars marzo mrz',
  'april avril abril', 'may mai mayo', 'june juni juin junio', 'july juli juillet julio', 'august aout agosto',
  'september septembre septiembre setiembre', 'october oktober octobre octubre', 'november novembre noviembre', 'december dezember decembre diciembre',
].map((names) => names.split(' '));

const WEEKDAYS = ('monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag ' +
  'lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo').split(' ');

const FILLERS: ReadonlySet<string> = new Set('st nd rd th of the de del le el den der am er'.split(' '));

/** 1 to 12 for a month's name in English, German, French or Spanish, folded, or for three or more of its first letters. */
function monthNamed(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const found = MONTHS.flatMap((names, index) => (names.some((name) => name.startsWith(word)) ? [index + 1] : []));
  return found.length === 1 ? found[0] : undefined;
}

function isWeekday(word: string): boolean {
  return word.length >= 2 && WEEKDAYS.some((name) => name.startsWith(word));
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function dateOf({ year, ...rest }: DateFields): PartialDate | undefined {
  const known = year === undefined || year === 0 || year === 1604 ? rest : { ...rest, year };
  return PartialDate.safeParse(spelled(known)).data;
}

function spelled({ year, month, day }: DateFields): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year === undefined ? '-' : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function fieldsOf(date: string): DateFields {
  const month = Number(date.slice(-5, -3));
  const day = Number(date.slice(-2));
  return date.startsWith('--') ? { month, day } : { year: Number(date.slice(0, 4)), month, day };
}

function isRealDay(date: string): boolean {
  const { year = 2000, month, day } = fieldsOf(date);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
