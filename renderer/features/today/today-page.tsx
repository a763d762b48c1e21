import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Plus, Sun } from 'lucide-react';
import type { Today } from '../../../core/api/reminders.ts';
import { daysAfter, startOfDay } from '../../../core/schedule.ts';
import { useApiQuery } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { deviceZone } from '../../reminders/device-zone.ts';
import { aheadRows, timeOf } from '../../reminders/list-rows.ts';
import type { AheadRow, ReminderGroup } from '../../reminders/list-rows.ts';
import { ReminderList } from '../../reminders/reminder-list.tsx';
import { useReminderWords, useRemindersText } from '../../reminders/reminder-words.ts';
import { FIRST_ROWS, MOST_ROWS } from '../../reminders/today-input.ts';
import { useAhead, useTodayQuery } from '../../reminders/today-query.ts';
import { useListPeek } from '../../reminders/use-list-peek.tsx';
import type { ListPeek } from '../../reminders/use-list-peek.tsx';
import { useMinute } from '../../reminders/use-minute.ts';
import { useWhose } from '../../reminders/whose.ts';
import type { Whose } from '../../reminders/whose.ts';
import { WhoseSwitch } from '../../reminders/whose-switch.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DoneToday } from './done-today.tsx';
import { hasRail, Rail } from './rail.tsx';
import { weekOf } from './week.ts';

export interface TodayPageProps {
  /** The line that makes a contact, a reminder and a tag of what is typed. It knows every calendar: the rows do not wait for that. */
  quickAdd?: ReactNode;
}

/** What the day holds: what is late, what is due, what comes, and whom one has lost sight of. */
export function TodayPage({ quickAdd }: TodayPageProps) {
  const { whose, setWhose, isTeam } = useWhose();
  const t = useRemindersText();
  const nowMs = useMinute();
  const { date } = useFormats();
  const peek = useListPeek(nowMs);
  return (
    <Page
      peek={peek.panel}
      title={date(nowMs, 'weekday')}
      name={t('today')}
      count={t('week', { week: weekOf(nowMs) })}
      actions={isTeam && whose && <WhoseSwitch whose={whose} onChange={setWhose} />}
    >
      {whose && <Day whose={whose} nowMs={nowMs} quickAdd={quickAdd} peek={peek.list} />}
    </Page>
  );
}

function Day({ whose, nowMs, quickAdd, peek }: { whose: Whose; nowMs: number; quickAdd: ReactNode; peek: ListPeek | undefined }) {
  const text = useText();
  const [limit, setLimit] = useState(FIRST_ROWS);
  const query = useTodayQuery(whose, limit, nowMs);
  const { data: today } = query;
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-12 narrow:px-4 narrow:pb-8 print:overflow-visible">
      <div className={today && hasRail(today) ? 'grid grid-cols-1 gap-x-12 gap-y-8 @min-[880px]:grid-cols-[minmax(0,1fr)_264px] @min-[1040px]:grid-cols-[minmax(0,1fr)_304px]' : 'max-w-220'}>
        <div className="flex min-w-0 flex-col gap-4">
          {quickAdd && (today || query.error ? quickAdd : <div className="h-10.5" />)}
          {today ? (
            <Groups today={today} whose={whose} nowMs={nowMs} peek={peek} onMore={limit < MOST_ROWS ? () => setLimit(MOST_ROWS) : undefined} />
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

function Groups({ today, whose, nowMs, peek, onMore }: { today: Today; whose: Whose; nowMs: number; peek: ListPeek | undefined; onMore: (() => void) | undefined }) {
  const t = useRemindersText();
  const { number } = useFormats();
  const found = useAhead(whose);
  const ahead = useMemo(() => (found ? aheadRows(found) : []), [found]);
  const { overdue, dueToday, later } = today;
  const tomorrow = startOfDay(daysAfter(today.today, 1), deviceZone());
  const more = ({ rows, total }: Today['overdue']) => (total > rows.length ? t('moreReminders', { count: total - rows.length, formatted: number(total - rows.length) }) : undefined);
  const groups = [
    { id: 'overdue', title: t('overdue'), note: number(overdue.total), isOverdue: true, rows: overdue.rows, more: more(overdue), onMore },
    { id: 'today', title: t('today'), note: number(dueToday.total), isOneDay: true, rows: dueToday.rows, ahead: within(ahead, -Infinity, tomorrow, dueToday), more: more(dueToday), onMore },
    { id: 'later', title: t('later'), note: t('nextDays'), rows: later.rows, ahead: within(ahead, tomorrow, Infinity, later), more: more(later), onMore },
  ].filter((group: ReminderGroup) => group.rows.length > 0 || (group.ahead?.length ?? 0) > 0);
  const isClear = overdue.total === 0 && dueToday.total === 0;
  return (
    <>
      {isClear && <Clear today={today} ahead={ahead} whose={whose} nowMs={nowMs} />}
      {groups.length > 0 && <ReminderList label={t('today')} groups={groups} nowMs={nowMs} showsOwners={whose === 'everybody'} peek={peek} />}
      {today.doneToday > 0 && <DoneToday count={today.doneToday} whose={whose} nowMs={nowMs} />}
    </>
  );
}

/** Of what is ahead that which falls into these hours; where a group has more reminders than its rows, none that would come after them. */
function within(ahead: readonly AheadRow[], from: number, to: number, { rows, total }: Today['later']): AheadRow[] {
  const last = rows.at(-1);
  const until = last && total > rows.length ? timeOf(last) : Infinity;
  return ahead.filter(({ at }) => at >= from && at < to && at <= until);
}

/** Nothing is due: until when, or that nothing is planned at all. */
function Clear({ today: { later }, ahead, whose, nowMs }: { today: Today; ahead: readonly AheadRow[]; whose: Whose; nowMs: number }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const [first] = later.rows;
  const coming = ahead.find(({ at }) => at > nowMs);
  const soon = coming && (!first || coming.at < timeOf(first)) ? (coming.kind === 'meeting' ? words.dueAt(coming.at) : coming.occurrence) : first;
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
