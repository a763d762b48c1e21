import { useCallback, useEffect, useRef } from 'react';
import type { ChangedEvent } from '../../../../core/api/index.ts';
import type { ComparedCount } from '../../../../core/api/restore.ts';
import { afterMs, useApi, useJob } from '../../../api.ts';
import type { Job } from '../../../api.ts';
import { useRestoreSession } from '../session.ts';

/** What a change tells of that is not compared. */
const UNCOMPARED = new Set(['history', 'fired', 'calendar', 'backup', 'importMappings', 'personSettings', 'erasures', 'sourceKeys', 'dealSources']);

/** After a change it is a moment quiet, and after a comparison that took long longer: at most a fifth of the time goes into comparing. */
const QUIET_MS = 300;
const REST = 4;

export interface Comparison {
  counts: readonly ComparedCount[] | null;
  job: Job<'restore.compare'>;
  compare: () => void;
}

/**
 * Compares when the backup is opened, when somebody asks, and after every change of what is here: what was brought back,
 * and what was taken back or done again of that, from wherever. What was found before stays in sight meanwhile.
 */
export function useComparison(opened: string): Comparison {
  const api = useApi();
  const job = useJob('restore.compare');
  const { start } = job;
  const counts = useRestoreSession((session) => session.counts);
  const compared = useRestoreSession((session) => session.compared);
  const run = useRef({ isRunning: false, isStale: false, tookMs: 0, callOff: () => {} });

  const compare = useCallback(async () => {
    const now = run.current;
    now.callOff();
    now.isStale = true;
    if (now.isRunning) return;
    now.isRunning = true;
    while (now.isStale) {
      now.isStale = false;
      const startedAt = performance.now();
      const found = await start({ opened });
      now.tookMs = performance.now() - startedAt;
      if (found) compared(found.counts);
      else break;
    }
    now.isRunning = false;
  }, [opened, start, compared]);

  useEffect(() => {
    if (useRestoreSession.getState().counts === null) void compare();
  }, [compare]);

  useEffect(() => {
    const now = run.current;
    const stopListening = api.on('changed', (change) => {
      if (!isCompared(change)) return;
      now.callOff();
      now.callOff = afterMs(Math.max(QUIET_MS, REST * now.tookMs), () => void compare());
    });
    return () => {
      stopListening();
      now.callOff();
    };
  }, [api, compare]);

  return { counts, job, compare: () => void compare() };
}

const isCompared = (change: ChangedEvent): boolean => Object.keys(change).some((table) => !UNCOMPARED.has(table));
