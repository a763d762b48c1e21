// What of a reminder's form outlives a crash: what was typed, and with whom. Its day only while that is to come.
import { z } from 'zod';
import { ContactKind } from '../../core/contacts.ts';
import { Id } from '../../core/ids.ts';
import { ReminderKind } from '../../core/reminders.ts';
import type { ReminderDialogOpen } from './intent.ts';

const ReminderDraft = z.object({
  contact: z.object({ id: Id, kind: ContactKind, name: z.string(), photo: z.string().nullable(), hidden: z.boolean() }).nullable(),
  kind: ReminderKind,
  purpose: z.string().max(1_000),
  day: z.string().max(20),
  time: z.string().max(20),
  notes: z.string().max(100_000),
});
export type ReminderDraft = z.infer<typeof ReminderDraft>;

/** Each reminder has its own, and so has a new one about each contact. */
export const draftKeyOf = (open: ReminderDialogOpen): string => (open.kind === 'edit' ? `reminder:${open.reminder.id}` : `reminder-with:${open.contact?.id ?? 'nobody'}`);

/** Empty where what was typed is what the form began with. */
export function draftText(typed: ReminderDraft, begun: ReminderDraft): string {
  return typed.purpose === begun.purpose && typed.notes === begun.notes ? '' : JSON.stringify(ReminderDraft.parse(typed));
}

/** Null for what this version cannot read. */
export function readReminderDraft(text: string, today: string): Partial<ReminderDraft> | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  const draft = ReminderDraft.safeParse(stored).data;
  if (!draft) return null;
  const { day, time, ...typed } = draft;
  return day !== '' && day < today ? typed : { ...typed, day, time };
}
