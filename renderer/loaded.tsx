import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { errorDetails, useErrorText } from './api.ts';
import { useText } from './i18n/use-text.ts';
import { ErrorState } from './ui/error-state.tsx';
import { Skeleton } from './ui/skeleton.tsx';

export interface LoadedProps<Data> {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  children: (data: Data) => ReactNode;
  /** How many bars stand in while it is loading. */
  lines?: number;
  className?: string;
}

/** The loading and the failed face of what was asked for; the children show what came. */
export function Loaded<Data>({ query, children, lines, className }: LoadedProps<Data>) {
  const text = useText();
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Skeleton label={text('common:loading')} lines={lines} className={className} />;
  return <Failed error={query.error} onRetry={() => void query.refetch()} className={className} />;
}

/** What went wrong, the way to try again, and the details for a report. */
export function Failed({ error, onRetry, className }: { error: unknown; onRetry: () => void; className?: string | undefined }) {
  const text = useText();
  const errorText = useErrorText();
  return (
    <ErrorState
      text={errorText(error)}
      retryLabel={text('common:retry')}
      onRetry={onRetry}
      copyLabel={text('common:copyDetails')}
      copiedLabel={text('common:copied')}
      details={errorDetails(error)}
      className={className}
    />
  );
}
