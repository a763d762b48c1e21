import type { HistoryItem } from '../../core/api/history.ts';
import { Every, ReminderKind } from '../../core/reminders.ts';
import { instantOf } from '../../core/schedule.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { deviceZone } from './device-zone.ts';
import { useReminderWords } from './reminder-words.ts';

/** A value of a reminder, its series or a cadence as it reads in the history; null for one that reads as it is. */
export function useLoggedReminderValue(): (item: Pick<HistoryItem, 'table' | 'field'>, value: string | number) => string | null {
  const words = useReminderWords();
  const { civilDate, time, dateTime, list } = useFormats();

  /** A time is that of its own zone's wall, which the log keeps apart from it. */
  function due(text: string): string {
    const instantMs = instantOf(text, deviceZone());
    return [civilDate(text.slice(0, 10)), instantMs === null ? '' : time(instantMs)].filter(Boolean).join(' ');
  }

  function ofText(field: string, text: string): string | null {
    switch (field) {
      case 'due':
      case 'start':
        return due(text);
      case 'skipped':
        return list(text.split(' ').map(due));
      case 'kind':
        return ReminderKind.safeParse(text).success ? words.kind(text as ReminderKind) : text;
      case 'rule':
        return words.repeat({ kind: 'rule', rule: text });
      case 'afterDone':
        return Every.safeParse(text).success ? words.repeat({ kind: 'afterDone', every: text }) : text;
      case 'every':
        return Every.safeParse(text).success ? words.every(text) : text;
      default:
        return null;
    }
  }

  return ({ table, field }, value) => {
    if (!TABLES.has(table) || field === null) return null;
    if (typeof value === 'string') return ofText(field, value);
    if (field === 'doneAt') return dateTime(value);
    return field === 'priority' ? words.priority(value) : null;
  };
}

/**
 * Of one change without what says nothing new about reminders: of a new one it is said what is to be done and when,
 * and no more; nor is it said who ticked off what they did, or the zone of a time that had none.
 */
export function withoutReminderDetails(items: readonly HistoryItem[]): HistoryItem[] {
  const isNew = new Set(items.filter(({ op, table }) => op === 'inserted' && TABLES.has(table)).map(({ recordId }) => recordId));
  const hasNewReminder = items.some(({ op, table }) => op === 'inserted' && table === 'reminders');
  return items.flatMap((item) => {
    const { op, table, field, recordId, before, after } = item;
    if (!TABLES.has(table) || field === null) return [item];
    if (op === 'inserted') {
      if (table === 'reminderSeries' && hasNewReminder) return [];
      // The log has the row first and then what was written into it.
      const written = items.find((other) => other.op === 'updated' && other.recordId === recordId && other.field === field);
      const due = items.find((other) => other.op === 'updated' && other.recordId === recordId && other.field === 'due');
      return [{ ...item, after: written?.after ?? (after === '' ? null : after) }, ...(due ? [due] : [])];
    }
    if (op === 'updated' && (SILENT.has(field) || isNew.has(recordId))) return [];
    return field === 'zone' && (before === '' || after === '') ? [] : [item];
  });
}

/** Who ticked it off is who made the change; the rest is for machines. */
const SILENT: ReadonlySet<string> = new Set(['doneBy', 'createdAt', 'occurrence', 'seriesId', 'contactId']);
const TABLES: ReadonlySet<string> = new Set(['reminders', 'reminderSeries', 'cadences']);
