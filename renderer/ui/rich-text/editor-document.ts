import type { JSONContent } from '@tiptap/core';
import type { Mark as EditorMark, Node } from '@tiptap/pm/model';
import { plain, text } from '../../../core/markdown/rich-document.ts';
import type { Block, Inline, List, ListItem, Mark, RichDocument } from '../../../core/markdown/rich-document.ts';

/** A document as the editor takes it: blocks that hold blocks hold at least an empty paragraph. */
export function editorContent(document: RichDocument): JSONContent {
  return { type: 'doc', content: withParagraph(document.content) };
}

function withParagraph(blocks: readonly Block[]): JSONContent[] {
  return blocks.length === 0 ? [{ type: 'paragraph' }] : blocks.map(editorBlock);
}

function editorBlock(block: Block): JSONContent {
  switch (block.type) {
    case 'bulletList':
    case 'orderedList': return { ...block, content: block.content.map((item) => ({ ...item, content: withParagraph(item.content) })) };
    case 'blockquote': return { ...block, content: withParagraph(block.content) };
    case 'codeBlock': return { ...block, attrs: { language: block.attrs.info === '' ? null : block.attrs.info } };
    default: return block;
  }
}

/** What the editor holds, as a document. */
export function documentOf(doc: Node): RichDocument {
  return { type: 'doc', content: doc.children.map(blockOf) };
}

function blockOf(node: Node): Block {
  switch (node.type.name) {
    case 'paragraph': return { type: 'paragraph', content: inlineOf(node) };
    case 'heading': return { type: 'heading', attrs: { level: Number(node.attrs['level']) }, content: inlineOf(node) };
    case 'bulletList':
    case 'orderedList': return listOf(node);
    case 'blockquote': return { type: 'blockquote', content: node.children.map(blockOf) };
    case 'codeBlock': return { type: 'codeBlock', attrs: { info: wordsOrEmpty(node.attrs['language']) }, content: plain(node.textContent) };
    case 'source': return { type: 'source', content: plain(node.textContent) };
    case 'horizontalRule': return { type: 'horizontalRule' };
    default: throw new Error(`The editor has a block ${node.type.name} that notes have not`);
  }
}

function listOf(node: Node): List {
  const content = node.children.map(itemOf);
  const tight = node.attrs['tight'] === true;
  const marker = wordsOrEmpty(node.attrs['marker']);
  if (node.type.name === 'bulletList') return { type: 'bulletList', attrs: { tight, marker }, content };
  return { type: 'orderedList', attrs: { tight, marker, start: Number(node.attrs['start']) }, content };
}

function itemOf(node: Node): ListItem {
  const checked: unknown = node.attrs['checked'];
  return { type: 'listItem', attrs: { checked: typeof checked === 'boolean' ? checked : null }, content: node.children.map(blockOf) };
}

function inlineOf(node: Node): Inline[] {
  return node.children.map(pieceOf);
}

function pieceOf(node: Node): Inline {
  const marks = node.marks.map(markOf);
  switch (node.type.name) {
    case 'text': return text(node.text ?? '', marks);
    case 'hardBreak': return { type: 'hardBreak', attrs: { soft: node.attrs['soft'] === true } };
    case 'image': {
      const attrs = { src: wordsOrEmpty(node.attrs['src']), alt: wordsOrEmpty(node.attrs['alt']), title: wordsOrNull(node.attrs['title']) };
      return marks.length > 0 ? { type: 'image', attrs, marks } : { type: 'image', attrs };
    }
    default: throw new Error(`The editor has a piece ${node.type.name} that notes have not`);
  }
}

function markOf(mark: EditorMark): Mark {
  switch (mark.type.name) {
    case 'link': return { type: 'link', attrs: { href: wordsOrEmpty(mark.attrs['href']), title: wordsOrNull(mark.attrs['title']) } };
    case 'bold': return { type: 'bold' };
    case 'italic': return { type: 'italic' };
    case 'strike': return { type: 'strike' };
    case 'code': return { type: 'code' };
    default: throw new Error(`The editor has a mark ${mark.type.name} that notes have not`);
  }
}

function wordsOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function wordsOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
