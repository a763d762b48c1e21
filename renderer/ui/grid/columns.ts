import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  id: string;
  title: string;
  /** Its width in px, and the least it can be made. */
  width: number;
  minWidth?: number;
  /** Takes the room that is left; as a rule the name. One per grid. */
  isFlexible?: boolean;
  align?: 'start' | 'end';
  /** A text is cut with a tooltip; anything else looks after itself. */
  render: (row: Row) => ReactNode;
  /** The same where there is room for all of it, without marks; left out where that makes no difference. */
  renderOnPaper?: (row: Row) => ReactNode;
  isSortable?: boolean;
  /** The cell is the link that `hrefOf` gives. */
  isLink?: boolean;
  edit?: CellEdit<Row>;
  /** Its place in the two lines of a narrow screen; left out where it is not shown there. */
  narrow?: 'title' | 'detail' | 'end';
  /** Of the title: how wide its mark is with its gap, in px, so that the second line begins under the words. */
  narrowInset?: number;
}

export interface CellEdit<Row> {
  /** The text the editor starts with; undefined where this row's cell cannot be edited. */
  value: (row: Row) => string | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'date';
  inputMode?: 'decimal' | 'numeric';
  /** Another control instead of the text box. Tab and leaving save what `change` said last; `done` closes without saving. */
  render?: (edit: { row: Row; value: string; change: (value: string) => void; save: (value: string) => void; done: () => void }) => ReactNode;
}

/** Widths set by hand, by column id, in px. */
export type ColumnWidths = Readonly<Record<string, number>>;

export const LEAST_WIDTH = 48;

/** The value of `grid-template-columns`: tick boxes, the columns, and what is left where no column is flexible. */
export function columnTemplate<Row>(columns: readonly GridColumn<Row>[], widths: ColumnWidths, hasTicks: boolean): string {
  const tracks = columns.map((column) => {
    const width = widths[column.id];
    if (width !== undefined) return `${width}px`;
    return column.isFlexible ? `minmax(${column.minWidth ?? column.width}px, 1fr)` : `${column.width}px`;
  });
  const filler = columns.some((column) => column.isFlexible && widths[column.id] === undefined) ? [] : ['minmax(0, 1fr)'];
  return [...(hasTicks ? ['16px'] : []), ...tracks, ...filler].join(' ');
}

/** The width below which the grid scrolls sideways inside itself, in px. */
export function leastWidth<Row>(columns: readonly GridColumn<Row>[], widths: ColumnWidths, hasTicks: boolean): number {
  const own = columns.map((column) => widths[column.id] ?? (column.isFlexible ? (column.minWidth ?? column.width) : column.width));
  const gaps = columns.length - 1 + (hasTicks ? 1 : 0);
  return own.reduce((sum, width) => sum + width, 0) + (hasTicks ? 16 : 0) + gaps * GAP + START + END;
}

const GAP = 12;
const START = 24;
const END = 16;
