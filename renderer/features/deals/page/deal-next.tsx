import { useRef, useState } from 'react';
import { CircleDashed } from 'lucide-react';
import type { Deal } from '../../../../core/deals.ts';
import { useApiQuery } from '../../../api.ts';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { attentionOf, daysSince } from '../../../deals/attention.ts';
import { useDealErrorText } from '../../../deals/deal-error-text.ts';
import { NO_STEP } from '../../../deals/new-deal-draft.ts';
import { NextStepFields } from '../../../deals/next-step-fields.tsx';
import { useDealsText } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { useWorkingHours } from '../../../reminders/dates.ts';
import { deviceZone } from '../../../reminders/device-zone.ts';
import type { DoneDraft } from '../../../reminders/done-form.tsx';
import { Planned } from '../../../reminders/planned.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { dueOf } from '../../../reminders/when-choice.ts';
import { Button } from '../../../ui/button.tsx';
import type { DealEdits } from './use-deal-edits.ts';

/** What comes next with a deal. Where nothing is planned a line says so and takes it. */
export function DealNext({ deal, edits }: { deal: Deal; edits: DealEdits }) {
  const { data: reminder } = useApiQuery('reminders.get', { id: deal.next?.id ?? deal.id }, { isEnabled: deal.next !== null });
  // Here, since what is being done is painted away before it is known whether it was refused.
  const [typed, setTyped] = useState<{ of: string; draft: DoneDraft } | null>(null);
  if (deal.next) {
    if (!reminder || reminder.doneAt !== null) return null;
    return <Planned key={reminder.id} reminder={reminder} more={0} isReadOnly={false} draft={typed?.of === reminder.id ? typed.draft : null} onDraft={(of, draft) => setTyped(draft && { of, draft })} />;
  }
  return deal.outcome === null ? <PlanLine deal={deal} edits={edits} /> : null;
}

function PlanLine({ deal, edits }: { deal: Deal; edits: DealEdits }) {
  const t = useDealsText();
  const text = useText();
  const formats = useFormats();
  const errorText = useDealErrorText();
  const hours = useWorkingHours();
  const nowMs = useMinute();
  const block = useRef<HTMLElement>(null);
  const isSaving = useRef(false);
  const [step, setStep] = useState(NO_STEP);
  const [error, setError] = useState<{ of: 'day' | 'form'; text: string } | null>(null);
  const isStalled = attentionOf(deal, nowMs, deviceZone()) === 'stalled';
  const days = daysSince(deal.touchedAt, nowMs);
  useCommandHandler('reminder.new', () => block.current?.querySelector('input')?.focus());

  async function save() {
    const purpose = step.purpose.trim();
    if (purpose === '' || isSaving.current) return;
    const due = dueOf(step.when, Date.now(), hours);
    if (!due) return setError({ of: 'day', text: text('reminders:dayMissing') });
    isSaving.current = true;
    try {
      await edits.plan({ purpose, kind: step.kind, ...due });
      setStep(NO_STEP);
      setError(null);
    } catch (failure) {
      setError({ of: 'form', text: errorText(failure) });
    } finally {
      isSaving.current = false;
    }
  }

  return (
    <section ref={block} aria-label={t('nextAction')} className="rounded-card bg-warning-subtle px-3 pt-2 pb-3 print:bg-transparent">
      <p className="flex items-center gap-2 pb-2 text-13 font-medium text-warning-text">
        <CircleDashed aria-hidden className="flex-none" />
        {isStalled ? t('stalledDays', { count: days, formatted: formats.number(days) }) : t('noNextAction')}
      </p>
      <form
        noValidate
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <NextStepFields
          step={step}
          onChange={(next) => {
            setStep(next);
            setError(null);
          }}
          dayError={error?.of === 'day' ? error.text : undefined}
        />
        {error?.of === 'form' && <p role="alert" className="text-12 break-words text-danger-text">{error.text}</p>}
        {step.purpose.trim() !== '' && <Button type="submit" kind="main" size="small" keys="↵" keyShortcuts="Enter" className="self-start">{t('plan')}</Button>}
      </form>
    </section>
  );
}
