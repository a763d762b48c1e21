import { useEffect, useState } from 'react';
import { afterMs } from '../api.ts';

/** The time, as of when the page opened or the day began: for saying what was today. */
export function useToday(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const nextDay = new Date(nowMs);
    nextDay.setHours(24, 0, 0, 0);
    return afterMs(nextDay.getTime() - Date.now(), () => setNowMs(Date.now()));
  }, [nowMs]);
  return nowMs;
}
