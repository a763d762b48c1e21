import { useEffect, useState } from 'react';
import type { ImportOptions, ImportProgress, ImportReport } from '../../../../core/api/transfer.ts';
import { useApi } from '../../../api.ts';

export interface DryRun {
  /** What came of the last one that ended; null before. It may be of the options before while `isRunning`. */
  report: ImportReport | null;
  isRunning: boolean;
  progress: ImportProgress | null;
  error: unknown;
  retry: () => void;
}

/** What an import with these options would do. Begun anew when they change; the one before is called off. */
export function useDryRun(options: ImportOptions): DryRun {
  const api = useApi();
  const [report, setReport] = useState<ImportReport | null>(null);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [isRunning, setRunning] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(options);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const isCurrent = () => !signal.aborted;
    setRunning(true);
    setProgress(null);
    setError(null);
    api.transfer
      .dryRun(JSON.parse(key) as ImportOptions, { signal, onProgress: (next) => isCurrent() && setProgress(next) })
      .then((found) => isCurrent() && setReport(found))
      .catch((failure: unknown) => isCurrent() && setError(failure))
      .finally(() => isCurrent() && setRunning(false));
    return () => controller.abort();
  }, [api, key, attempt]);

  return { report, isRunning, progress, error, retry: () => setAttempt((before) => before + 1) };
}
