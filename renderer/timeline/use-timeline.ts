import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { DealMove } from '../../core/deals.ts';
import type { Entry } from '../../core/entries.ts';
import type { Id } from '../../core/ids.ts';
import { useApi, useApiQuery } from '../api.ts';
import { entriesAsked, timelineQuery } from './timeline-query.ts';
import type { TimelineFilter, Whose } from './timeline-query.ts';

export interface Timeline {
  pinned: readonly Entry[];
  entries: readonly Entry[];
  moves: readonly DealMove[];
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  /** Nothing is there yet. */
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

/** A record's entries, and its deals' changes of stage, newest first and page by page, the first down to `through`; and apart from them the pinned ones. */
export function useTimeline(whose: Whose, filter: TimelineFilter, hasPinned: boolean, through: Id | undefined): Timeline {
  const pages = useInfiniteQuery({ ...timelineQuery(useApi(), whose, filter, through), placeholderData: keepPreviousData });
  const pinned = useApiQuery('entries.list', { ...entriesAsked(whose, filter), pinned: true }, { isEnabled: hasPinned });
  return {
    pinned: hasPinned ? (pinned.data?.rows ?? []) : [],
    entries: pages.data?.pages.flatMap(({ rows }) => rows) ?? [],
    moves: pages.data?.pages.flatMap(({ moves }) => moves) ?? [],
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
    isLoading: pages.data === undefined && pages.error === null,
    error: pages.data === undefined ? pages.error : null,
    retry: () => void pages.refetch(),
  };
}
