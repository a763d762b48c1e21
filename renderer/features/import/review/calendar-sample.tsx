import { Bell, CalendarDays, Repeat } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportLook } from '../../../../core/api/transfer.ts';
import { instantOf } from '../../../../core/schedule.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Clip } from '../../../ui/clip.tsx';

type Item = NonNullable<ImportLook['calendar']>[number];

/** The first of a calendar as they would be: what becomes a reminder, what a meeting, and when. */
export function CalendarSample({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('import');
  const { civilDate, dateTime } = useFormats();
  if (items.length === 0) return <p className="px-6 py-6 text-13 text-text2 narrow:px-4">{t('calendarEmpty')}</p>;

  const when = ({ at, due, zone }: Item): string => {
    const instantMs = at ?? instantOf(due, zone);
    return instantMs === null ? civilDate(due) : dateTime(instantMs);
  };

  return (
    <div className="px-6 pb-8 narrow:px-4">
      <p className="py-3 text-13 text-text2">{t('calendarSampleText')}</p>
      <ul>
        {items.map((item, place) => {
          const Icon = item.kind === 'meeting' ? CalendarDays : Bell;
          return (
            <li key={place} className="grid min-h-11 grid-cols-[16px_minmax(0,1fr)_auto_minmax(0,12rem)] items-center gap-x-3 border-b border-border/55 text-13 text-text2 narrow:grid-cols-[16px_minmax(0,1fr)_auto] narrow:py-2">
              <Icon aria-label={t(item.kind === 'meeting' ? 'calendarMeeting' : 'calendarReminder')} className="text-text3" />
              <Clip className="font-medium text-text"><bdi>{item.title || t('untitled')}</bdi></Clip>
              <span>{item.repeats && <Repeat aria-label={t('calendarRepeats')} className="size-3.5 text-text3" />}</span>
              <time className="figures text-end narrow:col-start-2 narrow:text-start narrow:text-12">{when(item)}</time>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
