import { useState } from 'react';
import { Clock } from 'lucide-react';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Popover } from '../ui/popover.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useContactText } from '../words/contact-words.ts';
import { localInstant, localParts } from './when.ts';

export interface WhenPickerProps {
  /** Null is the moment of saving. */
  value: number | null;
  onChange: (at: number | null) => void;
  /** For an entry that has happened: it cannot become "now" again. */
  isFixed?: boolean;
}

/** When it happened: now, or a day and a time. */
export function WhenPicker({ value, onChange, isFixed }: WhenPickerProps) {
  const t = useContactText();
  const text = useText();
  const formats = useFormats();
  return (
    <Popover
      label={t('entryWhen')}
      trigger={
        <Button kind="bare" size="small" icon={Clock} tooltip={t('entryWhen')}>
          <span className="figures">{value === null ? t('now') : formats.dateTime(value)}</span>
        </Button>
      }
    >
      {(close) => (
        <div className="flex flex-col gap-2">
          <WhenFields start={value ?? Date.now()} onChange={onChange} />
          <div className="flex justify-end gap-2 pt-1">
            {!isFixed && (
              <Button
                size="small"
                kind="bare"
                onPress={() => {
                  onChange(null);
                  close();
                }}
              >
                {t('now')}
              </Button>
            )}
            <Button size="small" onPress={close}>{text('common:done')}</Button>
          </div>
        </div>
      )}
    </Popover>
  );
}

function WhenFields({ start, onChange }: { start: number; onChange: (at: number) => void }) {
  const t = useContactText();
  const text = useText();
  const { locale } = useFormats();
  const [parts, setParts] = useState(() => localParts(start));

  function change(next: typeof parts) {
    setParts(next);
    const at = localInstant(next.date, next.time);
    if (at !== null) onChange(at);
  }

  return (
    <>
      <DateField
        label={t('day')}
        value={parts.date}
        onChange={(date) => change({ ...parts, date })}
        locale={locale}
        dayLabel={text('common:day')}
        monthLabel={text('common:month')}
        yearLabel={text('common:year')}
        invalidText={text('common:noSuchDate')}
        autoFocus
      />
      <TextField label={t('time')} type="time" value={parts.time} onChange={(time) => change({ ...parts, time })} className="w-32" />
    </>
  );
}
