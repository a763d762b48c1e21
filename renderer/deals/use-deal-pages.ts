import { useMemo } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Totals } from '../../core/api/deals.ts';
import type { DealFilter, DealSort } from '../../core/deal-filters.ts';
import type { DealCard } from '../../core/deals.ts';
import { apiKey, useApi } from '../api.ts';

const PAGE_ROWS = 50;

export interface DealPages {
  /** Undefined until the first answer. */
  rows: readonly DealCard[] | undefined;
  totals: Totals | undefined;
  /** Loads what comes next; undefined where all is there. */
  more: (() => void) | undefined;
  error: Error | null;
  retry: () => void;
}

/** The deals behind a figure, page by page. */
export function useDealPages(filter: DealFilter, sort: DealSort, nowMs: number): DealPages {
  const api = useApi();
  const input = { filter, sort, limit: PAGE_ROWS, now: nowMs };
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: apiKey('deals.list', input),
    queryFn: ({ pageParam, signal }) => api.deals.list({ ...input, ...(pageParam === undefined ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
  // By id: a deal that moves on between two pages would come twice.
  const rows = useMemo(() => data && [...new Map(data.pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()], [data]);
  return { rows, totals: data?.pages[0], more: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined, error, retry: () => void refetch() };
}
