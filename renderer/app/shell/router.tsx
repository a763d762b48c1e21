import { createHashHistory } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';

/**
 * What every router of ours is made with: `createRouter({ routeTree, ...routerOptions() })`. Routes live in
 * the hash: a deep link then works after a reload under `app://` and under the browser host, which both serve
 * the page at `/` only.
 */
export function routerOptions() {
  return {
    history: createHashHistory(),
    defaultPreload: false,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
  } as const;
}

function PageFailed({ error, reset }: ErrorComponentProps) {
  const text = useText();
  return (
    <ErrorState
      className="flex-1"
      text={text('shell:pageFailed')}
      retryLabel={text('common:retry')}
      onRetry={reset}
      copyLabel={text('common:copyDetails')}
      copiedLabel={text('common:copied')}
      details={error instanceof Error ? (error.stack ?? error.message) : String(error)}
    />
  );
}

export function PageMissing() {
  const text = useText();
  return (
    <EmptyState
      className="flex-1"
      text={text('shell:pageMissing')}
      action={<Button kind="main" onPress={() => { location.hash = '#/'; }}>{text('shell:goHome')}</Button>}
    />
  );
}
