import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCK_AFTER, SHORTEST_PASSWORD, type VaultState } from '../../../../core/api/vault.ts';
import { useApi } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useRefusal } from '../../../lock/use-refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { NewSecretFields, faultOf, useNewSecret } from './new-secret.tsx';

/** The password of the app lock: a first one, or another. */
export function PasswordDialog({ vault, onClose }: { vault: VaultState; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const text = useText();
  const api = useApi();
  const refusal = useRefusal('password');
  const { showToast } = useCommandContext();
  const hasOne = vault.asks === 'password';
  const [now, setNow] = useState('');
  const next = useNewSecret();
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function save() {
    setTried(true);
    if (faultOf(next.value, SHORTEST_PASSWORD) || (hasOne && now === '') || isBusy) return;
    setBusy(true);
    try {
      const after = LOCK_AFTER.find((minutes) => minutes === vault.lockAfter) ?? null;
      await api.vault.setLock({ after, password: next.value.typed, ...(hasOne ? { proof: { passphrase: now } } : {}) });
      showToast({ text: t('passwordChanged') });
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
      title={t('passwordTitle')}
      closeLabel={text('common:close')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isBusy}>{t('save')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('passwordText')}</p>
        {hasOne && (
          <SecretField
            label={t('password')}
            value={now}
            autoFocus
            error={error === undefined ? undefined : refusal(error)}
            onChange={(value) => {
              setNow(value);
              setError(undefined);
            }}
          />
        )}
        <NewSecretFields label={t('newPassword')} hint={t('newPasswordHint', { count: SHORTEST_PASSWORD })} shortest={SHORTEST_PASSWORD} hasTried={hasTried} autoFocus={!hasOne} {...next} />
        {!hasOne && error !== undefined && <p role="alert" className="text-12 text-danger-text">{refusal(error)}</p>}
      </div>
    </Dialog>
  );
}
