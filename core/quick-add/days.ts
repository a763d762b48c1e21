/**
 * Days as whole numbers since 1970-01-01, so that no time zone can shift them. Weekdays are 1 for Monday to 7 for
 * Sunday, months 1 to 12.
 */
export type Day = number;

export type Unit = 'day' | 'week' | 'month' | 'year';

/** Undefined for a day that does not exist. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? at(year, month, day) : undefined;
}

/** The day of `YYYY-MM-DD`. */
export function parseDay(date: string): Day {
  return at(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

export function formatDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function fieldsOf(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** A month after 31 January is the last day of February. */
export function addUnits(day: Day, count: number, unit: Unit): Day {
  if (unit === 'day' || unit === 'week') return day + count * (unit === 'week' ? 7 : 1);
  const from = fieldsOf(day);
  const months = from.year * 12 + from.month - 1 + count * (unit === 'year' ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  return at(year, month, Math.min(from.day, daysIn(year, month)));
}

/** The first such weekday after a day. */
export function weekdayAfter(day: Day, weekday: number): Day {
  return day + ((weekday - weekdayOf(day) + 6) % 7) + 1;
}

/** The first day of the week that a day is in. */
export function weekOf(day: Day, weekStart: number): Day {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

export function monthEnd(day: Day): Day {
  const { year, month } = fieldsOf(day);
  return at(year, month, daysIn(year, month));
}

/** The first day from `from` on that has this day of the month, and this month if one is given. */
export function nextDate(from: Day, dayOfMonth: number, month?: number): Day | undefined {
  const start = fieldsOf(from);
  // 29 February is at most eight years away; every day of the month at most one month.
  for (let step = 0; step <= 8 * 12; step++) {
    const months = start.month - 1 + step;
    const candidateMonth = (months % 12) + 1;
    if (month !== undefined && candidateMonth !== month) continue;
    const day = dayOf(start.year + Math.floor(months / 12), candidateMonth, dayOfMonth);
    if (day !== undefined && day >= from) return day;
  }
  return undefined;
}

const DAY_MS = 86_400_000;

function at(year: number, month: number, day: number): Day {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

function daysIn(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}
