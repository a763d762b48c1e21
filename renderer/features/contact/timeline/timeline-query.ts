import { infiniteQueryOptions } from '@tanstack/react-query';
import type { EntryKind } from '../../../../core/entries.ts';
import type { Id } from '../../../../core/ids.ts';
import type { KithClient } from '../../../api.ts';

/** Entries that are asked for at a time. */
const PAGE = 50;

export interface TimelineFilter {
  kind: EntryKind | 'all';
  text: string;
}

export const EVERYTHING: TimelineFilter = { kind: 'all', text: '' };

export const entriesAsked = (contactId: Id, { kind, text }: TimelineFilter) => ({
  contactId,
  ...(kind === 'all' ? {} : { kinds: [kind] }),
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  limit: PAGE,
});

/** A contact's entries page by page, the first down to `through`. */
export function timelineQuery(api: KithClient, contactId: Id, filter: TimelineFilter, through: Id | undefined) {
  const asked = entriesAsked(contactId, filter);
  return infiniteQueryOptions({
    // The name in front is how changes find what they make stale.
    queryKey: ['entries.list', asked, 'pages', through],
    queryFn: ({ pageParam, signal }) => api.entries.list({ ...asked, ...(pageParam !== null ? { after: pageParam } : through ? { through } : {}) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
