import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../../core/api/vault.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { NewSecretFields, faultOf, useNewSecret } from './new-secret.tsx';
import { ShownKey } from './shown-key.tsx';

/** Asks for a passphrase, encrypts, and shows the recovery key where one was made. */
export function EncryptDialog({ hasKeychain, onClose }: { hasKeychain: boolean; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const calendar = useApiQuery('calendar.status', undefined);
  const passphrase = useNewSecret();
  const [useKeychain, setUseKeychain] = useState(hasKeychain);
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [madeKey, setMadeKey] = useState<string | null>(null);

  function end() {
    showToast({ text: t('encrypted') });
    onClose();
  }

  async function encrypt() {
    setTried(true);
    if (faultOf(passphrase.value, SHORTEST_PASSPHRASE) || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      const { recoveryKey } = await api.vault.encrypt({ passphrase: passphrase.value.typed, useKeychain });
      if (recoveryKey === null) end();
      else setMadeKey(recoveryKey);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  if (madeKey !== null) return <ShownKey recoveryKey={madeKey} onClose={end} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('encryptTitle')}
      closeLabel={text('common:close')}
      onSubmit={() => void encrypt()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isBusy}>{t('encryptNow')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('encryptText')}</p>
        {calendar.data?.file && <p className="text-13 text-text2">{t('encryptCalendar')}</p>}
        <NewSecretFields label={t('newPassphrase')} hint={t('newPassphraseHint', { count: SHORTEST_PASSPHRASE })} shortest={SHORTEST_PASSPHRASE} hasTried={hasTried} autoFocus {...passphrase} />
        {hasKeychain && <Switch label={t('useKeychain')} hint={t('keychainRowHint')} isOn={useKeychain} onChange={setUseKeychain} />}
        {error !== undefined && <p role="alert" className="text-12 text-danger-text">{errorText(error)}</p>}
      </div>
    </Dialog>
  );
}
