import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { InputOf } from '../api.ts';
import type { Reminder } from '../../core/reminders.ts';
import type { WorkingHours } from '../../core/schedule.ts';
import { Button } from '../ui/button.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useKeyWords } from '../commands/command-provider.tsx';
import { DAY_PRESETS, useWorkingHours } from './dates.ts';
import type { DayPreset } from './dates.ts';
import { DayAndTime } from './day-and-time.tsx';
import { LOGGED_AS } from './kind-icons.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { dueOf } from './when-choice.ts';
import type { WhenChoice } from './when-choice.ts';

/** What somebody typed while something was being done: kept when it is refused. */
export interface DoneDraft {
  next: string;
  when: WhenChoice;
  happened: string;
  error: string | null;
}

export const NEW_DRAFT: DoneDraft = { next: '', when: { preset: 'tomorrow' }, happened: '', error: null };

/** What completing it says, and what comes next; undefined parts are left out. */
export function completionOf(reminder: Reminder, draft: DoneDraft, nowMs: number, hours: WorkingHours): Omit<InputOf<'reminders.complete'>, 'id'> {
  const happened = draft.happened.trim();
  const next = draft.next.trim();
  const due = dueOf(draft.when, nowMs, hours);
  return {
    ...(happened !== '' && reminder.contact ? { log: { kind: LOGGED_AS[reminder.kind], body: happened } } : {}),
    ...(next !== '' && due ? { nextStep: { purpose: next, kind: reminder.kind, contactId: reminder.contact?.id ?? null, ownerId: reminder.owner?.id ?? null, ...due } } : {}),
  };
}

export interface DoneFormProps {
  reminder: Reminder;
  draft: DoneDraft;
  onDraft: (draft: DoneDraft) => void;
  /** With all that was typed. */
  onSave: () => void;
  /** Done, and nothing more. */
  onJustDone: () => void;
}

/** What comes next, and what happened: both may stay empty. Enter saves, Esc is done without. */
export function DoneForm({ reminder, draft, onDraft, onSave, onJustDone }: DoneFormProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  const keys = useKeyWords();
  const hours = useWorkingHours();
  const [dayError, setDayError] = useState<string>();

  function save() {
    if (draft.next.trim() !== '' && dueOf(draft.when, Date.now(), hours) === null) setDayError(t('dayMissing'));
    else onSave();
  }

  return (
    <form
      noValidate
      aria-label={t('doneForm', { what: words.title(reminder) })}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => onFormKey(event, save, onJustDone)}
      className="flex min-w-0 flex-col gap-3"
    >
      <div className="flex flex-wrap gap-3">
        <TextField label={t('nextStep')} placeholder={t('nextStepHint')} value={draft.next} onChange={(next) => onDraft({ ...draft, next })} maxLength={1_000} autoFocus className="min-w-50 flex-1" />
        {reminder.contact && (
          <TextField label={t('whatHappened')} placeholder={t('whatHappenedHint')} value={draft.happened} onChange={(happened) => onDraft({ ...draft, happened })} maxLength={10_000} className="min-w-50 flex-1" />
        )}
      </div>
      {draft.next.trim() !== '' && (
        <>
          <SegmentedControl<DayPreset | 'pick'>
            label={t('nextStepWhen')}
            value={'preset' in draft.when ? draft.when.preset : 'pick'}
            onChange={(value) => onDraft({ ...draft, when: value === 'pick' ? { on: dueOf(draft.when, Date.now(), hours)?.due.slice(0, 10) ?? '', at: '' } : { preset: value } })}
            segments={[...DAY_PRESETS.map((preset) => ({ value: preset, label: t(preset) })), { value: 'pick', label: t('pickDate') }]}
          />
          {'on' in draft.when && <DayAndTime day={draft.when.on} time={draft.when.at} onChange={(on, at) => onDraft({ ...draft, when: { on, at } })} error={dayError} />}
        </>
      )}
      {draft.error !== null && <p role="alert" className="text-12 break-words text-danger-text">{draft.error}</p>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="main" size="small" keys="↵" keyShortcuts="Enter">{t('saveDone')}</Button>
        <Button kind="bare" size="small" keys={keys.escape} keyShortcuts="Escape" onPress={onJustDone}>{t('justDone')}</Button>
      </div>
    </form>
  );
}

/** Esc, and Enter in a text field; in a button or a choice Enter is theirs. */
function onFormKey(event: KeyboardEvent<HTMLFormElement>, save: () => void, leave: () => void) {
  if (event.nativeEvent.isComposing || event.defaultPrevented) return;
  if (event.key === 'Escape') leave();
  else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) save();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export interface LogFormProps {
  reminder: Reminder;
  draft: { body: string; error: string | null };
  onDraft: (draft: { body: string; error: string | null }) => void;
  onSave: () => void;
  onCancel: () => void;
}

/** A call about it that was made, in one line; it stays to be done. */
export function LogForm({ reminder, draft, onDraft, onSave, onCancel }: LogFormProps) {
  const t = useRemindersText();
  const keys = useKeyWords();
  return (
    <form
      noValidate
      aria-label={t('logForm', { name: reminder.contact?.name ?? '' })}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={(event) => onFormKey(event, onSave, onCancel)}
      className="flex min-w-0 flex-col gap-3"
    >
      <TextField label={t('callSaid', { name: reminder.contact?.name ?? '' })} placeholder={t('whatHappenedHint')} value={draft.body} onChange={(body) => onDraft({ ...draft, body })} maxLength={10_000} autoFocus />
      {draft.error !== null && <p role="alert" className="text-12 break-words text-danger-text">{draft.error}</p>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="main" size="small" keys="↵" keyShortcuts="Enter">{t('logCall')}</Button>
        <Button kind="bare" size="small" keys={keys.escape} keyShortcuts="Escape" onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
