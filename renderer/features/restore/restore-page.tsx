import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { timeLeftMs } from '../../ui/time-left.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ChooseBackup } from './choose/choose-backup.tsx';
import { Opened } from './opened/opened.tsx';
import { Restored } from './restored.tsx';
import { useRestoreSession } from './session.ts';
import type { Stage } from './session.ts';

/** From a backup back to what one is missing: choose it, look into it, and bring back single records or all of it. */
export function RestorePage() {
  const { t } = useTranslation('restore');
  const stage = useRestoreSession((session) => session.stage);
  return (
    <Page title={t('title')} name={t('name')} scrolls>
      <div className="flex w-full max-w-200 flex-col gap-4 pb-8">
        {stage.kind === 'choosing' && <ChooseBackup />}
        {stage.kind === 'opened' && <Opened key={stage.opened.id} opened={stage.opened} failure={stage.failure} />}
        {stage.kind === 'placing' && <Placing stage={stage} />}
        {stage.kind === 'restored' && <Restored restored={stage.restored} />}
      </div>
    </Page>
  );
}

/** How far it is. It runs to its end once begun. */
function Placing({ stage: { progress, startedAtMs } }: { stage: Extract<Stage, { kind: 'placing' }> }) {
  const { t } = useTranslation('restore');
  const text = useText();
  const { bytes, duration } = useFormats();
  const { step = 'copying', done = 0, total = 0 } = progress ?? {};
  const left = timeLeftMs(startedAtMs, Date.now(), done, total);
  return (
    <ProgressPanel
      label={t(`placing_${step}`)}
      done={done}
      total={total > 0 ? total : null}
      countText={total > 0 ? text('common:progress', { done: bytes(done), total: bytes(total) }) : text('common:loading')}
      {...(left === undefined ? {} : { timeLeftText: text('common:timeLeft', { time: duration(left) }) })}
      cancelLabel={text('common:cancel')}
      className="mt-4"
    />
  );
}
