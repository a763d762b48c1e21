import { useTranslation } from 'react-i18next';
import { useMonthName } from '../../deals/month-name.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import type { Span } from './period.ts';

/** The words of the reports. */
export const useReportsText = () => useTranslation('reports').t;

/** "June 2026", "2026", "Jan 2026 to Mar 2026", or that it is all there is. */
export function useSpanName(): (span: Span) => string {
  const t = useReportsText();
  const monthName = useMonthName();
  return ({ bounds }) => {
    if (bounds === null) return t('all');
    const [first, last] = bounds;
    if (first === last) return monthName(first);
    if (first.endsWith('-01') && last === `${first.slice(0, 4)}-12`) return first.slice(0, 4);
    return t('fromTo', { from: monthName(first, 'short'), to: monthName(last, 'short') });
  };
}

const DAY_MS = 86_400_000;

/** A length of time in days: "12", below ten "2.5". */
export function useDays(): { days: (ms: number) => string; daysText: (ms: number) => string; plainDays: (ms: number) => string } {
  const t = useReportsText();
  const { number } = useFormats();
  const rounded = (ms: number) => (ms < 10 * DAY_MS ? Math.round((ms / DAY_MS) * 10) / 10 : Math.round(ms / DAY_MS));
  return {
    days: (ms) => number(rounded(ms)),
    daysText: (ms) => t('days', { count: rounded(ms), formatted: number(rounded(ms)) }),
    plainDays: (ms) => String(rounded(ms)),
  };
}
