import { useEffect, useState } from 'react';
import type { Id } from '../../core/ids.ts';

/** An entry that somebody came for. Each coming is an object of its own, so that the same can be sought again. */
export interface SoughtEntry {
  id: Id;
}

/** Whether somebody has begun to do something else since the entry was sought: the list is theirs to scroll again. */
export function useLetGo(sought: SoughtEntry | undefined): boolean {
  const [letGo, setLetGo] = useState<SoughtEntry>();
  useEffect(() => {
    if (!sought) return;
    const listening = new AbortController();
    for (const act of ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const) {
      window.addEventListener(act, () => setLetGo(sought), { signal: listening.signal, capture: true, passive: true, once: true });
    }
    return () => listening.abort();
  }, [sought]);
  return sought === undefined || letGo === sought;
}
