import { useState } from 'react';
import type { KeptItem } from '../../core/api/history.ts';
import { hasCode } from '../../core/call.ts';
import { useApi, useErrorText } from '../api.ts';
import { useCommandContext, useCommandHandler } from '../commands/command-provider.tsx';
import { useActWords } from '../i18n/act-words.ts';
import { useText } from '../i18n/use-text.ts';
import { KeptDialog } from './kept-dialog.tsx';

type Direction = 'undo' | 'redo';

/** Mod+Z and its reverse, whatever was done and wherever: says what it was, offers the way back, lists what stayed. */
export function UndoRedo() {
  const api = useApi();
  const text = useText();
  const errorText = useErrorText();
  const actWords = useActWords();
  const { showToast, announce } = useCommandContext();
  const [kept, setKept] = useState<readonly KeptItem[]>([]);

  async function go(direction: Direction) {
    try {
      const done = direction === 'undo' ? await api.history.undo({}) : await api.history.redo();
      const words = { what: actWords(done.code, done.params) };
      const back = direction === 'undo' ? 'redo' : 'undo';
      if (done.kept.length > 0) {
        showToast({
          text: text(direction === 'undo' ? 'app:undoneExcept' : 'app:redoneExcept', { ...words, count: done.kept.length }),
          action: { label: text('app:showKept'), onPress: () => setKept(done.kept) },
        });
      } else {
        showToast({
          text: text(direction === 'undo' ? 'app:undone' : 'app:redone', words),
          action: { label: text(`common:${back}`), onPress: () => void go(back) },
        });
      }
    } catch (error) {
      if (hasCode(error, 'nothing-to-undo') || hasCode(error, 'nothing-to-redo')) {
        announce(errorText(error));
        showToast({ text: errorText(error) });
      } else showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  useCommandHandler('act.undo', () => void go('undo'));
  useCommandHandler('act.redo', () => void go('redo'));
  return <KeptDialog kept={kept} onClose={() => setKept([])} />;
}
