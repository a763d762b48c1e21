import { useCallback, useRef } from 'react';
import type { Outcome } from '../../../../core/deals.ts';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { holdTyping } from '../../../commands/type-ahead.ts';
import { openNewDeal } from '../../../deals/intent.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { useNarrow } from '../../../ui/media.ts';
import { useDealCommands } from '../acts/use-deal-commands.tsx';
import { PipelineFrame } from '../pipeline-frame.tsx';
import { setPeeking, usePipelineState } from '../pipeline-state.ts';
import { boardFilter } from '../views/definition.ts';
import type { DealView } from '../views/use-deal-view.ts';
import { BoardView, neighbour, placeOn, useCollapsed } from './board-view.tsx';
import type { BoardHandle } from './board.tsx';
import { startOfMonth } from './board-query.ts';
import { useBoard } from './use-board.ts';

export interface ScreenProps {
  view: DealView;
  nowMs: number;
  onViewChange: (viewId: string) => void;
}

/** The pipeline as a board. */
export function BoardScreen({ view, nowMs, onViewChange }: ScreenProps) {
  const isNarrow = useNarrow();
  const minute = useMinute();
  const handle = useRef<BoardHandle>(null);
  const { isCollapsed, toggle } = useCollapsed();
  const cursor = usePipelineState((state) => state.cursor);
  const wantsPeek = usePipelineState((state) => state.isPeeking);
  const board = useBoard(view.pipeline, boardFilter(view.filter), nowMs);
  const place = placeOn(board, isCollapsed, cursor);
  const isPeeking = wantsPeek && !isNarrow && place?.deal !== undefined;
  const focus = useCallback(() => handle.current?.focus(), []);

  function peek() {
    if (isNarrow && place?.deal) commands.open(place.deal);
    else setPeeking(!wantsPeek);
  }

  function closePeek() {
    setPeeking(false);
    focus();
  }

  const commands = useDealCommands({
    deal: place?.deal,
    pipelines: view.pipelines,
    columns: board.columns,
    isBoard: true,
    menuPlace: () => handle.current?.menuPlace() ?? null,
    onPeek: peek,
    focus,
  });
  useCommandHandler('deal.new', () => {
    holdTyping();
    openNewDeal({ stageId: (board.columns?.[place && cursor ? place.column : 0] ?? board.columns?.[0])?.stage.id ?? view.pipeline.stages[0]?.id });
  });

  const showClosed = useCallback(
    (outcome: Outcome) =>
      view.change({
        shape: 'list',
        filter: [...boardFilter(view.definition.filter), { field: 'state', is: outcome }, { field: 'closed', from: startOfMonth(nowMs), to: Number.MAX_SAFE_INTEGER }],
        sort: { by: 'closed', descending: true },
      }),
    [view, nowMs],
  );
  const clearFilters = () => view.change({ filter: [] });
  return (
    <PipelineFrame
      view={view}
      nowMs={nowMs}
      onViewChange={onViewChange}
      focus={focus}
      peek={isPeeking ? { id: place.deal?.id, onClose: closePeek, previous: neighbour(board.columns, place, 'up', isCollapsed), next: neighbour(board.columns, place, 'down', isCollapsed) } : undefined}
    >
      <div
        className="flex min-h-0 min-w-0 flex-1 flex-col"
        onKeyDown={(event) => {
          // What the board itself had no use for.
          if (event.key === 'Escape' && !event.defaultPrevented && isPeeking) closePeek();
        }}
      >
        <BoardView
          view={view}
          board={board}
          place={place}
          isCollapsed={isCollapsed}
          onCollapse={toggle}
          nowMs={minute}
          isNarrow={isNarrow}
          onMove={commands.move}
          onClose={commands.close}
          onOpen={commands.open}
          onMenu={(kind, at) => commands.openMenu({ kind, at })}
          onShowClosed={showClosed}
          onClearFilters={clearFilters}
          handle={handle}
          isRightToLeft={() => handle.current?.isRightToLeft() ?? false}
        />
      </div>
      {commands.overlays}
    </PipelineFrame>
  );
}
