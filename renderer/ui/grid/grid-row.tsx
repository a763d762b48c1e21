import { memo } from 'react';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Clip } from '../clip.tsx';
import { TickBox } from '../checkbox.tsx';
import { SkeletonBar } from '../skeleton.tsx';
import type { GridColumn } from './columns.ts';

export interface GridRowProps<Row> {
  id: string;
  index: number;
  /** Undefined while it is not loaded. */
  row: Row | undefined;
  columns: readonly GridColumn<Row>[];
  /** From the top of the rows, in px. */
  top: number;
  height: number;
  isCurrent: boolean;
  /** The current cell of the current row. */
  currentColumn: number | null;
  /** Undefined where rows cannot be ticked. */
  isTicked: boolean | undefined;
  tickLabel: string;
  loadingLabel: string;
  href: string | undefined;
  isNarrow: boolean;
  editor: { column: number; content: ReactNode } | null;
}

/** One row of the grid, in one line or, narrow, in two. Rendered anew only when what it shows changes. */
export const GridRow = memo(function GridRow<Row>(props: GridRowProps<Row>) {
  const { id, index, row, top, height, isCurrent, isTicked, isNarrow, loadingLabel, currentColumn } = props;
  return (
    <div
      id={id}
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={isTicked}
      aria-busy={row === undefined ? true : undefined}
      className={classes(
        'group/row absolute inset-x-0 top-0 border-b border-border/55 ps-6 pe-4 text-13',
        isNarrow ? 'flex items-center gap-3 ps-4' : 'grid grid-cols-(--grid-columns) items-center gap-3',
        isTicked ? 'bg-selected' : isCurrent ? 'bg-hover group-focus/grid:bg-surface' : 'hover:bg-hover/60',
        isCurrent && currentColumn === null && 'group-focus/grid:ring-row',
      )}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {isTicked !== undefined && (
        <div role="gridcell" data-tick className="relative flex h-full w-4 items-center before:absolute before:inset-y-0 before:-start-3 before:-end-2 before:content-['']">
          {row !== undefined && (
            <span role="checkbox" aria-checked={isTicked} aria-label={props.tickLabel} className="inline-flex">
              <TickBox
                ticked={isTicked}
                className={classes(
                  'group-data-picking/grid:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100',
                  isCurrent && 'group-focus/grid:opacity-100',
                  !isTicked && !isNarrow && 'opacity-0',
                )}
              />
            </span>
          )}
        </div>
      )}
      {row === undefined ? (
        <div role="gridcell" aria-colspan={props.columns.length} aria-label={loadingLabel} className="after-a-moment col-span-2 flex min-w-0 items-center gap-2">
          <SkeletonBar className="size-6 rounded-full" />
          <SkeletonBar className={classes('h-3', index % 3 === 0 ? 'w-40' : index % 3 === 1 ? 'w-28' : 'w-48')} />
        </div>
      ) : isNarrow ? (
        <NarrowCells {...props} row={row} />
      ) : (
        props.columns.map((_, place) => <Cell key={place} {...props} row={row} place={place} />)
      )}
    </div>
  );
}) as <Row>(props: GridRowProps<Row>) => ReactNode;

function Cell<Row>({ id, row, columns, place, currentColumn, href, editor, isNarrow }: GridRowProps<Row> & { row: Row; place: number }) {
  const column = columns[place];
  if (!column) return null;
  const isEdited = editor?.column === place;
  return (
    <div
      id={`${id}-${place}`}
      role="gridcell"
      data-column={place}
      className={classes(
        'relative flex min-w-0 items-center',
        isNarrow ? 'empty:hidden' : 'h-full',
        column.align === 'end' && 'figures justify-end text-end',
        !column.isLink && !isNarrow && 'text-text2',
        currentColumn === place && !isEdited && 'group-focus/grid:ring-cell',
      )}
    >
      {isEdited ? editor.content : <Content column={column} row={row} href={href} />}
    </div>
  );
}

function Content<Row>({ column, row, href }: { column: GridColumn<Row>; row: Row; href: string | undefined }) {
  const shown = column.render(row);
  if (shown === '') return null;
  const content = typeof shown === 'string' ? <Clip>{shown}</Clip> : shown;
  if (!column.isLink || href === undefined) return content;
  return (
    <a href={href} tabIndex={-1} draggable={false} className="flex min-w-0 items-center gap-2 font-medium text-text">
      {content}
    </a>
  );
}

/** Two lines: the title and what stands at the end, below them the details in a row. */
function NarrowCells<Row>(props: GridRowProps<Row> & { row: Row }) {
  const places = (part: 'title' | 'detail' | 'end') => props.columns.flatMap((column, place) => (column.narrow === part ? [place] : []));
  const [details, end] = [places('detail'), places('end')];
  const inset = props.columns.find((column) => column.narrow === 'title')?.narrowInset;
  return (
    <>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex min-w-0 text-14">
          {places('title').map((place) => <Cell key={place} {...props} place={place} />)}
        </div>
        {details.length > 0 && (
          <div className="flex min-w-0 gap-2 text-12 text-text3 *:not-first:flex-none" style={{ paddingInlineStart: inset }}>
            {details.map((place) => <Cell key={place} {...props} place={place} />)}
          </div>
        )}
      </div>
      {end.length > 0 && <div className="flex flex-none items-center gap-2 text-12 text-text3">{end.map((place) => <Cell key={place} {...props} place={place} />)}</div>}
    </>
  );
}
