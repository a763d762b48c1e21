import { useState } from 'react';
import { ArchiveRestore } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ComparedCount, OpenedView } from '../../../../core/api/restore.ts';
import { RecordKind } from '../../../../core/restore.ts';
import { useApi } from '../../../api.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useRestoreSession } from '../session.ts';

/** The whole of a backup in the place of what is here, after saying exactly what that means. */
export function PlaceInFull({ opened: { madeAt, counts: inBackup }, counts, isDisabled }: { opened: OpenedView; counts: readonly ComparedCount[] | null; isDisabled: boolean }) {
  const { t } = useTranslation('restore');
  const text = useText();
  const api = useApi();
  const words = useBackupWords();
  const nowMs = useMinute();
  const place = useRestoreSession((session) => session.place);
  const [isAsking, setAsking] = useState(false);
  const loss = useLoss(counts);
  const when = words.when(madeAt, nowMs);
  return (
    <section aria-labelledby="in-full" className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-card border border-border p-4">
      <div className="min-w-60 flex-1">
        <h2 id="in-full">{t('placeTitle')}</h2>
        <p className="text-13 text-text2">{t('placeText')}</p>
      </div>
      <Button icon={ArchiveRestore} isDisabled={isDisabled} onPress={() => setAsking(true)}>{t('placeButton')}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('placeAskTitle', { when })}
        confirmLabel={t('placeNow')}
        cancelLabel={text('common:cancel')}
        onConfirm={() => {
          setAsking(false);
          void place(api);
        }}
        onCancel={() => setAsking(false)}
      >
        <div className="figures flex flex-col gap-2">
          <p>{t('placeAskFirst')}</p>
          <p>{t('placeAskThen', { when, counts: words.counts(inBackup) })}</p>
          {counts && <p>{loss === null ? t('placeAskNoLoss') : t('placeAskLoss', { loss })}</p>}
          <p>{t('placeAskErased')}</p>
        </div>
      </ConfirmDialog>
    </section>
  );
}

/** What is here and would not be there any longer; null for nothing. */
function useLoss(counts: readonly ComparedCount[] | null): string | null {
  const { t } = useTranslation('restore');
  const { number, list } = useFormats();
  const records = (counts ?? []).filter(({ kind }) => RecordKind.safeParse(kind).success);
  const here = records.reduce((sum, count) => sum + count.here, 0);
  const changed = records.reduce((sum, count) => sum + count.changed, 0);
  if (here + changed === 0) return null;
  return list([
    ...(here > 0 ? [t('lossHere', { count: here, formatted: number(here) })] : []),
    ...(changed > 0 ? [t('lossChanged', { count: changed, formatted: number(changed) })] : []),
  ]);
}
