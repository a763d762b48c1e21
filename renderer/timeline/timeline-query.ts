import { infiniteQueryOptions } from '@tanstack/react-query';
import type { EntryKind } from '../../core/entries.ts';
import type { Id } from '../../core/ids.ts';
import type { KithClient } from '../api.ts';
import { entriesOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** Entries that are asked for at a time. */
const PAGE = 50;

export interface TimelineFilter {
  /** `moves` are the changes of stage of a contact's deals. */
  kind: EntryKind | 'moves' | 'all';
  text: string;
}

export const EVERYTHING: TimelineFilter = { kind: 'all', text: '' };

/** The record whose entries are asked for. */
export type Whose = Pick<Subject, 'kind'> & { id: Id };

export const entriesAsked = (whose: Whose, { kind, text }: TimelineFilter) => ({
  ...entriesOf(whose),
  ...(kind === 'all' || kind === 'moves' ? {} : { kinds: [kind] }),
  ...(whose.kind === 'contact' && kind === 'all' ? { moves: 'too' as const } : kind === 'moves' ? { moves: 'only' as const } : {}),
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  limit: PAGE,
});

/** A record's entries and changes of stage page by page, the first down to `through`. */
export function timelineQuery(api: KithClient, whose: Whose, filter: TimelineFilter, through: Id | undefined) {
  const asked = entriesAsked(whose, filter);
  return infiniteQueryOptions({
    // The name in front is how changes find what they make stale.
    queryKey: ['entries.list', asked, 'pages', through],
    queryFn: ({ pageParam, signal }) => api.entries.list({ ...asked, ...(pageParam !== null ? { after: pageParam } : through ? { through } : {}) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
