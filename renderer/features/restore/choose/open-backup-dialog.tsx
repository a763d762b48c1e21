import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupPlace, OpenedView, Secret } from '../../../../core/api/restore.ts';
import { hasCode } from '../../../../core/call.ts';
import { useJob } from '../../../api.ts';
import { SecretDialog } from '../../../backup/secret-dialog.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Button } from '../../../ui/button.tsx';

export interface OpenBackupDialogProps {
  from: BackupPlace;
  title: string;
  hasKey: boolean;
  onOpened: (opened: OpenedView) => void;
  onClose: () => void;
}

/** Reads and checks a backup with what somebody has for it. One of another profile is opened when they say so. */
export function OpenBackupDialog({ from, title, hasKey, onOpened, onClose }: OpenBackupDialogProps) {
  const { t } = useTranslation('restore');
  const { bytes } = useFormats();
  const job = useJob('restore.open');
  const { state } = job;
  const [given, setGiven] = useState<Secret | null>(null);

  async function open(secret: Secret, anyProfile: boolean) {
    setGiven(secret);
    const opened = await job.start({ from, secret, ...(anyProfile ? { anyProfile } : {}) });
    if (opened) onOpened(opened);
  }

  const isRunning = state.kind === 'running';
  const error = state.kind === 'failed' ? state.error : undefined;
  return (
    <SecretDialog
      title={title}
      text={t('unlockText')}
      actLabel={t('unlockNow')}
      hasKey={hasKey}
      progress={<JobProgress job={job} label={t(`opening_${(isRunning && state.progress?.step) || 'reading'}`)} format={bytes} />}
      isRunning={isRunning}
      error={error}
      onGiven={(secret) => void open(secret, false)}
      onClose={() => {
        job.cancel();
        onClose();
      }}
      wayOn={hasCode(error, 'other-profile') && given && <Button size="small" onPress={() => void open(given, true)}>{t('lookAnyway')}</Button>}
    />
  );
}
