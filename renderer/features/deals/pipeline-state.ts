import { create } from 'zustand';
import type { DealViewDefinition } from '../../../core/deal-filters.ts';
import type { DealCard } from '../../../core/deals.ts';
import type { Id } from '../../../core/ids.ts';
import type { Need } from '../../../core/pipelines.ts';
import type { Pending } from './board/columns.ts';
import type { Cursor } from './board/cursor.ts';

/** What a stage asks for before a deal may enter. */
export interface Refused {
  deal: DealCard;
  stageId: Id;
  after: Id | null;
  missing: readonly Need[];
}

/** What somebody did with the page and has not saved: kept while Kith is open, so that coming back finds it. */
interface PipelineState {
  /** Changed definitions, by view. */
  changed: Readonly<Record<string, DealViewDefinition | undefined>>;
  cursor: Cursor | null;
  /** The current row of the list, by view. */
  row: Readonly<Record<string, number | undefined>>;
  isPeeking: boolean;
  /** What was done and is not in the answers yet, by number. */
  pending: readonly { number: number; change: Pending }[];
  refused: Refused | null;
}

export const usePipelineState = create<PipelineState>()(() => ({ changed: {}, cursor: null, row: {}, isPeeking: false, pending: [], refused: null }));

const { setState } = usePipelineState;

export const setChanged = (viewId: string, definition: DealViewDefinition | undefined): void => setState(({ changed }) => ({ changed: { ...changed, [viewId]: definition } }));
export const setCursor = (cursor: Cursor | null): void => setState({ cursor });
export const setRow = (viewId: string, row: number): void => setState((state) => ({ row: { ...state.row, [viewId]: row } }));
export const setPeeking = (isPeeking: boolean): void => setState({ isPeeking });
export const setRefused = (refused: Refused | null): void => setState({ refused });

let lastNumber = 0;

/** Shows a change before it is in the answers; gives back how to take it away. */
export function showPending(change: Pending): () => void {
  lastNumber += 1;
  const number = lastNumber;
  setState(({ pending }) => ({ pending: [...pending, { number, change }] }));
  return () => setState(({ pending }) => ({ pending: pending.filter((each) => each.number !== number) }));
}
