import { useState } from 'react';
import type { Editor } from '@tiptap/react';
import { typedAddress } from '../../../core/markdown/links.ts';
import { Button } from '../button.tsx';
import { TextField } from '../text-field.tsx';
import type { RichTextLabels } from './labels.ts';

export interface LinkBarProps {
  editor: Editor;
  labels: RichTextLabels;
  onClose: () => void;
}

/** The address of the link the cursor is in, or of one to be made from the selected words. */
export function LinkBar({ editor, labels, onClose }: LinkBarProps) {
  const before: unknown = editor.getAttributes('link')['href'];
  const [typed, setTyped] = useState(typeof before === 'string' ? before : '');
  const [isRefused, setIsRefused] = useState(false);

  function close() {
    onClose();
    editor.commands.focus();
  }

  function remove() {
    editor.chain().extendMarkRange('link').unsetMark('link').run();
    close();
  }

  function apply() {
    if (typed.trim() === '') return remove();
    const href = typedAddress(typed);
    if (href === null) return setIsRefused(true);
    setLink(editor, href, typed.trim());
    close();
  }

  return (
    <div
      className="rich-text-link-bar"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <TextField
        label={labels.linkAddress}
        hideLabel
        autoFocus
        placeholder={labels.linkAddress}
        inputMode="url"
        value={typed}
        error={isRefused ? labels.linkInvalid : undefined}
        className="min-w-0 flex-1"
        onChange={(address) => {
          setTyped(address);
          setIsRefused(false);
        }}
        onEnter={apply}
      />
      <Button size="small" onPress={apply}>{labels.linkApply}</Button>
      {typeof before === 'string' && <Button size="small" kind="bare" onPress={remove}>{labels.linkRemove}</Button>}
    </div>
  );
}

/** On the words of the link or the selection; without either the address itself becomes the words. */
function setLink(editor: Editor, href: string, words: string): void {
  const link = { type: 'link', attrs: { href, title: null } };
  if (editor.isActive('link')) editor.chain().extendMarkRange('link').setMark('link', link.attrs).run();
  else if (editor.state.selection.empty) editor.chain().insertContent({ type: 'text', text: words, marks: [link] }).run();
  else editor.chain().setMark('link', link.attrs).run();
}
