import { looksLikeDate } from './values.ts';

/**
 * Whether a date of numbers, `13/4/2024`, is written day first: a part above 12 is the day, and with full stops
 * nobody writes the month first. Undefined for one that does not show it.
 */
export function dayFirstBy(text: string): boolean | undefined {
  const parts = /^\s*(\d{1,2})([./-])(\d{1,2})[./-]\d{2,4}/.exec(text);
  if (!parts || !looksLikeDate(text)) return undefined;
  if (Number(parts[3]) > 12) return false;
  return Number(parts[1]) > 12 || parts[2] === '.' ? true : undefined;
}
