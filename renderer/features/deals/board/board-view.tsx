import { useCallback } from 'react';
import type { Ref } from 'react';
import { z } from 'zod';
import type { DealCard, Outcome } from '../../../../core/deals.ts';
import { Id } from '../../../../core/ids.ts';
import { usePreference } from '../../../api.ts';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { Failed } from '../../../loaded.tsx';
import { EmptyFace, LoadingBoard } from '../deal-faces.tsx';
import { setCursor, usePipelineState } from '../pipeline-state.ts';
import type { DealView } from '../views/use-deal-view.ts';
import { Board } from './board.tsx';
import type { BoardHandle } from './board.tsx';
import { ClosingStrip } from './closing-strip.tsx';
import type { Column } from './columns.ts';
import { cursorAt, moved, placeOf } from './cursor.ts';
import type { Place } from './cursor.ts';
import type { Board as BoardData } from './use-board.ts';

export interface BoardViewProps {
  view: DealView;
  board: BoardData;
  place: Place | null;
  isCollapsed: (stageId: Id) => boolean;
  onCollapse: (stageId: Id) => void;
  nowMs: number;
  isNarrow: boolean;
  onMove: (deal: DealCard, to: { stageId: Id; after: Id | null }) => void;
  onClose: (deal: DealCard, outcome: Outcome) => void;
  onOpen: (deal: DealCard) => void;
  onMenu: (kind: 'all' | 'moveTo', at: { x: number; y: number }) => void;
  onShowClosed: (outcome: Outcome) => void;
  onClearFilters: () => void;
  handle: Ref<BoardHandle>;
  isRightToLeft: () => boolean;
}

/** The board with its four faces, and the keys that move a deal on it. */
export function BoardView({ view, board, place, isCollapsed, onCollapse, onClearFilters, handle, isRightToLeft, ...rest }: BoardViewProps) {
  const { columns } = board;
  const cursor = usePipelineState((state) => state.cursor);
  const deal = place?.deal;

  function moveAcross(step: 1 | -1) {
    if (!deal || !place || !columns) return;
    const target = columns[place.column + (isRightToLeft() ? -step : step)];
    if (target) rest.onMove(deal, { stageId: target.stage.id, after: null });
  }

  function moveAlong(step: 1 | -1) {
    if (!deal || !place || !columns) return;
    const { rows, stage } = columns[place.column]!;
    const target = place.row + step;
    if (target < 0 || target >= rows.length) return;
    rest.onMove(deal, { stageId: stage.id, after: step === 1 ? rows[target]!.id : (rows[target - 1]?.id ?? null) });
  }

  useCommandHandler('pipeline.moveRight', () => moveAcross(1), !!deal);
  useCommandHandler('pipeline.moveLeft', () => moveAcross(-1), !!deal);
  useCommandHandler('pipeline.moveUp', () => moveAlong(-1), !!deal);
  useCommandHandler('pipeline.moveDown', () => moveAlong(1), !!deal);
  useCommandHandler('pipeline.collapse', () => place && columns && onCollapse(columns[place.column]!.stage.id), place !== null);

  if (board.error && !columns) return <Failed error={board.error} onRetry={board.retry} className="flex-1" />;
  if (!columns) return <LoadingBoard lanes={view.pipeline.stages.filter(({ retired }) => !retired).length} />;
  if (columns.every(({ count }) => count === 0)) {
    return (
      <>
        <EmptyFace view={view} onClearFilters={onClearFilters} />
        <ClosingStrip won={board.won} lost={board.lost} nowMs={rest.nowMs} target={null} onShow={rest.onShowClosed} />
      </>
    );
  }
  return (
    <Board
      ref={handle}
      columns={columns}
      won={board.won}
      lost={board.lost}
      cursor={cursor}
      onCursor={setCursor}
      isCollapsed={isCollapsed}
      onCollapse={onCollapse}
      onMore={board.loadMore}
      {...rest}
    />
  );
}

const readIds = (stored: unknown): Id[] | null => z.array(Id).safeParse(stored).data ?? null;

/** The columns that are folded up on this device. */
export function useCollapsed(): { isCollapsed: (stageId: Id) => boolean; toggle: (stageId: Id) => void } {
  const { value, set } = usePreference('pipeline.collapsed', readIds);
  const key = (value ?? []).join(' ');
  const isCollapsed = useCallback((stageId: Id) => key.includes(stageId), [key]);
  return {
    isCollapsed,
    toggle: (stageId) => set(isCollapsed(stageId) ? (value ?? []).filter((id) => id !== stageId) : [...(value ?? []), stageId]),
  };
}

/** The card above or below; undefined where there is none. */
export function neighbour(columns: readonly Column[] | undefined, place: Place | null, step: 'up' | 'down', isCollapsed: (stageId: Id) => boolean): (() => void) | undefined {
  if (!columns || !place) return undefined;
  const next = moved(columns, place, step, false, isCollapsed);
  return next.row === place.row ? undefined : () => setCursor(cursorAt(columns, next));
}

export const placeOn = (board: BoardData, isCollapsed: (stageId: Id) => boolean, cursor: Parameters<typeof placeOf>[1]): Place | null => (board.columns ? placeOf(board.columns, cursor, isCollapsed) : null);
