/** The number of the week by ISO 8601, where the reader is: the first is the one with the year's first Thursday. */
export function weekOf(nowMs: number): number {
  const here = new Date(nowMs);
  const thursday = new Date(Date.UTC(here.getFullYear(), here.getMonth(), here.getDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY_MS + 1) / 7);
}

const DAY_MS = 24 * 60 * 60_000;
