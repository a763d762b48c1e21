import { strict as german } from 'chrono-node/de';
import { strict as english } from 'chrono-node/en';
import { strict as spanish } from 'chrono-node/es';
import { strict as french } from 'chrono-node/fr';
import { type Day, dayOf, fieldsOf } from './days.ts';
import type { Language } from './vocabulary.ts';

/** A date somewhere in a text, by its offsets. */
interface SpelledOut {
  readonly start: number;
  readonly end: number;
  readonly day: Day;
  readonly minutes?: number;
}

/**
 * The long tail of dates, by chrono: those whose day is a word ("the second of June", "primero de mayo"). It runs where
 * Kith's own phrases found no day. Of what chrono finds, only a day with its month counts, in two words or more: alone,
 * "May" and "Sun" are names, and "10 min" is how long something takes.
 */
export function readSpelledOut(text: string, today: Day, languages: readonly Language[]): SpelledOut | undefined {
  const { year, month, day } = fieldsOf(today);
  // Noon in the zone of the process, of which only the calendar is read again: no zone and no summer time shift it.
  const reference = new Date(year, month - 1, day, 12);
  for (const language of languages) {
    for (const { index, text: found, start } of PARSERS[language].parse(text, reference, { forwardDate: true })) {
      if (!start.isCertain('month') || !start.isCertain('day') || !/\p{L}\S*\s+\S*\p{L}/u.test(found) || /^\d+\s+\p{L}+$/u.test(found)) continue;
      const at = dayOf(start.get('year')!, start.get('month')!, start.get('day')!);
      if (at === undefined || at < today || isAmidWord(text, index, found.length)) continue;
      return { start: index, end: index + found.length, day: at, ...(start.isCertain('hour') && { minutes: start.get('hour')! * 60 + (start.get('minute') ?? 0) }) };
    }
  }
  return undefined;
}

const PARSERS = { en: english, de: german, fr: french, es: spanish };

function isAmidWord(text: string, start: number, length: number): boolean {
  return /[\p{L}\p{N}]$/u.test(text.slice(0, start)) || /^[\p{L}\p{N}]/u.test(text.slice(start + length));
}
