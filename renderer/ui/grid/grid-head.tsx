import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { classes } from '../classes.ts';
import { revealClipped } from '../clip.tsx';
import { TickBox } from '../checkbox.tsx';
import type { Ticked } from '../checkbox.tsx';
import { columnTemplate, LEAST_WIDTH, leastWidth } from './columns.ts';
import type { ColumnWidths, GridColumn } from './columns.ts';

export interface GridSort {
  columnId: string;
  isDescending: boolean;
}

export interface GridHeadProps<Row> {
  id: string;
  grid: RefObject<HTMLDivElement | null>;
  columns: readonly GridColumn<Row>[];
  widths: ColumnWidths;
  sort: GridSort | undefined;
  onSort: ((columnId: string) => void) | undefined;
  onWidth: (columnId: string, width: number) => void;
  /** Undefined where rows cannot be ticked. */
  ticked: Ticked | undefined;
  tickAllLabel: string;
  onTickAll: () => void;
  currentColumn: number | null;
  /** Below 760 px the titles are only for screen readers. */
  isNarrow: boolean;
}

export function GridHead<Row>({ id, columns, sort, onSort, ticked, tickAllLabel, onTickAll, currentColumn, isNarrow, ...resizing }: GridHeadProps<Row>) {
  return (
    <div role="rowgroup" className={isNarrow ? 'sr-only' : 'sticky top-0 z-10 bg-surface'}>
      <div role="row" aria-rowindex={1} className="group/head grid h-8 grid-cols-(--grid-columns) items-center gap-3 border-b border-border ps-6 pe-4 text-11 font-medium text-text3">
        {ticked !== undefined && (
          <div role="columnheader" aria-label={tickAllLabel} className="relative flex h-full w-4 items-center before:absolute before:inset-y-0 before:-start-3 before:-end-2 before:content-['']" onClick={onTickAll}>
            <span role="checkbox" aria-checked={ticked === 'some' ? 'mixed' : ticked} aria-label={tickAllLabel} className="inline-flex">
              <TickBox ticked={ticked} className={classes('group-hover/grid:opacity-100 group-focus/grid:opacity-100 group-data-picking/grid:opacity-100 pointer-coarse:opacity-100', !ticked && 'opacity-0')} />
            </span>
          </div>
        )}
        {columns.map((column, place) => {
          const sorted = sort?.columnId === column.id ? sort : undefined;
          const Arrow = sorted?.isDescending ? ChevronUp : ChevronDown;
          return (
            <div
              key={column.id}
              id={`${id}-head-${place}`}
              role="columnheader"
              aria-sort={sorted ? (sorted.isDescending ? 'descending' : 'ascending') : undefined}
              className={classes('relative flex h-full min-w-0 items-center', column.align === 'end' && 'justify-end', currentColumn === place && 'group-focus/grid:ring-cell')}
            >
              {column.isSortable && onSort ? (
                <button
                  type="button"
                  tabIndex={-1}
                  onClick={() => onSort(column.id)}
                  className={classes('-ms-1 flex h-6 min-w-0 items-center gap-1 rounded-chip px-1 hover:text-text', sorted && 'text-text2')}
                >
                  <span className="truncate" onPointerEnter={revealClipped}>{column.title}</span>
                  {sorted && <Arrow aria-hidden className="size-3.5" />}
                </button>
              ) : (
                <span className="truncate" onPointerEnter={revealClipped}>{column.title}</span>
              )}
              <ResizeHandle column={column} columns={columns} hasTicks={ticked !== undefined} {...resizing} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

type ResizeHandleProps<Row> = Pick<GridHeadProps<Row>, 'grid' | 'columns' | 'widths' | 'onWidth'> & { column: GridColumn<Row>; hasTicks: boolean };

/** For the pointer; with keys a title is made wider by Shift and an arrow. While it is dragged only a CSS variable changes. */
function ResizeHandle<Row>({ column, columns, widths, grid, onWidth, hasTicks }: ResizeHandleProps<Row>) {
  function drag(event: ReactPointerEvent<HTMLElement>) {
    const cell = event.currentTarget.parentElement;
    const root = grid.current;
    if (event.button !== 0 || !cell || !root) return;
    event.preventDefault();
    event.stopPropagation();
    const handle: HTMLElement = event.currentTarget;
    const { clientX: startX, pointerId } = event;
    const startWidth = cell.getBoundingClientRect().width;
    const towards = getComputedStyle(root).direction === 'rtl' ? -1 : 1;
    let width = startWidth;
    const ends = new AbortController();
    handle.setPointerCapture(pointerId);
    handle.addEventListener('pointermove', (move) => {
      width = Math.round(Math.max(column.minWidth ?? LEAST_WIDTH, startWidth + (move.clientX - startX) * towards));
      const next = { ...widths, [column.id]: width };
      root.style.setProperty('--grid-columns', columnTemplate(columns, next, hasTicks));
      root.style.setProperty('--grid-width', `${leastWidth(columns, next, hasTicks)}px`);
    }, { signal: ends.signal });
    handle.addEventListener('lostpointercapture', () => {
      ends.abort();
      if (width !== startWidth) onWidth(column.id, width);
    }, { signal: ends.signal });
  }

  return (
    <span
      aria-hidden
      data-resize={column.id}
      onPointerDown={drag}
      onClick={(event) => event.stopPropagation()}
      className="group/resize absolute inset-y-0 -end-3 flex w-3 cursor-col-resize touch-none justify-center py-2"
    >
      <span className="w-px bg-border opacity-0 group-hover/head:opacity-100 group-hover/resize:w-0.5 group-hover/resize:bg-accent" />
    </span>
  );
}
