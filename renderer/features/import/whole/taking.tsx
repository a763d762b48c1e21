import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { ProgressPanel } from '../../../ui/progress-panel.tsx';
import { timeLeftMs } from '../../../ui/time-left.ts';
import { useImportSession, type Stage } from '../session.ts';

/** How far everything is. Until it is put in place nothing has changed, and it can be cancelled. */
export function Taking({ stage: { source, progress, startedAtMs, isCancelling } }: { stage: Extract<Stage, { kind: 'taking' }> }) {
  const { t } = useTranslation('import');
  const text = useText();
  const { bytes, number, duration } = useFormats();
  const cancel = useImportSession((session) => session.cancel);
  const { phase, done, total } = progress ?? { phase: 'records', done: 0, total: 0 };
  const isKnown = (phase === 'records' || phase === 'files') && total > 0 && !isCancelling;
  const left = isKnown ? timeLeftMs(startedAtMs, Date.now(), done, total) : undefined;
  const format = phase === 'records' ? bytes : number;
  return (
    <div className="mx-auto flex w-full max-w-140 flex-col gap-3 px-6 pt-12 narrow:px-4">
      <ProgressPanel
        label={t(`taking_${phase}`, { name: source.name })}
        done={done}
        total={isKnown ? total : null}
        countText={isCancelling ? t('takingStops') : isKnown ? text('common:progress', { done: format(done), total: format(total) }) : text('common:loading')}
        {...(left === undefined ? {} : { timeLeftText: text('common:timeLeft', { time: duration(left) }) })}
        cancelLabel={text('common:cancel')}
        {...(isCancelling || phase === 'placing' ? {} : { onCancel: cancel })}
      />
      <p className="text-12 text-balance text-text3">{t('takingHint')}</p>
    </div>
  );
}
