import { useTranslation } from 'react-i18next';
import type { BroughtBack } from '../../../../core/api/restore.ts';
import { useJob } from '../../../api.ts';
import type { InputOf, Job } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useUndoToast } from '../../../undo-toast.ts';

type Records = InputOf<'opened.bringBack'>['records'];

/** Brings records back as one change, says what came, and offers the way back. Whether it was done. */
export function useBringBack(opened: string, onBrought: () => void): { bringBack: (records: Records) => Promise<boolean>; job: Job<'opened.bringBack'> } {
  const { t } = useTranslation('restore');
  const { number } = useFormats();
  const { showToast } = useCommandContext();
  const undoable = useUndoToast();
  const job = useJob('opened.bringBack', { outlives: true });

  function said({ records, parts, fields, left, filesMissing }: BroughtBack): string {
    const count = Object.values(records).reduce((sum, each) => sum + each, 0);
    const what = count > 0 ? t('broughtBack', { count, formatted: number(count) }) : t(parts + fields > 0 ? 'broughtValues' : 'broughtNothing');
    return [
      what,
      left > 0 ? t('left', { count: left, formatted: number(left) }) : '',
      filesMissing > 0 ? t('filesMissing', { count: filesMissing, formatted: number(filesMissing) }) : '',
    ].filter(Boolean).join('. ');
  }

  return {
    job,
    async bringBack(records) {
      const done = await job.start({ opened, records });
      if (!done) return false;
      if (done.changeId === null) showToast({ text: said(done) });
      else undoable(said(done), done.changeId);
      onBrought();
      return true;
    },
  };
}
