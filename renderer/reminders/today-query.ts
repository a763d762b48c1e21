import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Ahead, Today } from '../../core/api/reminders.ts';
import { dayOf, dueState } from '../../core/schedule.ts';
import { apiKey, useApiQuery } from '../api.ts';
import { deviceZone } from './device-zone.ts';
import { aheadInput, todayInput } from './today-input.ts';
import type { Whose } from './whose.ts';

/** What a day begins with, asked for anew when a day begins and when the time of something has come. */
export function useTodayQuery(whose: Whose, limit: number, nowMs: number): UseQueryResult<Today> {
  const queries = useQueryClient();
  const query = useApiQuery('reminders.today', todayInput(whose, limit), { keepsPrevious: true });
  const { data } = query;
  useEffect(() => {
    if (data && isOver(data, nowMs)) void queries.invalidateQueries({ queryKey: apiKey('reminders.today') });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- looked at once a minute; an answer is as of when it came
  }, [nowMs, queries]);
  return query;
}

function isOver({ today, dueToday }: Today, nowMs: number): boolean {
  const zone = deviceZone();
  return dayOf(nowMs, zone) !== today || dueToday.rows.some((reminder) => dueState(reminder.due, reminder.zone, nowMs, zone) === 'overdue');
}

/** Meetings, and what comes again beyond the open reminders, of today and the days that Later has. Undefined until it has come: the reminders do not wait for it. */
export function useAhead(whose: Whose): Ahead | undefined {
  return useApiQuery('reminders.ahead', aheadInput(whose), { keepsPrevious: true }).data;
}
