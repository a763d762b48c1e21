import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RestoredInPlace } from '../../../core/api/restore.ts';
import { useApi } from '../../api.ts';
import { useBackupWords } from '../../backup/words.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useMinute } from '../../reminders/use-minute.ts';
import { Button } from '../../ui/button.tsx';
import { useRestoreSession } from './session.ts';

/** What came of putting a backup in place, and where what was here before lies. */
export function Restored({ restored: { madeAt, before, erasedAgain, filesMissing } }: { restored: RestoredInPlace }) {
  const { t } = useTranslation('restore');
  const api = useApi();
  const { number } = useFormats();
  const words = useBackupWords();
  const nowMs = useMinute();
  const startOver = useRestoreSession((session) => session.startOver);
  return (
    <div className="mt-4 flex flex-col gap-4 rounded-card border border-border bg-raised p-6">
      <span aria-hidden className="grid size-12 place-items-center rounded-card bg-success-subtle text-success-text">
        <ShieldCheck className="size-6! stroke-[1.5]" />
      </span>
      <div role="status" className="figures flex flex-col gap-1 text-14 text-text2">
        <h2 className="text-16! text-text">{t('doneTitle', { when: words.when(madeAt, nowMs) })}</h2>
        <p>{t(`done_${before}`)}</p>
        {erasedAgain > 0 && <p>{t('doneErased', { count: erasedAgain, formatted: number(erasedAgain) })}</p>}
        {filesMissing > 0 && <p>{t('filesMissing', { count: filesMissing, formatted: number(filesMissing) })}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        <CommandButton command="go.contacts" kind="main">{t('doneGo')}</CommandButton>
        <Button onPress={() => startOver(api)}>{t('anotherBackup')}</Button>
      </div>
    </div>
  );
}
