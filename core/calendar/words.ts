import type { ReminderKind } from '../reminders.ts';

/** The few words that a calendar file has besides those that people wrote. */
export interface CalendarWords {
  name: string;
  /** What a reminder is called whose purpose nobody wrote. */
  kinds: Readonly<Record<ReminderKind, string>>;
  /** Before the names of who took part. */
  with: string;
}

const ENGLISH: CalendarWords = { name: 'Kith', kinds: { call: 'Call', email: 'E-mail', meeting: 'Meeting', task: 'Reminder' }, with: 'With' };
const GERMAN: CalendarWords = { name: 'Kith', kinds: { call: 'Anruf', email: 'E-Mail', meeting: 'Treffen', task: 'Erinnerung' }, with: 'Mit' };

/** By the language of a locale such as `de-CH`. */
export function calendarWords(locale: string): CalendarWords {
  return /^de\b/i.test(locale) ? GERMAN : ENGLISH;
}
