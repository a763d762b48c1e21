import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCK_AFTER, SHORTEST_PASSWORD, type VaultState } from '../../../../core/api/vault.ts';
import { useApi } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { AskDialog, Refused } from '../../../lock/ask-dialog.tsx';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useAsking } from '../../../lock/use-asking.ts';
import { useRefusal } from '../../../lock/use-refusal.ts';
import { NewSecretFields, faultOf, useNewSecret } from './new-secret.tsx';

/** The password of the app lock: a first one, or another. */
export function PasswordDialog({ vault, onClose }: { vault: VaultState; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const api = useApi();
  const refusal = useRefusal('password');
  const { showToast } = useCommandContext();
  const hasOne = vault.asks === 'password';
  const [now, setNow] = useState('');
  const next = useNewSecret();
  const asking = useAsking();

  const save = () =>
    asking.attempt(!faultOf(next.value, SHORTEST_PASSWORD) && (!hasOne || now !== ''), async () => {
      const after = LOCK_AFTER.find((minutes) => minutes === vault.lockAfter) ?? null;
      await api.vault.setLock({ after, password: next.value.typed, ...(hasOne ? { proof: { passphrase: now } } : {}) });
      showToast({ text: t('passwordChanged') });
      onClose();
    });

  return (
    <AskDialog size="small" title={t('passwordTitle')} text={t('passwordText')} act={t('save')} isActDisabled={asking.isBusy} onAct={() => void save()} onClose={onClose}>
      {hasOne && <SecretField label={t('password')} value={now} autoFocus error={asking.error === undefined ? undefined : refusal(asking.error)} onChange={asking.typing(setNow)} />}
      <NewSecretFields label={t('newPassword')} hint={t('newPasswordHint', { count: SHORTEST_PASSWORD })} shortest={SHORTEST_PASSWORD} hasTried={asking.hasTried} autoFocus={!hasOne} {...next} />
      {!hasOne && <Refused asking={asking} words={refusal} />}
    </AskDialog>
  );
}
