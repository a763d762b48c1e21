import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../../core/api/vault.ts';
import { ProofDialog } from './proof-dialog.tsx';
import { ShownKey } from './shown-key.tsx';

/** Makes another recovery key for whoever knows the passphrase, and shows it once. */
export function NewKeyDialog({ asks, onClose }: { asks: VaultState['asks']; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const [madeKey, setMadeKey] = useState<string | null>(null);
  if (madeKey !== null) return <ShownKey recoveryKey={madeKey} onClose={onClose} />;
  return (
    <ProofDialog
      asks={asks}
      proven={{
        title: t('recoveryTitle'),
        text: t('recoveryText'),
        act: t('recoveryNow'),
        done: null,
        run: async (api, proof) => setMadeKey((await api.vault.newRecoveryKey({ proof })).recoveryKey),
      }}
      onClose={onClose}
    />
  );
}
