import { useCommandHandler } from '../../commands/command-provider.tsx';
import { useForecastText } from './forecast/forecast-words.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { useBoardText } from './board-words.ts';
import { boardFilter } from './views/definition.ts';
import type { DealView } from './views/use-deal-view.ts';

/** In the address the forecast stands where a view does. */
export const FORECAST_VIEW = 'forecast';

type Shape = 'board' | 'list' | 'forecast';

/** The ways to look at deals. */
const SHAPES = ['board', 'list', 'forecast'] as const;

export function ShapeControl({ shape, view, onViewChange }: { shape: Shape; view: DealView; onViewChange: (viewId: string) => void }) {
  const t = useBoardText();
  const forecast = useForecastText();
  const names = { board: t('shapeBoard'), list: t('shapeList'), forecast: forecast('title') };

  function show(next: Shape) {
    if (next === 'forecast') return onViewChange(FORECAST_VIEW);
    view.change(next === 'board' ? { shape: next, filter: boardFilter(view.definition.filter) } : { shape: next });
    if (shape === 'forecast') onViewChange('all');
  }

  useCommandHandler('pipeline.board', () => show('board'), shape !== 'board');
  useCommandHandler('pipeline.list', () => show('list'), shape !== 'list');
  useCommandHandler('pipeline.forecast', () => show('forecast'), shape !== 'forecast');
  return <SegmentedControl label={t('shape')} value={shape} onChange={show} segments={SHAPES.map((each) => ({ value: each, label: names[each] }))} />;
}
