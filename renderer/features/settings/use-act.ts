import type { Id } from '../../../core/ids.ts';
import { useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useUndoToast } from '../../undo-toast.ts';

/** Does something at once and offers the way back; a refusal is said in a toast. Whether it was done. */
export function useAct(): (act: () => Promise<{ changeId: Id }>, done: string) => Promise<boolean> {
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  return async (act, done) => {
    try {
      const { changeId } = await act();
      undoable(done, changeId);
      return true;
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
      return false;
    }
  };
}
