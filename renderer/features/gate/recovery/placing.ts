// The backup that is put in the place of what cannot be opened. Its screen goes meanwhile, and comes again where that failed.
import { create } from 'zustand';
import { hasCode } from '../../../../core/call.ts';
import type { KithClient } from '../../../api.ts';

export interface Placing {
  isRunning: boolean;
  /** Why it failed; undefined where it did not. */
  failure: unknown;
  place: (api: KithClient, opened: string) => Promise<void>;
  /** Another attempt begins. */
  forget: () => void;
}

export const usePlacing = create<Placing>()((set) => ({
  isRunning: false,
  failure: undefined,
  async place(api, opened) {
    set({ isRunning: true, failure: undefined });
    try {
      await api.restore.inPlace({ opened });
    } catch (failure) {
      if (!hasCode(failure, 'cancelled')) set({ failure });
    } finally {
      set({ isRunning: false });
    }
  },
  forget: () => set({ failure: undefined }),
}));
