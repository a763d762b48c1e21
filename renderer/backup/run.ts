// The backup that is being made. It outlives its page: somebody goes on working meanwhile.
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { BackupOutcome, BackupProgress } from '../../core/api/backup.ts';
import { hasCode } from '../../core/call.ts';
import { useApi, useErrorText } from '../api.ts';
import type { KithClient } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { settingsPath } from '../paths.ts';

export interface BackupRun {
  /** Null while none is made. `startedAtMs` is when its present phase began. */
  running: { progress: BackupProgress | undefined; startedAtMs: number; isCancelling: boolean } | null;
  /** Into every folder, or one. Undefined where one is being made already. Rejects with a `CallError`. */
  run: (api: KithClient, destination?: string) => Promise<BackupOutcome[] | undefined>;
  cancel: () => void;
}

export const useBackupRun = create<BackupRun>()((set, get) => {
  let controller = new AbortController();
  return {
    running: null,
    async run(api, destination) {
      if (get().running) return undefined;
      controller = new AbortController();
      set({ running: { progress: undefined, startedAtMs: Date.now(), isCancelling: false } });
      const onProgress = (progress: BackupProgress) =>
        set(({ running }) => ({ running: running && { ...running, progress, startedAtMs: progress.phase === running.progress?.phase ? running.startedAtMs : Date.now() } }));
      try {
        return await api.backup.run(destination === undefined ? {} : { destination }, { signal: controller.signal, onProgress });
      } finally {
        set({ running: null });
      }
    },
    cancel() {
      controller.abort();
      set(({ running }) => ({ running: running && { ...running, isCancelling: true } }));
    },
  };
});

/** Backs up now and says what came of it. */
export function useBackUpNow(): (destination?: string) => Promise<void> {
  const { t } = useTranslation('backup');
  const api = useApi();
  const errorText = useErrorText();
  const { number } = useFormats();
  const { showToast, announce, goTo } = useCommandContext();
  const run = useBackupRun((state) => state.run);
  return async (destination) => {
    try {
      const outcomes = await run(api, destination);
      if (!outcomes) return;
      const failed = outcomes.filter(({ kind }) => kind === 'failed').length;
      if (failed > 0) return showToast({ text: t('ranFailed', { count: failed, formatted: number(failed) }), tone: 'danger', action: { label: t('showWhy'), onPress: () => goTo(settingsPath('backups')) } });
      const words = t(outcomes.some(({ kind }) => kind === 'made') ? 'ran' : 'ranUnchanged');
      announce(words);
      showToast({ text: words });
    } catch (error) {
      if (hasCode(error, 'cancelled')) return announce(t('ranCancelled'));
      showToast({ text: errorText(error), tone: 'danger' });
    }
  };
}
