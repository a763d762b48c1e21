// A file of its own: the editor is fetched once a page.
import { useState } from 'react';
import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { loadRichTextEditor, RichTextEditor } from '../../renderer/ui/rich-text/rich-text-editor.tsx';
import '../../renderer/ui/base.css';

let written = '';

function Writing() {
  const [value, setValue] = useState('');
  return (
    <RichTextEditor
      value={value}
      label="Note"
      autoFocus
      onChange={(markdown) => {
        written = markdown;
        setValue(markdown);
      }}
    />
  );
}

it('an editor that arrives between two words loses no space', async () => {
  await render(<Writing />);
  const field = document.querySelector('textarea')!;
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  await loadRichTextEditor();
  await userEvent.keyboard('She ');
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  await userEvent.keyboard('prefers larch');
  expect(written).toBe('She prefers larch');
  expect(document.activeElement?.classList.contains('ProseMirror')).toBe(true);
});
