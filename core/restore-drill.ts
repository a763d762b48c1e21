// When backups are tried out by themselves.
const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;

/** `last` is when the last trial ended, in milliseconds since 1970, and whether every destination passed it. A failure is tried again the next day. */
export function isDrillDue(last: { at: number; passed: boolean } | undefined, now: number): boolean {
  if (!last) return true;
  // A clock that was set back must not put it off for years.
  return Math.abs(now - last.at) >= (last.passed ? MONTH_MS : DAY_MS);
}
