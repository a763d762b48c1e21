import { useCallback, useRef } from 'react';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { holdTyping } from '../../../commands/type-ahead.ts';
import { openDealExport } from '../../../deals/export-intent.ts';
import { openNewDeal } from '../../../deals/intent.ts';
import { Failed } from '../../../loaded.tsx';
import type { GridHandle } from '../../../ui/grid/grid.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { useNarrow } from '../../../ui/media.ts';
import { useDealCommands } from '../acts/use-deal-commands.tsx';
import type { ScreenProps } from '../board/board-screen.tsx';
import { EmptyFace } from '../deal-faces.tsx';
import { PipelineFrame } from '../pipeline-frame.tsx';
import { setPeeking, setRow, usePipelineState } from '../pipeline-state.ts';
import { inPipeline, withState } from '../views/definition.ts';
import { DealList } from './deal-list.tsx';
import { PrintableDeals } from './printable-deals.tsx';
import { useDealRows } from './use-deal-rows.ts';

/** The pipeline as a list. */
export function ListScreen({ view, nowMs, onViewChange }: ScreenProps) {
  const isNarrow = useNarrow();
  const minute = useMinute();
  const grid = useRef<GridHandle>(null);
  const area = useRef<HTMLDivElement>(null);
  const { viewId, pipeline, definition } = view;
  const filter = withState(inPipeline(view.filter, pipeline.id));
  const rows = useDealRows(filter, definition.sort, nowMs);
  const current = usePipelineState((state) => state.row[viewId]) ?? null;
  const wantsPeek = usePipelineState((state) => state.isPeeking);
  const deal = current === null ? undefined : rows.rowAt(Math.min(current, Math.max(0, (rows.total ?? 0) - 1)));
  const isPeeking = wantsPeek && !isNarrow && (rows.total ?? 0) > 0;
  const focus = useCallback(() => grid.current?.focus(), []);

  function peek() {
    if (isNarrow && deal) commands.open(deal);
    else setPeeking(!wantsPeek);
  }

  function closePeek() {
    setPeeking(false);
    focus();
  }

  /** Under the current row. */
  function menuPlace() {
    const element = area.current?.querySelector('[role=grid]');
    const box = document.getElementById(element?.getAttribute('aria-activedescendant') ?? '')?.getBoundingClientRect();
    return box ? { x: box.left + 56, y: box.bottom - 4 } : null;
  }

  const commands = useDealCommands({ deal, pipelines: view.pipelines, isBoard: false, menuPlace, onPeek: peek, focus });
  useCommandHandler('deal.new', () => {
    holdTyping();
    openNewDeal({ stageId: pipeline.stages.find(({ retired }) => !retired)?.id });
  });

  useCommandHandler('pipeline.export', () => openDealExport(filter));

  function clearFilters() {
    setRow(viewId, 0);
    view.change({ filter: [] });
  }

  const total = rows.total ?? 0;
  return (
    <PipelineFrame
      view={view}
      nowMs={nowMs}
      onViewChange={onViewChange}
      focus={focus}
      peek={
        isPeeking
          ? {
              id: deal?.id,
              onClose: closePeek,
              previous: current !== null && current > 0 ? () => setRow(viewId, current - 1) : undefined,
              next: current !== null && current < total - 1 ? () => setRow(viewId, current + 1) : undefined,
            }
          : undefined
      }
    >
      <PrintableDeals view={view} filter={filter} total={total} nowMs={nowMs}>
        <div
          ref={area}
          className="flex min-h-0 min-w-0 flex-1"
          onKeyDown={(event) => {
            // What the grid itself had no use for.
            if (event.key === 'Escape' && !event.defaultPrevented && isPeeking) closePeek();
          }}
        >
          <DealList
            view={view}
            rows={rows}
            nowMs={minute}
            current={current}
            onCurrentChange={(row) => setRow(viewId, row)}
            onOpen={commands.open}
            onPeek={peek}
            onMenu={(at) => commands.openMenu({ kind: 'all', at })}
            face={rows.error && rows.total === null ? <Failed error={rows.error} onRetry={rows.retry} /> : rows.total === 0 ? <EmptyFace view={view} onClearFilters={clearFilters} /> : undefined}
            grid={grid}
          />
        </div>
      </PrintableDeals>
      {commands.overlays}
    </PipelineFrame>
  );
}
