import { useEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { apiKey, useApiQuery } from '../api.ts';
import { deviceZone } from './device-zone.ts';
import { useMinute } from './use-minute.ts';

/** How many of one's own wait: what is overdue and what is due today. Undefined where there are none. */
export function useTodayCount(): number | undefined {
  const queries = useQueryClient();
  const { data } = useApiQuery('reminders.count', { zone: deviceZone() }, { keepsPrevious: true });
  const day = new Date(useMinute()).getDate();
  const dayBefore = useRef(day);
  useEffect(() => {
    if (dayBefore.current === day) return;
    dayBefore.current = day;
    void queries.invalidateQueries({ queryKey: apiKey('reminders.count') });
  }, [day, queries]);
  return data && data.waiting > 0 ? data.waiting : undefined;
}
