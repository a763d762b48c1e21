import { z } from 'zod';
import { unify } from './text/fold.ts';

/** An amount in the smallest units of a currency: `{ minor: 1250, currency: 'EUR' }` is 12.50 €. */
export const Money = z.strictObject({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });
export type Money = z.infer<typeof Money>;

/**
 * How many decimals a currency (ISO 4217) has. A list of our own: amounts are stored by it, and the engines of
 * browsers differ in a few.
 */
export function currencyDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** An amount as people write it in a locale, in full: `12,50 €`. */
export function formatMoney(money: Money, locale: string): string {
  const digits = currencyDigits(money.currency);
  return inCurrency(locale, money.currency).format(decimalText(money.minor, digits) as Intl.StringNumericLiteral);
}

/**
 * Reads an amount typed in a locale: `1.234,5`, `(12.50)`, `1'000.–`, `CHF 20`. A sign or code of another currency in
 * it wins over `currency`. A single point or comma that is not the locale's decimal sign groups thousands before three
 * digits and begins the decimals before others. Undefined for anything else, for more decimals than the currency has (never rounded), and for
 * amounts that no exact number can hold.
 */
export function parseMoney(text: string, locale: string, currency: string): Money | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const found = takeCurrency(unify(text), locale, currency);
  const amount = found.rest.replace(/\s+/g, ' ').trim().replace(/[.,]-+$/, '');
  const isNegative = /^-|-$|^\(.*\)$/.test(amount);
  const number = amount.replace(/^-\s?|\s?-$|^\((.*)\)$/, '$1').trim();
  const minor = minorUnits(number, decimalSign(locale, found.currency), currencyDigits(found.currency));
  return minor === undefined ? undefined : { minor: isNegative && minor !== 0 ? -minor : minor, currency: found.currency };
}

const LONGEST_TEXT = 60;

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3] as const),
  ...'CLF UYW'.split(' ').map((currency) => [currency, 4] as const),
]);

const SIGNS: ReadonlyMap<string, string> = new Map([['€', 'EUR'], ['£', 'GBP'], ['$', 'USD'], ['¥', 'JPY'], ['₹', 'INR'], ['₩', 'KRW'], ['₺', 'TRY'], ['₽', 'RUB'], ['₴', 'UAH'], ['₪', 'ILS'], ['₫', 'VND']]);

const formats = new Map<string, Intl.NumberFormat>();

function inCurrency(locale: string, currency: string, currencyDisplay: 'symbol' | 'narrowSymbol' = 'symbol'): Intl.NumberFormat {
  const key = `${locale} ${currency} ${currencyDisplay}`;
  let format = formats.get(key);
  if (!format) {
    const digits = currencyDigits(currency);
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay, minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format;
}

/** An exact decimal number, since a float has too few digits for large amounts. */
export function decimalText(minor: number, digits: number): string {
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${all.slice(-digits)}`}`;
}

/** The currency that a unified text names, else the one expected, and the text without its name. */
function takeCurrency(text: string, locale: string, expected: string): { currency: string; rest: string } {
  const names = [expected, ...(['symbol', 'narrowSymbol'] as const).map((display) => symbolOf(inCurrency(locale, expected, display)))];
  const name = names.map(unify).sort((a, b) => b.length - a.length).find((candidate) => text.includes(candidate));
  if (name !== undefined) return { currency: expected, rest: text.replace(name, ' ') };
  const [code] = /(?<!\p{L})[a-z]{3}(?!\p{L})/u.exec(text) ?? [];
  if (code !== undefined && isCurrency(code.toUpperCase())) return { currency: code.toUpperCase(), rest: text.replace(code, ' ') };
  for (const [sign, currency] of SIGNS) if (text.includes(sign)) return { currency, rest: text.replace(sign, ' ') };
  return { currency: expected, rest: text };
}

function symbolOf(format: Intl.NumberFormat): string {
  return format.formatToParts(0).find(({ type }) => type === 'currency')!.value;
}

export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

/** Some locales write money with another decimal sign than other numbers. */
function decimalSign(locale: string, currency: string): string {
  const format = inCurrency(locale, currencyDigits(currency) > 0 ? currency : 'EUR');
  return unify(format.formatToParts(0).find(({ type }) => type === 'decimal')!.value);
}

/** A number without sign or currency in minor units, exactly. */
function minorUnits(number: string, localeDecimal: string, digits: number): number | undefined {
  const sign = decimalSignIn(number, localeDecimal);
  const end = sign === undefined ? number.length : number.lastIndexOf(sign);
  const whole = number.slice(0, end);
  const decimals = number.slice(end + 1).replace(/0+$/, '');
  if (!/^\d*$/.test(decimals) || decimals.length > digits) return undefined;
  if (!/^(?:\d+|\d{1,3}(?:([.,' ٬])\d{2,3})?(?:\1\d{2,3})*|)$/.test(whole) || (/\D/.test(whole) && !/\D\d{3}$/.test(whole))) return undefined;
  if (!/\d/.test(number)) return undefined;
  const minor = Number(whole.replace(/\D/g, '') + decimals.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** The sign before the decimals, if there are any. */
function decimalSignIn(number: string, localeDecimal: string): string | undefined {
  const signs: readonly string[] = number.match(/[.,٫]/g) ?? [];
  const last = signs.at(-1);
  if (last === undefined || last === '٫') return last;
  if (signs.length > 1) return signs.indexOf(last) === signs.length - 1 ? last : undefined;
  const isGroup = last !== localeDecimal && /^[1-9].*\D\d{3}$/.test(number);
  return isGroup ? undefined : last;
}
