import { useTranslation } from 'react-i18next';
import { useFormats } from './locale-provider.tsx';

const DAY_MS = 24 * 60 * 60_000;

/** An instant as a day in a narrow column: "Today", "9 Jun", "24 Apr 2025". The year is left out where it is this one. */
export function useShortDay(): (instantMs: number, nowMs: number) => string {
  const { t } = useTranslation('common');
  const { date } = useFormats();
  return (instantMs, nowMs) => {
    const day = date(instantMs, 'numeric');
    if (day === date(nowMs, 'numeric')) return t('today');
    if (day === date(nowMs - DAY_MS, 'numeric')) return t('yesterday');
    return date(instantMs, new Date(instantMs).getFullYear() === new Date(nowMs).getFullYear() ? 'day' : 'short');
  };
}
