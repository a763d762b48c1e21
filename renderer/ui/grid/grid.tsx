import { useEffect, useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode, Ref } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { announce } from '../announcer.tsx';
import { classes } from '../classes.ts';
import { NARROW_BELOW } from '../media.ts';
import { useLatest } from '../use-latest.ts';
import { CellEditor } from './cell-editor.tsx';
import type { AfterEdit } from './cell-editor.tsx';
import { columnTemplate, LEAST_WIDTH, leastWidth } from './columns.ts';
import type { ColumnWidths, GridColumn } from './columns.ts';
import { moved, stepOf } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { GridHead } from './grid-head.tsx';
import type { GridSort } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { ALL_TICKED, isTicked, NOTHING_TICKED, tickedCount, withTicks } from './selection.ts';
import type { GridSelection } from './selection.ts';

export type Density = 'compact' | 'default' | 'relaxed';

/** Heights of a row, in px. */
const ROW_HEIGHTS: Record<Density, number> = { compact: 28, default: 36, relaxed: 48 };
const NARROW_ROW_HEIGHTS: Record<Density, number> = { compact: 52, default: 60, relaxed: 68 };

export interface GridLabels {
  selectAll: string;
  selectRow: (name: string) => string;
  loadingRow: (row: number) => string;
  /** Announced: "Name: 180 pixels". */
  width: (column: string, width: number) => string;
  saved: string;
  notSaved: string;
}

export interface GridHandle {
  focus: () => void;
  /** Opens the editor of a cell of the current row; the first that can be edited without a column. */
  edit: (columnId?: string) => void;
  /** Scrolls until the row is in sight. */
  show: (index: number) => void;
}

export interface GridProps<Row> {
  label: string;
  labels: GridLabels;
  columns: readonly GridColumn<Row>[];
  /** Null while it is not known: rows of bars stand in. */
  rowCount: number | null;
  /** Undefined for a row that is not loaded yet: bars stand in for it. A new function when rows have changed. */
  rowAt: (index: number) => Row | undefined;
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  /** The rows in sight, and some around them, by index, both inclusive. */
  onRangeChange: (first: number, last: number) => void;
  density?: Density;

  current: number | null;
  onCurrentChange: (index: number) => void;
  hrefOf?: (row: Row) => string;
  /** Enter, a double click; on a narrow screen a tap. */
  onOpen?: (row: Row, index: number) => void;
  /** Space. */
  onPeek?: (row: Row, index: number) => void;

  /** Left out, rows cannot be ticked. */
  selection?: GridSelection;
  onSelectionChange?: (selection: GridSelection) => void;
  /** The keys of rows that may not be loaded, for a range; without it only loaded ones are ticked. */
  keysBetween?: (first: number, last: number) => Promise<readonly string[]>;

  sort?: GridSort;
  onSort?: (columnId: string) => void;
  widths?: ColumnWidths;
  onWidthChange?: (columnId: string, width: number) => void;
  /** Rejecting keeps the editor open with what was typed. */
  onEdit?: (row: Row, columnId: string, value: string) => void | Promise<void>;

  /** Right click, Shift+F10, the menu key: where, in px of the window. */
  onContextMenu?: (at: { x: number; y: number }, index: number) => void;
  /** J, K and X; off where single letters are switched off. */
  letterKeys?: boolean;
  /** In place of the rows: the empty or the failed face of the list. */
  face?: ReactNode;
  /** Floats over the end of the rows, which get room for it. */
  bulkBar?: ReactNode;
  ref?: Ref<GridHandle>;
}

const HEAD_HEIGHT = 32;
/** Rows kept beyond each edge of the window. */
const OVERSCAN = 4;
const BULK_BAR_ROOM = 76;
const NO_WIDTHS: ColumnWidths = {};

/**
 * A list of up to a few hundred thousand rows, of which only those in sight are in the page. One tab stop:
 * the grid keeps the focus and `aria-activedescendant` says which row or cell is meant, so the focus is never
 * lost when rows go. Keys are those of design/ux.md.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, rowAt, rowKey, rowName, labels, selection, sort, hrefOf, face, bulkBar, widths = NO_WIDTHS, density = 'default', letterKeys = true } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(root);
  const rowCount = props.rowCount ?? LOADING_ROWS;
  const height = (isNarrow ? NARROW_ROW_HEIGHTS : ROW_HEIGHTS)[density];
  const [isInHead, setInHead] = useState(false);
  const [column, setColumn] = useState<number | null>(null);
  /** The row as it was when its editor opened: that one is saved, whatever moved below it since. */
  const [edited, setEdited] = useState<{ row: number; content: Row; column: number; start: string } | null>(null);
  /** Where a range of ticks began, and what was ticked before it. */
  const anchor = useRef<{ row: number; before: GridSelection } | null>(null);
  const hasTicks = selection !== undefined;
  const current = props.current === null ? null : Math.min(props.current, Math.max(0, rowCount - 1));
  const pinned = edited?.row ?? current;

  const virtualizer = useVirtualizer({
    count: face ? 0 : rowCount,
    getScrollElement: () => root.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: isNarrow ? 0 : HEAD_HEIGHT,
    scrollPaddingStart: isNarrow ? 0 : HEAD_HEIGHT,
    scrollPaddingEnd: bulkBar ? BULK_BAR_ROOM : 0,
    paddingEnd: bulkBar ? BULK_BAR_ROOM : 0,
    // The current row stays in the page wherever the list is scrolled, so that it can be spoken and edited.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return pinned === null || pinned >= rowCount || shown.includes(pinned) ? shown : [...shown, pinned].toSorted((a, b) => a - b);
    },
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height]);

  const items = virtualizer.getVirtualItems();
  const firstShown = virtualizer.range ? Math.max(0, virtualizer.range.startIndex - OVERSCAN) : undefined;
  const lastShown = virtualizer.range ? Math.min(rowCount - 1, virtualizer.range.endIndex + OVERSCAN) : undefined;
  const { onRangeChange } = props;
  useEffect(() => {
    if (firstShown !== undefined && lastShown !== undefined) onRangeChange(firstShown, lastShown);
  }, [firstShown, lastShown, onRangeChange]);

  // A cell beyond an edge is brought in as the cursor or an editor comes to it.
  useLayoutEffect(() => {
    if (column === null || isNarrow) return;
    const cell = document.getElementById(isInHead ? `${id}-head-${column}` : `${id}-row-${current}-${column}`);
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, isInHead, current, column, isNarrow]);

  const template = useMemo(() => columnTemplate(columns, widths, hasTicks), [columns, widths, hasTicks]);
  const least = useMemo(() => leastWidth(columns, widths, hasTicks), [columns, widths, hasTicks]);
  const ticks = selection ? tickedCount(selection, rowCount) : 0;

  function goTo(cursor: Cursor) {
    setInHead(cursor.isInHead);
    setColumn(isNarrow ? null : cursor.column);
    if (cursor.isInHead) return;
    if (cursor.row !== props.current) props.onCurrentChange(cursor.row);
    virtualizer.scrollToIndex(cursor.row, { align: 'auto' });
  }

  function tick(keys: Iterable<string>, ticked: boolean) {
    if (selection) props.onSelectionChange?.(withTicks(selection, keys, ticked));
  }

  function toggle(index: number) {
    const row = rowAt(index);
    if (!selection || row === undefined) return;
    const key = rowKey(row);
    anchor.current = null;
    tick([key], !isTicked(selection, key));
  }

  async function tickRange(to: number) {
    if (!selection) return;
    anchor.current ??= { row: current ?? to, before: selection };
    const { row, before } = anchor.current;
    const [first, last] = [Math.min(row, to), Math.max(row, to)];
    const loaded = Array.from({ length: last - first + 1 }, (_, offset) => rowAt(first + offset));
    const keys = props.keysBetween && loaded.includes(undefined) ? await props.keysBetween(first, last) : loaded.flatMap((each) => (each === undefined ? [] : [rowKey(each)]));
    props.onSelectionChange?.(withTicks(before, keys, true));
  }

  function startEdit(row: number, place: number): boolean {
    const content = rowAt(row);
    const start = content === undefined ? undefined : columns[place]?.edit?.value(content);
    if (content === undefined || start === undefined || !props.onEdit || isNarrow) return false;
    setColumn(place);
    setEdited({ row, content, column: place, start });
    virtualizer.scrollToIndex(row, { align: 'auto' });
    return true;
  }

  function editFirst(row: number) {
    columns.some((_, place) => startEdit(row, place));
  }

  function afterEdit(after: AfterEdit) {
    if (!edited) return;
    setEdited(null);
    if (after === 'leave') return;
    root.current?.focus({ preventScroll: true });
    const step = after === 'next' ? 1 : -1;
    if (after === 'stay') return;
    for (let place = edited.column + step; place >= 0 && place < columns.length; place += step) {
      if (startEdit(edited.row, place)) return;
    }
  }

  function setWidth(place: number, width: number) {
    const target = columns[place];
    if (!target) return;
    const next = Math.max(target.minWidth ?? LEAST_WIDTH, Math.round(width));
    props.onWidthChange?.(target.id, next);
    announce(labels.width(target.title, next));
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== root.current || event.defaultPrevented || face) return;
    if (onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Whether the key meant something here. */
  function onKey(event: KeyboardEvent<HTMLDivElement>): boolean {
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const mod = event.ctrlKey || event.metaKey;
    const at = current ?? 0;
    const row = rowAt(at);

    if (isInHead && column !== null) {
      const title = columns[column];
      if (event.key === 'Enter' || event.key === ' ') {
        if (title?.isSortable) props.onSort?.(title.id);
        return true;
      }
      if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
        const wider = (event.key === 'ArrowRight') !== isRightToLeft;
        const shown = document.getElementById(`${id}-head-${column}`)?.getBoundingClientRect().width ?? title?.width ?? LEAST_WIDTH;
        setWidth(column, shown + (wider ? 16 : -16));
        return true;
      }
    }
    if (event.shiftKey && !mod && !event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !isInHead) {
      const to = Math.min(rowCount - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)));
      const range = tickRange(to);
      goTo({ isInHead: false, row: to, column });
      void range;
      return hasTicks;
    }
    const step = event.shiftKey ? undefined : stepOf(event, column !== null, isRightToLeft, letterKeys);
    if (step) {
      anchor.current = null;
      if (props.current === null && step === 'down' && !isInHead) goTo({ isInHead: false, row: 0, column });
      else goTo(moved({ isInHead, row: at, column }, step, { rowCount, columnCount: columns.length, pageRows: pageRows(root.current, height) }));
      return true;
    }
    if (mod && event.key.toLowerCase() === 'a' && !event.shiftKey) {
      // Where no row can be ticked it must not mark the words of the whole page either.
      if (selection) props.onSelectionChange?.(ALL_TICKED);
      return true;
    }
    if (mod || event.altKey) return false;
    switch (event.key) {
      case 'Enter':
        if (row !== undefined) props.onOpen?.(row, at);
        return props.onOpen !== undefined;
      case ' ':
        if (row !== undefined) props.onPeek?.(row, at);
        return true;
      case 'F2':
        if (column === null || !startEdit(at, column)) editFirst(at);
        return true;
      case 'x':
        if (letterKeys) toggle(at);
        return letterKeys && hasTicks;
      case 'Escape':
        if (isInHead || column !== null) goTo({ isInHead: false, row: at, column: null });
        else if (ticks > 0) props.onSelectionChange?.(NOTHING_TICKED);
        else return false;
        return true;
      default:
        return false;
    }
  }

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const index = rowOf(event.target);
    if (index === null || (event.target as Element).closest('input, select, textarea, [data-resize]')) return;
    const isLink = (event.target as Element).closest('a');
    if (isLink && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    setInHead(false);
    setColumn(null);
    if ((event.target as Element).closest('[data-tick]')) {
      if (event.shiftKey) void tickRange(index);
      else toggle(index);
    } else if (event.shiftKey) void tickRange(index);
    else if (event.ctrlKey || event.metaKey) toggle(index);
    else if (isNarrow) open(index);
    props.onCurrentChange(index);
  }

  function open(index: number) {
    const row = rowAt(index);
    if (row !== undefined) props.onOpen?.(row, index);
  }

  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const index = rowOf(event.target);
    if (index === null || edited || (event.target as Element).closest('[data-tick], a, button')) return;
    const place = (event.target as Element).closest('[data-column]')?.getAttribute('data-column');
    if (place === null || place === undefined || !startEdit(index, Number(place))) open(index);
  }

  function onContextMenu(event: MouseEvent<HTMLDivElement>) {
    if (!props.onContextMenu || (event.target as Element).closest('input, textarea')) return;
    const clicked = rowOf(event.target);
    const index = clicked ?? current;
    if (index === null) return;
    event.preventDefault();
    props.onCurrentChange(index);
    // By key the event is on the grid itself: the menu then belongs under its row.
    const box = clicked === null ? document.getElementById(`${id}-row-${index}`)?.getBoundingClientRect() : undefined;
    props.onContextMenu(box ? { x: box.left + 56, y: box.bottom - 4 } : { x: event.clientX, y: event.clientY }, index);
  }

  useImperativeHandle(props.ref, () => ({
    focus: () => root.current?.focus({ preventScroll: true }),
    edit(columnId) {
      const place = columns.findIndex((each) => each.id === columnId);
      if (place < 0 || !startEdit(current ?? 0, place)) editFirst(current ?? 0);
    },
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }));

  // The rows compare their props: what they get must stay the same function.
  const save = useLatest(async (value: string) => {
    const target = edited ? columns[edited.column] : undefined;
    if (!edited || !target) return;
    await props.onEdit?.(edited.content, target.id, value);
    announce(labels.saved);
  });
  const done = useLatest(afterEdit);
  const activeId = isInHead ? `${id}-head-${column ?? 0}` : current === null ? undefined : column === null ? `${id}-row-${current}` : `${id}-row-${current}-${column}`;

  return (
    <div className="relative min-h-0 min-w-0 flex-1 border-t border-border">
      <div
        ref={root}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.rowCount === null ? -1 : rowCount + 1}
        aria-colcount={columns.length + (hasTicks ? 1 : 0)}
        aria-multiselectable={hasTicks}
        aria-busy={props.rowCount === null}
        aria-activedescendant={face ? undefined : activeId}
        tabIndex={0}
        data-picking={ticks > 0 ? '' : undefined}
        onKeyDown={onKeyDown}
        onMouseDown={keepFocus}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
        onFocus={(event) => {
          if (event.target === root.current && props.current === null && rowCount > 0 && !isInHead) props.onCurrentChange(0);
        }}
        className={classes('group/grid ring-own absolute inset-0 scroll-px-6 overflow-auto overscroll-contain', face !== undefined && 'invisible')}
        style={{ '--grid-columns': template, '--grid-width': `${isNarrow ? 0 : least}px` } as CSSProperties}
      >
        <div role="presentation" className="min-w-(--grid-width)">
          <GridHead
            id={id}
            grid={root}
            columns={columns}
            widths={widths}
            sort={sort}
            onSort={props.onSort}
            onWidth={(columnId, width) => setWidth(columns.findIndex((each) => each.id === columnId), width)}
            ticked={hasTicks ? (ticks === 0 ? false : ticks === rowCount ? true : 'some') : undefined}
            tickAllLabel={labels.selectAll}
            onTickAll={() => props.onSelectionChange?.(ticks === 0 ? ALL_TICKED : NOTHING_TICKED)}
            currentColumn={isInHead ? (column ?? 0) : null}
            isNarrow={isNarrow}
          />
          <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = props.rowCount === null ? undefined : rowAt(item.index);
              const isCurrent = item.index === current && !isInHead;
              const editedHere = edited?.row === item.index ? edited : null;
              const editedColumn = editedHere ? columns[editedHere.column] : undefined;
              return (
                <GridRow
                  key={item.index}
                  id={`${id}-row-${item.index}`}
                  index={item.index}
                  row={row}
                  columns={columns}
                  top={item.start - (isNarrow ? 0 : HEAD_HEIGHT)}
                  height={height}
                  isCurrent={isCurrent}
                  currentColumn={isCurrent ? column : null}
                  isTicked={selection && (row === undefined ? false : isTicked(selection, rowKey(row)))}
                  tickLabel={row === undefined ? '' : labels.selectRow(rowName(row))}
                  loadingLabel={row === undefined ? labels.loadingRow(item.index + 1) : ''}
                  href={row === undefined ? undefined : hrefOf?.(row)}
                  isNarrow={isNarrow}
                  editor={
                    editedHere && editedColumn?.edit && row !== undefined
                      ? {
                          column: editedHere.column,
                          content: <CellEditor key={editedHere.column} label={editedColumn.title} row={editedHere.content} edit={editedColumn.edit} start={editedHere.start} onSave={save} onDone={done} onFailed={() => announce(labels.notSaved)} />,
                        }
                      : null
                  }
                />
              );
            })}
          </div>
        </div>
      </div>
      {face !== undefined && <div className="absolute inset-0 grid place-items-center overflow-auto">{face}</div>}
      {bulkBar && <div className="pointer-events-none absolute inset-x-2 bottom-4 z-10 flex justify-center">{bulkBar}</div>}
    </div>
  );
}

/** Rows of bars while the number of rows is not known. */
const LOADING_ROWS = 12;

function pageRows(root: HTMLElement | null, rowHeight: number): number {
  return Math.max(1, Math.floor(((root?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight) - 1);
}

function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
  return row === null || row === undefined ? null : Number(row);
}

/** A press takes the focus to the grid and not to what lies in its cells. */
function keepFocus(event: MouseEvent<HTMLDivElement>) {
  if (event.button !== 0 || (event.target as Element).closest('input, select, textarea')) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}

/** Two lines a row where the window is narrow, or the grid itself is beside other panels. */
function useIsNarrow(root: { current: HTMLElement | null }): boolean {
  const [isNarrow, setNarrow] = useState(() => window.innerWidth < NARROW_BELOW);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => setNarrow(window.innerWidth < NARROW_BELOW || element.clientWidth < 520);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return isNarrow;
}
