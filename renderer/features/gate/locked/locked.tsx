import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Fingerprint, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { GateState } from '../../../../core/api/gate.ts';
import type { Proof, VaultState } from '../../../../core/api/vault.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useRefusal } from '../../../lock/use-refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { GateScreen } from '../gate-screen.tsx';

type LockedState = Extract<GateState, { kind: 'locked' }>;

/** Nothing of the profile is shown until it is unlocked; what was read of it before is forgotten. */
export function Locked({ state }: { state: LockedState }) {
  const { t } = useTranslation('vault');
  const queries = useQueryClient();
  const { data: vault } = useApiQuery('vault.state', undefined);
  useEffect(() => {
    document.title = 'Kith';
    const isOfProfile = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== 'gate.state' && queryKey[0] !== 'vault.state';
    queries.removeQueries({ type: 'inactive', predicate: isOfProfile });
    // What still shows something asks anew, in vain until it is unlocked.
    void queries.resetQueries({ type: 'active', predicate: isOfProfile });
  }, [queries]);
  return <GateScreen label={t('lockedTitle')}>{vault && <Unlock state={state} vault={vault} />}</GateScreen>;
}

function Unlock({ state: { why }, vault }: { state: LockedState; vault: VaultState }) {
  const { t } = useTranslation('vault');
  const api = useApi();
  const asksPassword = vault.asks === 'password';
  const refusal = useRefusal(vault.asks);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [byRecoveryKey, setByRecoveryKey] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const [error, setError] = useState<unknown>();

  async function attempt(proof: Proof) {
    setTrying(true);
    setError(undefined);
    try {
      await api.vault.unlock(proof);
    } catch (cause) {
      setError(cause);
      setTrying(false);
    }
  }

  // A field that is disabled loses the focus; it is there again for the next try.
  useEffect(() => {
    if (!isTrying) field.current?.select();
  }, [isTrying, byRecoveryKey]);

  const text = byRecoveryKey ? 'lockedRecovery' : why === 'start' && !asksPassword ? 'lockedStart' : asksPassword ? 'lockedPassword' : 'lockedPassphrase';
  return (
    <form
      noValidate
      className="mx-auto flex max-w-90 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '' && !isTrying) void attempt(byRecoveryKey ? { recoveryKey: typed } : { passphrase: typed });
      }}
    >
      <span aria-hidden className="grid size-12 place-items-center rounded-card bg-accent-subtle text-accent-text">
        <LockKeyhole className="size-6 stroke-[1.5]" />
      </span>
      <div className="flex flex-col gap-1">
        <h1 className="text-22 font-semibold tracking-title">{t('lockedTitle')}</h1>
        <p className="text-14 text-text2">{t(text)}{why !== 'start' && ` ${t('lockedBehind')}`}</p>
        {vault.keychainFailed && <p className="text-14 text-text2">{t('keychainFailed')}</p>}
      </div>
      <SecretField
        key={byRecoveryKey ? 'recovery' : 'secret'}
        ref={field}
        autoFocus
        label={t(byRecoveryKey ? 'recoveryKey' : asksPassword ? 'password' : 'passphrase')}
        hint={byRecoveryKey ? t('recoveryKeyHint') : undefined}
        isRecoveryKey={byRecoveryKey}
        value={typed}
        isDisabled={isTrying}
        error={error === undefined ? undefined : refusal(error)}
        onChange={(value) => {
          setTyped(value);
          setError(undefined);
        }}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="main" type="submit" isDisabled={isTrying}>{t(isTrying ? 'unlocking' : 'unlock')}</Button>
        {vault.systemPrompt && <Button icon={Fingerprint} isDisabled={isTrying} onPress={() => void attempt({ system: true })}>{t('useSystem')}</Button>}
        {vault.recoveryKey && (
          <Button
            kind="bare"
            isDisabled={isTrying}
            onPress={() => {
              setByRecoveryKey(!byRecoveryKey);
              setTyped('');
              setError(undefined);
            }}
          >
            {t(byRecoveryKey ? (asksPassword ? 'usePassword' : 'usePassphrase') : 'useRecoveryKey')}
          </Button>
        )}
      </div>
      <p role="status" className="sr-only">{isTrying ? t('unlocking') : ''}</p>
    </form>
  );
}
