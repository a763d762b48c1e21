import { RateText } from '../../../../core/exchange.ts';
import { readNumber } from '../../../i18n/read-number.ts';

/** A stored rate as the locale writes it, with every digit: `1,0834`. */
export const rateText = (rate: string, locale: string): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 9 }).format(rate as Intl.StringNumericLiteral);

/** A rate as it is typed in a locale, as it is stored; undefined for what is none. */
export function readRate(typed: string, locale: string): string | undefined {
  const value = readNumber(typed, locale);
  if (value === null) return undefined;
  const plain = STORED.format(value);
  return RateText.safeParse(plain).success ? plain : undefined;
}

/** Without an exponent. */
const STORED = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 9 });
