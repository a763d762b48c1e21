import { useTranslation } from 'react-i18next';
import { useMonthName } from '../../../deals/month-name.ts';
import type { Slot } from './months.ts';

/** The words of the forecast. */
export const useForecastText = () => useTranslation('forecast').t;

/** What a row is called; `thisMonth` tells what is late from what merely comes before the rows. */
export function useSlotName(thisMonth: string): (slot: Slot, style?: 'long' | 'short' | 'only') => string {
  const t = useForecastText();
  const monthName = useMonthName();
  return ({ kind, months }, style = 'long') => {
    if (kind === 'none') return t('noDate');
    const [first = ''] = months;
    if (kind === 'before') return first > thisMonth ? t('before', { month: monthName(first, style) }) : style === 'short' ? t('overdue') : t('overdueBefore', { month: monthName(first) });
    if (months.length === 1) return monthName(first, style);
    return t(style === 'only' ? 'quarterOnly' : 'quarter', { quarter: String(Math.ceil(Number(first.slice(5)) / 3)), year: first.slice(0, 4) });
  };
}
