import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../../../core/call.ts';
import type { LOCK_AFTER, VaultState } from '../../../../core/api/vault.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import type { Proven } from './proof-dialog.tsx';

type Minutes = (typeof LOCK_AFTER)[number] | null;

/** Sets when the app locks; where that takes protection away, whoever does it is asked who they are first. */
export function useSetLock(vault: VaultState, onChanged: () => void): { choose: (after: Minutes) => void; asking: Proven | null; stopAsking: () => void } {
  const { t } = useTranslation('vault');
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const [asking, setAsking] = useState<Proven | null>(null);

  async function choose(after: Minutes) {
    if (after === vault.lockAfter) return;
    try {
      await api.vault.setLock({ after });
      showToast({ text: t('lockChanged') });
      onChanged();
    } catch (error) {
      if (!hasCode(error, 'needs-proof')) return showToast({ text: errorText(error), tone: 'danger' });
      setAsking({ title: t('lessTitle'), text: t('lessText'), act: t('save'), done: t('lockChanged'), run: (client, proof) => client.vault.setLock({ after, proof }) });
    }
  }

  return { choose: (after) => void choose(after), asking, stopAsking: () => setAsking(null) };
}
