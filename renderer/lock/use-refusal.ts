import { useTranslation } from 'react-i18next';
import { hasCode } from '../../core/call.ts';
import type { VaultState } from '../../core/api/vault.ts';
import { useErrorText } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';

/** Why somebody was not let in, in words. */
export function useRefusal(asks: VaultState['asks']): (error: unknown) => string {
  const { t } = useTranslation('vault');
  const errorText = useErrorText();
  const { duration } = useFormats();
  return (error) => {
    if (hasCode(error, 'wrong-passphrase')) return t(asks === 'password' ? 'wrongPassword' : 'wrongPassphrase');
    if (hasCode(error, 'wrong-recovery-key')) return t('wrongRecoveryKey');
    if (hasCode(error, 'try-later')) return t('tryLater', { time: duration((error.details as { ms: number }).ms) });
    return errorText(error);
  };
}
