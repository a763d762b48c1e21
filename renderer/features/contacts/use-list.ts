import { useCallback, useMemo } from 'react';
import type { View } from '../../../core/api/lists.ts';
import type { ViewDefinition } from '../../../core/filters.ts';
import { useApi, useApiQuery, usePreference } from '../../api.ts';
import { BUILT_IN_VIEWS, baseOf, builtInDefinition, isBuiltIn, readKeptLooks, showsTheSame } from './definition.ts';
import { useListState } from './list-state.ts';

export interface List {
  viewId: string;
  /** The saved view, where it is one. */
  view: View | undefined;
  savedViews: readonly View[];
  /** As it is now, with what somebody changed. */
  definition: ViewDefinition;
  /** The filter with what the view itself asks for. */
  filter: ViewDefinition['filter'];
  change: (part: Partial<ViewDefinition>) => void;
  /** It differs from what is saved, beyond what this device remembers by itself. */
  isChanged: boolean;
  reset: () => void;
  /** Of a saved view: keeps the changes in it. */
  save: () => Promise<void>;
}

/** The list behind a tab; undefined until its views are known. An unknown view is `all`. */
export function useList(wantedId: string): List | undefined {
  const api = useApi();
  const { data: savedViews } = useApiQuery('views.list', { record: 'contacts' });
  const { value: looks, set: setLooks } = usePreference('contacts.looks', readKeptLooks);
  const { changed, setChanged } = useListState();

  const view = savedViews?.find(({ id }) => id === wantedId);
  const viewId = view || isBuiltIn(wantedId) ? wantedId : BUILT_IN_VIEWS[0];
  const saved = useMemo(
    () => (looks === undefined || savedViews === undefined ? undefined : isBuiltIn(viewId) ? builtInDefinition(viewId, looks) : view?.definition),
    [looks, savedViews, viewId, view],
  );
  const definition = changed[viewId] ?? saved;

  const change = useCallback(
    (part: Partial<ViewDefinition>) => {
      if (!definition) return;
      const next = { ...definition, ...part };
      setChanged(viewId, next);
      if (isBuiltIn(viewId) && (part.columns || part.sort)) setLooks({ ...looks, [viewId]: { columns: next.columns, sort: next.sort } });
    },
    [definition, viewId, looks, setChanged, setLooks],
  );

  const filter = useMemo(() => [...baseOf(viewId), ...(definition?.filter ?? [])], [viewId, definition?.filter]);
  if (!saved || !definition || !savedViews) return undefined;
  return {
    viewId,
    view,
    savedViews,
    definition,
    filter,
    change,
    isChanged: isBuiltIn(viewId) ? definition.filter.length > 0 : !showsTheSame(definition, saved),
    reset: () => setChanged(viewId, isBuiltIn(viewId) ? { ...definition, filter: [] } : undefined),
    async save() {
      if (!view) return;
      await api.views.update({ id: view.id, definition });
      setChanged(viewId, undefined);
    },
  };
}
