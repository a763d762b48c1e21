import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof, VaultState } from '../../../../core/api/vault.ts';
import { useApi } from '../../../api.ts';
import type { KithClient } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { AskDialog } from '../../../lock/ask-dialog.tsx';
import { SecretField } from '../../../lock/secret-field.tsx';
import { useAsking } from '../../../lock/use-asking.ts';
import { useRefusal } from '../../../lock/use-refusal.ts';

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
export function ProofDialog({ proven: { title, text, act, done, isDanger = false, run }, asks, onClose }: ProofDialogProps) {
  const { t } = useTranslation('vault');
  const api = useApi();
  const refusal = useRefusal(asks);
  const { showToast } = useCommandContext();
  const [typed, setTyped] = useState('');
  const asking = useAsking();

  const prove = () =>
    asking.attempt(typed !== '', async () => {
      await run(api, { passphrase: typed });
      if (done === null) return;
      showToast({ text: done });
      onClose();
    });

  return (
    <AskDialog size="small" title={title} text={text} act={act} isDanger={isDanger} isActDisabled={asking.isBusy} onAct={() => void prove()} onClose={onClose}>
      <SecretField label={t(asks === 'password' ? 'password' : 'passphrase')} value={typed} autoFocus error={asking.error === undefined ? undefined : refusal(asking.error)} onChange={asking.typing(setTyped)} />
    </AskDialog>
  );
}
