import { parseDate } from '../partial-date.ts';

/**
 * An instant as programs write it, `20120305T131933Z`, `2024-03-12 09:14`, `3/15/2024 2:30 PM`, in the form of
 * `Date.prototype.toISOString`. Without a time it is the day's beginning; without a zone it is UTC.
 * Undefined where there is no whole date.
 */
export function instantIn(text: string, { dayFirst }: { readonly dayFirst: boolean }): string | undefined {
  const trimmed = text.trim();
  const date = parseDate(trimmed, { dayFirst });
  if (date === undefined || date.startsWith('--')) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '', half, zone] = TIME.exec(trimmed) ?? [];
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  const millis = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)), hour, Number(minutes), Number(seconds), Number(fraction.padEnd(3, '0').slice(0, 3)));
  const instant = new Date(millis - offsetMinutes(zone) * 60_000);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

const TIME = /\d[T,\s]\s*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?\s*([ap]m)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

function offsetMinutes(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
}
