import type { ReactNode } from 'react';
import { useApi } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { IMPORT_PATH } from '../paths.ts';
import { FileDrop } from '../ui/file-drop.tsx';

/** A file that is dropped anywhere but on a record is one to bring in. */
export function ImportDrop({ children }: { children: ReactNode }) {
  const text = useText();
  const api = useApi();
  const { goTo } = useCommandContext();

  async function begin(file: File | undefined) {
    if (!file) return;
    goTo(IMPORT_PATH);
    const { useImportSession } = await import('../features/import/index.ts');
    const { stage, send } = useImportSession.getState();
    // One file at a time: that which is being written goes on.
    if (stage.kind !== 'writing' && stage.kind !== 'sending') await send(api, file);
  }

  return (
    <FileDrop label={text('app:dropToImport')} onFiles={([file]) => void begin(file)} className="h-full">
      {children}
    </FileDrop>
  );
}
