/** The day and the minute of an instant where the reader is: `2026-06-12` and `15:05`. */
export function localParts(instantMs: number): { date: string; time: string } {
  const at = new Date(instantMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The other way; null where the parts are not whole. A time that daylight saving leaves out moves on by the hour. */
export function localInstant(date: string, time: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  if (year === undefined || hour === undefined) return null;
  // The constructor would read the years 0 to 99 as 1900 to 1999.
  const at = new Date(2000, Number(month) - 1, Number(day), Number(hour), Number(minute));
  at.setFullYear(Number(year), Number(month) - 1, Number(day));
  return at.getTime();
}
