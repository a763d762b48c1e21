import { useMemo } from 'react';
import type { DealView as SavedView } from '../../../../core/api/deals.ts';
import type { DealFilter, DealViewDefinition } from '../../../../core/deal-filters.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useApi, useApiQuery, usePreference } from '../../../api.ts';
import { setChanged, usePipelineState } from '../pipeline-state.ts';
import { baseOf, BUILT_IN_VIEWS, isBuiltIn, pipelineOf, readLook, sameDefinition, START_LOOK } from './definition.ts';

export interface DealView {
  viewId: string;
  /** The saved view, where it is one. */
  view: SavedView | undefined;
  savedViews: readonly SavedView[];
  pipelines: readonly Pipeline[];
  pipeline: Pipeline;
  /** As it is now, with what somebody changed. */
  definition: DealViewDefinition;
  /** The filter with what the view itself asks for. */
  filter: DealFilter;
  me: Id;
  change: (part: Partial<DealViewDefinition>) => void;
  isChanged: boolean;
  reset: () => void;
  /** Of a saved view: keeps the changes in it. */
  save: () => Promise<void>;
}

export interface DealViewQuery {
  /** Undefined until all is known that it is made of. */
  view: DealView | undefined;
  error: Error | null;
  retry: () => void;
}

/** What the page shows behind a tab; an unknown view is `all`. */
export function useDealView(wantedId: string): DealViewQuery {
  const api = useApi();
  const saved = useApiQuery('dealViews.list', undefined);
  const all = useApiQuery('pipelines.list', undefined);
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { value: kept, set: keep } = usePreference('pipeline.look', readLook);
  const changed = usePipelineState((state) => state.changed);

  const own = saved.data?.find(({ id }) => id === wantedId);
  const viewId = own || isBuiltIn(wantedId) ? wantedId : BUILT_IN_VIEWS[0];
  const look = kept ?? START_LOOK;
  const start: DealViewDefinition = own?.definition ?? { ...look, filter: [] };
  const unsaved = changed[viewId];
  // Which pipeline it is stays with this device, whichever tab one is on.
  const definition = unsaved ? (own ? unsaved : { ...unsaved, pipelineId: look.pipelineId }) : start;
  const me = profile?.me.id;
  const filter = me ? [...baseOf(viewId, me), ...definition.filter] : [];

  const pipelines = useMemo(() => all.data?.filter(({ retired, open }) => !retired || open > 0), [all.data]);
  const pipeline = pipelines && pipelineOf(pipelines, definition.pipelineId ?? look.pipelineId);

  const ready = saved.data && pipelines && pipeline && me && kept !== undefined;
  return {
    view: ready
      ? {
          viewId,
          view: own,
          savedViews: saved.data,
          pipelines,
          pipeline,
          definition,
          filter,
          me,
          change(part) {
            const next = { ...definition, ...part };
            setChanged(viewId, next);
            // Not what a figure or the strip has led to for once.
            if (!own && !part.filter) keep({ shape: next.shape, sort: next.sort, pipelineId: next.pipelineId });
          },
          isChanged: own !== undefined && !sameDefinition(definition, own.definition),
          reset: () => setChanged(viewId, undefined),
          async save() {
            if (!own) return;
            await api.dealViews.update({ id: own.id, definition });
            setChanged(viewId, undefined);
          },
        }
      : undefined,
    error: saved.error ?? all.error,
    retry() {
      void saved.refetch();
      void all.refetch();
    },
  };
}
