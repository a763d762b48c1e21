import { useCallback, useEffect, useMemo, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Sum } from '../../../../core/api/deals.ts';
import type { DealFilter, DealSort } from '../../../../core/deal-filters.ts';
import type { DealCard } from '../../../../core/deals.ts';
import { apiKey, useApi } from '../../../api.ts';
import { usePipelineState } from '../pipeline-state.ts';

const PAGE_ROWS = 100;
/** Rows this near to the end of what is loaded ask for more. */
const NEAR_END = 40;

export interface DealRows {
  /** Null until the first answer. */
  total: number | null;
  sums: readonly Sum[];
  rows: readonly DealCard[];
  rowAt: (index: number) => DealCard | undefined;
  onRangeChange: (first: number, last: number) => void;
  error: Error | null;
  retry: () => void;
}

/** The deals of a filter in their order, page behind page. While another filter is loading the rows of the one before stay. */
export function useDealRows(filter: DealFilter, sort: DealSort, nowMs: number): DealRows {
  const api = useApi();
  const pending = usePipelineState((state) => state.pending);
  const input = { filter, sort, limit: PAGE_ROWS, now: nowMs };
  const { data, error, fetchNextPage, hasNextPage, isFetching, refetch } = useInfiniteQuery({
    queryKey: apiKey('deals.list', input),
    queryFn: ({ pageParam, signal }) => api.deals.list({ ...input, ...(pageParam === undefined ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });

  const rows = useMemo(() => {
    const known = new Map<string, DealCard>();
    for (const page of data?.pages ?? []) for (const row of page.rows) known.set(row.id, row);
    for (const { change } of pending) {
      const row = known.get(change.deal.id);
      if (row && change.kind === 'move') known.set(row.id, { ...row, stageId: change.stageId });
      else if (change.kind === 'gone') known.delete(change.deal.id);
    }
    return [...known.values()];
  }, [data, pending]);

  // What lies far below is reached page by page, since each begins where the one before ended.
  const wanted = usePagesUntil(rows.length, hasNextPage && !isFetching, fetchNextPage);
  const first = data?.pages[0];
  return {
    total: first === undefined ? null : hasNextPage ? Math.max(first.count, rows.length) : rows.length,
    sums: first?.sums ?? [],
    rows,
    rowAt: useCallback((index: number) => rows[index], [rows]),
    onRangeChange: wanted,
    error,
    retry: () => void refetch(),
  };
}

/** Loads until there are rows beyond the last that was asked for. */
function usePagesUntil(loaded: number, canLoad: boolean, load: () => Promise<unknown>): (first: number, last: number) => void {
  const [last, setLast] = useState(0);
  const isNear = last + NEAR_END >= loaded;
  useEffect(() => {
    if (canLoad && isNear) void load();
  }, [canLoad, isNear, load, loaded]);
  return useCallback((_first: number, to: number) => setLast(to), []);
}
