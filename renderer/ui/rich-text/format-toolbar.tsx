import { Bold, Code, CodeXml, Heading1, Heading2, Heading3, Italic, Link, List, ListChecks, ListOrdered, Strikethrough, TextQuote } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { IconButton } from '../button.tsx';
import { toggleBulletList, toggleCheckList } from './check-list.ts';
import type { RichTextLabels } from './labels.ts';

interface Format {
  icon: LucideIcon;
  label: string;
  /** In the grammar of `aria-keyshortcuts`, with Control for Mod. */
  keys?: string;
  isOn: (editor: Editor) => boolean;
  toggle: (editor: Editor) => void;
}

function formatsOf(labels: RichTextLabels, onEditLink: () => void): Format[] {
  const heading = (level: 1 | 2 | 3, icon: LucideIcon, label: string): Format => ({
    icon,
    label,
    keys: `Control+Alt+${level}`,
    isOn: (editor) => editor.isActive('heading', { level }),
    toggle: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  });
  const isInCheckItem = (editor: Editor): boolean => editor.isActive('listItem', { checked: true }) || editor.isActive('listItem', { checked: false });
  return [
    heading(1, Heading1, labels.heading1),
    heading(2, Heading2, labels.heading2),
    heading(3, Heading3, labels.heading3),
    { icon: Bold, label: labels.bold, keys: 'Control+B', isOn: (editor) => editor.isActive('bold'), toggle: (editor) => editor.chain().focus().toggleMark('bold').run() },
    { icon: Italic, label: labels.italic, keys: 'Control+I', isOn: (editor) => editor.isActive('italic'), toggle: (editor) => editor.chain().focus().toggleMark('italic').run() },
    { icon: Strikethrough, label: labels.strike, keys: 'Control+Shift+S', isOn: (editor) => editor.isActive('strike'), toggle: (editor) => editor.chain().focus().toggleMark('strike').run() },
    { icon: Code, label: labels.code, keys: 'Control+E', isOn: (editor) => editor.isActive('code'), toggle: (editor) => editor.chain().focus().toggleMark('code').run() },
    { icon: List, label: labels.bulletList, keys: 'Control+Shift+8', isOn: (editor) => editor.isActive('bulletList') && !isInCheckItem(editor), toggle: toggleBulletList },
    { icon: ListOrdered, label: labels.orderedList, keys: 'Control+Shift+7', isOn: (editor) => editor.isActive('orderedList'), toggle: (editor) => editor.chain().focus().toggleOrderedList().run() },
    { icon: ListChecks, label: labels.checkList, keys: 'Control+Shift+9', isOn: isInCheckItem, toggle: toggleCheckList },
    { icon: TextQuote, label: labels.quote, keys: 'Control+Shift+B', isOn: (editor) => editor.isActive('blockquote'), toggle: (editor) => editor.chain().focus().toggleBlockquote().run() },
    { icon: CodeXml, label: labels.codeBlock, keys: 'Control+Alt+C', isOn: (editor) => editor.isActive('codeBlock'), toggle: (editor) => editor.chain().focus().toggleCodeBlock().run() },
    { icon: Link, label: labels.link, keys: 'Control+Shift+K', isOn: (editor) => editor.isActive('link'), toggle: onEditLink },
  ];
}

export interface FormatToolbarProps {
  editor: Editor;
  labels: RichTextLabels;
  onEditLink: () => void;
}

/** One tab stop; the arrow keys go from button to button. */
export function FormatToolbar({ editor, labels, onEditLink }: FormatToolbarProps) {
  const formats = formatsOf(labels, onEditLink);
  const on = useEditorState({ editor, selector: ({ editor: now }) => formats.map((format) => format.isOn(now)) });
  return (
    <Toolbar aria-label={labels.toolbar} className="rich-text-toolbar">
      {formats.map((format, i) => (
        <IconButton key={format.label} icon={format.icon} label={format.label} keyShortcuts={format.keys} isPressed={on[i] ?? false} onPress={() => format.toggle(editor)} />
      ))}
    </Toolbar>
  );
}
