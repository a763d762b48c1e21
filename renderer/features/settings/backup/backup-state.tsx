import type { ReactNode } from 'react';
import { DatabaseBackup, RotateCcw, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus, BackupView } from '../../../../core/api/backup.ts';
import { useApiQuery } from '../../../api.ts';
import { isDrillDue } from '../../../../core/restore-drill.ts';
import { isOld, lastBackupAt } from '../../../backup/hint.ts';
import { ProveButton, useDrillText } from '../../../backup/prove-button.tsx';
import { useBackUpNow, useBackupRun } from '../../../backup/run.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ProgressPanel } from '../../../ui/progress-panel.tsx';
import { timeLeftMs } from '../../../ui/time-left.ts';

export interface BackupStateProps {
  status: BackupStatus;
  backups: readonly BackupView[];
  onSetUp: () => void;
}

/** In one look: is there a backup, is it whole, was it ever tried. */
export function BackupState({ status, backups, onSetUp }: BackupStateProps) {
  const { t } = useTranslation('backup');
  const nowMs = useMinute();
  const words = useBackupWords();
  const backUpNow = useBackUpNow();
  const isRunning = useBackupRun(({ running }) => running !== null);
  const drillText = useDrillText();
  const { data } = useApiQuery('restore.list', {});
  const at = lastBackupAt(status);
  const canRun = status.destinations.length > 0;

  if (status.key.kind === 'none') {
    return (
      <Card tone="plain" icon={DatabaseBackup} title={t('none')} text={t('noneText')}>
        <Button kind="main" onPress={onSetUp}>{t('setUp')}</Button>
        <RestoreButton />
      </Card>
    );
  }
  const now = <Button kind="main" isDisabled={!canRun || isRunning} onPress={() => void backUpNow()}>{t('backUpNow')}</Button>;
  if (at === null) {
    return (
      <Card tone="warning" icon={TriangleAlert} title={t(canRun ? 'never' : 'noFolder')} text={t(canRun ? 'neverText' : 'noFolderText')}>
        {canRun && now}
        <RestoreButton />
      </Card>
    );
  }
  const isVerified = status.destinations.some(({ lastAt, lastVerifiedAt }) => lastAt === at && lastVerifiedAt !== null);
  const provenAt = backups.reduce<number | null>((last, backup) => (backup.provenAt !== null && backup.provenAt > (last ?? 0) ? backup.provenAt : last), null);
  const wrong = data?.lastDrill ? drillText(data.lastDrill) : null;
  // Where Kith has the key it tries by itself.
  const isAsked = data?.hasKey === false && provenAt !== null && isDrillDue(data.lastDrill ? { at: data.lastDrill.provenAt, passed: wrong === null } : undefined, nowMs);
  const isFine = isVerified && !isOld(at, nowMs) && wrong === null;
  return (
    <Card
      tone={isFine ? 'success' : 'warning'}
      icon={isFine ? ShieldCheck : TriangleAlert}
      title={t(isVerified ? 'lastVerified' : 'lastUnverified', { when: words.when(at, nowMs) })}
      text={[wrong ?? '', isOld(at, nowMs) ? t('old') : '', provenAt === null ? t('notProven') : t('lastProven', { when: words.day(provenAt, nowMs) }), isAsked ? t('proofDue') : ''].filter(Boolean).join(' ')}
    >
      {now}
      <RestoreButton />
      <ProveButton />
    </Card>
  );
}

function RestoreButton() {
  const { t } = useTranslation('backup');
  return <CommandButton command="restore.open" icon={RotateCcw}>{t('restore')}</CommandButton>;
}

const TONES = { plain: 'bg-sunken text-text3', success: 'bg-success-subtle text-success-text', warning: 'bg-warning-subtle text-warning-text' } as const;

function Card({ tone, icon: Icon, title, text, children }: { tone: keyof typeof TONES; icon: LucideIcon; title: string; text: string; children: ReactNode }) {
  return (
    <div className="my-3 flex flex-col gap-3 rounded-card border border-border bg-raised p-4">
      <div className="flex items-start gap-3">
        <span aria-hidden className={classes('grid size-9 flex-none place-items-center rounded-card', TONES[tone])}>
          <Icon className="size-5! stroke-[1.5]" />
        </span>
        <div role="status" className="min-w-0 flex-1">
          <p className="figures text-14 font-medium break-words">{title}</p>
          <p className="figures text-13 break-words text-text2">{text}</p>
        </div>
      </div>
      <Running />
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

/** How far the backup is that is being made. */
function Running() {
  const { t } = useTranslation('backup');
  const text = useText();
  const { bytes, duration } = useFormats();
  const running = useBackupRun((state) => state.running);
  const cancel = useBackupRun((state) => state.cancel);
  if (!running) return null;
  const { phase = 'copying', done = 0, total = 0 } = running.progress ?? {};
  const left = timeLeftMs(running.startedAtMs, Date.now(), done, total);
  return (
    <ProgressPanel
      label={t(`phase_${phase}`)}
      done={done}
      total={total > 0 ? total : null}
      countText={total > 0 ? text('common:progress', { done: bytes(done), total: bytes(total) }) : t('runHint')}
      {...(left === undefined ? {} : { timeLeftText: text('common:timeLeft', { time: duration(left) }) })}
      cancelLabel={text('common:cancel')}
      {...(running.isCancelling ? {} : { onCancel: cancel })}
    />
  );
}
