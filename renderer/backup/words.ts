import { useTranslation } from 'react-i18next';
import { hasCode } from '../../core/call.ts';
import { useErrorText } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';

const COUNTED = { person: 'countPerson', organisation: 'countOrganisation', entry: 'countEntry', reminder: 'countReminder', deal: 'countDeal' } as const;

export interface BackupWords {
  /** "today 14:29", "yesterday 9:00", "3 Nov 2026, 14:29": within a sentence. */
  when: (atMs: number, nowMs: number) => string;
  /** "today", "3 Nov 2026". */
  day: (atMs: number, nowMs: number) => string;
  /** "1,204 people, 36 organisations and 12 deals", of what there is. */
  counts: (counts: Readonly<Record<string, number>>) => string;
}

export function useBackupWords(): BackupWords {
  const { t } = useTranslation('backup');
  const { date, time, number, list } = useFormats();
  const dayOf = (atMs: number, nowMs: number): 'today' | 'yesterday' | undefined => {
    const day = date(atMs, 'numeric');
    if (day === date(nowMs, 'numeric')) return 'today';
    return day === date(nowMs - DAY_MS, 'numeric') ? 'yesterday' : undefined;
  };
  return {
    when(atMs, nowMs) {
      const near = dayOf(atMs, nowMs);
      return near ? t(near === 'today' ? 'todayAt' : 'yesterdayAt', { time: time(atMs) }) : t('dayAt', { day: date(atMs), time: time(atMs) });
    },
    day(atMs, nowMs) {
      const near = dayOf(atMs, nowMs);
      return near ? t(near) : date(atMs);
    },
    counts(counts) {
      const parts = Object.entries(COUNTED).flatMap(([kind, key]) => {
        const count = counts[kind] ?? 0;
        return count === 0 ? [] : [t(key, { count, formatted: number(count) })];
      });
      return parts.length === 0 ? t('countNothing') : list(parts);
    },
  };
}

const DAY_MS = 86_400_000;

/** Why a typed recovery key was refused, with the place where that is known. */
export function useKeyErrorText(): (error: unknown) => string {
  const { t } = useTranslation('backup');
  const { number } = useFormats();
  const errorText = useErrorText();
  return (error) => {
    if (hasCode(error, 'recovery-key-mistyped')) {
      const { group } = error.details as { group?: number };
      if (group !== undefined) return t('mistypedAt', { group: number(group) });
    }
    return errorText(error);
  };
}
