import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { AfterAMoment } from '../../../ui/skeleton.tsx';
import { Outcome } from '../outcome.tsx';
import { countKept, useReportWords } from '../report-words.ts';
import type { DryRun } from './use-dry-run.ts';

export interface OutcomeBarProps {
  dryRun: DryRun;
  /** Why the import itself broke off. */
  failure: unknown;
  onImport: () => void;
}

/** What would happen, in numbers, and the button that lets it happen. Always in sight. */
export function OutcomeBar({ dryRun: { report, isRunning, progress, error, retry }, failure, onImport }: OutcomeBarProps) {
  const { t } = useTranslation('import');
  const text = useText();
  const errorText = useErrorText();
  const { percent } = useFormats();
  const { importCount } = useReportWords();
  const kept = report ? countKept(report) : null;
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <div className="flex min-h-14 flex-none flex-wrap items-center gap-x-4 gap-y-2 border-t border-border bg-surface px-6 py-2 narrow:px-4">
      <div className="min-w-0 flex-1">
        {failure !== null && <p role="alert" className="text-13 text-danger-text">{t('brokeOff', { why: errorText(failure) })}</p>}
        {error !== null ? (
          <p role="alert" className="flex flex-wrap items-center gap-2 text-13 text-danger-text">
            {errorText(error)}
            <Button size="small" onPress={retry}>{text('common:retry')}</Button>
          </p>
        ) : report && !isRunning ? (
          <Outcome report={report} />
        ) : (
          <AfterAMoment>
            <p role="status" className="figures text-13 text-text2">{t('checking', { share: percent(Math.floor(100 * share) / 100) })}</p>
          </AfterAMoment>
        )}
      </div>
      <Button kind="main" isDisabled={kept === 0 && !isRunning} onPress={onImport}>
        {kept === null || isRunning ? t('import') : kept === 0 ? t('nothingNew') : importCount(report!)}
      </Button>
    </div>
  );
}
