import type { QueryClient } from '@tanstack/react-query';
import type { Id } from '../../../core/ids.ts';
import { apiQuery } from '../../api.ts';
import type { KithClient } from '../../api.ts';
import { EVERYTHING, timelineQuery } from '../../timeline/timeline-query.ts';

/** Asks for what the page of a contact shows first. Never rejects: the page asks again and says what is wrong. */
export async function askAheadForContact(api: KithClient, queries: QueryClient, id: Id, entry: Id | undefined): Promise<void> {
  await Promise.all([queries.prefetchQuery(apiQuery(api, 'contacts.get', { id })), queries.prefetchInfiniteQuery(timelineQuery(api, { kind: 'contact', id }, EVERYTHING, entry))]);
}
