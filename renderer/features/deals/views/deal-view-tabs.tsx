import { useQueries } from '@tanstack/react-query';
import type { DealFilter } from '../../../../core/deal-filters.ts';
import { apiQuery, useApi } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { ViewTabs } from '../../../views/view-tabs.tsx';
import { useBoardText } from '../board-words.ts';
import { pipelineViewCommand } from '../pipeline-commands.ts';
import { baseOf, BUILT_IN_VIEWS, inPipeline, withState } from './definition.ts';
import type { DealView } from './use-deal-view.ts';

/** The views of the pipeline, each with how many deals it has. */
export function DealViewTabs({ view, nowMs, onSelect, onDone }: { view: DealView; nowMs: number; onSelect: (viewId: string) => void; onDone: () => void }) {
  const t = useBoardText();
  const api = useApi();
  const { number } = useFormats();
  const { savedViews, me, pipeline } = view;
  const filters: DealFilter[] = [
    ...BUILT_IN_VIEWS.map((id) => baseOf(id, me)),
    ...savedViews.map(({ definition }): DealFilter => (definition.pipelineId ? inPipeline(definition.filter, definition.pipelineId) : definition.filter)),
  ];
  const counts = useQueries({
    queries: filters.map((filter) => apiQuery(api, 'deals.totals', { filter: withState(inPipeline(filter, pipeline.id)), now: nowMs }, { keepsPrevious: true })),
    combine: (answers) => answers.map(({ data }) => (data === undefined ? undefined : number(data.count))),
  });
  const names = { all: t('viewAll'), mine: t('viewMine'), stalled: t('viewStalled') };
  return (
    <ViewTabs
      builtIns={BUILT_IN_VIEWS.map((id, place) => ({ id, name: names[id], count: counts[place] }))}
      saved={savedViews.map(({ id, name }, place) => ({ id, name, count: counts[BUILT_IN_VIEWS.length + place] }))}
      selected={view.viewId}
      onSelect={onSelect}
      commands={{ save: 'pipeline.saveView', view: pipelineViewCommand }}
      onCreate={async (name) => {
        const { id } = await api.dealViews.create({ name, definition: { ...view.definition, filter: view.filter, pipelineId: view.pipelines.length > 1 ? pipeline.id : null } });
        view.reset();
        return id;
      }}
      onRename={(id, name) => api.dealViews.update({ id, name })}
      onMove={(id, after) => api.dealViews.update({ id, after })}
      onRemove={(id) => api.dealViews.remove({ id })}
      onDone={onDone}
    />
  );
}
