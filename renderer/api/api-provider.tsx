import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { notifyManager, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { apiQuery } from './calls.ts';
import type { ApiQueryOptions, InputOf, OutputOf, QueryName } from './calls.ts';
import type { ConnectionState, KithClient } from './connection.ts';
import { keepFresh } from './freshness.ts';
import { shareRows } from './share-rows.ts';

/** What the page knows of its connection; a test's client in memory is always open. */
export interface ConnectionView {
  state: () => ConnectionState;
  subscribe: (listener: () => void) => () => void;
  retry: () => void;
}

const ClientContext = createContext<KithClient | null>(null);
const ConnectionContext = createContext<ConnectionView | null>(null);

const OPEN: ConnectionState = { kind: 'open' };
const ALWAYS_OPEN: ConnectionView = { state: () => OPEN, subscribe: () => () => {}, retry: () => {} };

export interface ApiProviderProps {
  client: KithClient;
  queries: QueryClient;
  connection?: ConnectionView;
  children: ReactNode;
}

/** Gives everything below the client and its answers, and keeps the answers fresh. */
export function ApiProvider({ client, queries, connection = ALWAYS_OPEN, children }: ApiProviderProps) {
  useEffect(() => keepFresh(client, queries, afterMs), [client, queries]);
  return (
    <QueryClientProvider client={queries}>
      <ConnectionContext value={connection}>
        <ClientContext value={client}>{children}</ClientContext>
      </ConnectionContext>
    </QueryClientProvider>
  );
}

// What is painted ahead of its answer stands in the frame of the key that asked for it: not in the next, as after a timer.
notifyManager.setScheduler(queueMicrotask);

/** Answers stay good until a change is heard of; those that no screen shows are dropped after a minute. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false, structuralSharing: shareRows },
    },
  });
}

/** The typed client, for commands: `api.contacts.create(...)`. */
export function useApi(): KithClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useApi outside ApiProvider');
  return client;
}

/** The answer to a query, kept fresh: `useApiQuery('contacts.get', { id })`. */
export function useApiQuery<Name extends QueryName>(name: Name, input: InputOf<Name>, options?: ApiQueryOptions): UseQueryResult<OutputOf<Name>> {
  return useQuery(apiQuery(useApi(), name, input, options));
}

export function useConnection(): ConnectionState & { retry: () => void } {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('useConnection outside ApiProvider');
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  return { ...state, retry: connection.retry };
}

/** Runs something later on the page's clock; gives back how to call that off. */
export function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
