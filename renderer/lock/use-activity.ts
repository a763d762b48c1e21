import { useEffect } from 'react';
import { useApi } from '../api.ts';

/** Said no more often: the lock counts in minutes. */
const EVERY_MS = 15_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Tells the program behind the page that somebody is there. It locks by its own clock, also when this is never said. */
export function useActivity(): void {
  const api = useApi();
  useEffect(() => {
    let saidAt = -Infinity;
    const say = ({ timeStamp }: Event) => {
      if (timeStamp - saidAt < EVERY_MS) return;
      saidAt = timeStamp;
      api.vault.active().catch(() => {});
    };
    for (const sign of SIGNS) window.addEventListener(sign, say, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, say, { capture: true });
    };
  }, [api]);
}
