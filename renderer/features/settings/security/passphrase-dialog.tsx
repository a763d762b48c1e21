import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../../core/api/vault.ts';
import { useApi } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { AskDialog } from '../../../lock/ask-dialog.tsx';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useAsking } from '../../../lock/use-asking.ts';
import { useRefusal } from '../../../lock/use-refusal.ts';
import { NewSecretFields, faultOf, useNewSecret } from './new-secret.tsx';

export function PassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('vault');
  const api = useApi();
  const refusal = useRefusal('passphrase');
  const { showToast } = useCommandContext();
  const [now, setNow] = useState('');
  const next = useNewSecret();
  const asking = useAsking();

  const change = () =>
    asking.attempt(now !== '' && !faultOf(next.value, SHORTEST_PASSPHRASE), async () => {
      await api.vault.changePassphrase({ proof: { passphrase: now }, next: next.value.typed });
      showToast({ text: t('passphraseChanged') });
      onClose();
    });

  return (
    <AskDialog size="small" title={t('changeTitle')} text={t('changeText')} act={t('changeNow')} isActDisabled={asking.isBusy} onAct={() => void change()} onClose={onClose}>
      <SecretField label={t('passphrase')} value={now} autoFocus error={asking.error === undefined ? undefined : refusal(asking.error)} onChange={asking.typing(setNow)} />
      <NewSecretFields label={t('newPassphrase')} hint={t('newPassphraseHint', { count: SHORTEST_PASSPHRASE })} shortest={SHORTEST_PASSPHRASE} hasTried={asking.hasTried} {...next} />
    </AskDialog>
  );
}
