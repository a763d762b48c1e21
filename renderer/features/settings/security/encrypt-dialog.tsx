import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../../core/api/vault.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { AskDialog, Refused } from '../../../lock/ask-dialog.tsx';
import { useAsking } from '../../../lock/use-asking.ts';
import { Switch } from '../../../ui/switch.tsx';
import { NewSecretFields, faultOf, useNewSecret } from './new-secret.tsx';
import { ShownKey } from './shown-key.tsx';

/** Asks for a passphrase, encrypts, and shows the recovery key where one was made. */
export function EncryptDialog({ hasKeychain, onClose }: { hasKeychain: boolean; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const calendar = useApiQuery('calendar.status', undefined);
  const passphrase = useNewSecret();
  const [useKeychain, setUseKeychain] = useState(hasKeychain);
  const asking = useAsking();
  const [madeKey, setMadeKey] = useState<string | null>(null);

  function end() {
    showToast({ text: t('encrypted') });
    onClose();
  }

  const encrypt = () =>
    asking.attempt(!faultOf(passphrase.value, SHORTEST_PASSPHRASE), async () => {
      const { recoveryKey } = await api.vault.encrypt({ passphrase: passphrase.value.typed, useKeychain });
      if (recoveryKey === null) end();
      else setMadeKey(recoveryKey);
    });

  if (madeKey !== null) return <ShownKey recoveryKey={madeKey} onClose={end} />;
  return (
    <AskDialog title={t('encryptTitle')} text={t('encryptText')} act={t('encryptNow')} isActDisabled={asking.isBusy} onAct={() => void encrypt()} onClose={onClose}>
      {calendar.data?.file && <p className="text-13 text-text2">{t('encryptCalendar')}</p>}
      <NewSecretFields label={t('newPassphrase')} hint={t('newPassphraseHint', { count: SHORTEST_PASSPHRASE })} shortest={SHORTEST_PASSPHRASE} hasTried={asking.hasTried} autoFocus {...passphrase} />
      {hasKeychain && <Switch label={t('useKeychain')} hint={t('keychainRowHint')} isOn={useKeychain} onChange={setUseKeychain} />}
      <Refused asking={asking} words={errorText} />
    </AskDialog>
  );
}
