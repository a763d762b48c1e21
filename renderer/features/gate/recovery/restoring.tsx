import { useState } from 'react';
import { ArchiveRestore, Circle, CircleCheck, CircleDot } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PLACING_STEPS } from '../../../../core/api/restore.ts';
import type { PlacingProgress } from '../../../../core/api/restore.ts';
import { useApi } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { classes } from '../../../ui/classes.ts';
import { ProgressPanel } from '../../../ui/progress-panel.tsx';
import { AfterAMoment } from '../../../ui/skeleton.tsx';
import { GateScreen } from '../gate-screen.tsx';

/** A backup takes the place of the profile, step by step; nobody can work in it meanwhile. */
export function Restoring({ backup }: { backup: PlacingProgress }) {
  const { t } = useTranslation('gate');
  return (
    <GateScreen label={t('placingTitle')}>
      <AfterAMoment>
        <div className="flex flex-col gap-4">
          <span aria-hidden className="grid size-12 place-items-center rounded-card bg-accent-subtle text-accent-text">
            <ArchiveRestore className="size-6 stroke-[1.5]" />
          </span>
          <h1 className="text-22 font-semibold tracking-title">{t('placingTitle')}</h1>
          <p className="text-14 text-text2">{t(backup.step === 'exchanging' ? 'placingFinal' : 'placingText')}</p>
          <Steps now={backup.step} />
          <Bar backup={backup} />
        </div>
      </AfterAMoment>
    </GateScreen>
  );
}

function Steps({ now }: { now: PlacingProgress['step'] }) {
  const { t } = useTranslation('gate');
  const at = PLACING_STEPS.indexOf(now);
  return (
    <ol className="flex flex-col gap-1">
      {PLACING_STEPS.map((step, index) => {
        const Icon = index < at ? CircleCheck : index === at ? CircleDot : Circle;
        return (
          <li key={step} aria-current={index === at ? 'step' : undefined} className={classes('flex items-center gap-2 text-14', index === at ? 'font-medium text-text' : 'text-text3')}>
            <Icon aria-hidden className={index < at ? 'text-success-text' : index === at ? 'text-accent-text' : ''} />
            {t(`placing_${step}`)}
            {index < at && <span className="sr-only">{t('placingDone')}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function Bar({ backup: { step, done, total } }: { backup: PlacingProgress }) {
  const { t } = useTranslation('gate');
  const text = useText();
  const api = useApi();
  const { number } = useFormats();
  const [isCancelling, setCancelling] = useState(false);
  const at = PLACING_STEPS.indexOf(step);
  return (
    <ProgressPanel
      label={t(`placing_${step}`)}
      done={at + (total > 0 ? done / total : 0)}
      total={PLACING_STEPS.length}
      countText={t('placingStep', { step: number(at + 1), of: number(PLACING_STEPS.length) })}
      {...(total > 0 ? { timeLeftText: text('common:progress', { done: number(done), total: number(total) }) } : {})}
      cancelLabel={text('common:cancel')}
      {...(isCancelling || step === 'exchanging'
        ? {}
        : {
            onCancel: () => {
              setCancelling(true);
              api.restore.cancelInPlace().catch(() => setCancelling(false));
            },
          })}
    />
  );
}
