import { useCallback, useMemo, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { BinItem } from '../../../core/api/history.ts';
import { apiQuery, useApi, useApiQuery } from '../../api.ts';

const PAGE_ROWS = 100;
/** A page that begins this many rows beyond the window is asked for already. */
const AHEAD_ROWS = 40;

export interface BinRows {
  /** Null until the first answer. */
  total: number | null;
  rowAt: (index: number) => BinItem | undefined;
  onRangeChange: (first: number, last: number) => void;
  error: Error | null;
  retry: () => void;
}

/** What lies in the bin by place: the first page, and those that the window touches. */
export function useBinRows(): BinRows {
  const api = useApi();
  const [range, setRange] = useState<readonly [first: number, last: number]>([0, 0]);
  const first = useApiQuery('bin.list', { limit: PAGE_ROWS, offset: 0 });
  const pages = useMemo(() => pagesOf(range), [range]);
  const answers = useQueries({
    queries: pages.map((page) => apiQuery(api, 'bin.list', { limit: PAGE_ROWS, offset: page * PAGE_ROWS })),
    combine: (results) => ({ rows: results.map(({ data }) => data?.rows), error: results.find(({ error }) => error)?.error ?? null, refetch: () => results.forEach((result) => void result.refetch()) }),
  });
  const rowAt = useCallback(
    (index: number) => {
      const page = Math.floor(index / PAGE_ROWS);
      const rows = page === 0 ? first.data?.rows : answers.rows[pages.indexOf(page)];
      return rows?.[index % PAGE_ROWS];
    },
    [first.data, answers.rows, pages],
  );
  return {
    total: first.data?.total ?? null,
    rowAt,
    onRangeChange: useCallback((from, to) => setRange((before) => (before[0] === from && before[1] === to ? before : [from, to])), []),
    error: first.error ?? answers.error,
    retry: () => {
      void first.refetch();
      answers.refetch();
    },
  };
}

function pagesOf([first, last]: readonly [number, number]): number[] {
  const from = Math.max(0, Math.floor((first - AHEAD_ROWS) / PAGE_ROWS));
  const to = Math.floor((last + AHEAD_ROWS) / PAGE_ROWS);
  return Array.from({ length: to - from + 1 }, (_, step) => from + step).filter((page) => page > 0);
}
