import { Calendar, Mail, Phone, SquareCheck } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { EntryKind } from '../../core/entries.ts';
import type { ReminderKind } from '../../core/reminders.ts';

/** The sign of what is to be done; what has a kind of entry has its sign. */
export const REMINDER_ICONS: Record<ReminderKind, LucideIcon> = { call: Phone, email: Mail, meeting: Calendar, task: SquareCheck };

/** As what it stands on the timeline once it was done. */
export const LOGGED_AS: Record<ReminderKind, EntryKind> = { call: 'call', email: 'email', meeting: 'meeting', task: 'note' };
