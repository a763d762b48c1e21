import { useEffect } from 'react';
import type { Id } from '../../../core/ids.ts';
import { Failed } from '../../loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useToday } from '../../views/use-today.ts';
import { BoardScreen } from './board/board-screen.tsx';
import { useBoardText } from './board-words.ts';
import { ForecastScreen } from './forecast/forecast-screen.tsx';
import { ListScreen } from './list/list-screen.tsx';
import { FORECAST_VIEW } from './shape-control.tsx';
import { useDealView } from './views/use-deal-view.ts';

export interface PipelinePageProps {
  viewId: string;
  /** Which pipeline the address asks for. */
  pipelineId: Id | undefined;
  onViewChange: (viewId: string) => void;
}

/** Deals by stage, on a board or in a list. */
export function PipelinePage({ viewId, pipelineId, onViewChange }: PipelinePageProps) {
  const t = useBoardText();
  const nowMs = useToday();
  const { view, error, retry } = useDealView(viewId);
  const wanted = view && view.pipeline.id !== pipelineId && view.pipelines.some(({ id }) => id === pipelineId) ? pipelineId : undefined;
  useEffect(() => {
    if (wanted) view?.change({ pipelineId: wanted });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for an address: afterwards another may be chosen
  }, [pipelineId, view === undefined]);
  if (error && !view) return <Page title={t('title')}><Failed error={error} onRetry={retry} className="flex-1" /></Page>;
  if (!view) return <Page title={t('title')}>{null}</Page>;
  if (viewId === FORECAST_VIEW) return <ForecastScreen view={view} nowMs={nowMs} onViewChange={onViewChange} />;
  const Screen = view.definition.shape === 'board' ? BoardScreen : ListScreen;
  return <Screen key={view.pipeline.id} view={view} nowMs={nowMs} onViewChange={onViewChange} />;
}
