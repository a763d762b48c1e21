import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import type { ContactPage, ContactRow } from '../../../core/api/contacts.ts';
import type { Filter, Sort } from '../../../core/filters.ts';
import type { Id } from '../../../core/ids.ts';
import { apiKey, apiQuery, useApi } from '../../api.ts';
import type { InputOf } from '../../api.ts';

/** Rows that come at once, and how many such pages are kept: 2,000 rows at most, however long the list. */
const PAGE_ROWS = 100;
const KEPT_PAGES = 20;
/** A page that begins this many rows beyond the window is asked for already. */
const AHEAD_ROWS = 40;

export interface RowsWanted {
  filter: Filter;
  sort: Sort;
  fields: readonly Id[];
}

export interface Rows {
  /** What these rows are of: the last that was wanted and is here. */
  of: RowsWanted;
  /** Null until the first answer. */
  total: number | null;
  rowAt: (index: number) => ContactRow | undefined;
  onRangeChange: (first: number, last: number) => void;
  idsBetween: (first: number, last: number) => Promise<Id[]>;
  error: Error | null;
  retry: () => void;
  /** Paints a change of a row before it is stored; gives back how to take it off again. */
  paint: (id: Id, change: (row: ContactRow) => ContactRow) => () => void;
}

/** Rows by place, page by page. While another filter or order is loading the rows of the one before stay. */
export function useRows(wanted: RowsWanted, current: number | null): Rows {
  const api = useApi();
  const queries = useQueryClient();
  const [range, setRange] = useState<readonly [first: number, last: number]>([0, 0]);
  const recent = useRef<string[]>([]);
  const [shown, setShown] = useState(wanted);

  // The next list takes the place of this one when its number and its first rows are there.
  const isNext = shown !== wanted;
  const [count, first] = useQueries({
    queries: [apiQuery(api, 'contacts.count', { filter: wanted.filter }), apiQuery(api, 'contacts.list', pageInput(wanted, isNext ? 0 : firstPage(range)))],
  });
  const isReady = count.isSuccess && first.isSuccess;
  useEffect(() => {
    if (isNext && isReady) {
      setShown(wanted);
      setRange([0, 0]);
    }
  }, [isNext, isReady, wanted]);
  const of = isNext && isReady ? wanted : shown;

  // Read in every render: only what is read here of an answer makes the list anew when that changes.
  const counted = count.data;
  const total = (of === wanted ? counted : queries.getQueryData<{ total: number }>(apiKey('contacts.count', { filter: of.filter })))?.total ?? null;
  const pages = useMemo(() => pagesOf(of === shown ? range : [0, 0], current, total), [of, shown, range, current, total]);
  const results = useQueries({
    queries: pages.map((page) => apiQuery(api, 'contacts.list', pageInput(of, page))),
    combine: (answers) => ({ rows: answers.map(({ data }) => data?.rows), error: answers.find(({ error }) => error)?.error ?? null }),
  });

  useEffect(() => {
    const keys = pages.map((page) => JSON.stringify(pageInput(of, page)));
    recent.current = [...recent.current.filter((key) => !keys.includes(key)), ...keys];
    for (const key of recent.current.splice(0, Math.max(0, recent.current.length - KEPT_PAGES))) {
      queries.removeQueries({ queryKey: apiKey('contacts.list', JSON.parse(key) as InputOf<'contacts.list'>), exact: true });
    }
  }, [pages, of, queries]);

  const rowAt = useCallback(
    (index: number) => {
      const page = Math.floor(index / PAGE_ROWS);
      const place = pages.indexOf(page);
      const rows = place >= 0 ? results.rows[place] : queries.getQueryData<ContactPage>(apiKey('contacts.list', pageInput(of, page)))?.rows;
      return rows?.[index % PAGE_ROWS];
    },
    [pages, results.rows, of, queries],
  );

  const onRangeChange = useCallback((from: number, to: number) => setRange((before) => (before[0] === from && before[1] === to ? before : [from, to])), []);

  const paint = useCallback(
    (id: Id, change: (row: ContactRow) => ContactRow) => {
      // An answer under way was asked for before this change, and would paint over it.
      void queries.cancelQueries({ queryKey: apiKey('contacts.list'), predicate: ({ state }) => state.data !== undefined });
      const painted: { key: QueryKey; before: ContactPage; after: ContactPage | undefined }[] = [];
      for (const [key, before] of queries.getQueriesData<ContactPage>({ queryKey: apiKey('contacts.list') })) {
        if (!before?.rows.some((row) => row.id === id)) continue;
        const rows = before.rows.map((row) => (row.id === id ? change(row) : row));
        painted.push({ key, before, after: queries.setQueryData<ContactPage>(key, { ...before, rows }) });
      }
      return () => {
        // What came from the other side since is newer than both.
        for (const { key, before, after } of painted) if (queries.getQueryData(key) === after) queries.setQueryData(key, before);
        void queries.invalidateQueries({ queryKey: apiKey('contacts.list') });
      };
    },
    [queries],
  );

  return {
    of,
    total,
    rowAt,
    onRangeChange,
    idsBetween: async (from, to) => (await api.contacts.ids({ filter: of.filter, sort: of.sort, from, to })).ids,
    error: count.error ?? first.error ?? results.error,
    retry: () => void queries.refetchQueries({ predicate: ({ queryKey, state }) => String(queryKey[0]).startsWith('contacts.') && state.status === 'error' }),
    paint,
  };
}

const pageInput = ({ filter, sort, fields }: RowsWanted, page: number): InputOf<'contacts.list'> => ({ filter, sort, limit: PAGE_ROWS, offset: page * PAGE_ROWS, fields: [...fields] });

const firstPage = ([first]: readonly [number, number]): number => Math.floor(first / PAGE_ROWS);

/** The pages that the window touches or soon will, and the one of the current row. */
function pagesOf([first, last]: readonly [number, number], current: number | null, total: number | null): number[] {
  const lastPage = Math.max(0, Math.ceil((total ?? 0) / PAGE_ROWS) - 1);
  const pageOf = (row: number) => Math.min(lastPage, Math.max(0, Math.floor(row / PAGE_ROWS)));
  const [from, to] = [pageOf(first - AHEAD_ROWS), pageOf(last + AHEAD_ROWS)];
  const pages = Array.from({ length: to - from + 1 }, (_, step) => from + step);
  const own = current === null ? from : pageOf(current);
  return pages.includes(own) ? pages : [...pages, own];
}
