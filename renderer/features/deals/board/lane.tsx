import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Id } from '../../../../core/ids.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { classes } from '../../../ui/classes.ts';
import { AfterAMoment, SkeletonBar } from '../../../ui/skeleton.tsx';
import { useBoardText } from '../board-words.ts';
import { Card } from './card.tsx';
import type { Column } from './columns.ts';
import { laneItems } from './lane-items.ts';
import { LaneHead } from './lane-head.tsx';

export interface LaneProps {
  boardId: string;
  board: RefObject<HTMLElement | null>;
  column: Column;
  /** Its number, from 0. */
  place: number;
  nowMs: number;
  isCollapsed: boolean;
  /** The current card's; -1 where the column itself is current, null where another is. */
  currentRow: number | null;
  liftedId: Id | null;
  /** The deal in hand would go here, below so many cards. */
  slot: number | null;
  slotHeight: number;
  onMore: (stageId: Id) => void;
}

/** The height of a card whose title has one line, and of what lies between two, in px. */
const CARD_HEIGHT = 122;
const GAP = 8;
const OVERSCAN = 2;
/** Rows from the end at which more are asked for. */
const NEAR_END = 10;

export const laneId = (boardId: string, stageId: Id): string => `${boardId}-${stageId}`;
export const cardId = (boardId: string, dealId: Id): string => `${boardId}-${dealId}`;

/** A stage with its deals, of which those in sight are in the page. */
export const Lane = memo(function Lane(props: LaneProps) {
  const { boardId, column, place, isCollapsed, slot } = props;
  const t = useBoardText();
  const { stageName } = usePipelineWords();
  const { number } = useFormats();
  return (
    <div
      role="rowgroup"
      data-lane={column.stage.id}
      data-collapsed={isCollapsed ? '' : undefined}
      className={classes(
        'flex min-h-0 snap-start flex-col rounded-card [contain:layout_paint]',
        slot === null ? 'bg-canvas' : 'bg-selected forced-colors:outline-2',
        isCollapsed ? 'w-10 flex-none' : 'min-w-57 max-w-100 flex-1 narrow:w-75 narrow:max-w-[calc(100vw-48px)] narrow:min-w-0 narrow:flex-none',
      )}
    >
      <LaneHead
        id={laneId(boardId, column.stage.id)}
        column={column}
        isCollapsed={isCollapsed}
        isCurrent={props.currentRow === -1}
        place={2 * place + 1}
        label={isCollapsed ? t('laneCollapsed', { stage: stageName(column.stage), formatted: number(column.count), count: column.count }) : undefined}
      />
      {!isCollapsed && <Cards {...props} />}
    </div>
  );
});

function Cards({ boardId, board, column, place, nowMs, currentRow, liftedId, slot, slotHeight, onMore }: LaneProps) {
  const t = useBoardText();
  const scroller = useRef<HTMLDivElement>(null);
  const isInSight = useInSight(scroller, board, place);
  const { rows, hasMore, stage } = column;
  const items = useMemo(() => laneItems(rows, { liftedId, slot, hasMore }), [rows, liftedId, slot, hasMore]);
  // The card the keys are at, and the one in hand, stay in the page wherever the column is scrolled.
  const pinned = items.findIndex((item) => item.kind === 'card' && (item.isLifted || (liftedId === null && item.place === currentRow)));

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'slot' ? slotHeight : CARD_HEIGHT),
    getItemKey: (index) => items[index]?.key ?? index,
    gap: GAP,
    overscan: OVERSCAN,
    paddingEnd: GAP,
    scrollPaddingStart: GAP,
    scrollPaddingEnd: GAP,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return pinned < 0 || shown.includes(pinned) ? shown : [...shown, pinned].toSorted((a, b) => a - b);
    },
  });

  const wanted = currentRow === null || currentRow < 0 ? null : rows[currentRow]?.id;
  useLayoutEffect(() => {
    // Only when the keys come to another card: whoever scrolls meanwhile stays where they are.
    if (wanted && currentRow !== null) virtualizer.scrollToIndex(currentRow, { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- not when the column changes under it
  }, [wanted]);

  const hasCards = isInSight && rows.length > 0;
  const lastShown = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - NEAR_END) onMore(stage.id);
  }, [hasMore, lastShown, rows.length, onMore, stage.id]);

  return (
    // The board has the focus, and its keys scroll: without a tab index of its own a browser would stop here as well.
    <div ref={scroller} {...(hasCards ? { role: 'row', 'aria-labelledby': laneId(boardId, stage.id), 'aria-rowindex': 2 * place + 2, tabIndex: -1 } : {})} data-cards="" className="ring-own min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-y-contain px-2">
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {isInSight &&
          virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            if (!item) return null;
            return (
              <div key={key} role="presentation" data-index={index} ref={virtualizer.measureElement} className="absolute inset-x-0 top-0 [contain:layout_style]" style={{ transform: `translateY(${start}px)` }}>
                {item.kind === 'card' && <Card id={cardId(boardId, item.deal.id)} deal={item.deal} place={item.place + 1} nowMs={nowMs} isCurrent={item.place === currentRow} isLifted={item.isLifted} />}
                {item.kind === 'slot' && <div aria-hidden className="flex items-center justify-end rounded-card border border-dashed px-4 border-accent text-12 font-medium text-accent-text" style={{ height: slotHeight }}>{t('moveHere')}</div>}
                {item.kind === 'more' && <AfterAMoment><CardBars /></AfterAMoment>}
              </div>
            );
          })}
      </div>
    </div>
  );
}

/** A card that is on its way. */
export function CardBars() {
  return (
    <div className="flex h-30.5 flex-col gap-4 rounded-card border border-border bg-raised px-3 py-3">
      <SkeletonBar className="h-3 w-4/5" />
      <SkeletonBar className="h-3 w-1/2" />
      <SkeletonBar className="h-3 w-3/5" />
    </div>
  );
}

/** Whether the lane is in the board's window or near it: of thirty stages those beside it need no cards. */
function useInSight(lane: RefObject<HTMLElement | null>, board: RefObject<HTMLElement | null>, place: number): boolean {
  const [isInSight, setInSight] = useState(() => place * 228 < window.innerWidth);
  useEffect(() => {
    if (!lane.current) return;
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? false), { root: board.current, rootMargin: '0px 200px' });
    observer.observe(lane.current);
    return () => observer.disconnect();
  }, [lane, board]);
  return isInSight;
}
