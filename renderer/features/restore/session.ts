// The backup that is open, and the one that is put in place. Both outlive the page: somebody looks around meanwhile,
// and while a database is put in place there is no page.
import { create } from 'zustand';
import type { ComparedCount, OpenedView, RestoredInPlace } from '../../../core/api/restore.ts';
import { hasCode } from '../../../core/call.ts';
import type { KithClient } from '../../api.ts';

export type Stage =
  /** `failure` is why a backup could not be put in place; nothing was changed then. */
  | { kind: 'choosing'; failure?: unknown }
  | { kind: 'opened'; opened: OpenedView }
  | { kind: 'placing' }
  | { kind: 'restored'; restored: RestoredInPlace };

/** What of the backup that is open is looked at. */
export type View = 'differences' | 'everything';

export interface RestoreSession {
  stage: Stage;
  view: View;
  /** What the comparison found last, of the backup that is open. */
  counts: readonly ComparedCount[] | null;
  /** Which comparison that was: lists of another are out of date. */
  comparison: number;
  open: (opened: OpenedView) => void;
  look: (view: View) => void;
  compared: (counts: readonly ComparedCount[]) => void;
  /** Puts the backup that is open in place. */
  place: (api: KithClient) => Promise<void>;
  /** Lets go of it, and chooses anew. */
  startOver: (api: KithClient) => void;
}

export const useRestoreSession = create<RestoreSession>()((set, get) => {
  // What stays behind goes when Kith starts again.
  const letGo = (api: KithClient, { id }: OpenedView) => api.restore.close({ opened: id }).catch(() => {});
  return {
    stage: { kind: 'choosing' },
    view: 'differences',
    counts: null,
    comparison: 0,

    open: (opened) => set({ stage: { kind: 'opened', opened }, view: 'differences', counts: null }),

    look: (view) => set({ view }),

    compared: (counts) => set(({ comparison }) => ({ counts, comparison: comparison + 1 })),

    async place(api) {
      const { stage } = get();
      if (stage.kind !== 'opened') return;
      set({ stage: { kind: 'placing' } });
      try {
        set({ stage: { kind: 'restored', restored: await api.restore.inPlace({ opened: stage.opened.id }) }, counts: null });
      } catch (failure) {
        // It is used up as a rule, and the profile was opened anew: it is to be opened once more.
        if (!hasCode(failure, 'backup-not-open')) void letGo(api, stage.opened);
        set({ stage: { kind: 'choosing', failure }, counts: null });
      }
    },

    startOver(api) {
      const { stage } = get();
      if (stage.kind === 'opened') void letGo(api, stage.opened);
      set({ stage: { kind: 'choosing' }, counts: null });
    },
  };
});
