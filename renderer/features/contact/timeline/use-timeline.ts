import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Entry, EntryKind } from '../../../../core/entries.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApi, useApiQuery } from '../../../api.ts';

/** Entries that are asked for at a time. */
const PAGE = 50;

export interface TimelineFilter {
  kind: EntryKind | 'all';
  text: string;
}

export interface Timeline {
  pinned: readonly Entry[];
  entries: readonly Entry[];
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  /** Nothing is there yet. */
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

/** A contact's entries, newest first and page by page, the first down to `through`; and apart from them the pinned ones. */
export function useTimeline(contactId: Id, { kind, text }: TimelineFilter, hasPinned: boolean, through: Id | undefined): Timeline {
  const api = useApi();
  const asked = { contactId, ...(kind === 'all' ? {} : { kinds: [kind] }), ...(text.trim() === '' ? {} : { text: text.trim() }), limit: PAGE };
  const pages = useInfiniteQuery({
    // The name in front is how changes find what they make stale.
    queryKey: ['entries.list', asked, 'pages', through],
    queryFn: ({ pageParam, signal }) => api.entries.list({ ...asked, ...(pageParam !== null ? { after: pageParam } : through ? { through } : {}) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const pinned = useApiQuery('entries.list', { ...asked, pinned: true }, { isEnabled: hasPinned });
  return {
    pinned: hasPinned ? (pinned.data?.rows ?? []) : [],
    entries: pages.data?.pages.flatMap(({ rows }) => rows) ?? [],
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
