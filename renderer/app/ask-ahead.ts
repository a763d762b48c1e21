import type { QueryClient } from '@tanstack/react-query';
import { apiQuery } from '../api.ts';
import type { KithClient } from '../api.ts';

/**
 * What every start asks for one after the other, as each screen finds out that it needs it: asked for at once,
 * as soon as there is a connection, so that the first rows do not wait for four ways there and back.
 */
export function askAhead(client: KithClient, queries: QueryClient): void {
  void queries.prefetchQuery(apiQuery(client, 'profile.info', undefined));
  void queries.prefetchQuery(apiQuery(client, 'profile.preference', { key: 'onboarding' }));
  void queries.prefetchQuery(apiQuery(client, 'profile.preference', { key: 'contacts.looks' }));
  void queries.prefetchQuery(apiQuery(client, 'views.list', { record: 'contacts' }));
  void queries.prefetchQuery(apiQuery(client, 'fields.list', undefined));
}
