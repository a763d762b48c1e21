import { useEffect, useState } from 'react';
import { afterMs } from '../api.ts';

let known = 0;

/** The time at which somebody first asked on this day: the same all day long, so that what is asked for as of it is asked for once. */
export function todayMs(): number {
  const nowMs = Date.now();
  if (new Date(known).toDateString() !== new Date(nowMs).toDateString()) known = nowMs;
  return known;
}

/** The same as long as a page is shown, over midnight too: for saying what was today. */
export function useToday(): number {
  const [nowMs, setNowMs] = useState(todayMs);
  useEffect(() => {
    const nextDay = new Date(nowMs);
    nextDay.setHours(24, 0, 0, 0);
    return afterMs(nextDay.getTime() - Date.now(), () => setNowMs(todayMs()));
  }, [nowMs]);
  return nowMs;
}
