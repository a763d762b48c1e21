import { memo } from 'react';
import { CalendarDays } from 'lucide-react';
import { plainText } from '../../core/markdown/plain-text.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { Clip } from '../ui/clip.tsx';
import { classes } from '../ui/classes.ts';
import { REMINDER_ICONS } from './kind-icons.ts';
import { asReminder } from './list-rows.ts';
import type { AheadRow } from './list-rows.ts';
import { ROW_COLUMNS, RepeatSign, Who } from './reminder-row.tsx';
import { useReminderWords, useRemindersText } from './reminder-words.ts';

export interface AheadLineProps {
  id: string;
  row: AheadRow;
  when: string;
  isCurrent: boolean;
}

/** One line, lighter than what is to be done: a meeting, or a reminder that comes again once the one before it is done. */
export const AheadLine = memo(function AheadLine({ id, row, when, isCurrent }: AheadLineProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  const { number } = useFormats();
  const Icon = row.kind === 'meeting' ? CalendarDays : REMINDER_ICONS[row.occurrence.kind];
  const others = row.kind === 'meeting' ? row.meeting.people.length - 1 : 0;
  const who = row.kind === 'meeting' ? row.contact && { ...row.contact, organisation: '' } : row.occurrence.contact;
  return (
    <div
      id={id}
      role="row"
      data-ahead={row.id}
      aria-selected={isCurrent}
      className={classes(ROW_COLUMNS, 'group/row relative -mx-2 h-row rounded-control px-2 text-13 hover:bg-hover narrow:h-auto narrow:py-2', isCurrent && 'group-focus/list:bg-hover group-focus-visible/list:ring-row')}
    >
      <span role="gridcell" className="narrow:row-span-2"><span className="sr-only">{t(row.kind === 'meeting' ? 'kindMeeting' : 'comesAgain')}</span></span>
      <span role="gridcell" className="flex min-w-0 items-center gap-3">
        <Icon aria-hidden className="text-text3 narrow:hidden" />
        <span className="flex min-w-0 items-center gap-2">
          <Clip className="text-text2"><bdi>{row.kind === 'meeting' ? meetingTitle(row.meeting) || t('kindMeeting') : words.title(asReminder(row.occurrence))}</bdi></Clip>
          {row.kind === 'occurrence' && row.occurrence.repeat && <RepeatSign repeat={row.occurrence.repeat} />}
        </span>
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-2 narrow:col-span-2 narrow:col-start-2 narrow:row-start-2">
        {who && <Who contact={who} />}
        {others > 0 && <span className="figures flex-none text-12 text-text3">{t('othersToo', { count: others, formatted: number(others) })}</span>}
      </span>
      <span role="gridcell" className="flex min-w-0 justify-end narrow:col-start-3 narrow:row-start-1"><Clip className="figures text-12 text-text3">{when}</Clip></span>
    </div>
  );
});

const meetingTitle = ({ subject, body }: { subject: string; body: string }): string => subject || (plainText(body).trim().split('\n', 1)[0] ?? '');
