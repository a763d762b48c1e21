import { Calendar, Mail, MailOpen, MessageCircle, Paperclip, Phone, StickyNote, UserRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { EntryKind } from '../core/entries.ts';

/** The sign of each kind of entry, the same wherever entries are listed. */
export const ENTRY_ICONS: Record<EntryKind, LucideIcon> = {
  note: StickyNote,
  call: Phone,
  email: Mail,
  meeting: Calendar,
  message: MessageCircle,
  letter: MailOpen,
  visit: UserRound,
  file: Paperclip,
};
