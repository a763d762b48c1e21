import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCK_AFTER, type VaultState } from '../../../../core/api/vault.ts';
import { useApiQuery } from '../../../api.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { Text } from '../../../i18n/use-text.ts';
import { Loaded } from '../../../loaded.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { SettingRow, type SettingsSection } from '../section.tsx';
import { EncryptDialog } from './encrypt-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { ProofDialog, type Proven } from './proof-dialog.tsx';
import { useSetLock } from './use-set-lock.ts';

/** Who can read the profile, and when Kith asks who is there. */
export function securitySection(text: Text): SettingsSection {
  const words = (...keys: readonly Parameters<Text>[0][]) => keys.map((key) => text(key)).join(' ');
  return {
    id: 'security',
    title: text('settings:security'),
    settings: [
      {
        id: 'vault',
        words: words('vault:encryption', 'vault:encryptionOff', 'vault:passphraseRow', 'vault:keychainRow', 'vault:recoveryRow', 'vault:lockRow', 'vault:lockRowHint', 'vault:passwordRow', 'vault:lockNow'),
        content: <Vault />,
      },
    ],
  };
}

function Vault() {
  const query = useApiQuery('vault.state', undefined);
  const onChanged = () => void query.refetch();
  return (
    <Loaded query={query}>
      {(vault) => (
        <>
          <Encryption vault={vault} onChanged={onChanged} />
          <Lock vault={vault} onChanged={onChanged} />
        </>
      )}
    </Loaded>
  );
}

interface PartProps {
  vault: VaultState;
  onChanged: () => void;
}

type Open = 'encrypt' | 'decrypt' | 'passphrase' | 'recovery' | 'keychain' | null;

function Encryption({ vault, onChanged }: PartProps) {
  const { t } = useTranslation('vault');
  const [open, setOpen] = useState<Open>(null);
  const close = () => {
    setOpen(null);
    onChanged();
  };
  const off: Proven = { title: t('decryptTitle'), text: t('decryptText'), act: t('decryptNow'), done: t('decrypted'), isDanger: true, run: (api, proof) => api.vault.decrypt({ proof }) };
  const uses = vault.keychain === 'used';
  const keychain: Proven = { title: t('keychainTitle'), text: t(uses ? 'keychainOffText' : 'keychainOnText'), act: t(uses ? 'keychainOff' : 'keychainOn'), done: t('keychainChanged'), run: (api, proof) => api.vault.setKeychain({ proof, use: !uses }) };
  return (
    <>
      <SettingRow label={t('encryption')} hint={t(vault.encrypted ? 'encryptionOn' : 'encryptionOff')}>
        <Button onPress={() => setOpen(vault.encrypted ? 'decrypt' : 'encrypt')}>{t(vault.encrypted ? 'decrypt' : 'encrypt')}</Button>
      </SettingRow>
      {vault.encrypted && (
        <>
          <SettingRow label={t('passphraseRow')} hint={t('passphraseRowHint')}>
            <Button onPress={() => setOpen('passphrase')}>{t('changePassphrase')}</Button>
          </SettingRow>
          {vault.keychain !== 'none' && (
            <div className="flex min-h-14 flex-col justify-center border-b border-border/55 py-3">
              <Switch label={t('keychainRow')} hint={t('keychainRowHint')} isOn={uses} onChange={() => setOpen('keychain')} className="[&>label]:font-medium [&>label>span]:font-normal" />
            </div>
          )}
          <SettingRow label={t('recoveryRow')} hint={t('recoveryRowHint')}>
            <Button onPress={() => setOpen('recovery')}>{t('newRecoveryKey')}</Button>
          </SettingRow>
        </>
      )}
      {open === 'encrypt' && <EncryptDialog hasKeychain={vault.keychain !== 'none'} onClose={close} />}
      {open === 'decrypt' && <ProofDialog proven={off} asks={vault.asks} onClose={close} />}
      {open === 'keychain' && <ProofDialog proven={keychain} asks={vault.asks} onClose={close} />}
      {open === 'passphrase' && <PassphraseDialog onClose={close} />}
      {open === 'recovery' && <NewKeyDialog asks={vault.asks} onClose={close} />}
    </>
  );
}

const NEVER = 'never';

function Lock({ vault, onChanged }: PartProps) {
  const { t } = useTranslation('vault');
  const [isChoosing, setChoosing] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const { choose, asking, stopAsking } = useSetLock(vault, onChanged);
  const close = () => {
    setChoosing(false);
    setRemoving(false);
    stopAsking();
    onChanged();
  };
  const canLock = vault.asks !== null;
  const removed: Proven = { title: t('removePasswordTitle'), text: t('removePasswordText'), act: t('removeNow'), done: t('passwordRemoved'), isDanger: true, run: (api, proof) => api.vault.setLock({ after: null, password: null, proof }) };
  return (
    <>
      {!vault.encrypted && (
        <SettingRow label={t('passwordRow')} hint={t('passwordRowHint')}>
          <span className="flex flex-wrap justify-end gap-2 narrow:justify-start">
            {canLock && <Button kind="bare" onPress={() => setRemoving(true)}>{t('removePassword')}</Button>}
            <Button onPress={() => setChoosing(true)}>{t(canLock ? 'changePassword' : 'setPassword')}</Button>
          </span>
        </SettingRow>
      )}
      <SettingRow label={t('lockRow')} hint={t(canLock ? 'lockRowHint' : 'lockRowNeedsPassword')}>
        <span className="flex flex-wrap justify-end gap-2 narrow:justify-start">
          <CommandButton command="app.lock">{t('lockNow')}</CommandButton>
          <Select
            label={t('lockRow')}
            hideLabel
            isDisabled={!canLock}
            value={vault.lockAfter === null ? NEVER : String(vault.lockAfter)}
            onChange={(value) => choose(LOCK_AFTER.find((minutes) => String(minutes) === value) ?? null)}
            options={[{ value: NEVER, label: t('never') }, ...LOCK_AFTER.map((minutes) => ({ value: String(minutes), label: minutes === 60 ? t('hour') : t('minutes', { count: minutes }) }))]}
            placeholder=""
            className="w-40"
          />
        </span>
      </SettingRow>
      {isChoosing && <PasswordDialog vault={vault} onClose={close} />}
      {isRemoving && <ProofDialog proven={removed} asks={vault.asks} onClose={close} />}
      {asking && <ProofDialog proven={asking} asks={vault.asks} onClose={close} />}
    </>
  );
}
