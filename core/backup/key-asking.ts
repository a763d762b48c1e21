// When somebody is asked to type their recovery key again: a key that nobody finds is no key.
const DAY_MS = 86_400_000;

/** Soon after it was made, while it can still be replaced, and then so seldom that it stays no nuisance. */
const WEEK_MS = 7 * DAY_MS;
const HALF_YEAR_MS = 182 * DAY_MS;

/** After it was typed at `now`; times are in milliseconds since 1970. */
export const askAfterTyping = (madeAt: number, now: number): number => (now - madeAt < WEEK_MS ? madeAt + WEEK_MS : now + HALF_YEAR_MS);

/** Who has no time for it now is asked in a week. */
export const askAfterPostponing = (now: number): number => now + WEEK_MS;

/** Without a date it was never typed: then it is asked for at once. */
export const isAskedFor = (askAt: number | null, now: number): boolean => now >= (askAt ?? 0);
