import { useTranslation } from 'react-i18next';
import type { Reminder, ReminderKind, Repeat } from '../../core/reminders.ts';
import { daysAfter, dayOf, dueState, instantOf, wallTimeOf } from '../../core/schedule.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { deviceZone } from './device-zone.ts';

export type DueDate = Pick<Reminder, 'due' | 'zone'>;

/** The words of this screen. */
export const useRemindersText = () => useTranslation('reminders').t;

/** Reminders in words: what, when, how often. */
export function useReminderWords() {
  const t = useRemindersText();
  const { civilDate, time, list, number } = useFormats();

  const kind = (of: ReminderKind): string => t(({ call: 'kindCall', email: 'kindEmail', meeting: 'kindMeeting', task: 'kindTask' } as const)[of]);

  const near = (day: string, nowMs: number): string => {
    const today = dayOf(nowMs, deviceZone());
    if (day === today) return t('today');
    if (day === daysAfter(today, -1)) return t('yesterday');
    if (day === daysAfter(today, 1)) return t('tomorrow');
    return civilDate(day, day.slice(0, 4) === today.slice(0, 4) || (day > today && day < daysAfter(today, 180)) ? 'near' : 'short');
  };

  const clock = ({ due, zone }: DueDate): string | null => {
    const instantMs = instantOf(due, zone);
    return instantMs === null ? null : time(instantMs);
  };

  return {
    kind,
    /** "10:00"; null for a day. */
    clock,
    title: ({ purpose, kind: of }: Pick<Reminder, 'purpose' | 'kind'>): string => purpose || kind(of),
    /** A day: "Today", "Tomorrow", "Fri 12 Jun". */
    day: near,
    /** "Tomorrow 10:00", "Fri 12 Jun". */
    when: (due: DueDate, nowMs: number): string => [near(civilDay(due), nowMs), clock(due)].filter(Boolean).join(' '),
    /** The same within a sentence: "Fri 12 Jun 10:00", whichever day it is. */
    date: (due: DueDate): string => [civilDate(civilDay(due), 'near'), clock(due)].filter(Boolean).join(' '),
    /** A day that has been, in a narrow column: "Today", "12 Jun", "12 Jun 2025". */
    shortDay(day: string, nowMs: number): string {
      const today = dayOf(nowMs, deviceZone());
      return day >= daysAfter(today, -1) ? near(day, nowMs) : civilDate(day, day.slice(0, 4) === today.slice(0, 4) ? 'day' : 'short');
    },
    /** A moment, where the reader is. */
    dueAt: (instantMs: number): DueDate => ({ due: wallTimeOf(instantMs, deviceZone()), zone: deviceZone() }),
    /** Under a heading that says the day: "10:00". */
    timeOfDay: (due: DueDate): string => clock(due) ?? t('anyTime'),
    /** "10:00" today, "Thu 10:00" in the days to come, else with its date. */
    soon: (due: DueDate, nowMs: number): string => {
      const day = civilDay(due);
      const today = dayOf(nowMs, deviceZone());
      if (day === today) return clock(due) ?? t('today');
      const isSoon = day < daysAfter(today, 7);
      return [isSoon ? civilDate(day, 'dayName') : near(day, nowMs), clock(due)].filter(Boolean).join(' ');
    },
    priority: (of: number): string => t(of === 2 ? 'urgent' : of === 1 ? 'high' : 'usual'),
    /** "Every 6 weeks", of an ISO 8601 duration. */
    every(duration: string): string {
      const [count, unit] = durationParts(duration);
      return t(({ D: 'everyDays', W: 'everyWeeks', M: 'everyMonths', Y: 'everyYears' } as const)[unit], { count, formatted: number(count) });
    },
    repeat(repeat: Repeat): string {
      if (repeat.kind === 'afterDone') {
        const [count, unit] = durationParts(repeat.every);
        return t(AFTER[unit], { count, formatted: number(count) });
      }
      const parts = Object.fromEntries(repeat.rule.split(';').map((part) => part.split('=') as [string, string]));
      const count = Number(parts['INTERVAL'] ?? 1);
      const every = t(EVERY[parts['FREQ'] as 'DAILY'] ?? 'everyRule', { count, formatted: number(count) });
      const days = parts['FREQ'] === 'WEEKLY' ? (parts['BYDAY'] ?? '').split(',').filter((day) => day in WEEKDAYS) : [];
      if (days.length === 5 && !days.includes('SA') && !days.includes('SU') && count === 1) return t('everyWeekday');
      return days.length === 0 ? every : t('everyOn', { every, days: list(days.map((day) => civilDate(WEEKDAYS[day as 'MO'], 'dayName'))) });
    },
  };
}

function durationParts(duration: string): [count: number, unit: 'D' | 'W' | 'M' | 'Y'] {
  const [, count = '1', unit = 'D'] = /^P(\d+)([DWMY])$/.exec(duration) ?? [];
  return [Number(count), unit as 'D'];
}

/** The day on which it is due, where the reader is. */
export function civilDay({ due, zone }: DueDate): string {
  const instantMs = instantOf(due, zone);
  return instantMs === null ? due : dayOf(instantMs, deviceZone());
}

export const isOverdue = (due: DueDate, nowMs: number): boolean => dueState(due.due, due.zone, nowMs, deviceZone()) === 'overdue';

const AFTER = { D: 'afterDays', W: 'afterWeeks', M: 'afterMonths', Y: 'afterYears' } as const;
const EVERY = { DAILY: 'everyDays', WEEKLY: 'everyWeeks', MONTHLY: 'everyMonths', YEARLY: 'everyYears' } as const;
/** A day of each name, to ask the locale what it is called. */
const WEEKDAYS = { MO: '2024-01-01', TU: '2024-01-02', WE: '2024-01-03', TH: '2024-01-04', FR: '2024-01-05', SA: '2024-01-06', SU: '2024-01-07' } as const;
