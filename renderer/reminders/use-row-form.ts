import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { useWorkingHours } from './dates.ts';
import { completionOf, NEW_DRAFT } from './done-form.tsx';
import type { DoneDraft } from './done-form.tsx';
import type { ReminderActs } from './use-reminder-acts.ts';

/** What stands open in place of a row. */
export type RowForm = { kind: 'done'; reminder: Reminder; draft: DoneDraft } | { kind: 'log'; reminder: Reminder; draft: { body: string; error: string | null } };

export interface RowForms {
  form: RowForm | null;
  /** What is being typed in it. */
  change: (form: RowForm) => void;
  openDone: (reminder: Reminder) => void;
  openLog: (reminder: Reminder) => void;
  close: () => void;
  /** Closes it and completes its reminder. */
  complete: (reminder: Reminder, draft: DoneDraft) => void;
  /** Logs what happened; closes it unless that is refused. */
  log: (form: Extract<RowForm, { kind: 'log' }>) => void;
}

/** The one form of a list: of a reminder that was ticked, or about which something is logged. */
export function useRowForm(acts: Pick<ReminderActs, 'complete' | 'log'>, focusList: () => void): RowForms {
  const hours = useWorkingHours();
  const { showToast } = useCommandContext();
  const [form, setForm] = useState<RowForm | null>(null);
  /** For who comes back later to look whether one is open. */
  const openForm = useRef<RowForm | null>(null);
  useLayoutEffect(() => {
    openForm.current = form;
  });
  /** What was typed for a reminder whose completion was refused. */
  const refused = useRef(new Map<Id, DoneDraft>());

  async function save(reminder: Reminder, draft: DoneDraft) {
    const refusal = await acts.complete(reminder, completionOf(reminder, draft, Date.now(), hours));
    if (refusal === null) return void refused.current.delete(reminder.id);
    const kept = { ...draft, error: refusal };
    refused.current.set(reminder.id, kept);
    if (openForm.current) showToast({ text: refusal, tone: 'danger' });
    else setForm({ kind: 'done', reminder, draft: kept });
  }

  /** One that is open is saved first, as somebody who ticks another has done with it. */
  function open(next: RowForm) {
    if (form?.kind === 'done' && form.reminder.id !== next.reminder.id) void save(form.reminder, form.draft);
    setForm(next);
  }

  function close() {
    setForm(null);
    focusList();
  }

  // Who leaves the page with something ticked has done it.
  const saveOnLeave = useLatest(() => {
    if (form?.kind === 'done') void save(form.reminder, form.draft);
  });
  useEffect(() => saveOnLeave, [saveOnLeave]);

  return {
    form,
    change: setForm,
    openDone: (reminder) => open({ kind: 'done', reminder, draft: refused.current.get(reminder.id) ?? NEW_DRAFT }),
    openLog: (reminder) => open({ kind: 'log', reminder, draft: { body: '', error: null } }),
    close,
    complete(reminder, draft) {
      close();
      void save(reminder, draft);
    },
    log: (typed) =>
      void acts.log(typed.reminder, typed.draft.body.trim()).then((refusal) => {
        if (refusal === null) close();
        else setForm({ ...typed, draft: { ...typed.draft, error: refusal } });
      }),
  };
}
