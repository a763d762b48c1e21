import { DateField } from '../ui/date-field.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { canEnd, repeatOf } from './repeat-choice.ts';
import type { RepeatChoice, Unit } from './repeat-choice.ts';
import type { RepeatEnd } from './repeat-end.ts';
import type { TypedReminder } from './typed-reminder.ts';
import { repeatFault } from './typed-reminder.ts';

export interface RepeatFieldsProps {
  typed: TypedReminder;
  begun: TypedReminder;
  onChange: (part: { repeat: RepeatChoice } | { end: RepeatEnd }) => void;
  /** Of the field that `repeatFault` names. */
  error: string | undefined;
  /** Its times count from here, not from the first one. */
  isCountedAnew: boolean;
}

/** How often something comes again, and until when. */
export function RepeatFields({ typed, begun, onChange, error, isCountedAnew }: RepeatFieldsProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  const { repeat, end } = typed;
  const kept = begun.repeat.kind === 'kept' ? begun.repeat : repeat.kind === 'kept' ? repeat : null;
  const labels: Record<Exclude<RepeatChoice['kind'], 'kept'>, string> = {
    none: t('repeatNone'),
    daily: t('everyDays', { count: 1, formatted: '1' }),
    weekly: t('everyWeeks', { count: 1, formatted: '1' }),
    twoWeeks: t('everyWeeks', { count: 2, formatted: '2' }),
    monthly: t('everyMonths', { count: 1, formatted: '1' }),
    yearly: t('everyYears', { count: 1, formatted: '1' }),
    every: t('repeatEvery'),
    afterDone: t('repeatAfterDone'),
  };
  const fault = repeatFault(typed);
  const says = typed.day === '' || fault?.of === 'count' ? null : repeatOf(repeat, { kind: 'never' }, typed.day, '');

  function choose(kind: RepeatChoice['kind']) {
    if (kind === 'kept') onChange({ repeat: kept ?? { kind: 'none' } });
    else if (kind === 'every' || kind === 'afterDone') onChange({ repeat: { kind, count: 'count' in repeat ? repeat.count : 3, unit: 'unit' in repeat ? repeat.unit : 'W' } });
    else onChange({ repeat: { kind } });
  }

  return (
    <div className="flex flex-wrap items-start gap-3">
      <Select<RepeatChoice['kind']>
        label={t('repeats')}
        value={repeat.kind}
        onChange={choose}
        options={[
          ...(Object.keys(labels) as (keyof typeof labels)[]).map((kind) => ({ value: kind as RepeatChoice['kind'], label: labels[kind] })),
          ...(kept ? [{ value: 'kept' as const, label: words.repeat(kept.repeat) }] : []),
        ]}
        placeholder={labels.none}
        className="min-w-60 flex-1"
      />
      {'count' in repeat && (
        <>
          <CountField label={t('repeatCount')} count={repeat.count} onChange={(count) => onChange({ repeat: { ...repeat, count } })} error={fault?.of === 'count' ? error : undefined} />
          <Select<Unit>
            label={t('repeatUnit')}
            value={repeat.unit}
            onChange={(unit) => onChange({ repeat: { ...repeat, unit } })}
            options={(['D', 'W', 'M', 'Y'] as const).map((unit) => ({ value: unit, label: t(UNIT_KEYS[unit], { count: repeat.count ?? 1 }) }))}
            placeholder=""
            className="w-32"
          />
        </>
      )}
      {says && <p role="status" className="w-full text-12 text-text3">{words.repeat(says)}</p>}
      {canEnd(repeat) && <EndFields end={end} onChange={(next) => onChange({ end: next })} error={fault && fault.of !== 'count' ? error : undefined} isCountedAnew={isCountedAnew} />}
    </div>
  );
}

function EndFields({ end, onChange, error, isCountedAnew }: { end: RepeatEnd; onChange: (end: RepeatEnd) => void } & Pick<RepeatFieldsProps, 'error' | 'isCountedAnew'>) {
  const t = useRemindersText();
  const text = useText();
  const { locale } = useFormats();
  return (
    <div className="flex w-full flex-wrap items-start gap-3">
      <Select<RepeatEnd['kind']>
        label={t('ends')}
        value={end.kind}
        onChange={(kind) => kind !== end.kind && onChange(kind === 'never' ? { kind } : kind === 'times' ? { kind, times: 5 } : { kind, day: '' })}
        options={[
          { value: 'never', label: t('endsNever') },
          { value: 'times', label: t('endsTimes') },
          { value: 'day', label: t('endsDay') },
        ]}
        placeholder=""
        className="w-44"
      />
      {end.kind === 'times' && <CountField label={t('timesCount')} count={end.times} onChange={(times) => onChange({ kind: 'times', times })} error={error} hint={isCountedAnew ? t('countedAnew') : undefined} />}
      {end.kind === 'day' && (
        <DateField
          label={t('lastDay')}
          value={end.day}
          onChange={(day) => onChange({ kind: 'day', day })}
          locale={locale}
          dayLabel={text('common:day')}
          monthLabel={text('common:month')}
          yearLabel={text('common:year')}
          invalidText={text('common:noSuchDate')}
          error={error}
          className="w-66 max-w-full"
        />
      )}
    </div>
  );
}

/** A number that may be missing while it is typed. */
function CountField({ label, count, onChange, error, hint }: { label: string; count: number | null; onChange: (count: number | null) => void; error: string | undefined; hint?: string | undefined }) {
  return (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      value={count === null ? '' : String(count)}
      onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
      error={error}
      hint={hint}
      className={error || hint ? 'w-40' : 'w-20'}
    />
  );
}

const UNIT_KEYS = { D: 'unitDays', W: 'unitWeeks', M: 'unitMonths', Y: 'unitYears' } as const;
