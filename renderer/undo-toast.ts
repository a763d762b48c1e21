import type { Id } from '../core/ids.ts';
import { useApi, useErrorText } from './api.ts';
import { useCommandContext } from './commands/command-provider.tsx';
import { useText } from './i18n/use-text.ts';

/** Says what was done, with a button that undoes just that change. */
export function useUndoToast(): (text: string, changeId: Id) => void {
  const api = useApi();
  const text = useText();
  const errorText = useErrorText();
  const { showToast, announce } = useCommandContext();

  async function undo(changeId: Id) {
    try {
      const { kept } = await api.history.undo({ changeId });
      if (kept.length > 0) showToast({ text: text('common:undoneInPart') });
      else announce(text('common:undone'));
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (words, changeId) => showToast({ text: words, action: { label: text('common:undo'), onPress: () => void undo(changeId) } });
}
