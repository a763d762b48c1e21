import { parseMoney } from '../../core/money.ts';

/**
 * A number as it is written in a locale, `1.234,5` in de-DE; null where it is none. A decimal point is also taken
 * where the locale has another sign and the text can mean nothing else: `12.5` in de-DE, since 12.500 would be a group.
 */
export function readNumber(text: string, locale: string): number | null {
  const plain = plainDecimal(text, locale);
  return plain === null ? null : Number(plain);
}

/** Minor units: `12,50` EUR is 1250. Null for what is no amount of this currency. */
export function readMoney(text: string, locale: string, currency: string): number | null {
  const money = parseMoney(text, locale, currency);
  return money?.currency === currency ? money.minor : null;
}

/** As JavaScript writes it, `-1234.5`; null where it is no decimal number. */
function plainDecimal(text: string, locale: string): string | null {
  const { decimal, group } = signsOf(locale);
  const typed = text.replace(/\p{Nd}/gu, westernDigit).replace(/[\s\u00a0\u202f'’\u061c\u200e\u200f]/g, '').replace(/[\u2212\u2013]/g, '-');
  const isForeign = decimal !== '.' && /^-?\d+\.(?!\d{3}$)\d+$/.test(typed);
  const plain = isForeign ? typed : withoutGroups(typed, group).replace(decimal, '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? plain : null;
}

/** Without the signs between groups, but only where they stand before three digits (two, in India). */
function withoutGroups(text: string, group: string): string {
  return text.split(group).every((part, place) => place === 0 || /^\d{2,3}(\D|$)/.test(part)) ? text.replaceAll(group, '') : text;
}

function signsOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1_234_567.8);
  const sign = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: sign('decimal', '.'), group: sign('group', ',') };
}

/** ٣ is 3: Unicode keeps every set of ten digits together, in order. */
function westernDigit(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit;
  let zero = digit.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero -= 1;
  return String((digit.codePointAt(0) ?? 0) - zero);
}
