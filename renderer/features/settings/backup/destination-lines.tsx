import { CircleAlert, HardDrive, RotateCw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupDestination } from '../../../../core/api/backup.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';

export interface DestinationLinesProps {
  destinations: readonly BackupDestination[];
  /** Left out where nothing is to be done with them. */
  acts?: { onRetry: (id: string) => void; onRemove: (destination: BackupDestination) => void; isRunning: boolean };
}

/** Each folder and how it stands: what keeps backups from it is said in plain words, with the way to try again. */
export function DestinationLines({ destinations, acts }: DestinationLinesProps) {
  const { t } = useTranslation('backup');
  const nowMs = useMinute();
  const words = useBackupWords();
  return (
    <ul aria-label={t('folders')} className="flex min-w-0 flex-col rounded-card border border-border">
      {destinations.map((destination) => {
        const { id, name, failure, lastAt, lastVerifiedAt } = destination;
        return (
          <li key={id} className="flex min-w-0 items-start gap-3 border-b border-border/55 px-3 py-2 last:border-0">
            <HardDrive aria-hidden className="mt-0.5 flex-none text-text3" />
            <div className="min-w-0 flex-1">
              <Clip className="block text-13 font-medium">{name}</Clip>
              <p className="figures text-12 text-text3">
                {lastAt === null ? t('folderNever') : t(lastVerifiedAt === null ? 'folderLastUnverified' : 'folderLast', { when: words.when(lastAt, nowMs) })}
              </p>
              {failure !== null && (
                <p className="mt-1 flex gap-2 text-12 text-danger-text">
                  <CircleAlert aria-hidden className="mt-0.5 size-3.5! flex-none" />
                  <span className="min-w-0 break-words">{t(`failure_${failure}`)} {failure !== 'damaged' && t('failureRetry')}</span>
                </p>
              )}
              {failure !== null && acts && (
                <Button size="small" icon={RotateCw} className="mt-2" isDisabled={acts.isRunning} onPress={() => acts.onRetry(id)}>{t('retry')}</Button>
              )}
            </div>
            {acts && <IconButton icon={Trash2} label={t('removeFolder', { name })} isDisabled={acts.isRunning} onPress={() => acts.onRemove(destination)} />}
          </li>
        );
      })}
    </ul>
  );
}
