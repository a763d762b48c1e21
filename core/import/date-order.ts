import { looksLikeDate } from './values.ts';

/** Whether a column's dates, `3/4/2024`, are day first: by a part above 12 in any of its values, else as the reader's country writes them. */
export function isDayFirst(values: readonly string[], asInCountry: boolean): boolean {
  return dayFirstBy(values) ?? asInCountry;
}

/** Undefined where no value decides it. */
export function dayFirstBy(values: readonly string[]): boolean | undefined {
  let first = 0;
  let second = 0;
  for (const value of values) {
    const parts = /^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}/.exec(value);
    if (!parts || !looksLikeDate(value.trim())) continue;
    if (Number(parts[1]) > 12) first++;
    if (Number(parts[2]) > 12) second++;
  }
  return first === second ? undefined : first > second;
}
