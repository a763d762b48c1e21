import { useCallback, useEffect, useRef, useState } from 'react';
import { hasCode } from '../../core/call.ts';
import { functionNamed } from './calls.ts';
import type { InputOf, JobName, OutputOf, ProgressOf } from './calls.ts';
import { useApi } from './api-provider.tsx';

export type JobState<Name extends JobName> =
  | { kind: 'idle' }
  | { kind: 'running'; startedAtMs: number; progress: ProgressOf<Name> | undefined; isCancelling: boolean }
  | { kind: 'done'; result: OutputOf<Name> }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: unknown };

export interface Job<Name extends JobName> {
  state: JobState<Name>;
  /** Resolves with the result, or with undefined where it failed or was cancelled; the state says which. */
  start: (input: InputOf<Name>) => Promise<OutputOf<Name> | undefined>;
  /** Asks to stop. What was done so far is taken back by the other side before the job ends as `cancelled`. */
  cancel: () => void;
  reset: () => void;
}

/** One run at a time of a job, with its progress. It is cancelled when its screen goes, unless `outlives`. */
export function useJob<Name extends JobName>(name: Name, { outlives = false }: { outlives?: boolean } = {}): Job<Name> {
  const client = useApi();
  const [state, setState] = useState<JobState<Name>>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => {
    if (!outlives) running.current?.abort();
  }, [outlives]);

  const start = useCallback(async (input: InputOf<Name>) => {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'running', startedAtMs: Date.now(), progress: undefined, isCancelling: false });
    const onProgress = (progress: unknown) =>
      setState((before) => (before.kind === 'running' ? { ...before, progress: progress as ProgressOf<Name> } : before));
    try {
      const result = (await functionNamed(client, name)(input, { signal: controller.signal, onProgress })) as OutputOf<Name>;
      setState({ kind: 'done', result });
      return result;
    } catch (error) {
      setState(hasCode(error, 'cancelled') ? { kind: 'cancelled' } : { kind: 'failed', error });
      return undefined;
    } finally {
      running.current = undefined;
    }
  }, [client, name]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setState((before) => (before.kind === 'running' ? { ...before, isCancelling: true } : before));
  }, []);
  const reset = useCallback(() => setState({ kind: 'idle' }), []);

  return { state, start, cancel, reset };
}
