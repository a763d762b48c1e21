import { Suspense } from 'react';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { holdTyping } from '../commands/type-ahead.ts';
import { late } from '../late.ts';
import { useReminderIntent } from './intent.ts';

const ReminderDialog = late(() => import('./reminder-dialog.tsx').then(({ ReminderDialog: part }) => part));

/** Mount once, round all pages: the dialog of a reminder, wherever it is asked for. */
export function ReminderDialogHost() {
  const { dialog, subject, open, close } = useReminderIntent();
  useCommandHandler('reminder.new', () => {
    holdTyping();
    open({ kind: 'new', contact: subject });
  });
  if (!dialog) return null;
  return (
    <Suspense>
      <ReminderDialog.Part open={dialog} onClose={close} />
    </Suspense>
  );
}
