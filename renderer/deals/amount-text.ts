import { AMOUNT_MAX } from '../../core/deals.ts';
import { currencyDigits } from '../../core/money.ts';
import { moneyText } from '../field-text.ts';
import { readMoney } from '../i18n/read-number.ts';

/** Minor units of an amount as the locale writes it; undefined for what is none, is below nothing, or names another currency. */
export function readAmount(text: string, locale: string, currency: string): number | undefined {
  const minor = readMoney(text, locale, currency);
  return minor === null || minor < 0 || minor > AMOUNT_MAX ? undefined : minor;
}

/** What an amount of the currency looks like: `1234,50`. */
export const amountExample = (currency: string, locale: string): string => moneyText({ minor: Math.round(1234.5 * 10 ** currencyDigits(currency)), currency }, locale);
