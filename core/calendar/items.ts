import type { DueText } from '../due.ts';
import type { ReminderKind } from '../reminders.ts';

interface Item {
  /** Counts to-dos and events of the file from 1. */
  row: number;
  /** With `occurrence`, which is empty for all that is not one of several, it is known by this when it comes again. */
  uid: string;
  occurrence: string;
  people: readonly CalendarPerson[];
}

export interface CalendarPerson {
  address: string;
  name: string;
}

/** What becomes a reminder, with what it comes again by. */
export interface ReminderItem extends Item {
  kind: 'reminder';
  reminderKind: ReminderKind;
  purpose: string;
  notes: string;
  priority: 0 | 1 | 2;
  due: DueText;
  zone: string;
  doneAt: number | null;
  series: { start: DueText; zone: string; rule: string; skipped: readonly DueText[]; occurrence: DueText } | null;
  /** It is about a meeting: without anybody who is known here it is none. */
  needsSomebody: boolean;
}

export interface MeetingItem extends Item {
  kind: 'meeting';
  at: number;
  minutes: number | null;
  subject: string;
  body: string;
}

export type CalendarItem = ReminderItem | MeetingItem;

/** Why something is left out, or what of it is lost though it is taken in. */
export type CalendarProblemCode = LeftOut | Remark;
export type LeftOut = 'not-readable' | 'cancelled' | 'undated' | 'series-ended' | 'rule-too-long' | 'nobody-known';
export type Remark = 'rule-not-kept' | 'zone-unknown' | 'older-left-out' | 'text-cut';

export interface CalendarProblem {
  row: number;
  code: CalendarProblemCode;
  /** The title, to find it by. */
  title: string;
}

/** Those that are taken in all the same. */
export const CALENDAR_REMARKS: ReadonlySet<CalendarProblemCode> = new Set<CalendarProblemCode>(['rule-not-kept', 'zone-unknown', 'older-left-out', 'text-cut']);

export interface CalendarReading {
  items: CalendarItem[];
  problems: CalendarProblem[];
  /** How many to-dos and events the file has. */
  total: number;
}
