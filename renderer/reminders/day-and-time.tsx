import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { DateField } from '../ui/date-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useRemindersText } from './reminder-words.ts';

export interface DayAndTimeProps {
  day: string;
  /** Empty for any time. */
  time: string;
  onChange: (day: string, time: string) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** A day, and a time where it matters. */
export function DayAndTime({ day, time, onChange, error, autoFocus = false }: DayAndTimeProps) {
  const t = useRemindersText();
  const text = useText();
  const { locale } = useFormats();
  return (
    <div className="flex flex-wrap items-start gap-3">
      <DateField
        label={t('day')}
        value={day}
        onChange={(next) => onChange(next, time)}
        locale={locale}
        dayLabel={text('common:day')}
        monthLabel={text('common:month')}
        yearLabel={text('common:year')}
        invalidText={text('common:noSuchDate')}
        error={error}
        autoFocus={autoFocus}
        className="w-66 max-w-full"
      />
      <TextField label={t('timeOptional')} type="time" value={time} onChange={(next) => onChange(day, next)} className="w-32" />
    </div>
  );
}
