import { CircleCheck, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { CONTACTS_PATH } from '../../../paths.ts';
import { Button } from '../../../ui/button.tsx';
import { useImportSession, type Stage } from '../session.ts';
import { WholeCounts, WholeTitle } from './whole-counts.tsx';

/** Everything is here, and was compared. There is no way back but to an empty profile. */
export function Taken({ stage: { source, look, taken } }: { stage: Extract<Stage, { kind: 'taken' }> }) {
  const { t } = useTranslation('import');
  const api = useApi();
  const { number } = useFormats();
  const { goTo } = useCommandContext();
  const startOver = useImportSession((session) => session.startOver);
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-160 flex-1 flex-col gap-4 overflow-y-auto px-6 pt-2 pb-8 narrow:px-4">
      <WholeTitle icon={CircleCheck} tone="success" title={t('takenTitle')} name={source.name} />
      <WholeCounts look={look} />
      <p role="status" className="figures text-13 text-text2">{t('takenText', { count: taken.records, formatted: number(taken.records) })}</p>
      <div className="flex flex-wrap gap-2">
        <Button kind="main" icon={Users} autoFocus onPress={() => goTo(CONTACTS_PATH)}>{t('showContacts')}</Button>
        <Button onPress={() => startOver(api)}>{t('another')}</Button>
      </div>
    </div>
  );
}
