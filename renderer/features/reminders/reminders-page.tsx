import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Bell, CheckCheck, Plus } from 'lucide-react';
import type { Reminder } from '../../../core/reminders.ts';
import { useApi } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { aheadRows, timeOf } from '../../reminders/list-rows.ts';
import { ReminderList } from '../../reminders/reminder-list.tsx';
import { useRemindersText } from '../../reminders/reminder-words.ts';
import { useAhead } from '../../reminders/today-query.ts';
import { useListPeek } from '../../reminders/use-list-peek.tsx';
import type { ListPeek } from '../../reminders/use-list-peek.tsx';
import { useMinute } from '../../reminders/use-minute.ts';
import { useWhose } from '../../reminders/whose.ts';
import type { Whose } from '../../reminders/whose.ts';
import { WhoseSwitch } from '../../reminders/whose-switch.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNarrow } from '../../ui/media.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useDayGroups } from './day-groups.ts';

type State = 'open' | 'done';
const PAGE = 100;

/** All that is to be done, by day, and all that was. */
export function RemindersPage() {
  const t = useRemindersText();
  const isNarrow = useNarrow();
  const { whose, setWhose, isTeam } = useWhose();
  const [state, setState] = useState<State>('open');
  const nowMs = useMinute();
  const peek = useListPeek(nowMs);
  return (
    <Page
      title={t('title')}
      peek={peek.panel}
      actions={
        <>
          {isTeam && whose && <WhoseSwitch whose={whose} onChange={setWhose} />}
          {!isNarrow && <CommandButton command="reminder.new" kind="main" icon={Plus} className="ms-2" />}
        </>
      }
    >
      {whose && (
        <Tabs
          label={t('openOrDone')}
          selected={state}
          onSelect={(id) => setState(id === 'done' ? 'done' : 'open')}
          tabs={(['open', 'done'] as const).map((id) => ({ id, label: t(id === 'open' ? 'openTab' : 'doneTab'), content: <Reminders state={id} whose={whose} nowMs={nowMs} peek={peek.list} /> }))}
          className="flex-1 px-4 narrow:px-2 [&>[role=tabpanel]]:min-h-0"
          panelClassName="overflow-y-auto px-2 pt-2 pb-12"
        />
      )}
    </Page>
  );
}

function Reminders({ state, whose, nowMs, peek }: { state: State; whose: Whose; nowMs: number; peek: ListPeek | undefined }) {
  const t = useRemindersText();
  const text = useText();
  const list = useReminders(state, whose);
  const comesAgain = useAhead(whose)?.occurrences ?? [];
  const last = list.rows?.at(-1);
  // What lies beyond the rows that were loaded comes with them.
  const until = list.hasMore && last ? timeOf(last) : Infinity;
  const ahead = state === 'open' ? aheadRows({ occurrences: comesAgain, meetings: [] }).filter(({ at }) => at <= until) : [];
  const groups = useDayGroups(list.rows ?? [], ahead, state, nowMs);
  if (list.error && !list.rows) return <Failed error={list.error} onRetry={list.retry} className="py-12" />;
  if (!list.rows) return <Skeleton label={text('common:loading')} />;
  if (list.rows.length === 0) {
    return state === 'open' ? (
      <EmptyState icon={Bell} text={t('nothingOpen')} action={<CommandButton command="reminder.new" kind="main" icon={Plus} />} />
    ) : (
      <EmptyState icon={CheckCheck} text={t('nothingDone')} action={<CommandButton command="go.today" />} />
    );
  }
  return (
    <div className="flex max-w-240 flex-col items-start gap-4 [&>[role=grid]]:w-full">
      <ReminderList label={t('title')} groups={groups} nowMs={nowMs} showsOwners={whose === 'everybody'} peek={peek} />
      {list.hasMore && <Button size="small" isDisabled={list.isLoadingMore} onPress={list.loadMore}>{t('showMore')}</Button>}
    </div>
  );
}

function useReminders(state: State, whose: Whose) {
  const api = useApi();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['reminders.list', { state, whose, limit: PAGE }, 'pages'],
    queryFn: ({ pageParam, signal }) => api.reminders.list({ state, whose, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  return {
    rows: data?.pages.flatMap(({ rows }): Reminder[] => rows),
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
  };
}
