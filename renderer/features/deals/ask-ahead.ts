import type { QueryClient } from '@tanstack/react-query';
import { apiQuery } from '../../api.ts';
import type { KithClient } from '../../api.ts';
import { todayMs } from '../../views/use-today.ts';
import { boardInput } from './board/board-query.ts';
import { pipelineOf, readLook } from './views/definition.ts';

/** Asks for what the page of a pipeline shows first. Never rejects: the page asks again and says what is wrong. */
export async function askAheadForPipeline(api: KithClient, queries: QueryClient): Promise<void> {
  const look = apiQuery(api, 'profile.preference', { key: 'pipeline.look' });
  const pipelines = apiQuery(api, 'pipelines.list', undefined);
  await Promise.all([
    queries.prefetchQuery(pipelines),
    queries.prefetchQuery(look),
    queries.prefetchQuery(apiQuery(api, 'dealViews.list', undefined)),
    queries.prefetchQuery(apiQuery(api, 'profile.preference', { key: 'pipeline.collapsed' })),
  ]);
  const kept = readLook(queries.getQueryData(look.queryKey));
  const pipeline = pipelineOf(queries.getQueryData(pipelines.queryKey) ?? [], kept?.pipelineId ?? null);
  if (pipeline && kept?.shape !== 'list') await queries.prefetchQuery(apiQuery(api, 'deals.board', boardInput(pipeline.id, [], todayMs())));
}
