import type { DueText } from '../due.ts';
import type { Id } from '../ids.ts';
import type { ReminderKind } from '../reminders.ts';

/** As what reminders stand in a calendar: as to-dos, or as events for programs that show no to-dos. */
export type CalendarForm = 'todo' | 'event';

interface Versioned {
  id: Id;
  /** Milliseconds since 1970: when it was made, and when it or the name of whom it is about last changed. */
  madeAt: number;
  changedAt: number;
}

/** A reminder as a calendar needs it. */
export interface CalendarReminder extends Versioned {
  kind: ReminderKind;
  purpose: string;
  /** The name of whom it is about; empty for nobody. */
  contact: string;
  due: DueText;
  zone: string;
  priority: number;
  notes: string;
  /** Milliseconds since 1970; null while it is open. */
  doneAt: number | null;
  /** Of the open one of a series by rule: the series, and which of its occurrences this is. */
  series: { id: Id; start: DueText; zone: string; rule: string; skipped: readonly DueText[]; occurrence: DueText } | null;
}

/** A meeting of the timeline as a calendar needs it. */
export interface CalendarMeeting extends Versioned {
  /** Milliseconds since 1970, UTC. */
  at: number;
  minutes: number | null;
  subject: string;
  body: string;
  participants: readonly string[];
}

/** What tells our rows in a calendar from those of others. */
export const UID_HOST = 'kith';

export const PRODUCT = '-//Kith//Kith//EN';
