import { useEffect } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { DealCard } from '../../../../core/deals.ts';
import { useApiQuery } from '../../../api.ts';
import { useCommands } from '../../../commands/command-provider.tsx';
import { useGridLabels } from '../../../grid-labels.ts';
import { useDealWords } from '../../../deals/words.ts';
import { dealPath } from '../../../paths.ts';
import { Grid } from '../../../ui/grid/grid.tsx';
import type { GridHandle } from '../../../ui/grid/grid.tsx';
import { useBoardText } from '../board-words.ts';
import type { DealView } from '../views/use-deal-view.ts';
import { columnOfSort, nextSort, useDealColumns } from './columns.tsx';
import type { DealRows } from './use-deal-rows.ts';

export interface DealListProps {
  view: DealView;
  rows: DealRows;
  nowMs: number;
  current: number | null;
  onCurrentChange: (row: number) => void;
  onOpen: (deal: DealCard) => void;
  onPeek: () => void;
  onMenu: (at: { x: number; y: number }) => void;
  /** In place of rows, where there are none. */
  face: ReactNode;
  grid: RefObject<GridHandle | null>;
}

/** The deals of a view one below the other. */
export function DealList({ view, rows, nowMs, current, onCurrentChange, onOpen, onPeek, onMenu, face, grid }: DealListProps) {
  const t = useBoardText();
  const gridLabels = useGridLabels();
  const words = useDealWords();
  const { registry } = useCommands();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { definition, pipelines, filter } = view;
  const columns = useDealColumns(pipelines, nowMs, hasClosed(filter));
  const shown = JSON.stringify([filter, definition.sort]);
  useEffect(() => {
    // Other deals, or in another order, begin at the top.
    grid.current?.show(0);
  }, [grid, shown]);
  return (
    <Grid<DealCard>
      ref={grid}
      label={t('listLabel')}
      labels={gridLabels}
      columns={columns}
      rowCount={rows.total}
      rowAt={rows.rowAt}
      rowKey={({ id }) => id}
      rowName={words.title}
      onRangeChange={rows.onRangeChange}
      density={profile?.device.density ?? 'default'}
      current={current}
      onCurrentChange={onCurrentChange}
      hrefOf={({ id }) => `#${dealPath(id)}`}
      onOpen={onOpen}
      onPeek={onPeek}
      sort={{ columnId: columnOfSort(definition.sort), isDescending: definition.sort.descending }}
      onSort={(columnId) => {
        onCurrentChange(0);
        view.change({ sort: nextSort(definition.sort, columnId) });
      }}
      onContextMenu={onMenu}
      letterKeys={registry.keySettings().singleLetters}
      face={face}
    />
  );
}

/** Whether the filter lets closed ones through. */
export const hasClosed = (filter: DealView['filter']): boolean => filter.some((condition) => condition.field === 'state' && condition.is !== 'open');
