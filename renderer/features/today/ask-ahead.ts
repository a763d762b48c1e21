import type { QueryClient } from '@tanstack/react-query';
import { apiQuery } from '../../api.ts';
import type { KithClient } from '../../api.ts';
import { aheadInput, FIRST_ROWS, todayInput } from '../../reminders/today-input.ts';
import { WHOSE, whoseOf } from '../../reminders/whose.ts';

/** Asks for what Today shows first. Never rejects: the page asks again and says what is wrong. */
export async function askAheadForToday(api: KithClient, queries: QueryClient): Promise<void> {
  const members = apiQuery(api, 'members.list', undefined);
  const kept = apiQuery(api, 'profile.preference', { key: WHOSE });
  await Promise.all([queries.prefetchQuery(members), queries.prefetchQuery(kept)]);
  const known = queries.getQueryData(members.queryKey);
  if (!known) return;
  const whose = whoseOf(known, queries.getQueryData(kept.queryKey));
  // The reminders do not wait for what comes again.
  void queries.prefetchQuery(apiQuery(api, 'reminders.ahead', aheadInput(whose)));
  await queries.prefetchQuery(apiQuery(api, 'reminders.today', todayInput(whose, FIRST_ROWS)));
}
