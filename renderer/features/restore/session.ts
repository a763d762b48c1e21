// The backup that is open, and the one that is put in place. Both outlive the page: somebody looks around meanwhile,
// and while a database is put in place there is no page.
import { create } from 'zustand';
import type { ComparedCount, OpenedView, RestoreProgress, RestoredInPlace } from '../../../core/api/restore.ts';
import { hasCode } from '../../../core/call.ts';
import type { KithClient } from '../../api.ts';

export type Stage =
  | { kind: 'choosing' }
  /** `failure` is why it could not be put in place; nothing was changed then. */
  | { kind: 'opened'; opened: OpenedView; failure: unknown }
  | { kind: 'placing'; opened: OpenedView; progress: RestoreProgress | undefined; startedAtMs: number }
  | { kind: 'restored'; restored: RestoredInPlace };

export interface RestoreSession {
  stage: Stage;
  /** What the comparison found last, of the backup that is open. */
  counts: readonly ComparedCount[] | null;
  open: (opened: OpenedView) => void;
  compared: (counts: readonly ComparedCount[]) => void;
  /** Puts the backup that is open in place. */
  place: (api: KithClient) => Promise<void>;
  /** Lets go of it, and chooses anew. */
  startOver: (api: KithClient) => void;
}

export const useRestoreSession = create<RestoreSession>()((set, get) => ({
  stage: { kind: 'choosing' },
  counts: null,

  open: (opened) => set({ stage: { kind: 'opened', opened, failure: null }, counts: null }),

  compared: (counts) => set({ counts }),

  async place(api) {
    const { stage } = get();
    if (stage.kind !== 'opened') return;
    const { opened } = stage;
    set({ stage: { kind: 'placing', opened, progress: undefined, startedAtMs: Date.now() } });
    const onProgress = (progress: RestoreProgress) =>
      set(({ stage: now }) => (now.kind === 'placing' ? { stage: { ...now, progress, startedAtMs: now.progress?.step === progress.step ? now.startedAtMs : Date.now() } } : {}));
    try {
      set({ stage: { kind: 'restored', restored: await api.restore.inPlace({ opened: opened.id }, { onProgress }) }, counts: null });
    } catch (failure) {
      set({ stage: hasCode(failure, 'backup-not-open') ? { kind: 'choosing' } : { kind: 'opened', opened, failure } });
    }
  },

  startOver(api) {
    const { stage } = get();
    // What stays behind goes when Kith starts again.
    if (stage.kind === 'opened') api.restore.close({ opened: stage.opened.id }).catch(() => {});
    set({ stage: { kind: 'choosing' }, counts: null });
  },
}));
