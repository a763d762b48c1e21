import { useTranslation } from 'react-i18next';
import type { BinItem } from '../../../core/api/history.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useBinNames } from './columns.tsx';

interface FinalDialogProps {
  onConfirm: () => void;
  onCancel: () => void;
}

/** Says what emptying the bin means before it is done. */
export function EmptyBinDialog({ isOpen, count, onConfirm, onCancel }: FinalDialogProps & { isOpen: boolean; count: number }) {
  const { t } = useTranslation('bin');
  const text = useText();
  const { number } = useFormats();
  return (
    <ConfirmDialog isOpen={isOpen} title={t('emptyTitle')} confirmLabel={t('emptyNow')} cancelLabel={text('common:cancel')} onConfirm={onConfirm} onCancel={onCancel}>
      <p>{t('emptyText', { count, formatted: number(count) })}</p>
      <p className="mt-2">{t('finalText')}</p>
    </ConfirmDialog>
  );
}

/** Says what erasing a record means before it is done. Without one it is closed. */
export function EraseDialog({ item, onConfirm, onCancel }: FinalDialogProps & { item: BinItem | null }) {
  const { t } = useTranslation('bin');
  const text = useText();
  const { nameOf } = useBinNames();
  return (
    <ConfirmDialog
      isOpen={item !== null}
      title={t('eraseTitle', { name: item ? nameOf(item) : '' })}
      confirmLabel={t('eraseNow')}
      cancelLabel={text('common:cancel')}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{item && t(MEANING[item.record])}</p>
      <p className="mt-2">{t('finalText')}</p>
    </ConfirmDialog>
  );
}

const MEANING = { contacts: 'eraseText', entries: 'eraseEntryText', reminders: 'eraseReminderText', deals: 'eraseDealText' } as const satisfies Record<BinItem['record'], string>;
