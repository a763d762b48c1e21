import { currencyDigits } from '../../core/money.ts';
import { useFormats } from '../i18n/locale-provider.tsx';

/** An amount on an axis or a bar, where the currency is said once for all: "24.8K". */
export function useShortAmount(currency: string): (minor: number) => string {
  const { locale } = useFormats();
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1, useGrouping: 'always' });
  return (minor) => format.format(minor / 10 ** currencyDigits(currency));
}

/** An amount as a spreadsheet reads it: exact, with a point. */
export function plainAmount(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${all.slice(0, all.length - digits)}${digits === 0 ? '' : `.${all.slice(-digits)}`}`;
}
