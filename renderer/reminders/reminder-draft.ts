// A reminder's form outlives a crash with all that stood in it; its day only while that is to come.
import { z } from 'zod';
import { ContactKind } from '../../core/contacts.ts';
import { Id } from '../../core/ids.ts';
import { ReminderFields, ReminderKind } from '../../core/reminders.ts';
import type { ReminderDialogOpen } from './intent.ts';
import { RepeatChoice } from './repeat-choice.ts';
import { RepeatEnd } from './repeat-end.ts';
import type { TypedReminder } from './typed-reminder.ts';

const ReminderDraft = z.object({
  contact: z.object({ id: Id, kind: ContactKind, name: z.string(), photo: z.string().nullable(), hidden: z.boolean() }).nullable(),
  kind: ReminderKind,
  purpose: z.string().max(1_000),
  day: z.string().max(20),
  time: z.string().max(20),
  notes: z.string().max(100_000),
  // An earlier version did not keep these; what this one cannot read of them is as the form begins.
  repeat: RepeatChoice.optional().catch(undefined),
  end: RepeatEnd.optional().catch(undefined),
  ownerId: ReminderFields.shape.ownerId.optional().catch(undefined),
  priority: ReminderFields.shape.priority.optional().catch(undefined),
});

/** Each reminder has its own, and so has a new one about each contact. */
export const draftKeyOf = (open: ReminderDialogOpen): string => (open.kind === 'edit' ? `reminder:${open.reminder.id}` : `reminder-with:${open.contact?.id ?? 'nobody'}`);

/** Empty where the form stands as it began. */
export function draftText(typed: TypedReminder, begun: TypedReminder): string {
  const text = textOf(typed);
  return text === textOf(begun) ? '' : text;
}

const textOf = (typed: TypedReminder): string => JSON.stringify(ReminderDraft.parse(typed));

/** Null for what this version cannot read. */
export function readReminderDraft(text: string, today: string): Partial<TypedReminder> | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  const draft = ReminderDraft.safeParse(stored).data;
  if (!draft) return null;
  const { day, time, repeat, end, ownerId, priority, ...typed } = draft;
  return {
    ...typed,
    ...(repeat && { repeat }),
    ...(end && { end }),
    ...(ownerId !== undefined && { ownerId }),
    ...(priority !== undefined && { priority }),
    ...(day === '' || day >= today ? { day, time } : {}),
  };
}
