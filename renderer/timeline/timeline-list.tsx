import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useNarrow } from '../ui/media.ts';
import type { TimelineRow } from './days.ts';
import type { SoughtEntry } from './sought-entry.ts';

export interface TimelineListProps {
  rows: readonly TimelineRow[];
  renderRow: (row: TimelineRow) => ReactNode;
  onNearEnd: () => void;
  /** Brought to the middle and given the focus once its row is there, and kept in the middle while heights become known. */
  goal: SoughtEntry | undefined;
}

/** Heights to begin with, in px, until a row was measured. */
const HEIGHTS: Record<TimelineRow['kind'], number> = { heading: 40, entry: 96, move: 40 };

/** Only the rows in sight are in the page; those with the focus stay wherever they are. The pane round it scrolls. */
export function TimelineList({ rows, renderRow, onNearEnd, goal }: TimelineListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { scroller, margin } = useScroller(list);
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const isPrinting = usePrinting();
  const focused = focusedKey === null ? -1 : rows.findIndex(({ key }) => key === focusedKey);
  const goalAt = goal === undefined ? -1 : rows.findIndex(({ key }) => key === goal.id);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'entry'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      const kept = [focused, goalAt].filter((index) => index !== -1);
      return kept.every((index) => inSight.includes(index)) ? inSight : [...new Set([...inSight, ...kept])].toSorted((a, b) => a - b);
    },
  });
  const height = virtual.getTotalSize();
  const reached = useRef<SoughtEntry>(undefined);
  useLayoutEffect(() => {
    if (goal === undefined || goalAt === -1 || scroller === null) return;
    virtual.scrollToIndex(goalAt, { align: 'center' });
    if (reached.current === goal) return;
    const entry = list.current?.querySelector<HTMLElement>(`[data-row-key="${goal.id}"] [data-entry]`);
    entry?.focus({ preventScroll: true });
    if (entry) reached.current = goal;
  }, [virtual, goal, goalAt, scroller, margin, height]);
  const items = virtual.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && lastInSight >= rows.length - 10) onNearEnd();
  }, [rows.length, lastInSight, onNearEnd]);

  if (isPrinting) return <div key="on paper">{rows.map((row) => <div key={row.key} className="break-inside-avoid">{renderRow(row)}</div>)}</div>;
  return (
    <div
      ref={list}
      className="relative [&_*]:scroll-mt-14"
      style={{ height }}
      onFocus={(event) => setFocusedKey(event.target.closest<HTMLElement>('[data-row-key]')?.dataset['rowKey'] ?? null)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocusedKey(null);
      }}
    >
      {items.map((item) => {
        const row = rows[item.index];
        return (
          row && (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-row-key={row.key}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start - margin}px)` }}
            >
              {renderRow(row)}
            </div>
          )
        );
      })}
    </div>
  );
}

/** The pane that scrolls the list, and how far below its top the list begins, in px. */
function useScroller(list: React.RefObject<HTMLElement | null>): { scroller: HTMLElement | null; margin: number } {
  const isNarrow = useNarrow();
  const [found, setFound] = useState<{ scroller: HTMLElement | null; margin: number }>({ scroller: null, margin: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element && scrollingParent(element);
    if (!element || !scroller) return;
    const measure = () => {
      const margin = Math.round(element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
      setFound((before) => (before.scroller === scroller && before.margin === margin ? before : { scroller, margin }));
    };
    measure();
    // Whatever stands above the list may grow: a note that is being written.
    const observer = new ResizeObserver(measure);
    for (let above: Element | null = element; above && above !== scroller; above = above.parentElement) {
      for (const sibling of above.parentElement?.children ?? []) if (sibling !== above) observer.observe(sibling);
    }
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [list, isNarrow]);
  return found;
}

function scrollingParent(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return null;
}

/** On paper every row counts, not only those in sight. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}
