/** Where the grid's one tab stop is: a row or, with a column, a cell; or a title of the head. */
export interface Cursor {
  isInHead: boolean;
  row: number;
  /** Null stands for the whole row. */
  column: number | null;
}

export type Step = 'up' | 'down' | 'pageUp' | 'pageDown' | 'firstRow' | 'lastRow' | 'start' | 'end' | 'firstCell' | 'lastCell';

export interface Bounds {
  rowCount: number;
  columnCount: number;
  /** Rows that fit the window, for PageUp and PageDown. */
  pageRows: number;
}

/** Where a step leads; nowhere past an edge. Above the first row is the head, before the first cell is the whole row. */
export function moved(cursor: Cursor, step: Step, { rowCount, columnCount, pageRows }: Bounds): Cursor {
  const lastRow = Math.max(0, rowCount - 1);
  const toRow = (row: number): Cursor => ({ ...cursor, isInHead: false, row: Math.min(lastRow, Math.max(0, row)) });
  const toColumn = (column: number): Cursor => ({ ...cursor, column: Math.min(columnCount - 1, column) });
  switch (step) {
    case 'up':
      return cursor.row === 0 && !cursor.isInHead ? { ...cursor, isInHead: true, column: cursor.column ?? 0 } : cursor.isInHead ? cursor : toRow(cursor.row - 1);
    case 'down':
      return cursor.isInHead ? toRow(cursor.row) : toRow(cursor.row + 1);
    case 'pageUp':
      return toRow(cursor.row - pageRows);
    case 'pageDown':
      return toRow(cursor.row + pageRows);
    case 'firstRow':
      return toRow(0);
    case 'lastRow':
      return toRow(lastRow);
    case 'firstCell':
      return toColumn(0);
    case 'lastCell':
      return toColumn(columnCount - 1);
    case 'end':
      return toColumn(cursor.column === null ? 0 : cursor.column + 1);
    case 'start':
      if (cursor.column === null) return cursor;
      if (cursor.column > 0) return toColumn(cursor.column - 1);
      return cursor.isInHead ? cursor : { ...cursor, column: null };
  }
}

export interface PressedKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The step a key asks for. Home and End go along the row where a cell is current, else along the rows. */
export function stepOf(press: PressedKey, isCell: boolean, isRightToLeft: boolean, letterKeys: boolean): Step | undefined {
  const mod = press.ctrlKey || press.metaKey;
  if (press.altKey) return undefined;
  if (mod) return press.key === 'Home' ? 'firstRow' : press.key === 'End' ? 'lastRow' : undefined;
  switch (press.key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return isRightToLeft ? 'end' : 'start';
    case 'ArrowRight':
      return isRightToLeft ? 'start' : 'end';
    case 'PageUp':
      return 'pageUp';
    case 'PageDown':
      return 'pageDown';
    case 'Home':
      return isCell ? 'firstCell' : 'firstRow';
    case 'End':
      return isCell ? 'lastCell' : 'lastRow';
    case 'k':
      return letterKeys ? 'up' : undefined;
    case 'j':
      return letterKeys ? 'down' : undefined;
    default:
      return undefined;
  }
}
