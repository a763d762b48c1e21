import type { Formats } from '../../i18n/formats.ts';

const DAY_MS = 24 * 60 * 60_000;

/** When somebody was last in touch, short: "Today", "9 June", "24 Apr 2025". The year is left out where it is this one. */
export function shortDay(instantMs: number, nowMs: number, formats: Formats, words: { today: string; yesterday: string }): string {
  const day = formats.date(instantMs, 'numeric');
  if (day === formats.date(nowMs, 'numeric')) return words.today;
  if (day === formats.date(nowMs - DAY_MS, 'numeric')) return words.yesterday;
  return formats.date(instantMs, new Date(instantMs).getFullYear() === new Date(nowMs).getFullYear() ? 'day' : 'short');
}
