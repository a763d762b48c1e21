import { useEffect, useMemo, useState } from 'react';
import { isDayFirstIn } from '../../core/countries.ts';
import type { Language, QuickAddContext } from '../../core/quick-add.ts';
import { wallTimeOf } from '../../core/schedule.ts';
import { useApiQuery } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { deviceZone } from './device-zone.ts';

const LANGUAGES: readonly Language[] = ['en', 'de', 'fr', 'es'];

/** What lines with days and times are read by; anew when the day or the minute is another. */
export function useLineContext(): QuickAddContext {
  const { locale } = useFormats();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const country = profile?.team.country ?? 'GB';
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const [today, now] = wallTimeOf(nowMs, deviceZone()).split('T') as [string, string];
  return useMemo(() => {
    const own = LANGUAGES.find((language) => locale.startsWith(language)) ?? 'en';
    return { today, now, country, dayFirst: isDayFirstIn(country), languages: [own, ...LANGUAGES.filter((language) => language !== own)] };
  }, [today, now, country, locale]);
}
