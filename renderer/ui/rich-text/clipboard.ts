/**
 * What comes in by paste and drop is read by our own reader and put in as nodes: the editor's own way hands HTML to
 * the browser's parser, which Trusted Types refuses.
 */
import { Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import type { Schema } from '@tiptap/pm/model';
import { Plugin, Selection } from '@tiptap/pm/state';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { htmlToDocument } from '../../../core/markdown/html.ts';
import { typedAddress } from '../../../core/markdown/links.ts';
import { parseMarkdown } from '../../../core/markdown/parse.ts';
import { printMarkdown } from '../../../core/markdown/print.ts';
import type { RichDocument } from '../../../core/markdown/rich-document.ts';
import { documentOf, editorContent } from './editor-document.ts';

export const MarkdownClipboard = Extension.create({
  name: 'markdownClipboard',
  addProseMirrorPlugins() {
    return [new Plugin({
      props: {
        handleDOMEvents: {
          paste(view, event) {
            const { clipboardData } = event;
            event.preventDefault();
            const tr = clipboardData === null ? null : inserted(view.state, view.state.tr, clipboardData);
            if (tr !== null) view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView());
            return true;
          },
          drop(view, event) {
            const { dataTransfer } = event;
            // Moving text inside the editor is the editor's own business, files are that of the page.
            if (view.dragging !== null || dataTransfer === null || !hasWords(dataTransfer)) return false;
            event.preventDefault();
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (at === null) return true;
            const tr = view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos)));
            view.focus();
            view.dispatch((inserted(view.state, tr, dataTransfer) ?? tr).setMeta('uiEvent', 'drop'));
            return true;
          },
        },
        transformCopied: (slice, view) => withList(slice, view.state.schema),
        clipboardTextSerializer: (slice, view) => wordsToCopy(slice, view.state.schema),
      },
    })];
  },
});

function hasWords(data: DataTransfer): boolean {
  return data.types.includes('text/plain') || data.types.includes('text/html');
}

/** Null when there are no words to put in. */
function inserted(state: EditorState, tr: Transaction, data: DataTransfer): Transaction | null {
  const words = data.getData('text/plain').replace(/\r\n?/g, '\n');
  const html = data.getData('text/html');
  const { $from, empty } = tr.selection;
  if ($from.parent.type.spec.code === true) return words === '' ? null : tr.insertText(words);
  const address = /\s/.test(words.trim()) ? null : typedAddress(words);
  const link = state.schema.marks['link'];
  if (!empty && address !== null && /^\w+:/.test(words.trim()) && link) return tr.addMark(tr.selection.from, tr.selection.to, link.create({ href: address }));
  if (html === '' && isPlainLine(words)) return tr.insertText(words);
  const fromHtml = html === '' ? null : htmlToDocument(html);
  const document = fromHtml !== null && fromHtml.content.length > 0 ? fromHtml : parseMarkdown(words);
  return document.content.length === 0 ? null : tr.replaceSelection(sliceOf(document, state.schema));
}

/** Words that Markdown reads as they are; the spaces around them count. */
function isPlainLine(words: string): boolean {
  const [block, ...others] = parseMarkdown(words).content;
  if (block?.type !== 'paragraph' || others.length > 0) return false;
  const [piece, ...rest] = block.content;
  return piece?.type === 'text' && piece.marks === undefined && rest.length === 0 && piece.text === words.trim();
}

function sliceOf(document: RichDocument, schema: Schema): Slice {
  return Slice.maxOpen(schema.nodeFromJSON(editorContent(document)).content);
}

/** Items copied out of one list take a list along. */
function withList(slice: Slice, schema: Schema): Slice {
  if (slice.content.firstChild?.type.name !== 'listItem') return slice;
  return new Slice(Fragment.from(schema.nodes['bulletList']!.create(null, slice.content)), slice.openStart + 1, slice.openEnd + 1);
}

/** Plain words copy as they are, anything else as Markdown. */
function wordsToCopy(slice: Slice, schema: Schema): string {
  const { content } = slice;
  const isInline = content.firstChild?.isInline === true;
  const doc = schema.topNodeType.create(null, isInline ? Fragment.from(schema.nodes['paragraph']!.create(null, content)) : content);
  const onlyBlock = doc.childCount === 1 ? doc.firstChild : null;
  const isPlain = onlyBlock !== null && onlyBlock.isTextblock && onlyBlock.children.every((child) => child.marks.length === 0);
  return isPlain ? onlyBlock.textBetween(0, onlyBlock.content.size, '\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : '')) : printMarkdown(documentOf(doc));
}
