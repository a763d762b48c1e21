import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Node } from '@tiptap/pm/model';
import { EditorState, Selection } from '@tiptap/pm/state';
import type { EditorProps } from '@tiptap/pm/view';
import { EditorContent, useEditor } from '@tiptap/react';
import type { Editor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { openableAddress } from '../../../core/markdown/links.ts';
import { parseMarkdown } from '../../../core/markdown/parse.ts';
import { rewriterOf } from '../../../core/markdown/rewrite.ts';
import { classes } from '../classes.ts';
import { CheckableItem, toggleCheckList } from './check-list.ts';
import { MarkdownClipboard } from './clipboard.ts';
import { documentOf, editorContent } from './editor-document.ts';
import { EditorKeys } from './editor-keys.ts';
import type { KeyActions } from './editor-keys.ts';
import { FormatToolbar } from './format-toolbar.tsx';
import { LinkBar } from './link-bar.tsx';
import { BlockDirection, NoteHeading, NoteImage, SourceBlock, Spelling } from './note-nodes.ts';
import type { RichTextEditorProps, RichTextHandle } from './rich-text-editor.tsx';
import { wordMarks } from './word-marks.ts';

export interface TiptapEditorProps extends Omit<RichTextEditorProps, 'ref'> {
  /** Where in the Markdown the cursor was when this took over; null without the focus. */
  cursor: number | null;
  onReady: (handle: RichTextHandle) => void;
}

/** The blocks and marks of a note. */
export const noteExtensions = [
  StarterKit.configure({ bold: false, italic: false, strike: false, code: false, link: false, underline: false, heading: false, listItem: false }),
  ...wordMarks, NoteHeading, CheckableItem, NoteImage, SourceBlock, Spelling, BlockDirection, MarkdownClipboard,
];

const LINE_HEIGHT_PX = 20;

/** The editor itself. Loaded on demand: see RichTextEditor. */
export function TiptapEditor({ value, onChange, label, placeholder = '', autoFocus, onSubmit, onCancel, minRows = 1, labels, toolbar, describedBy, className, cursor, onReady }: TiptapEditorProps) {
  const [isEditingLink, setIsEditingLink] = useState(false);
  const actions = useRef<KeyActions>({ submit: undefined, cancel: undefined, editLink: undefined });
  actions.current = { submit: onSubmit, cancel: onCancel, editLink: labels && (() => setIsEditingLink(true)) };
  const extensions = useMemo(() => [...noteExtensions, EditorKeys.configure({ actions: () => actions.current })], []);
  const rewrite = useRef<ReturnType<typeof rewriterOf> | null>(null);
  rewrite.current ??= rewriterOf(value);
  /** What came in or went out and has not come back yet, oldest first. */
  const known = useRef([value]);

  const [content] = useState(() => editorContent(parseMarkdown(value)));
  const editorProps = useMemo<EditorProps>(() => ({
    attributes: ({ doc }) => ({
      class: 'rich-text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
      ...(isEmpty(doc) ? { 'data-placeholder': placeholder } : {}),
    }),
    handleDOMEvents: { click: (_, event) => openLink(event) },
  }), [label, placeholder, describedBy]);

  const editor = useEditor({
    extensions,
    content,
    injectCSS: false,
    editorProps,
    onUpdate: ({ editor: { state } }) => {
      const markdown = rewrite.current!(documentOf(state.doc));
      if (markdown === known.current.at(-1)) return;
      known.current.push(markdown);
      onChange(markdown);
    },
  });

  useEffect(() => {
    const at = known.current.lastIndexOf(value);
    if (at !== -1) {
      known.current.splice(0, at);
      return;
    }
    known.current = [value];
    rewrite.current = rewriterOf(value);
    showAnew(editor, value);
  }, [editor, value]);

  const handle = useMemo<RichTextHandle>(() => ({
    focus: () => editor.commands.focus(),
    toggleChecklist: () => toggleCheckList(editor),
  }), [editor]);

  const start = useRef({ before: cursor === null ? (autoFocus === true ? value : null) : value.slice(0, cursor), onReady });
  // Before the next key press: the text field that had the focus is gone.
  useLayoutEffect(() => {
    if (start.current.before !== null) takeCursor(editor, start.current.before);
    start.current.onReady(handle);
  }, [editor, handle]);

  return (
    <div className={classes('rich-text-editor', className)}>
      {toolbar && labels && <FormatToolbar editor={editor} labels={labels} onEditLink={() => setIsEditingLink(true)} />}
      {isEditingLink && labels && <LinkBar editor={editor} labels={labels} onClose={() => setIsEditingLink(false)} />}
      <EditorContent editor={editor} className="rich-text-content" style={{ minBlockSize: minRows * LINE_HEIGHT_PX }} />
    </div>
  );
}

function isEmpty(doc: Node): boolean {
  return doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;
}

/** Another note: nothing of the one before can be undone into it. */
function showAnew(editor: Editor, markdown: string): void {
  const { schema, plugins } = editor.state;
  editor.view.updateState(EditorState.create({ schema, plugins, doc: schema.nodeFromJSON(editorContent(parseMarkdown(markdown))) }));
  // Tells the toolbar.
  editor.view.dispatch(editor.state.tr);
}

/** The cursor goes to where the Markdown before it ends, and the focus with it. */
function takeCursor(editor: Editor, before: string): void {
  const { schema, doc, tr } = editor.state;
  const end = Selection.atEnd(schema.nodeFromJSON(editorContent(parseMarkdown(before)))).head;
  editor.view.dispatch(tr.setSelection(Selection.near(doc.resolve(Math.min(end, doc.content.size)))));
  editor.view.focus();
}

/** A click edits; with Mod it opens. */
function openLink(event: MouseEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return false;
  const link = event.target.closest('a[href], [data-image]');
  const address = openableAddress(link?.getAttribute('href') ?? link?.getAttribute('data-image') ?? '');
  if (address === null) return false;
  event.preventDefault();
  window.open(address, '_blank', 'noopener,noreferrer');
  return true;
}
