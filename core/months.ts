/** A month so many later, or earlier: `2026-11` and 3 is `2027-02`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** So many months from the first on. */
export function monthsFrom(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => monthAfter(month, at));
}
