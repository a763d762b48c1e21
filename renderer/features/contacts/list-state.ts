import { create } from 'zustand';
import type { ViewDefinition } from '../../../core/filters.ts';

/** What somebody did with a list and has not saved: kept while the page is open, so that coming back finds it. */
interface ListState {
  /** Changed definitions, by view. */
  changed: Readonly<Record<string, ViewDefinition | undefined>>;
  /** The row that was current, by view. */
  current: Readonly<Record<string, number | undefined>>;
  isPeeking: boolean;
  setChanged: (viewId: string, definition: ViewDefinition | undefined) => void;
  setCurrent: (viewId: string, row: number) => void;
  setPeeking: (isPeeking: boolean) => void;
}

export const useListState = create<ListState>()((set) => ({
  changed: {},
  current: {},
  isPeeking: false,
  setChanged: (viewId, definition) => set(({ changed }) => ({ changed: { ...changed, [viewId]: definition } })),
  setCurrent: (viewId, row) => set(({ current }) => ({ current: { ...current, [viewId]: row } })),
  setPeeking: (isPeeking) => set({ isPeeking }),
}));
