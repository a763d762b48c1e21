/** From nothing, or from what is less than nothing, in round steps to what holds the most: at most five. */
export function roundTicks(least: number, most: number): number[] {
  const span = Math.max(most, 0) - Math.min(least, 0);
  if (span <= 0) return [0, 1];
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const first = Math.floor(Math.min(least, 0) / step);
  const last = Math.ceil(Math.max(most, 0) / step);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}
