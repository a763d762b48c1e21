import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { AskDialog } from '../lock/ask-dialog.tsx';
import { useAsking } from '../lock/use-asking.ts';
import { Button } from '../ui/button.tsx';
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
  const api = useApi();
  const keyError = useKeyErrorText();
  const { showToast } = useCommandContext();
  const [typed, setTyped] = useState('');
  const asking = useAsking();

  const check = () =>
    asking.attempt(true, async () => {
      await api.backup.typeKey({ typed });
      showToast({ text: t('checked') });
      onClose();
    });

  return (
    <AskDialog
      title={t('checkTitle')}
      text={t('checkText')}
      act={t('check')}
      isActDisabled={asking.isBusy}
      onAct={() => void check()}
      onClose={onClose}
      wayOn={onLost && <Button kind="bare" onPress={onLost}>{t('lostIt')}</Button>}
    >
      <KeyField value={typed} autoFocus error={asking.error === undefined ? undefined : keyError(asking.error)} onChange={asking.typing(setTyped)} />
    </AskDialog>
  );
}
