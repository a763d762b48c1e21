import { useTranslation } from 'react-i18next';
import { hasCode } from '../../core/call.ts';
import { useApi, useErrorText } from '../api.ts';
import { useCommandContext, useCommandHandler } from '../commands/command-provider.tsx';
import { pageWords } from '../i18n/languages.ts';
import { useActivity } from './use-activity.ts';

/** The command that locks, and who says that somebody is there. */
export function AppLock() {
  const { t } = useTranslation('vault');
  const api = useApi();
  const errorText = useErrorText();
  const { showToast, goTo } = useCommandContext();
  useActivity();

  async function lock() {
    // What is being typed is kept by leaving its field.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    try {
      await api.vault.lock();
    } catch (error) {
      if (!hasCode(error, 'cannot-lock')) return showToast({ text: errorText(error), tone: 'danger' });
      await pageWords(['more']);
      showToast({ text: t('cannotLock'), action: { label: t('openSecurity'), onPress: () => goTo('/settings/security') } });
    }
  }

  useCommandHandler('app.lock', () => void lock());
  return null;
}
