import { useCallback, useMemo, useState } from 'react';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { Totals } from '../../../../core/api/deals.ts';
import type { DealFilter } from '../../../../core/deal-filters.ts';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { apiKey, useApi, useApiQuery } from '../../../api.ts';
import type { KithClient } from '../../../api.ts';
import { usePipelineState } from '../pipeline-state.ts';
import { columnsOf } from './columns.ts';
import type { Column } from './columns.ts';

/** Of each column at first; then, as one scrolls, so many more at once. */
const FIRST_ROWS = 40;
const PAGE_ROWS = 200;

export interface Board {
  /** Undefined until the first answer. */
  columns: readonly Column[] | undefined;
  won: Totals | undefined;
  lost: Totals | undefined;
  /** The end of what is loaded of a column is near. */
  loadMore: (stageId: Id) => void;
  error: Error | null;
  retry: () => void;
}

/** The open deals of a pipeline by stage. While another filter is loading those of the one before stay. */
export function useBoard(pipeline: Pipeline, filter: DealFilter, nowMs: number): Board {
  const api = useApi();
  const queries = useQueryClient();
  const pending = usePipelineState((state) => state.pending);
  const board = useApiQuery('deals.board', { pipelineId: pipeline.id, filter, limit: FIRST_ROWS, now: nowMs, closedSince: startOfMonth(nowMs) }, { keepsPrevious: true });

  const of = JSON.stringify([pipeline.id, filter, nowMs]);
  const [wanted, setWanted] = useState<{ of: string; pages: Readonly<Record<Id, number>> }>({ of, pages: {} });
  const pages = wanted.of === of ? wanted.pages : NONE;
  const stageIds = Object.keys(pages) as Id[];
  const more = useQueries({
    queries: stageIds.map((stageId) => ({
      queryKey: columnKey({ stageId, filter, nowMs }, pages[stageId] ?? 1),
      queryFn: ({ signal }: { signal: AbortSignal }) => loadPages(api, queries, { stageId, filter, nowMs }, pages[stageId] ?? 1, signal),
      placeholderData: (before: Loaded | undefined) => before,
    })),
    combine: (answers) => ({
      rows: new Map(answers.flatMap(({ data }, place) => (data ? [[stageIds[place]!, data] as const] : []))),
      error: answers.find(({ error }) => error)?.error ?? null,
      isFetching: new Set(stageIds.filter((_, place) => answers[place]?.isFetching)),
    }),
  });

  const columns = useMemo(
    () => board.data && columnsOf(board.data.columns, pipeline.stages, more.rows, pending.map(({ change }) => change)),
    [board.data, pipeline.stages, more.rows, pending],
  );

  const { isFetching } = more;
  const loadMore = useCallback(
    (stageId: Id) => {
      if (isFetching.has(stageId)) return;
      setWanted((before) => {
        const known = before.of === of ? before.pages : NONE;
        return { of, pages: { ...known, [stageId]: (known[stageId] ?? 0) + 1 } };
      });
    },
    [of, isFetching],
  );

  return {
    columns,
    won: board.data?.won,
    lost: board.data?.lost,
    loadMore,
    error: board.error ?? more.error,
    retry: () => void queries.refetchQueries({ predicate: ({ queryKey, state }) => String(queryKey[0]).startsWith('deals.') && state.status === 'error' }),
  };
}

const NONE: Readonly<Record<Id, number>> = {};

interface Asked {
  stageId: Id;
  filter: DealFilter;
  nowMs: number;
}

interface Loaded {
  rows: readonly DealCard[];
  next: string | null;
}

const columnKey = ({ stageId, filter, nowMs }: Asked, pages: number) => [...apiKey('deals.column', { stageId, filter, limit: PAGE_ROWS, now: nowMs }), pages] as const;

/** So many pages of a column from its top. One more than is known is only that one; after a change all are read anew. */
async function loadPages(api: KithClient, queries: QueryClient, asked: Asked, pages: number, signal: AbortSignal): Promise<Loaded> {
  const isAgain = queries.getQueryData(columnKey(asked, pages)) !== undefined;
  const before = queries.getQueryState<Loaded>(columnKey(asked, pages - 1));
  let loaded: Loaded | undefined = !isAgain && before && !before.isInvalidated ? before.data : undefined;
  for (let page = loaded ? pages - 1 : 0; page < pages; page++) {
    if (loaded?.next === null) break;
    const { stageId, filter, nowMs } = asked;
    const answer = await api.deals.column({ stageId, filter, limit: PAGE_ROWS, now: nowMs, ...(loaded?.next ? { after: loaded.next } : {}) }, { signal });
    const known = new Set(loaded?.rows.map(({ id }) => id));
    // Moved on between two pages, a deal would come twice.
    loaded = { rows: [...(loaded?.rows ?? []), ...answer.rows.filter(({ id }) => !known.has(id))], next: answer.next };
  }
  return loaded ?? { rows: [], next: null };
}

export function startOfMonth(nowMs: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), 1).getTime();
}
