import { useEffect } from 'react';
import { create } from 'zustand';
import type { Occurrence } from '../../core/api/reminders.ts';
import type { ContactRef } from '../../core/contacts.ts';
import type { Reminder } from '../../core/reminders.ts';

export type ReminderDialogOpen =
  | { kind: 'new'; contact: ContactRef | null }
  | {
      kind: 'edit';
      reminder: Reminder;
      /** Where it is not one yet: the occurrence that is ahead. */
      ahead?: Occurrence;
    };

/** Which dialog somebody wants, and about whom the page is that is shown. */
interface ReminderIntent {
  dialog: ReminderDialogOpen | null;
  /** A new reminder is about this contact. */
  subject: ContactRef | null;
  open: (dialog: ReminderDialogOpen) => void;
  close: () => void;
  setSubject: (subject: ContactRef | null) => void;
}

export const useReminderIntent = create<ReminderIntent>()((set) => ({
  dialog: null,
  subject: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
  setSubject: (subject) => set({ subject }),
}));

/** While this page is shown, a new reminder is about this contact. */
export function useReminderSubject(subject: ContactRef | null): void {
  const setSubject = useReminderIntent((intent) => intent.setSubject);
  const key = JSON.stringify(subject);
  useEffect(() => {
    setSubject(JSON.parse(key) as ContactRef | null);
    return () => setSubject(null);
  }, [key, setSubject]);
}
