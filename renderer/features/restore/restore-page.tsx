import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { AfterAMoment } from '../../ui/skeleton.tsx';
import { ChooseBackup } from './choose/choose-backup.tsx';
import { Opened } from './opened/opened.tsx';
import { Restored } from './restored.tsx';
import { useRestoreSession } from './session.ts';

/** From a backup back to what one is missing: choose it, look into it, and bring back single records or all of it. */
export function RestorePage() {
  const { t } = useTranslation('restore');
  const stage = useRestoreSession((session) => session.stage);
  return (
    <Page title={t('title')} name={t('name')} scrolls>
      {stage.kind === 'opened' ? (
        <Opened key={stage.opened.id} opened={stage.opened} />
      ) : (
        <div className="flex w-full max-w-200 flex-col gap-4 pb-8">
          {stage.kind === 'choosing' && <ChooseBackup failure={stage.failure} />}
          {/* The gate stands before it, and says how far it is. */}
          {stage.kind === 'placing' && <AfterAMoment><p role="status" className="py-4 text-13 text-text2">{t('placing')}</p></AfterAMoment>}
          {stage.kind === 'restored' && <Restored restored={stage.restored} />}
        </div>
      )}
    </Page>
  );
}
