import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DrillReport } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import { apiKey, useApiQuery, useErrorText, useJob } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { JobProgress } from '../job-progress.tsx';
import { Button } from '../ui/button.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** Restores the newest backups for a trial, and says whether everything was there. */
export function ProveButton() {
  const { t } = useTranslation('backup');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="bare" icon={FlaskConical} onPress={() => setOpen(true)}>{t('prove')}</Button>
      {isOpen && <ProveDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ProveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('backup');
  const { bytes } = useFormats();
  const { showToast } = useCommandContext();
  const { data } = useApiQuery('restore.list', {});
  const queries = useQueryClient();
  const job = useJob('restore.drill');
  const drillText = useDrillText();
  const { state } = job;
  const isRunning = state.kind === 'running';
  if (!data) return null;
  return (
    <SecretDialog
      title={t('proveTitle')}
      text={t('proveText')}
      actLabel={t('proveNow')}
      hasKey={data.hasKey}
      progress={<JobProgress job={job} label={t(`proving_${(isRunning && state.progress?.step) || 'reading'}`)} format={bytes} />}
      isRunning={isRunning}
      error={state.kind === 'failed' ? state.error : undefined}
      onGiven={(secret) =>
        void job.start({ secret }).then((report) => {
          if (!report) return;
          for (const name of ['backup.list', 'restore.list'] as const) void queries.invalidateQueries({ queryKey: apiKey(name) });
          const failure = drillText(report);
          showToast(failure === null ? { text: t('proved') } : { text: failure, tone: 'danger' });
          onClose();
        })
      }
      onClose={() => {
        job.cancel();
        onClose();
      }}
    />
  );
}

const OF_DRILL = new Set(['no-backup', 'folder-gone', 'backup-gone', 'files-missing', 'counts-differ'] as const);
type OfDrill = typeof OF_DRILL extends Set<infer Code> ? Code : never;

/** What a trial found wrong first; null where nothing is. */
export function useDrillText(): (report: DrillReport) => string | null {
  const { t } = useTranslation('backup');
  const errorText = useErrorText();
  return ({ results }) => {
    const failed = results.find(({ failure }) => failure !== null);
    if (!failed || failed.failure === null) return null;
    const why = OF_DRILL.has(failed.failure as OfDrill) ? t(`drill_${failed.failure as OfDrill}`) : errorText(new CallError(failed.failure, failed.message));
    return t('proofFailed', { name: failed.name, why });
  };
}
