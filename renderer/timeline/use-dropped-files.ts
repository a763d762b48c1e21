import { useRef, useState } from 'react';
import type { NewAttachment } from '../../core/api/entries.ts';
import type { Id } from '../../core/ids.ts';
import { useApi, useErrorText } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { storeAttachment } from './use-uploads.ts';
import { useContactText } from '../words/contact-words.ts';

export interface DroppedFiles {
  attach: (files: readonly File[]) => void;
  /** Bytes that are there so far, of all; null while nothing is on its way. */
  progress: { sent: number; total: number } | null;
  cancel: () => void;
}

/** Files dropped on a record become one entry of its timeline, which one Undo takes back. */
export function useDroppedFiles(on: { participants: Id[]; deals?: Id[] }): DroppedFiles {
  const api = useApi();
  const t = useContactText();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const [progress, setProgress] = useState<DroppedFiles['progress']>(null);
  const controller = useRef<AbortController>(undefined);

  async function attach(files: readonly File[]) {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    const total = files.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    setProgress({ sent: 0, total });
    try {
      const attachments: NewAttachment[] = [];
      for (const file of files) {
        const before = done;
        attachments.push(await storeAttachment(api, file, { signal, onProgress: (sent) => setProgress({ sent: before + sent, total }) }));
        done += file.size;
      }
      const { changeId } = await api.entries.create({ kind: 'file', ...on, attachments });
      undoable(t('filesAttached', { count: files.length, name: files[0]?.name ?? '' }), changeId);
    } catch (error) {
      if (!signal.aborted) showToast({ text: errorText(error), tone: 'danger', action: { label: t('retry'), onPress: () => void attach(files) } });
    } finally {
      if (controller.current?.signal === signal) setProgress(null);
    }
  }

  return { attach: (files) => void attach(files), progress, cancel: () => controller.current?.abort() };
}
