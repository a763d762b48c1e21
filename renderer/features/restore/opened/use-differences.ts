import { useInfiniteQuery } from '@tanstack/react-query';
import type { Difference } from '../../../../core/api/restore.ts';
import { useApi } from '../../../api.ts';
import { useRestoreSession } from '../session.ts';
import type { Shown } from './opened.tsx';

const PAGE = 50;

export interface Differences {
  /** Undefined until the first answer. */
  rows: readonly Difference[] | undefined;
  error: Error | null;
  retry: () => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

/** What differs of one kind on one side, page by page, as it was compared last. */
export function useDifferences(opened: string, { kind, side }: Shown): Differences {
  const api = useApi();
  const comparison = useRestoreSession((session) => session.comparison);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['opened.differences', { opened, kind, side }, 'pages', comparison],
    queryFn: ({ pageParam, signal }) => api.opened.differences({ opened, kind, side, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  return {
    rows: data?.pages.flatMap((page) => page.rows),
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
  };
}
