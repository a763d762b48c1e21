import type { ReactNode } from 'react';
import type { ReminderKind } from '../../core/reminders.ts';
import { DayAndTime } from '../reminders/day-and-time.tsx';
import { DAY_PRESETS, useWorkingHours } from '../reminders/dates.ts';
import type { DayPreset } from '../reminders/dates.ts';
import { REMINDER_ICONS } from '../reminders/kind-icons.ts';
import { useReminderWords, useRemindersText } from '../reminders/reminder-words.ts';
import { dueOf } from '../reminders/when-choice.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { NextStep } from './new-deal-draft.ts';
import { useDealsText } from './words.ts';

const KINDS = ['call', 'email', 'meeting', 'task'] as const;

export interface NextStepFieldsProps {
  step: NextStep;
  onChange: (step: NextStep) => void;
  autoFocus?: boolean;
  dayError?: string | undefined;
  /** After the line. */
  end?: ReactNode;
}

/** What comes next with a deal, and once that is said, in which way and when. */
export function NextStepFields({ step, onChange, autoFocus = false, dayError, end }: NextStepFieldsProps) {
  const t = useDealsText();
  const remindersText = useRemindersText();
  const words = useReminderWords();
  const hours = useWorkingHours();
  const isAsked = step.purpose.trim() !== '';
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-end gap-2">
        <TextField label={t('nextAction')} placeholder={t('nextHint')} value={step.purpose} onChange={(purpose) => onChange({ ...step, purpose })} maxLength={1_000} autoFocus={autoFocus} className="min-w-0 flex-1" />
        {end}
      </div>
      {isAsked && (
        <>
          <SegmentedControl<ReminderKind>
            label={remindersText('kind')}
            value={step.kind}
            onChange={(kind) => onChange({ ...step, kind })}
            segments={KINDS.map((kind) => ({ value: kind, label: words.kind(kind), icon: REMINDER_ICONS[kind] }))}
            className="flex-wrap"
          />
          <SegmentedControl<DayPreset | 'pick'>
            label={remindersText('nextStepWhen')}
            value={'preset' in step.when ? step.when.preset : 'pick'}
            onChange={(value) => onChange({ ...step, when: value === 'pick' ? { on: dueOf(step.when, Date.now(), hours)?.due.slice(0, 10) ?? '', at: '' } : { preset: value } })}
            segments={[...DAY_PRESETS.map((preset) => ({ value: preset, label: remindersText(preset) })), { value: 'pick', label: remindersText('pickDate') }]}
            className="flex-wrap"
          />
          {'on' in step.when && <DayAndTime day={step.when.on} time={step.when.at} onChange={(on, at) => onChange({ ...step, when: { on, at } })} error={dayError} />}
        </>
      )}
    </div>
  );
}
