import { useState } from 'react';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupDestination, BackupView } from '../../../../core/api/backup.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';

/** Before somebody asks for all. */
const FEW = 5;

/** What was made, the newest first: when, where, how large, and whether it was found whole and tried. */
export function BackupList({ backups, destinations }: { backups: readonly BackupView[]; destinations: readonly BackupDestination[] }) {
  const { t } = useTranslation('backup');
  const { number } = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? backups : backups.slice(0, FEW);
  return (
    <div className="flex flex-col gap-2 py-3">
      <p className="text-13 font-medium">{t('list')}</p>
      {backups.length === 0 ? (
        <p className="text-13 text-text3">{t('listEmpty')}</p>
      ) : (
        <ul aria-label={t('list')} className="flex min-w-0 flex-col">
          {shown.map((backup) => <BackupLine key={`${backup.destination} ${backup.name}`} backup={backup} place={destinations.find(({ id }) => id === backup.destination)?.name ?? ''} />)}
        </ul>
      )}
      {backups.length > FEW && (
        <Button kind="bare" size="small" className="-ms-2 self-start" onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? t('listFew') : t('listAll', { count: backups.length, formatted: number(backups.length) })}
        </Button>
      )}
    </div>
  );
}

function BackupLine({ backup: { at, bytes, files, counts, verifiedAt, provenAt }, place }: { backup: BackupView; place: string }) {
  const { t } = useTranslation('backup');
  const words = useBackupWords();
  const formats = useFormats();
  const nowMs = useMinute();
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border/55 py-2 last:border-0">
      <div className="min-w-60 flex-1">
        <p className="figures flex min-w-0 gap-2 text-13">
          <span className="flex-none first-letter:uppercase">{words.when(at, nowMs)}</span>
          <Clip className="text-text3">{place}</Clip>
        </p>
        <p className="figures text-12 break-words text-text3">{words.counts(counts)} · {formats.bytes(bytes + files.bytes)}</p>
      </div>
      <span className="flex flex-wrap gap-1">
        {provenAt !== null && <StateBadge tone="success" icon={ShieldCheck}>{t('provenOn', { day: words.day(provenAt, nowMs) })}</StateBadge>}
        {verifiedAt === null ? <StateBadge tone="warning">{t('notVerified')}</StateBadge> : <StateBadge>{t('verified')}</StateBadge>}
      </span>
    </li>
  );
}
