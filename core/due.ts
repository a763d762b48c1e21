// When something is due, as text. Apart from schedule.ts, which reckons with it and brings a calendar along.
import { z } from 'zod';
import { CalendarDate } from './partial-date.ts';

/**
 * A due date, `2026-06-19`, or a due time as a clock on the wall shows it, `2026-06-19T10:00`. Their order as text is
 * their order in time, and a date comes before the times of its day.
 */
export const DueText = z.string().refine(isDueText, 'A due date or time is a real day, YYYY-MM-DD, perhaps with THH:MM.');
export type DueText = z.infer<typeof DueText>;

/** A time zone that this runtime knows, by its IANA name; no offset such as `+02:00`. */
export const ZoneName = z.string().max(64).refine(isZoneName, 'A time zone has an IANA name such as Europe/Berlin.');
export type ZoneName = z.infer<typeof ZoneName>;

/** `09:30`, from `00:00` to `23:59`. */
export const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

function isDueText(text: string): boolean {
  return CalendarDate.safeParse(text.slice(0, 10)).success && (text.length === 10 || (text[10] === 'T' && TimeOfDay.safeParse(text.slice(11)).success));
}

function isZoneName(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}
