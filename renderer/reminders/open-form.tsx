import type { Reminder } from '../../core/reminders.ts';
import { DoneForm, LogForm, NEW_DRAFT } from './done-form.tsx';
import { OpenRow } from './reminder-row.tsx';
import type { RowForm, RowForms } from './use-row-form.ts';

export interface OpenFormProps {
  id: string;
  reminder: Reminder;
  form: RowForm;
  forms: RowForms;
  /** Ticked while something is logged about it. */
  onTick: () => void;
}

/** The row whose form is open: ticked, with what comes next, or with what happened. */
export function OpenForm({ id, reminder, form, forms, onTick }: OpenFormProps) {
  return (
    <OpenRow id={id} reminder={reminder} isTicked={form.kind === 'done'} onUntick={() => (form.kind === 'done' ? forms.close() : onTick())}>
      {form.kind === 'done' ? (
        <DoneForm
          reminder={reminder}
          draft={form.draft}
          onDraft={(draft) => forms.change({ ...form, draft })}
          onSave={() => forms.complete(reminder, form.draft)}
          onJustDone={() => forms.complete(reminder, NEW_DRAFT)}
        />
      ) : (
        <LogForm reminder={reminder} draft={form.draft} onDraft={(draft) => forms.change({ ...form, draft })} onSave={() => forms.log(form)} onCancel={forms.close} />
      )}
    </OpenRow>
  );
}
