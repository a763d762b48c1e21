import { useId } from 'react';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupItem, BackupPlace } from '../../../../core/api/restore.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useMonthName } from '../../../deals/month-name.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { byMonth } from './by-month.ts';

export interface BackupMonthsProps {
  /** Newest first. */
  backups: readonly BackupItem[];
  placeNameOf: (place: BackupPlace) => string;
  onChoose: (backup: BackupItem) => void;
}

/** As a calendar is read: month by month, each day with its backups. */
export function BackupMonths({ backups, placeNameOf, onChoose }: BackupMonthsProps) {
  const monthName = useMonthName();
  return (
    <div className="flex flex-col gap-6">
      {byMonth(backups, deviceZone()).map(({ month, rows }) => (
        <Month key={month} title={monthName(month)} rows={rows} placeNameOf={placeNameOf} onChoose={onChoose} />
      ))}
    </div>
  );
}

function Month({ title, rows, placeNameOf, onChoose }: { title: string; rows: readonly BackupItem[] } & Pick<BackupMonthsProps, 'placeNameOf' | 'onChoose'>) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="border-b border-border pb-2 first-letter:uppercase">{title}</h2>
      <ul className="flex flex-col">
        {rows.map((backup) => <Row key={JSON.stringify(backup.place)} backup={backup} place={placeNameOf(backup.place)} onChoose={() => onChoose(backup)} />)}
      </ul>
    </section>
  );
}

function Row({ backup: { at, bytes, counts, verifiedAt, provenAt, name }, place, onChoose }: { backup: BackupItem; place: string; onChoose: () => void }) {
  const { t } = useTranslation('restore');
  const { t: b } = useTranslation('backup');
  const words = useBackupWords();
  const formats = useFormats();
  const nowMs = useMinute();
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border/55 py-2 last:border-0">
      <div className="min-w-60 flex-1">
        <p className="figures flex min-w-0 gap-2 text-13">
          <span className="flex-none font-medium">{formats.date(at, 'near')}, {formats.time(at)}</span>
          <Clip className="text-text3">{place}</Clip>
        </p>
        <p className="figures text-12 break-words text-text3">{counts ? words.counts(counts) : <bdi>{name}</bdi>} · {formats.bytes(bytes)}</p>
      </div>
      <span className="flex flex-wrap items-center gap-1">
        {provenAt !== null && <StateBadge tone="success" icon={ShieldCheck}>{b('provenOn', { day: words.day(provenAt, nowMs) })}</StateBadge>}
        {verifiedAt !== null && <StateBadge>{b('verified')}</StateBadge>}
        <Button size="small" className="ms-2" onPress={onChoose}>
          <span aria-hidden>{t('openBackup')}</span>
          <span className="sr-only">{t('openBackupOf', { when: words.when(at, nowMs), place })}</span>
        </Button>
      </span>
    </li>
  );
}
