import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyField } from './key-field.tsx';
import { useKeyErrorText } from './words.ts';

export interface CheckKeyDialogProps {
  onClose: () => void;
  /** Leads on to a new key, where there is a way to it. */
  onLost?: () => void;
}

/** Somebody types the key from their paper and hears that it is the one. */
export function CheckKeyDialog({ onClose, onLost }: CheckKeyDialogProps) {
  const { t } = useTranslation('backup');
  const text = useText();
  const api = useApi();
  const keyError = useKeyErrorText();
  const { showToast } = useCommandContext();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function check() {
    if (isBusy) return;
    setBusy(true);
    try {
      await api.backup.typeKey({ typed });
      showToast({ text: t('checked') });
      onClose();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('checkTitle')}
      closeLabel={text('common:close')}
      onSubmit={() => void check()}
      footer={
        <>
          {onLost && <Button kind="bare" onPress={onLost}>{t('lostIt')}</Button>}
          <span className="flex-1" />
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isBusy}>{t('check')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('checkText')}</p>
        <KeyField
          value={typed}
          autoFocus
          error={error === undefined ? undefined : keyError(error)}
          onChange={(value) => {
            setTyped(value);
            setError(undefined);
          }}
        />
      </div>
    </Dialog>
  );
}
