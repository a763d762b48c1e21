import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

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

/** Says what erasing a person means before it is done. Without a name it is closed. */
export function EraseDialog({ name, onConfirm, onCancel }: FinalDialogProps & { name: string | null }) {
  const { t } = useTranslation('bin');
  const text = useText();
  return (
    <ConfirmDialog
      isOpen={name !== null}
      title={t('eraseTitle', { name: name ?? '' })}
      confirmLabel={t('eraseNow')}
      cancelLabel={text('common:cancel')}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{t('eraseText')}</p>
      <p className="mt-2">{t('finalText')}</p>
    </ConfirmDialog>
  );
}
