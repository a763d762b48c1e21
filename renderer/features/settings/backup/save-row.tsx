import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi, useErrorText, useJob } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { downloadStoredFile } from '../../../stored-files.ts';
import { Button } from '../../../ui/button.tsx';
import { SettingRow } from '../section.tsx';
import { useAttempt } from './use-attempt.ts';

/** Everything in one file, for where somebody wants to keep it. */
export function SaveRow() {
  const { t } = useTranslation('backup');
  const api = useApi();
  const errorText = useErrorText();
  const attempt = useAttempt();
  const { bytes } = useFormats();
  const { showToast } = useCommandContext();
  const job = useJob('backup.save');
  const { state } = job;
  const isRunning = state.kind === 'running';

  async function save() {
    const made = await job.start(undefined);
    if (made && (await attempt(() => downloadStoredFile(api, made)))) showToast({ text: t('saved', { name: made.name }) });
  }

  return (
    <div className="border-b border-border/55">
      <div className="*:border-0!">
        <SettingRow label={t('save')} hint={t('saveHint')}>
          <Button icon={Download} isDisabled={isRunning} onPress={() => void save()}>{t('saveNow')}</Button>
        </SettingRow>
      </div>
      <JobProgress job={job} label={t(`phase_${(isRunning && state.progress?.phase) || 'copying'}`)} format={bytes} className="mb-3" />
      {state.kind === 'failed' && <p role="alert" className="mb-3 text-12 text-danger-text">{errorText(state.error)}</p>}
    </div>
  );
}
