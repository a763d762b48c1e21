import type { Reminder } from '../../../core/reminders.ts';
import { dayOf } from '../../../core/schedule.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { deviceZone } from '../../reminders/device-zone.ts';
import type { AheadRow, ReminderGroup } from '../../reminders/list-rows.ts';
import { civilDay, isOverdue, useReminderWords, useRemindersText } from '../../reminders/reminder-words.ts';

/** Reminders under the day on which they are due or were done, and with them what is ahead; all that is overdue comes first, as one. */
export function useDayGroups(rows: readonly Reminder[], ahead: readonly AheadRow[], state: 'open' | 'done', nowMs: number): ReminderGroup[] {
  const t = useRemindersText();
  const words = useReminderWords();
  const { number } = useFormats();
  const groups: (ReminderGroup & { rows: Reminder[] })[] = [];
  for (const reminder of rows) {
    const isLate = state === 'open' && isOverdue(reminder, nowMs);
    const day = isLate ? 'overdue' : reminder.doneAt === null ? civilDay(reminder) : dayOf(reminder.doneAt, deviceZone());
    const last = groups.at(-1);
    // What is due at a time is in order among what is due all day, so that a day may come round once more.
    const group = last?.id === day ? last : groups.find(({ id }) => id === day);
    if (group) group.rows.push(reminder);
    else groups.push({ id: day, title: isLate ? t('overdue') : words.day(day, nowMs), isOverdue: isLate, isOneDay: !isLate, rows: [reminder] });
  }
  const counted = groups.map((group): ReminderGroup => ({ ...group, note: number(group.rows.length) }));
  for (const row of ahead) {
    const day = dayOf(row.at, deviceZone());
    const group = counted.find(({ id }) => id === day);
    if (group) group.ahead = [...(group.ahead ?? []), row];
    else counted.push({ id: day, title: words.day(day, nowMs), isOneDay: true, rows: [], ahead: [row] });
  }
  return ahead.length === 0 ? counted : counted.toSorted((a, b) => Number(b.isOverdue ?? false) - Number(a.isOverdue ?? false) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
