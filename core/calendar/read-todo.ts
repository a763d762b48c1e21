import type { DueText } from '../due.ts';
import { dayOf, daysAfter, isTimed, wallTimeOf } from '../schedule.ts';
import { occurrences, type Series } from '../recurrence.ts';
import type { CalendarProblemCode, ReminderItem } from './items.ts';
import { dueLike, type Moment } from './moments.ts';
import type { Parsed } from './parsed.ts';

export interface Now {
  nowMs: number;
  /** The device's. */
  zone: string;
  /** How many occurrences of rules may still be walked over for this file. */
  stepsLeft: number;
}

/** What a to-do becomes, or why it is left out. `overrides` are the occurrences of it that were changed or done. */
export function readTodo(todo: Parsed, overrides: readonly Parsed[], now: Now): ReminderItem | CalendarProblemCode {
  if (todo.isCancelled) return 'cancelled';
  const isDone = hasBeenDone(todo);
  const due = dueOf(todo) ?? (isDone ? todo.when('completed') : undefined);
  if (!due) return 'undated';
  const once = { ...common(todo), due: todo.moments.here(due).due, zone: todo.moments.here(due).zone, series: null };
  if (isDone) return { ...once, doneAt: (todo.when('completed') ?? todo.when('last-modified') ?? due).atMs };
  const rule = todo.rule();
  if (!rule) return once;
  if (rule.kept === undefined) {
    todo.remarks.add('rule-not-kept');
    return once;
  }
  const from = isTimed(due.due) ? `${wallTimeOf(now.nowMs, due.zone).slice(0, 10)}T00:00` : dayOf(now.nowMs, now.zone);
  return seriesItem(once, { todo, start: due, rule: rule.kept }, overrides, from) ?? 'series-ended';
}

/** The first occurrence, `from` itself or later, that nobody skipped, cancelled or did; null where there is none. */
export function seriesItem(once: ReminderItem, { todo, start, rule }: { todo: Parsed; start: Moment; rule: string }, overrides: readonly Parsed[], from: DueText): ReminderItem | null {
  const changed = byOccurrence(overrides, start);
  const gone = [...changed].filter(([, each]) => each.isCancelled || hasBeenDone(each)).map(([due]) => due);
  const skipped = [...new Set([...todo.allTimes('exdate').map((each) => dueLike(each, start)), ...gone])].sort();
  const series: Series = { start: start.due, zone: start.zone, rule, skipped };
  const [occurrence] = occurrences(series, from > series.start ? from : series.start, '9999-12-31', 1);
  if (occurrence === undefined) return null;
  const moved = changed.get(occurrence);
  const due = moved && dueOf(moved);
  return { ...once, due: due?.due ?? occurrence, zone: due?.zone ?? series.zone, series: { ...series, occurrence } };
}

/** What differs from a series, by the occurrence that it takes the place of. */
export function byOccurrence(overrides: readonly Parsed[], start: Moment): Map<DueText, Parsed> {
  return new Map(overrides.flatMap((each) => {
    const occurrence = each.when('recurrence-id');
    return occurrence ? [[dueLike(occurrence, start), each] as const] : [];
  }));
}

/** Programs that know no due date end a to-do, or only begin it. A day that ends one is the day after its last. */
function dueOf(todo: Parsed): Moment | undefined {
  const begins = todo.when('dtstart');
  if (todo.component.name === 'vevent') return begins;
  const end = todo.when('dtend');
  const lastDay = end && begins && end.zone === '' && end.due > begins.due ? { ...end, due: daysAfter(end.due, -1) } : end;
  return todo.when('due') ?? lastDay ?? begins;
}

function common(todo: Parsed): Omit<ReminderItem, 'due' | 'zone' | 'series'> {
  const place = todo.text('location');
  return {
    kind: 'reminder',
    row: todo.row,
    uid: todo.uid,
    occurrence: todo.when('recurrence-id')?.due ?? '',
    people: todo.people,
    reminderKind: 'task',
    purpose: todo.line('summary'),
    notes: todo.notes(place, todo.text('url')),
    priority: priorityOf(Number(todo.text('priority'))),
    doneAt: null,
    needsSomebody: false,
  };
}

function hasBeenDone(todo: Parsed): boolean {
  return todo.status === 'COMPLETED' || todo.component.getFirstProperty('completed') !== null || todo.text('percent-complete') === '100';
}

/** 1 is the highest of iCalendar, up to 4 is high, 5 and lower is usual. */
function priorityOf(priority: number): 0 | 1 | 2 {
  return priority === 1 ? 2 : priority > 1 && priority < 5 ? 1 : 0;
}
