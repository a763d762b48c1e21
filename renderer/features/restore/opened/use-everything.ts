import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { OpenedRow } from '../../../../core/api/restore.ts';
import { apiQuery, useApi, useApiQuery } from '../../../api.ts';
import type { InputOf } from '../../../api.ts';

export type What = InputOf<'opened.everything'>['what'];

const PAGE_ROWS = 100;
/** A page that begins this many rows beyond the window is asked for already. */
const AHEAD_ROWS = 40;

export interface Everything {
  /** Null until the first answer. */
  total: number | null;
  /** What is shown was found by other words: those that were typed are still looked for. */
  isBehind: boolean;
  rowAt: (index: number) => OpenedRow | undefined;
  onRangeChange: (first: number, last: number) => void;
  error: Error | null;
  retry: () => void;
}

interface Asked {
  what: What;
  words: string;
}

/** All of one kind in a backup by place, in the pages that the window touches. While other words are looked for, what was found before stays. */
export function useEverything(opened: string, what: What, words: string): Everything {
  const api = useApi();
  const wanted = useMemo<Asked>(() => ({ what, words }), [what, words]);
  const [shown, setShown] = useState<Asked & { total: number | null }>({ ...wanted, total: null });
  const [range, setRange] = useState<readonly [first: number, last: number]>([0, 0]);
  const inputOf = (asked: Asked, page: number): InputOf<'opened.everything'> => ({ opened, what: asked.what, words: asked.words, limit: PAGE_ROWS, offset: page * PAGE_ROWS });

  const first = useApiQuery('opened.everything', inputOf(wanted, 0));
  const isBehind = first.data === undefined && shown.what === what;
  const of = isBehind ? shown : wanted;
  const isNext = of.words !== shown.words || of.what !== shown.what;
  useEffect(() => {
    if (first.data === undefined) return;
    setShown({ ...wanted, total: first.data.total });
  }, [wanted, first.data]);
  useEffect(() => setRange([0, 0]), [of.what, of.words]);

  const pages = useMemo(() => pagesOf(isNext ? [0, 0] : range), [isNext, range]);
  const found = useQueries({
    queries: pages.map((page) => apiQuery(api, 'opened.everything', inputOf(of, page))),
    combine: (results) => ({ rows: results.map(({ data }) => data?.rows), error: results.find(({ error }) => error)?.error ?? null, refetch: () => results.forEach((result) => void result.refetch()) }),
  });
  return {
    total: isBehind ? shown.total : (first.data?.total ?? null),
    isBehind,
    rowAt: useCallback((index: number) => found.rows[pages.indexOf(Math.floor(index / PAGE_ROWS))]?.[index % PAGE_ROWS], [found.rows, pages]),
    onRangeChange: useCallback((from, to) => setRange((before) => (before[0] === from && before[1] === to ? before : [from, to])), []),
    error: first.error ?? found.error,
    retry: () => {
      void first.refetch();
      found.refetch();
    },
  };
}

function pagesOf([first, last]: readonly [number, number]): number[] {
  const pageOf = (row: number) => Math.max(0, Math.floor(row / PAGE_ROWS));
  const [from, to] = [pageOf(first - AHEAD_ROWS), pageOf(last + AHEAD_ROWS)];
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}
