import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../../core/api/vault.ts';
import { useApi } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useRefusal } from '../../../lock/use-refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { NewSecretFields, faultOf, useNewSecret } from './new-secret.tsx';

export function PassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('vault');
  const text = useText();
  const api = useApi();
  const refusal = useRefusal('passphrase');
  const { showToast } = useCommandContext();
  const [now, setNow] = useState('');
  const next = useNewSecret();
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function change() {
    setTried(true);
    if (now === '' || faultOf(next.value, SHORTEST_PASSPHRASE) || isBusy) return;
    setBusy(true);
    try {
      await api.vault.changePassphrase({ proof: { passphrase: now }, next: next.value.typed });
      showToast({ text: t('passphraseChanged') });
      onClose();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t('changeTitle')}
      closeLabel={text('common:close')}
      onSubmit={() => void change()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isBusy}>{t('changeNow')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('changeText')}</p>
        <SecretField
          label={t('passphrase')}
          value={now}
          autoFocus
          error={error === undefined ? undefined : refusal(error)}
          onChange={(value) => {
            setNow(value);
            setError(undefined);
          }}
        />
        <NewSecretFields label={t('newPassphrase')} hint={t('newPassphraseHint', { count: SHORTEST_PASSPHRASE })} shortest={SHORTEST_PASSPHRASE} hasTried={hasTried} {...next} />
      </div>
    </Dialog>
  );
}
