import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { toggleCurrentBox } from './check-list.ts';

/** What the editor asks of whoever shows it. Each is looked up when its key is pressed. */
export interface KeyActions {
  submit: (() => void) | undefined;
  cancel: (() => void) | undefined;
  editLink: (() => void) | undefined;
}

/**
 * Keys that are the editor's while it has the focus, whether it has something to do for them or not, because
 * elsewhere on the page they mean something else: undo and redo, bold, italic.
 */
export const EditorKeys = Extension.create<{ actions: () => KeyActions }>({
  name: 'editorKeys',
  priority: 1000,

  addOptions() {
    return { actions: () => ({ submit: undefined, cancel: undefined, editLink: undefined }) };
  },

  addProseMirrorPlugins() {
    const { editor } = this;
    const own: Readonly<Record<string, () => void>> = {
      'mod z': () => editor.commands.undo(),
      'mod shift z': () => editor.commands.redo(),
      'mod y': () => editor.commands.redo(),
      'mod b': () => editor.commands.toggleMark('bold'),
      'mod i': () => editor.commands.toggleMark('italic'),
      'mod shift k': () => this.options.actions().editLink?.(),
      // Without anything to submit the key goes on to the page; it is never a line break.
      'mod enter': () => this.options.actions().submit?.(),
      'mod shift enter': () => toggleCurrentBox(editor),
    };
    return [new Plugin({
      props: {
        handleKeyDown: (view, event) => {
          if (view.composing || event.isComposing) return false;
          const { cancel } = this.options.actions();
          if (event.key === 'Escape' && cancel !== undefined) {
            cancel();
            return true;
          }
          const act = own[chordOf(event)];
          act?.();
          return act !== undefined;
        },
      },
    })];
  },
});

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** `mod shift z`; letters by their place on layouts without Latin ones. Empty with Alt, which types signs. */
function chordOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (event.altKey || other) return '';
  const key = /^[a-z]$/i.test(event.key) || event.key.length > 1 ? event.key : event.code.replace(/^Key/, '');
  return [mod && 'mod', event.shiftKey && 'shift', key.toLowerCase()].filter(Boolean).join(' ');
}
