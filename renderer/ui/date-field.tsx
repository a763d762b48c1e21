import { useId, useState } from 'react';
import { classes } from './classes.ts';
import { FieldNote } from './field.tsx';
import type { FieldProps } from './field.tsx';
import { dateParts, partsToDate } from './date-parts.ts';
import type { DateParts } from './date-parts.ts';

export interface DateFieldProps extends FieldProps {
  /** `1906-12-09`, or `--12-09` without the year, or '' for none. */
  value: string;
  /** Called with a whole date, or '' once all parts are empty; not while it is half typed or does not exist. */
  onChange: (value: string) => void;
  /** The order of the parts and the names of the months are this locale's. */
  locale: string;
  isYearOptional?: boolean;
  dayLabel: string;
  monthLabel: string;
  yearLabel: string;
  /** Said of 31 February. */
  invalidText: string;
  autoFocus?: boolean;
}

/** A date in three parts, in the order of the locale. The month is picked by name, so 3/4 is never mistaken for 4/3. */
export function DateField({ label, hideLabel, hint, error, isRequired, isDisabled, className, value, onChange, locale, isYearOptional = false, dayLabel, monthLabel, yearLabel, invalidText, autoFocus }: DateFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<{ of: string; parts: DateParts }>({ of: value, parts: dateParts(value) });
  const parts = draft.of === value ? draft.parts : dateParts(value);
  const read = partsToDate(parts, isYearOptional);
  const note = error ?? (read.kind === 'impossible' ? invalidText : hint);

  function change(next: DateParts) {
    const result = partsToDate(next, isYearOptional);
    const date = result.kind === 'date' ? result.date : result.kind === 'empty' ? '' : value;
    setDraft({ of: date, parts: next });
    if (date !== value) onChange(date);
  }

  const box = 'ring-own h-full bg-transparent text-13 figures disabled:text-disabled placeholder:text-placeholder';
  const shared = { disabled: isDisabled, 'aria-required': isRequired ? true : undefined, 'aria-describedby': note ? `${id}-note` : undefined } as const;
  const [first] = partOrder(locale);
  const inputs = {
    day: (
      <input key="day" {...shared} aria-label={dayLabel} value={parts.day} inputMode="numeric" maxLength={2} placeholder={dayLabel} autoFocus={autoFocus && first === 'day'} onChange={(event) => change({ ...parts, day: digits(event.target.value) })} className={classes(box, 'w-11 px-2')} />
    ),
    month: (
      <select key="month" {...shared} aria-label={monthLabel} value={parts.month} autoFocus={autoFocus && first === 'month'} onChange={(event) => change({ ...parts, month: event.target.value })} className={classes(box, 'min-w-0 flex-1 px-1', parts.month === '' && 'text-placeholder')}>
        <option value="">{monthLabel}</option>
        {monthNames(locale).map((name, month) => <option key={name} value={String(month + 1)}>{name}</option>)}
      </select>
    ),
    year: (
      <input key="year" {...shared} aria-label={yearLabel} value={parts.year} inputMode="numeric" maxLength={4} placeholder={yearLabel} autoFocus={autoFocus && first === 'year'} onChange={(event) => change({ ...parts, year: digits(event.target.value) })} className={classes(box, 'w-15 px-2')} />
    ),
  };

  return (
    <div role="group" aria-labelledby={`${id}-label`} className={classes('flex min-w-0 flex-col gap-1', className)}>
      <span id={`${id}-label`} className={hideLabel ? 'sr-only' : 'text-12 font-medium text-text2'}>{label}</span>
      <span
        className={classes(
          'flex h-control w-full max-w-70 items-center overflow-clip rounded-control border bg-surface outline-offset-2 has-focus-visible:ring-box has-disabled:bg-sunken',
          error || read.kind === 'impossible' ? 'border-danger' : 'border-border-strong',
        )}
      >
        {partOrder(locale).map((part) => inputs[part])}
      </span>
      {note && <FieldNote id={`${id}-note`} isError={!!error || read.kind === 'impossible'}>{note}</FieldNote>}
    </div>
  );
}

function digits(text: string): string {
  return text.replace(/\p{Nd}/gu, westernDigit).replace(/\D/g, '');
}

/** ٣ is 3: every run of ten decimal digits in Unicode starts at a code point whose value is its zero. */
function westernDigit(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit;
  let value = 0;
  let point = digit.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - 1)) && value < 9) {
    point -= 1;
    value += 1;
  }
  return String(value);
}

function partOrder(locale: string): ('day' | 'month' | 'year')[] {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: 'numeric', calendar: 'gregory' })
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');
}

function monthNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC', calendar: 'gregory' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
}
