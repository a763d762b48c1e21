// Where the keys are on a board: at a deal or, in a column that shows none, at the column.
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Column } from './columns.ts';

export interface Cursor {
  stageId: Id;
  /** Null at a column that shows no deals. */
  dealId: Id | null;
  /** Its place, for when the deal has gone. */
  place: number;
}

export interface Place {
  column: number;
  /** -1 at the column itself. */
  row: number;
  deal: DealCard | undefined;
}

export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'start' | 'end' | 'pageUp' | 'pageDown';

/** How many cards a page of them is. */
const PAGE_ROWS = 5;

/** Where the cursor is now: at its deal wherever that went, else where it was. Null on a board without columns. */
export function placeOf(columns: readonly Column[], cursor: Cursor | null, isCollapsed: (stageId: Id) => boolean): Place | null {
  if (columns.length === 0) return null;
  const withDeal = cursor?.dealId ? columns.findIndex(({ stage, rows }) => !isCollapsed(stage.id) && rows.some(({ id }) => id === cursor.dealId)) : -1;
  if (withDeal >= 0) return at(columns, withDeal, columns[withDeal]!.rows.findIndex(({ id }) => id === cursor?.dealId), isCollapsed);
  const column = Math.max(0, cursor ? columns.findIndex(({ stage }) => stage.id === cursor.stageId) : columns.findIndex(({ stage, rows }) => rows.length > 0 && !isCollapsed(stage.id)));
  return at(columns, column, cursor?.place ?? 0, isCollapsed);
}

export function cursorAt(columns: readonly Column[], { column, row, deal }: Place): Cursor {
  return { stageId: columns[column]!.stage.id, dealId: deal?.id ?? null, place: Math.max(0, row) };
}

/** `left` and `right` as they are seen; in a page from right to left the columns run the other way. */
export function moved(columns: readonly Column[], from: Place, step: Step, isRightToLeft: boolean, isCollapsed: (stageId: Id) => boolean): Place {
  const { column, row } = from;
  const last = (columns[column]?.rows.length ?? 0) - 1;
  switch (step) {
    case 'up':
      return at(columns, column, row - 1, isCollapsed);
    case 'down':
      return at(columns, column, row + 1, isCollapsed);
    case 'pageUp':
      return at(columns, column, row - PAGE_ROWS, isCollapsed);
    case 'pageDown':
      return at(columns, column, row + PAGE_ROWS, isCollapsed);
    case 'first':
      return at(columns, column, 0, isCollapsed);
    case 'last':
      return at(columns, column, last, isCollapsed);
    case 'start':
      return at(columns, 0, 0, isCollapsed);
    case 'end':
      return at(columns, columns.length - 1, 0, isCollapsed);
    case 'left':
    case 'right':
      return at(columns, column + ((step === 'right') === isRightToLeft ? -1 : 1), Math.max(0, row), isCollapsed);
  }
}

function at(columns: readonly Column[], wantedColumn: number, wantedRow: number, isCollapsed: (stageId: Id) => boolean): Place {
  const column = clamp(wantedColumn, columns.length - 1);
  const { stage, rows } = columns[column]!;
  if (rows.length === 0 || isCollapsed(stage.id)) return { column, row: -1, deal: undefined };
  const row = clamp(wantedRow, rows.length - 1);
  return { column, row, deal: rows[row] };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

const KEYS: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/** The step that a key asks for. */
export function stepOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>, letterKeys: boolean): Step | undefined {
  if (altKey || shiftKey) return undefined;
  if (ctrlKey || metaKey) return key === 'Home' ? 'start' : key === 'End' ? 'end' : undefined;
  if (letterKeys && (key === 'j' || key === 'k')) return key === 'j' ? 'down' : 'up';
  return KEYS[key];
}
