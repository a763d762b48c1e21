import { useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';

/** Does something at once and says that it is done; a refusal is said in a toast. Whether it was done. */
export function useAttempt(): (act: () => Promise<unknown>, done?: string) => Promise<boolean> {
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  return async (act, done) => {
    try {
      await act();
      if (done !== undefined) showToast({ text: done });
      return true;
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
      return false;
    }
  };
}
