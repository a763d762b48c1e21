import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryBatch } from '../../../core/api/history.ts';
import { useApi } from '../../api.ts';

const PAGE = 50;

export interface Recent {
  /** Undefined until the first answer. */
  batches: readonly HistoryBatch[] | undefined;
  error: Error | null;
  retry: () => void;
  hasMore: boolean;
  /** Asks for the next page, unless it is on its way. */
  loadMore: () => void;
}

/** Everything that was done, newest first, page by page. */
export function useRecent(): Recent {
  const api = useApi();
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['history.recent', { limit: PAGE }, 'pages'],
    queryFn: ({ pageParam, signal }) => api.history.recent({ limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  return {
    batches: data?.pages.flatMap((page) => page.batches),
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
  };
}
