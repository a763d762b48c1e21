import { useState } from 'react';
import type { Reminder } from '../../../../core/reminders.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApiQuery } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useWorkingHours } from '../../../reminders/dates.ts';
import { completionOf, DoneForm, NEW_DRAFT } from '../../../reminders/done-form.tsx';
import { useReminderWords } from '../../../reminders/reminder-words.ts';
import { SnoozeMenu } from '../../../reminders/snooze-menu.tsx';
import { useReminderActs } from '../../../reminders/use-reminder-acts.ts';
import { Dialog } from '../../../ui/dialog.tsx';

/** What is done with the next action of a deal, where the deal stands in a board or a list. */
export type NextActing = { kind: 'done' } | { kind: 'snooze'; at: { x: number; y: number } };

/** Asks what comes next, or until when. `id` is the reminder that the deal has as its next action. */
export function NextAction({ id, acting, onClose }: { id: Id; acting: NextActing; onClose: () => void }) {
  const acts = useReminderActs();
  const { data: reminder } = useApiQuery('reminders.get', { id });
  if (!reminder) return null;
  if (acting.kind === 'snooze') return <SnoozeMenu wanted={{ reminder, at: acting.at }} onClose={onClose} onSnooze={(of, to) => void acts.snooze(of, to)} />;
  return <DoneDialog reminder={reminder} onClose={onClose} />;
}

function DoneDialog({ reminder, onClose }: { reminder: Reminder; onClose: () => void }) {
  const text = useText();
  const words = useReminderWords();
  const acts = useReminderActs();
  const hours = useWorkingHours();
  const [draft, setDraft] = useState(NEW_DRAFT);

  async function complete(typed: typeof draft) {
    const error = await acts.complete(reminder, completionOf(reminder, typed, Date.now(), hours));
    if (error === null) onClose();
    else setDraft({ ...typed, error });
  }

  return (
    <Dialog isOpen title={words.title(reminder)} closeLabel={text('common:close')} onClose={onClose}>
      <DoneForm reminder={reminder} draft={draft} onDraft={setDraft} onSave={() => void complete(draft)} onJustDone={() => void complete(NEW_DRAFT)} />
    </Dialog>
  );
}
