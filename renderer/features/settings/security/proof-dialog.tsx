import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof, VaultState } from '../../../../core/api/vault.ts';
import { useApi } from '../../../api.ts';
import type { KithClient } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useRefusal } from '../../../lock/use-refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** What is only done for somebody who shows that the profile is theirs. */
export interface Proven {
  title: string;
  text: string;
  act: string;
  /** What the toast says; null where it is seen, and the dialog then goes by itself. */
  done: string | null;
  isDanger?: boolean;
  run: (api: KithClient, proof: Proof) => Promise<unknown>;
}

export interface ProofDialogProps {
  proven: Proven;
  asks: VaultState['asks'];
  onClose: () => void;
}

/** Asks for the passphrase, or the password, and does it. */
export function ProofDialog({ proven: { title, text: what, act, done, isDanger, run }, asks, onClose }: ProofDialogProps) {
  const { t } = useTranslation('vault');
  const text = useText();
  const api = useApi();
  const refusal = useRefusal(asks);
  const { showToast } = useCommandContext();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function attempt() {
    if (typed === '' || isBusy) return;
    setBusy(true);
    try {
      await run(api, { passphrase: typed });
      if (done === null) return;
      showToast({ text: done });
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
      title={title}
      closeLabel={text('common:close')}
      onSubmit={() => void attempt()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind={isDanger ? 'danger' : 'main'} type="submit" isDisabled={isBusy}>{act}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{what}</p>
        <SecretField
          label={t(asks === 'password' ? 'password' : 'passphrase')}
          value={typed}
          autoFocus
          error={error === undefined ? undefined : refusal(error)}
          onChange={(value) => {
            setTyped(value);
            setError(undefined);
          }}
        />
      </div>
    </Dialog>
  );
}
