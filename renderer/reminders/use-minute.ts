import { useEffect, useState } from 'react';
import { afterMs } from '../api.ts';

const MINUTE_MS = 60_000;

/** The time, as of when this minute began to be shown. */
export function useMinute(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => afterMs(MINUTE_MS - (Date.now() % MINUTE_MS), () => setNowMs(Date.now())), [nowMs]);
  return nowMs;
}
