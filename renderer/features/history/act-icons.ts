import { Bell, Check, FlaskConical, GitMerge, Import, Layers, PenLine, Plus, Redo2, Repeat2, Settings, SlidersHorizontal, StickyNote, Tag, Timer, Trash2, Undo2, UserRound, UserRoundPlus, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { HistoryBatch } from '../../../core/api/history.ts';

const BY_CODE: Readonly<Record<string, LucideIcon>> = {
  'contact.created': UserRoundPlus,
  'contact.merged': GitMerge,
  'contact.removed': Trash2,
  'contact.erased': Trash2,
  'contacts.imported': Import,
  'contact.cadence': Repeat2,
  'reminder.completed': Check,
  'reminder.snoozed': Timer,
  'reminder.removed': Trash2,
  quickAdd: Plus,
};

const BY_NOUN: Readonly<Record<string, LucideIcon>> = {
  contact: UserRound,
  contacts: Users,
  entry: StickyNote,
  reminder: Bell,
  tag: Tag,
  field: SlidersHorizontal,
  view: Layers,
  settings: Settings,
  member: Settings,
  profile: Settings,
  bin: Trash2,
  sample: FlaskConical,
};

/** The sign of what was done; of taking something back, the sign of that. */
export function actIcon({ code, kind }: Pick<HistoryBatch, 'code' | 'kind'>): LucideIcon {
  if (kind === 'undo') return Undo2;
  if (kind === 'redo') return Redo2;
  return BY_CODE[code] ?? BY_NOUN[code.split('.')[0] ?? ''] ?? PenLine;
}
