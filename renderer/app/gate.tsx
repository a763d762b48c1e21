import { Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { GateState } from '../../core/api/gate.ts';
import { apiKey, useApi, useApiQuery } from '../api.ts';
import { late } from '../late.ts';

const Recovery = late(() => import('../features/gate/recovery/recovery.tsx').then(({ Recovery: part }) => part));
const Converting = late(() => import('../features/gate/locked/converting.tsx').then(({ Converting: part }) => part));
const Locked = late(() => import('../features/gate/locked/locked.tsx').then(({ Locked: part }) => part));

/**
 * Shows what is inside while the database is open, and what is the matter while it is not. Nobody waits for the answer:
 * it is open nearly always. What was typed inside stays behind the screen of a damage; a lock takes it away, and
 * `forget` all else that the page has in its memory.
 */
export function Gate({ children, forget }: { children: ReactNode; forget?: (() => void) | undefined }) {
  const state = useGateState(forget);
  const isOpen = state === undefined || state.kind === 'open';
  return (
    <>
      {state?.kind !== 'locked' && children}
      {!isOpen && <Suspense>{state.kind === 'locked' ? <Locked.Part state={state} /> : state.kind === 'converting' ? <Converting.Part state={state} /> : <Recovery.Part state={state} />}</Suspense>}
    </>
  );
}

function useGateState(forget: (() => void) | undefined): GateState | undefined {
  const api = useApi();
  const queries = useQueryClient();
  const { data } = useApiQuery('gate.state', undefined);
  useEffect(
    () =>
      api.on('gate', (state) => {
        const before = queries.getQueryData<GateState>(apiKey('gate.state'));
        queries.setQueryData(apiKey('gate.state'), state);
        if (state.kind === 'locked' && before?.kind !== 'locked') forget?.();
        // Another database may be open now.
        if (state.kind === 'open') void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'gate.state' });
      }),
    [api, queries, forget],
  );
  return data;
}
