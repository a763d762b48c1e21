import { useRef, useState } from 'react';
import { Check } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { useApiQuery } from '../api.ts';
import { CommandButton } from '../commands/command-button.tsx';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';
import { useWorkingHours } from './dates.ts';
import { completionOf, DoneForm, NEW_DRAFT } from './done-form.tsx';
import type { DoneDraft } from './done-form.tsx';
import { useReminderIntent } from './intent.ts';
import { REMINDER_ICONS } from './kind-icons.ts';
import { civilDay, isOverdue, useReminderWords, useRemindersText } from './reminder-words.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useMinute } from './use-minute.ts';
import { useReminderActs } from './use-reminder-acts.ts';

export interface PlannedProps {
  reminder: Reminder;
  /** How many others are planned with its contact. */
  more: number;
  isReadOnly: boolean;
  /** While it is being done, what was typed. */
  draft: DoneDraft | null;
  onDraft: (of: Id, draft: DoneDraft | null) => void;
}

/** What is planned next, as a block beside a record: changed, done, put off. */
export function Planned({ reminder, more, isReadOnly, draft, onDraft }: PlannedProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  const acts = useReminderActs();
  const hours = useWorkingHours();
  const nowMs = useMinute();
  const { relative } = useFormats();
  const openDialog = useReminderIntent((intent) => intent.open);
  const block = useRef<HTMLElement>(null);
  const [snoozingAt, setSnoozingAt] = useState<{ x: number; y: number } | null>(null);
  const Icon = REMINDER_ICONS[reminder.kind];
  const isLate = isOverdue(reminder, nowMs);

  const setDraft = (next: DoneDraft | null) => onDraft(reminder.id, next);

  async function complete(typed: DoneDraft) {
    setDraft(null);
    const refusal = await acts.complete(reminder, completionOf(reminder, typed, Date.now(), hours));
    if (refusal !== null) setDraft({ ...typed, error: refusal });
  }

  function snooze() {
    const box = block.current?.getBoundingClientRect();
    if (box) setSnoozingAt({ x: box.left + 12, y: box.bottom - 8 });
  }

  useCommandHandler('reminder.done', () => setDraft(NEW_DRAFT), !isReadOnly && draft === null);
  useCommandHandler('reminder.snooze', snooze, !isReadOnly);
  return (
    <section ref={block} aria-label={t('nextAction')} className="rounded-card bg-accent-subtle px-3 pt-1 pb-3">
      <div className="flex h-8 items-center gap-2">
        <h2 className="flex-1">{t('nextAction')}</h2>
        <span className={classes('figures inline-block text-12 first-letter:uppercase', isLate ? 'text-danger-text' : 'text-text2')}>
          {isLate ? t('overdue') : relative(Date.parse(`${civilDay(reminder)}T12:00`), new Date(nowMs).setHours(12, 0, 0, 0))}
        </span>
      </div>
      {isReadOnly ? (
        <span className="block text-14 font-semibold break-words"><bdi>{words.title(reminder)}</bdi></span>
      ) : (
        <button type="button" title={t('edit')} onClick={() => openDialog({ kind: 'edit', reminder })} className="max-w-full rounded-chip text-start text-14 font-semibold break-words hover:underline">
          <bdi>{words.title(reminder)}</bdi>
        </button>
      )}
      <p className="figures flex min-w-0 items-center gap-1 pt-0.5 text-12 text-text2">
        <Icon aria-hidden className="size-3.5! text-text3" />
        <Clip>{[t('dueWhen', { kind: words.kind(reminder.kind), when: words.when(reminder, nowMs) }), reminder.repeat && words.repeat(reminder.repeat)].filter(Boolean).join(' · ')}</Clip>
      </p>
      {draft ? (
        <div className="pt-3">
          <DoneForm reminder={reminder} draft={draft} onDraft={setDraft} onSave={() => void complete(draft)} onJustDone={() => void complete(NEW_DRAFT)} />
        </div>
      ) : (
        !isReadOnly && (
          <div className="flex gap-1 pt-3 print:hidden">
            <CommandButton command="reminder.done" size="small" icon={Check}>{t('done')}</CommandButton>
            <CommandButton command="reminder.snooze" size="small" kind="bare" />
          </div>
        )
      )}
      {more > 0 && <More contactId={reminder.contact?.id ?? ''} firstId={reminder.id} count={more} nowMs={nowMs} isReadOnly={isReadOnly} />}
      <SnoozeMenu wanted={snoozingAt && { reminder, at: snoozingAt }} onClose={() => setSnoozingAt(null)} onSnooze={(of, to) => void acts.snooze(of, to)} />
    </section>
  );
}

/** The others that are planned with this contact; each opens to be changed. */
function More({ contactId, firstId, count, nowMs, isReadOnly }: { contactId: string; firstId: string; count: number; nowMs: number; isReadOnly: boolean }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const { number } = useFormats();
  const openDialog = useReminderIntent((intent) => intent.open);
  const [isUnfolded, setUnfolded] = useState(false);
  const { data } = useApiQuery('reminders.list', { state: 'open', contactId, limit: MOST }, { isEnabled: isUnfolded });
  if (!isUnfolded) return <Button kind="bare" size="small" onPress={() => setUnfolded(true)} className="mt-1 -ms-2">{t('more', { count, formatted: number(count) })}</Button>;
  return (
    <ul className="mt-2 border-t border-border pt-1">
      {data?.rows
        .filter(({ id }) => id !== firstId)
        .map((reminder) => (
          <li key={reminder.id}>
            <button type="button" disabled={isReadOnly} onClick={() => openDialog({ kind: 'edit', reminder })} className="ring-inside -mx-1 flex min-h-7 w-full items-center gap-2 rounded-chip px-1 text-start text-12 enabled:hover:underline">
              <Clip className="flex-1"><bdi>{words.title(reminder)}</bdi></Clip>
              <span className={classes('figures flex-none', isOverdue(reminder, nowMs) ? 'text-danger-text' : 'text-text2')}>{words.when(reminder, nowMs)}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}

const MOST = 50;
