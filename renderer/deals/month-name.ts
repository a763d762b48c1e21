import { useFormats } from '../i18n/locale-provider.tsx';

/** "June 2026", "Jun 2026" or "Jun". */
export function useMonthName(): (month: string, style?: 'long' | 'short' | 'only') => string {
  const { locale } = useFormats();
  return (month, style = 'long') =>
    new Intl.DateTimeFormat(locale, { month: style === 'long' ? 'long' : 'short', ...(style === 'only' ? {} : { year: 'numeric' }), timeZone: 'UTC', calendar: 'gregory' }).format(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1));
}
