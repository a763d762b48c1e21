import type { ReactNode } from 'react';
import { Plus, Sun } from 'lucide-react';
import type { Today } from '../../../core/api/reminders.ts';
import { useApiQuery } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { ReminderList } from '../../reminders/reminder-list.tsx';
import type { ReminderGroup } from '../../reminders/reminder-list.tsx';
import { useReminderWords, useRemindersText } from '../../reminders/reminder-words.ts';
import { MOST_ROWS, useTodayQuery } from '../../reminders/today-query.ts';
import type { Whose } from '../../reminders/today-query.ts';
import { useMinute } from '../../reminders/use-minute.ts';
import { useWhose, WhoseSwitch } from '../../reminders/whose-switch.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DoneToday } from './done-today.tsx';
import { hasRail, Rail } from './rail.tsx';
import { weekOf } from './week.ts';

export interface TodayPageProps {
  /** The line that makes a contact, a reminder and a tag of what is typed. */
  quickAdd?: ReactNode;
}

/** What the day holds: what is late, what is due, what comes, and whom one has lost sight of. */
export function TodayPage({ quickAdd }: TodayPageProps) {
  const { whose, setWhose, isTeam } = useWhose();
  const t = useRemindersText();
  const nowMs = useMinute();
  const { date } = useFormats();
  return (
    <Page
      title={date(nowMs, 'weekday')}
      name={t('today')}
      count={t('week', { week: weekOf(nowMs) })}
      actions={isTeam && whose && <WhoseSwitch whose={whose} onChange={setWhose} />}
    >
      {whose && <Day whose={whose} nowMs={nowMs} quickAdd={quickAdd} />}
    </Page>
  );
}

function Day({ whose, nowMs, quickAdd }: { whose: Whose; nowMs: number; quickAdd: ReactNode }) {
  const text = useText();
  const query = useTodayQuery(whose, MOST_ROWS, nowMs);
  const { data: today } = query;
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-12 narrow:px-4 narrow:pb-8 print:overflow-visible">
      <div className={today && hasRail(today) ? 'grid grid-cols-1 gap-x-12 gap-y-8 @min-[880px]:grid-cols-[minmax(0,1fr)_264px] @min-[1040px]:grid-cols-[minmax(0,1fr)_304px]' : 'max-w-220'}>
        <div className="flex min-w-0 flex-col gap-4">
          {quickAdd}
          {today ? (
            <Groups today={today} whose={whose} nowMs={nowMs} />
          ) : query.error ? (
            <Failed error={query.error} onRetry={() => void query.refetch()} className="py-12" />
          ) : (
            <Skeleton label={text('common:loading')} />
          )}
        </div>
        {today && hasRail(today) && <Rail today={today} nowMs={nowMs} />}
      </div>
    </div>
  );
}

function Groups({ today, whose, nowMs }: { today: Today; whose: Whose; nowMs: number }) {
  const t = useRemindersText();
  const { number } = useFormats();
  const { overdue, dueToday, later } = today;
  const more = ({ rows, total }: Today['overdue']) => (total > rows.length ? t('moreReminders', { count: total - rows.length, formatted: number(total - rows.length) }) : undefined);
  const groups: ReminderGroup[] = [
    { id: 'overdue', title: t('overdue'), note: number(overdue.total), isOverdue: true, rows: overdue.rows, more: more(overdue) },
    { id: 'today', title: t('today'), note: number(dueToday.total), isOneDay: true, rows: dueToday.rows, more: more(dueToday) },
    { id: 'later', title: t('later'), note: t('nextDays'), rows: later.rows, more: more(later) },
  ].filter(({ rows }) => rows.length > 0);
  const isClear = overdue.total === 0 && dueToday.total === 0;
  return (
    <>
      {isClear && <Clear today={today} whose={whose} nowMs={nowMs} />}
      {groups.length > 0 && <ReminderList label={t('today')} groups={groups} nowMs={nowMs} showsOwners={whose === 'everybody'} />}
      {today.doneToday > 0 && <DoneToday count={today.doneToday} whose={whose} nowMs={nowMs} />}
    </>
  );
}

/** Nothing is due: until when, or that nothing is planned at all. */
function Clear({ today: { later }, whose, nowMs }: { today: Today; whose: Whose; nowMs: number }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const soon = later.rows[0];
  // Beyond the days that this screen shows.
  const { data: farther, isLoading } = useApiQuery('reminders.list', { state: 'open', whose, limit: 1 }, { isEnabled: !soon });
  const next = soon ?? farther?.rows[0];
  const { data: profile } = useApiQuery('profile.info', undefined);
  if (soon) {
    return (
      <p className="flex items-center gap-3 pt-2 text-13 text-text2">
        <Sun aria-hidden className="text-text3" />
        <span>{t('clearUntil', { when: words.soon(soon, nowMs) })}</span>
      </p>
    );
  }
  if (isLoading) return null;
  return (
    <EmptyState
      icon={Sun}
      text={next ? t('clearUntil', { when: words.soon(next, nowMs) }) : t('nothingPlanned')}
      action={<CommandButton command="reminder.new" kind="main" icon={Plus} />}
      others={profile?.contacts === 0 && <CommandButton command="sample.load" kind="bare" />}
    />
  );
}
