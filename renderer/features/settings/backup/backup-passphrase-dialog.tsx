import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../../core/api/backup.ts';
import { hasCode } from '../../../../core/call.ts';
import { useApi } from '../../../api.ts';
import { KeyField } from '../../../backup/key-field.tsx';
import { useKeyErrorText } from '../../../backup/words.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { NewSecretFields, faultOf, useNewSecret } from '../security/new-secret.tsx';

/** A passphrase for the backups; the key from the paper is asked for where the program does not have it at hand. */
export function BackupPassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('backup');
  const text = useText();
  const api = useApi();
  const keyError = useKeyErrorText();
  const { showToast } = useCommandContext();
  const passphrase = useNewSecret();
  const [hasTried, setTried] = useState(false);
  const [needsKey, setNeedsKey] = useState(false);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function save() {
    setTried(true);
    if (faultOf(passphrase.value, SHORTEST_PASSPHRASE) || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await api.backup.setPassphrase({ passphrase: passphrase.value.typed, ...(needsKey ? { typed } : {}) });
      showToast({ text: t('passphraseSaved') });
      onClose();
    } catch (cause) {
      if (hasCode(cause, 'key-needed')) setNeedsKey(true);
      else setError(cause);
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('passphraseTitle')}
      closeLabel={text('common:close')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isBusy}>{text('common:save')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('passphraseText')}</p>
        <NewSecretFields label={t('newPassphrase')} hint={t('newPassphraseHint', { count: SHORTEST_PASSPHRASE })} shortest={SHORTEST_PASSPHRASE} hasTried={hasTried} autoFocus {...passphrase} />
        {needsKey && (
          <KeyField
            label={t('passphraseNeedsKey')}
            value={typed}
            autoFocus
            error={error === undefined ? undefined : keyError(error)}
            onChange={(value) => {
              setTyped(value);
              setError(undefined);
            }}
          />
        )}
        {!needsKey && error !== undefined && <p role="alert" className="text-12 text-danger-text">{keyError(error)}</p>}
      </div>
    </Dialog>
  );
}
