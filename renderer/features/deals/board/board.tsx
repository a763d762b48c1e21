import { useCallback, useId, useImperativeHandle, useMemo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, Ref } from 'react';
import type { DealCard, Outcome } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Totals } from '../../../../core/api/deals.ts';
import { useCommands, useCommandContext } from '../../../commands/command-provider.tsx';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useBoardText } from '../board-words.ts';
import { CarriedCard } from './card.tsx';
import { ClosingStrip } from './closing-strip.tsx';
import { afterAt } from './columns.ts';
import type { Column } from './columns.ts';
import { cursorAt, moved, placeOf, stepOf } from './cursor.ts';
import type { Cursor, Place } from './cursor.ts';
import { cardId, Lane, laneId } from './lane.tsx';
import { useDrag } from './use-drag.ts';
import type { Target } from './use-drag.ts';

export interface BoardHandle {
  focus: () => void;
  /** Where a menu of the current card belongs, in px of the window. */
  menuPlace: () => { x: number; y: number } | null;
  isRightToLeft: () => boolean;
}

export interface BoardProps {
  columns: readonly Column[];
  won: Totals | undefined;
  lost: Totals | undefined;
  nowMs: number;
  cursor: Cursor | null;
  onCursor: (cursor: Cursor) => void;
  isCollapsed: (stageId: Id) => boolean;
  onCollapse: (stageId: Id) => void;
  onMove: (deal: DealCard, to: { stageId: Id; after: Id | null }) => void;
  onClose: (deal: DealCard, outcome: Outcome) => void;
  onOpen: (deal: DealCard) => void;
  /** Where, in px of the window. */
  onMenu: (kind: 'all' | 'moveTo', at: { x: number; y: number }) => void;
  onShowClosed: (outcome: Outcome) => void;
  onMore: (stageId: Id) => void;
  isNarrow: boolean;
  ref?: Ref<BoardHandle>;
}

/**
 * The stages of a pipeline side by side. One tab stop: the board keeps the focus and `aria-activedescendant` says which
 * card is meant, so the focus is never lost when a card moves or goes. To a screen reader each stage is a heading and a row of cards.
 */
export function Board({ columns, won, lost, nowMs, cursor, onCursor, isCollapsed, onCollapse, onMove, onClose, onOpen, onMenu, onShowClosed, onMore, isNarrow, ref }: BoardProps) {
  const t = useBoardText();
  const { stageName } = usePipelineWords();
  const { number } = useFormats();
  const { registry } = useCommands();
  const { announce } = useCommandContext();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const place = useMemo(() => placeOf(columns, cursor, isCollapsed), [columns, cursor, isCollapsed]);

  const dealOf = useCallback((dealId: string) => columns.flatMap(({ rows }) => rows).find((deal) => deal.id === dealId), [columns]);
  const { drag, carried, onPointerDown } = useDrag({
    board: root,
    dealOf,
    onDrop(deal, target) {
      root.current?.focus({ preventScroll: true });
      if (target.kind === 'close') return onClose(deal, target.outcome);
      const column = columns.find(({ stage }) => stage.id === target.stageId);
      const after = column && afterAt(column.rows, deal.id, target.place);
      if (column && after !== undefined) onMove(deal, { stageId: target.stageId, after });
    },
    onCancel: () => announce(t('dragCancelled')),
  });
  const target: Target | null = drag?.target ?? null;

  const activeId = place === null ? undefined : place.deal ? cardId(id, place.deal.id) : laneId(id, columns[place.column]!.stage.id);

  function goTo(next: Place) {
    onCursor(cursorAt(columns, next));
    document.getElementById(laneId(id, columns[next.column]!.stage.id))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (next.row < 0) announceLane(columns[next.column]!);
  }

  function announceLane({ stage, count }: Column) {
    announce(t('laneSaid', { stage: stageName(stage), count, formatted: number(count) }));
  }

  const isRightToLeft = () => (root.current ? getComputedStyle(root.current).direction === 'rtl' : false);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== root.current || event.defaultPrevented || place === null) return;
    const step = stepOf(event, registry.keySettings().singleLetters);
    if (step) goTo(cursor === null ? place : moved(columns, place, step, isRightToLeft(), isCollapsed));
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && place.row < 0 && isCollapsed(columns[place.column]!.stage.id)) onCollapse(columns[place.column]!.stage.id);
    // It would mark the words of the whole page.
    else if (event.key.toLowerCase() !== 'a' || event.ctrlKey === event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function pointAt(target: EventTarget): DealCard | undefined {
    const card = (target as Element).closest<HTMLElement>('[data-card]');
    const deal = card ? dealOf(card.dataset['card'] ?? '') : undefined;
    if (deal) onCursor({ stageId: deal.stageId, dealId: deal.id, place: 0 });
    return deal;
  }

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const element = event.target as Element;
    const act = element.closest<HTMLElement>('[data-act]');
    const stageId = element.closest<HTMLElement>('[data-lane]')?.dataset['lane'] as Id | undefined;
    if (act?.dataset['act'] === 'collapse' && stageId) return onCollapse(stageId);
    const deal = pointAt(element);
    if (!deal) return;
    if (act) {
      const { left, right, bottom } = act.getBoundingClientRect();
      onMenu(act.dataset['act'] === 'moveTo' ? 'moveTo' : 'all', { x: isRightToLeft() ? right : left, y: bottom + 2 });
    } else if (isNarrow && !element.closest('a')) onOpen(deal);
  }

  function onContextMenu(event: MouseEvent<HTMLDivElement>) {
    const isOnBoard = event.target === root.current;
    const deal = isOnBoard ? place?.deal : pointAt(event.target);
    if (!deal || drag) return drag ? event.preventDefault() : undefined;
    event.preventDefault();
    // By key the event is on the board itself: the menu then belongs to its card.
    onMenu('all', (isOnBoard && menuPlace()) || { x: event.clientX, y: event.clientY });
  }

  function menuPlace(): { x: number; y: number } | null {
    const box = activeId === undefined ? undefined : document.getElementById(activeId)?.getBoundingClientRect();
    return box ? { x: isRightToLeft() ? box.right - 24 : box.left + 24, y: box.top + 40 } : null;
  }

  useImperativeHandle(ref, () => ({ focus: () => root.current?.focus({ preventScroll: true }), menuPlace, isRightToLeft }));

  return (
    <>
      <div
        ref={root}
        role="grid"
        aria-label={t('boardLabel')}
        aria-rowcount={2 * columns.length}
        aria-colcount={1 + Math.max(0, ...columns.map(({ count }) => count))}
        aria-activedescendant={activeId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          if (event.button !== 0) return;
          keepFocus(event);
          pointAt(event.target);
        }}
        onPointerDown={onPointerDown}
        onClick={onClick}
        onDoubleClick={(event) => {
          const deal = (event.target as Element).closest('a, button') ? undefined : pointAt(event.target);
          if (deal) onOpen(deal);
        }}
        onContextMenu={onContextMenu}
        onFocus={(event) => {
          if (event.target === root.current && cursor === null && place) onCursor(cursorAt(columns, place));
        }}
        className="group/board ring-own flex min-h-0 min-w-0 flex-1 gap-3 overflow-x-auto overflow-y-hidden overscroll-x-contain px-6 narrow:snap-x narrow:snap-mandatory narrow:scroll-px-4 narrow:gap-2 narrow:px-4"
      >
        {columns.map((column, number) => (
          <Lane
            key={column.stage.id}
            boardId={id}
            board={root}
            column={column}
            place={number}
            nowMs={nowMs}
            isCollapsed={isCollapsed(column.stage.id)}
            currentRow={cursor !== null && place?.column === number ? place.row : null}
            liftedId={drag?.deal.stageId === column.stage.id ? drag.deal.id : null}
            slot={target?.kind === 'lane' && target.stageId === column.stage.id ? target.place : null}
            slotHeight={drag?.height ?? 0}
            onMore={onMore}
          />
        ))}
      </div>
      <ClosingStrip won={won} lost={lost} nowMs={nowMs} target={target?.kind === 'close' ? target.outcome : null} onShow={onShowClosed} />
      {drag && <CarriedCard ref={carried} deal={drag.deal} nowMs={nowMs} width={drag.width} />}
    </>
  );
}

/** A press takes the focus to the board and not to what lies in its cards. */
function keepFocus(event: MouseEvent<HTMLDivElement>) {
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}
