import { useCallback, useMemo, useState } from 'react';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient, UseQueryResult } from '@tanstack/react-query';
import type { Totals } from '../../../../core/api/deals.ts';
import type { DealFilter } from '../../../../core/deal-filters.ts';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { apiKey, useApi, useApiQuery } from '../../../api.ts';
import type { KithClient } from '../../../api.ts';
import { usePipelineState } from '../pipeline-state.ts';
import { boardInput } from './board-query.ts';
import { columnsOf, withPending } from './columns.ts';
import type { Column } from './columns.ts';

/** As one scrolls, so many more of a column at once. */
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
  const board = useApiQuery('deals.board', boardInput(pipeline.id, filter, nowMs), { keepsPrevious: true });

  const of = JSON.stringify([pipeline.id, filter, nowMs]);
  const [wanted, setWanted] = useState<{ of: string; pages: Readonly<Record<Id, number>> }>({ of, pages: {} });
  const pages = wanted.of === of ? wanted.pages : NONE;
  const stageIds = useMemo(() => Object.keys(pages) as Id[], [pages]);
  const more = useQueries({
    queries: stageIds.map((stageId) => ({
      queryKey: columnKey({ stageId, filter, nowMs }, pages[stageId] ?? 1),
      queryFn: ({ signal }: { signal: AbortSignal }) => loadPages(api, queries, { stageId, filter, nowMs }, pages[stageId] ?? 1, signal),
      placeholderData: (before: Loaded | undefined) => before,
    })),
    combine: together,
  });

  // Columns that nothing was done in stay the same, so that they need not be drawn anew.
  const stored = useMemo(
    () => board.data && columnsOf(board.data.columns, pipeline.stages, new Map(more.loaded.flatMap((each, place) => (each ? [[stageIds[place]!, each] as const] : [])))),
    [board.data, pipeline.stages, more.loaded, stageIds],
  );
  const columns = useMemo(() => stored && pending.map(({ change }) => change).reduce<readonly Column[]>(withPending, stored), [stored, pending]);

  const loading = stageIds.filter((_, place) => more.areLoading[place]).join(' ');
  const loadMore = useCallback(
    (stageId: Id) => {
      if (loading.includes(stageId)) return;
      setWanted((before) => {
        const known = before.of === of ? before.pages : NONE;
        return { of, pages: { ...known, [stageId]: (known[stageId] ?? 0) + 1 } };
      });
    },
    [of, loading],
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

const together = (answers: readonly Pick<UseQueryResult<Loaded>, 'data' | 'error' | 'isFetching'>[]) => ({
  loaded: answers.map(({ data }) => data),
  areLoading: answers.map(({ isFetching }) => isFetching),
  error: answers.find(({ error }) => error)?.error ?? null,
});

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
