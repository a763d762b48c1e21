import { z } from 'zod';
import { command, query } from '../call.ts';
import { type ContactRef, Line } from '../contacts.ts';
import type { DealCard } from '../deals.ts';
import { EntryFields } from '../entries.ts';
import { Id } from '../ids.ts';
import { Due, Every, type Reminder, ReminderFields, Repeat } from '../reminders.ts';
import { DueText, ZoneName } from '../due.ts';
import { type Done, Seen } from './contacts.ts';

/** The first of `total` reminders that have just fallen due on this device. */
export interface DueEvent {
  reminders: Reminder[];
  total: number;
}

const Whose = z.enum(['mine', 'everybody']);

/** The first of many, and how many there are. */
export interface Some<Row> {
  rows: Row[];
  total: number;
}

/** Of people with whom nothing is planned no more are counted: that many or more is as much as anybody wants to know. */
export const MOST_WITHOUT_NEXT_STEP = 200;

/** What a day begins with. Groups are in the order in which they are due. */
export interface Today {
  /** The day that this is about, in the zone that was asked for. */
  today: string;
  overdue: Some<Reminder>;
  dueToday: Some<Reminder>;
  /** In the days after today that were asked for. */
  later: Some<Reminder>;
  doneToday: number;
  /** People to talk to by how often one wants to; the longest over first. */
  cadences: Some<{ contact: ContactRef; dueOn: string; lastContactAt: number | null }>;
  /** People one talked to in the last 90 days with whom nothing is planned; the last first, and at most `MOST_WITHOUT_NEXT_STEP` counted. */
  noNextStep: Some<{ contact: ContactRef; lastContactAt: number; lastKind: string }>;
  /** Birthdays and other yearly dates in the days that were asked for. `years` is null where the year is not known. */
  anniversaries: { contact: ContactRef; label: string; on: string; years: number | null }[];
  /** Deals without a next action for longer than their stage allows; those that nothing happened with for longest first. */
  stalled: Some<DealCard>;
}

/** An occurrence of a series that is no reminder yet, since the one before it is open. By `seriesId` and `due` it is told from others. */
export interface Occurrence extends Pick<Reminder, 'due' | 'zone' | 'kind' | 'purpose' | 'priority' | 'notes' | 'contact' | 'owner' | 'repeat'> {
  seriesId: Id;
  /** Milliseconds since 1970, UTC; of a day its start in the zone that was asked for. */
  at: number;
}

/** A meeting that stands on the timeline, today or ahead. */
export interface Meeting {
  /** Of the entry. */
  id: Id;
  at: number;
  subject: string;
  /** How it begins. */
  body: string;
  people: ContactRef[];
}

/** What the coming days hold beyond the open reminders, each in time order. */
export interface Ahead {
  occurrences: Occurrence[];
  meetings: Meeting[];
}

const OccurrenceKey = z.strictObject({ seriesId: Id, occurrence: DueText });

const OccurrenceChange = OccurrenceKey.extend({
  fields: ReminderFields.partial().optional(),
  due: Due.optional(),
  repeat: Repeat.nullable().optional(),
  scope: z.enum(['this', 'later', 'all']),
});
export type OccurrenceChange = z.infer<typeof OccurrenceChange>;

export const NewReminder = ReminderFields.partial().and(Due).and(z.object({ repeat: Repeat.nullable().optional() }));
export type NewReminder = z.infer<typeof NewReminder>;

export const reminders = {
  /** For the device's zone: what is all day follows the device, what has a time is due at its own zone's instant. */
  today: query<Today>()(z.strictObject({ zone: ZoneName, whose: Whose, laterDays: z.number().int().min(1).max(60), limit: z.number().int().min(1).max(200) })),
  /** Meetings and recurring reminders of today and the days after it, beyond the open reminders. */
  ahead: query<Ahead>()(z.strictObject({ zone: ZoneName, whose: Whose, days: z.number().int().min(1).max(60), limit: z.number().int().min(1).max(200) })),
  /** How many of one's own are overdue or due today. */
  count: query<{ waiting: number }>()(z.strictObject({ zone: ZoneName })),
  /** Open ones in the order in which they are due, done ones the last first. */
  list: query<{ rows: Reminder[]; next: string | null }>()(
    z.strictObject({ state: z.enum(['open', 'done']), contactId: Id.optional(), whose: Whose.optional(), limit: z.number().int().min(1).max(200), after: z.string().max(200).optional() }),
  ),
  /** What this device has shown and still waits to be done or put off, the last first. */
  inbox: query<{ rows: { reminder: Reminder; at: number; seen: boolean }[]; unseen: number }>()(z.strictObject({ limit: z.number().int().min(1).max(200) })),
  /** Somebody has looked at the inbox. */
  seen: command<void>()(z.void()),
  /** What is planned with somebody: the next of `open` reminders, and how often one wants to talk. */
  ofContact: query<{ next: Reminder | null; open: number; cadence: { every: string; dueOn: string | null; lastContactAt: number | null } | null }>()(z.strictObject({ contactId: Id, zone: ZoneName })),
  /** Errors: `reminder-not-found`. */
  get: query<Reminder>()(z.strictObject({ id: Id })),
  /** It is the author's unless it says whose. Errors: `contact-not-found`, `bad-rule`. */
  create: command<Done & { id: Id }>()(NewReminder),
  /** `this` changes this one; `later` it and all that come after it. Errors: `reminder-not-found`, `bad-rule`. */
  update: command<Done>()(
    z.strictObject({ id: Id, fields: ReminderFields.partial().optional(), due: Due.optional(), repeat: Repeat.nullable().optional(), scope: z.enum(['this', 'later']).optional(), seen: Seen.optional() }),
  ),
  /**
   * Changes an occurrence that is ahead of the open one: `this` makes it a reminder of its own, `later` lets it and all
   * later ones go another way, `all` changes the open one and all later ones. Errors: `occurrence-not-found`, `contact-not-found`, `bad-rule`.
   */
  updateOccurrence: command<Done>()(OccurrenceChange),
  /** Leaves out an occurrence that is ahead. Errors: `occurrence-not-found`. */
  skipOccurrence: command<Done>()(OccurrenceKey),
  /** Puts it off. One that comes again does so as before. */
  snooze: command<Done>()(z.strictObject({ id: Id, to: Due })),
  /**
   * Done. What comes again is there again, and comes back as `nextId`. `log` is put on the timeline of its
   * contact, `nextStep` is the next action. All of it is one change. Where it comes again by a rule or in a zone that is
   * not known here, `isNextKnown` is false and there is no next one. Errors: `reminder-not-found`, `already-done`, `no-contact` for a log about nobody.
   */
  complete: command<Done & { nextId: Id | null; entryId: Id | null; isNextKnown: boolean }>()(
    z.strictObject({ id: Id, log: EntryFields.pick({ kind: true, body: true }).extend({ outcome: EntryFields.shape.outcome.optional() }).optional(), nextStep: NewReminder.optional() }),
  ),
  /** Errors: `reminder-not-found`, `not-done`. */
  reopen: command<Done>()(z.strictObject({ id: Id })),
  /** Leaves this one out; the next one takes its place. Errors: `does-not-repeat`, `next-not-known` where it comes again in a way that is not known here. */
  skip: command<Done & { nextId: Id | null }>()(z.strictObject({ id: Id })),
  remove: command<Done>()(z.strictObject({ id: Id })),
  restore: command<Done>()(z.strictObject({ id: Id })),
  /**
   * What a quick-add line says, all of it as one change: somebody new, or new details of somebody who is there
   * already; what to do next about them; how often one wants to talk. Errors: `contact-not-found`, `bad-rule`.
   */
  quickAdd: command<Done & { contactId: Id | null; reminderId: Id | null }>()(
    z.strictObject({
      contact: z
        .strictObject({
          /** Who is there already. */
          id: Id.optional(),
          fullName: Line.optional(),
          emails: z.array(Line.min(1)).max(20),
          phones: z.array(Line.min(1)).max(20),
          organisation: Line.min(1).optional(),
          tags: z.array(Line.min(1)).max(50),
        })
        .nullable(),
      reminder: NewReminder.optional(),
      cadence: Every.optional(),
    }),
  ),
  /** How often one wants to talk to somebody; empty for not by plan. */
  setCadence: command<Done>()(z.strictObject({ contactId: Id, every: z.union([z.literal(''), Every]) })),
};
