/** What stands in the three parts of a date field, as typed; the month is 1 to 12. */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export type DateReading =
  | { kind: 'empty' }
  /** Something is still missing. */
  | { kind: 'partial' }
  /** All is there, but no calendar has this day. */
  | { kind: 'impossible' }
  | { kind: 'date'; date: string };

/** The parts of `1906-12-09` or `--12-09`, without leading zeros; all empty for ''. */
export function dateParts(date: string): DateParts {
  const [, year, month, day] = /^(-|\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (month === undefined || day === undefined) return { day: '', month: '', year: '' };
  return { day: String(Number(day)), month: String(Number(month)), year: year === undefined || year === '-' ? '' : year };
}

/** The other way. Without its year a date is read as of a leap year, so that 29 February is one. */
export function partsToDate({ day, month, year }: DateParts, isYearOptional: boolean): DateReading {
  if (day === '' && month === '' && year === '') return { kind: 'empty' };
  const hasYear = year.length === 4;
  if (day === '' || month === '' || (!hasYear && (year !== '' || !isYearOptional))) return { kind: 'partial' };
  const numbers = { year: hasYear ? Number(year) : 2024, month: Number(month), day: Number(day) };
  if (numbers.year < 1 || numbers.day < 1 || numbers.day > daysIn(numbers.year, numbers.month)) return { kind: 'impossible' };
  const rest = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { kind: 'date', date: hasYear ? `${year}-${rest}` : `--${rest}` };
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
