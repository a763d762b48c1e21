import { z } from 'zod';
import { command, query } from '../call.ts';
import { type ContactRef, Line } from '../contacts.ts';
import { EntryFields } from '../entries.ts';
import { Id } from '../ids.ts';
import { Due, Every, type Reminder, ReminderFields, Repeat } from '../reminders.ts';
import { ZoneName } from '../due.ts';
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
  /** People one talked to in the last 90 days with whom nothing is planned; the last first. */
  noNextStep: Some<{ contact: ContactRef; lastContactAt: number; lastKind: string }>;
  /** Birthdays and other yearly dates in the days that were asked for. `years` is null where the year is not known. */
  anniversaries: { contact: ContactRef; label: string; on: string; years: number | null }[];
}

const NewReminder = ReminderFields.partial().and(Due).and(z.object({ repeat: Repeat.nullable().optional() }));
export type NewReminder = z.infer<typeof NewReminder>;

export const reminders = {
  /** For the device's zone: what is all day follows the device, what has a time is due at its own zone's instant. */
  today: query<Today>()(z.strictObject({ zone: ZoneName, whose: Whose, laterDays: z.number().int().min(1).max(60), limit: z.number().int().min(1).max(200) })),
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
  /** Puts it off. One that comes again does so as before. */
  snooze: command<Done>()(z.strictObject({ id: Id, to: Due })),
  /**
   * Done. What comes again is there again, and comes back as `nextId`. `log` is put on the timeline of its
   * contact, `nextStep` is the next action. All of it is one change. Errors: `reminder-not-found`, `already-done`, `no-contact` for a log about nobody.
   */
  complete: command<Done & { nextId: Id | null; entryId: Id | null }>()(
    z.strictObject({ id: Id, log: EntryFields.pick({ kind: true, body: true }).extend({ outcome: EntryFields.shape.outcome.optional() }).optional(), nextStep: NewReminder.optional() }),
  ),
  /** Errors: `reminder-not-found`, `not-done`. */
  reopen: command<Done>()(z.strictObject({ id: Id })),
  /** Leaves this one out; the next one takes its place. Errors: `does-not-repeat`. */
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
