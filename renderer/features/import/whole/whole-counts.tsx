import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EverythingLook } from '../../../../core/api/everything.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { classes } from '../../../ui/classes.ts';

/** What it is, and the name of the file or folder below. */
export function WholeTitle({ icon: Icon, tone = 'plain', title, name }: { icon: LucideIcon; tone?: 'plain' | 'success'; title: string; name: string }) {
  return (
    <div className="flex items-start gap-3 pt-2">
      <Icon aria-hidden className={classes('mt-0.5 size-5!', tone === 'success' ? 'text-success-text' : 'text-text3')} />
      <div className="min-w-0">
        <h2 className="text-16! leading-6!">{title}</h2>
        <p className="text-12 break-words text-text3"><bdi>{name}</bdi></p>
      </div>
    </div>
  );
}

/** When it was made, and how much is in it. */
export function WholeCounts({ look: { exportedAt, version, counts, files } }: { look: EverythingLook }) {
  const { t } = useTranslation('import');
  const words = useBackupWords();
  const { number, bytes } = useFormats();
  const nowMs = useMinute();
  return (
    <dl className="figures grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-card border border-border bg-raised p-4 text-13 narrow:grid-cols-1 narrow:gap-y-0">
      <dt className="text-text3">{t('wholeMade')}</dt>
      <dd className="break-words text-text2 first-letter:uppercase narrow:pb-2">{t('wholeMadeBy', { when: words.when(exportedAt, nowMs), version })}</dd>
      <dt className="text-text3">{t('wholeHolds')}</dt>
      <dd className="text-text2 narrow:pb-2">{words.counts(counts)}</dd>
      <dt className="text-text3">{t('wholeFiles')}</dt>
      <dd className="text-text2">{files.count === 0 ? t('wholeNoFiles') : t('wholeFileCount', { count: files.count, formatted: number(files.count), size: bytes(files.bytes) })}</dd>
    </dl>
  );
}
