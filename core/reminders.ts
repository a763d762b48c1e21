import { z } from 'zod';
import { type ContactRef, Line, TEXT_MAX } from './contacts.ts';
import { Id } from './ids.ts';
import { DueText, ZoneName } from './due.ts';

/** What is to be done; a task is anything else. */
export const ReminderKind = z.enum(['call', 'email', 'meeting', 'task']);
export type ReminderKind = z.infer<typeof ReminderKind>;

/** A due date, which is the same day wherever one is, or a due time in its own zone. */
export const Due = z
  .strictObject({
    /** `2026-06-19`, or `2026-06-19T10:00`. */
    due: DueText,
    /** Of a due time its IANA zone; of a due date empty. */
    zone: z.union([z.literal(''), ZoneName]),
  })
  .refine(({ due, zone }) => due.includes('T') === (zone !== ''), 'A due time has a zone, and a due date has none.');
export type Due = z.infer<typeof Due>;

export const ReminderFields = z.strictObject({
  /** In words; empty where the kind says enough. */
  purpose: Line,
  kind: ReminderKind,
  contactId: Id.nullable(),
  /** Whose it is. */
  ownerId: Id.nullable(),
  /** 0 usual, 1 high, 2 urgent. */
  priority: z.number().int().min(0).max(2),
  /** Markdown. */
  notes: z.string().max(TEXT_MAX),
});
export type ReminderFields = z.infer<typeof ReminderFields>;

/** A number of days, weeks, months or years as an ISO 8601 duration, such as `P6W`. */
export const Every = z.string().regex(/^P[1-9]\d{0,3}[DWMY]$/);
export type Every = z.infer<typeof Every>;

/** How it comes again: by an RRULE of RFC 5545 without its name, or a time after it was done, as an ISO 8601 duration. */
export const Repeat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rule'), rule: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('afterDone'), every: Every }),
]);
export type Repeat = z.infer<typeof Repeat>;

/** One follow-up as a screen gets it. */
export interface Reminder extends Omit<ReminderFields, 'contactId' | 'ownerId'> {
  id: Id;
  due: string;
  zone: string;
  contact: (ContactRef & { organisation: string }) | null;
  /** Of which deal it is the next action. */
  deal: { id: Id; title: string } | null;
  owner: { id: Id; name: string } | null;
  repeat: Repeat | null;
  /** Milliseconds since 1970, UTC; null while it is open. */
  doneAt: number | null;
  /** The version of each field, by its name. */
  seen: Record<string, string>;
}
