import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApiQuery } from '../../../api.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Failed } from '../../../loaded.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import type { DoneDraft } from '../../../reminders/done-form.tsx';
import { useReminderSubject } from '../../../reminders/intent.ts';
import { Planned } from '../../../reminders/planned.tsx';
import { useRemindersText } from '../../../reminders/reminder-words.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Cadence } from './cadence.tsx';

/** What is to be done next with this contact, and how often one wants to talk. */
export function NextAction({ contact, isReadOnly }: { contact: ContactDetail; isReadOnly: boolean }) {
  const t = useRemindersText();
  const text = useText();
  const { id, kind, name, photo, hidden } = contact;
  useReminderSubject(isReadOnly ? null : { id, kind, name, photo, hidden });
  const { data, error, refetch } = useApiQuery('reminders.ofContact', { contactId: id, zone: deviceZone() });
  // Here, since what is being done is painted away before it is known whether it was refused.
  const [typed, setTyped] = useState<{ of: Id; draft: DoneDraft } | null>(null);
  if (!data) {
    return (
      <section aria-label={t('nextAction')} aria-busy={!error} className="min-h-9 rounded-card bg-accent-subtle px-3">
        {error ? <Failed error={error} onRetry={() => void refetch()} className="py-3" /> : <Skeleton label={text('common:loading')} lines={1} />}
      </section>
    );
  }
  if (isReadOnly && !data.next) return null;
  return (
    <div className="flex flex-col gap-1">
      {data.next ? (
        <Planned
          key={data.next.id}
          reminder={data.next}
          more={data.open - 1}
          isReadOnly={isReadOnly}
          draft={typed?.of === data.next.id ? typed.draft : null}
          onDraft={(of, draft) => setTyped(draft && { of, draft })}
        />
      ) : (
        <section aria-label={t('nextAction')} className="flex min-h-9 flex-wrap items-center justify-between gap-2 rounded-card bg-accent-subtle py-2 ps-3 pe-2">
          <span className="text-13 text-text2">{t('noNextAction')}</span>
          <CommandButton command="reminder.new" size="small" icon={Plus}>{t('addReminder')}</CommandButton>
        </section>
      )}
      <Cadence contact={contact} cadence={data.cadence} isReadOnly={isReadOnly} />
    </div>
  );
}
