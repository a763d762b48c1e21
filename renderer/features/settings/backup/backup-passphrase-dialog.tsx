import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSPHRASE } from '../../../../core/api/backup.ts';
import { hasCode } from '../../../../core/call.ts';
import { useApi } from '../../../api.ts';
import { KeyField } from '../../../backup/key-field.tsx';
import { useKeyErrorText } from '../../../backup/words.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { AskDialog, Refused } from '../../../lock/ask-dialog.tsx';
import { useAsking } from '../../../lock/use-asking.ts';
import { NewSecretFields, faultOf, useNewSecret } from '../security/new-secret.tsx';

/** A passphrase for the backups; the key from the paper is asked for where the program does not have it at hand. */
export function BackupPassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('backup');
  const text = useText();
  const api = useApi();
  const keyError = useKeyErrorText();
  const { showToast } = useCommandContext();
  const passphrase = useNewSecret();
  const [needsKey, setNeedsKey] = useState(false);
  const [typed, setTyped] = useState('');
  const asking = useAsking();

  const save = () =>
    asking.attempt(!faultOf(passphrase.value, SHORTEST_PASSPHRASE), async () => {
      try {
        await api.backup.setPassphrase({ passphrase: passphrase.value.typed, ...(needsKey ? { typed } : {}) });
      } catch (cause) {
        if (!hasCode(cause, 'key-needed')) throw cause;
        return setNeedsKey(true);
      }
      showToast({ text: t('passphraseSaved') });
      onClose();
    });

  return (
    <AskDialog title={t('passphraseTitle')} text={t('passphraseText')} act={text('common:save')} isActDisabled={asking.isBusy} onAct={() => void save()} onClose={onClose}>
      <NewSecretFields label={t('newPassphrase')} hint={t('newPassphraseHint', { count: SHORTEST_PASSPHRASE })} shortest={SHORTEST_PASSPHRASE} hasTried={asking.hasTried} autoFocus {...passphrase} />
      {needsKey && <KeyField label={t('passphraseNeedsKey')} value={typed} autoFocus error={asking.error === undefined ? undefined : keyError(asking.error)} onChange={asking.typing(setTyped)} />}
      {!needsKey && <Refused asking={asking} words={keyError} />}
    </AskDialog>
  );
}
