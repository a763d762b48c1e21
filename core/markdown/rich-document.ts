/**
 * A note as the editor and the viewer see it: blocks that hold blocks or inline pieces, as plain JSON.
 * The names are those of the editor's schema, so that a document can be handed to it as it is.
 */

export interface RichDocument {
  type: 'doc';
  content: Block[];
}

export type Block = Paragraph | Heading | BulletList | OrderedList | Blockquote | CodeBlock | HorizontalRule | SourceBlock;
export type List = BulletList | OrderedList;

export interface Paragraph {
  type: 'paragraph';
  content: Inline[];
}

export interface Heading {
  type: 'heading';
  attrs: { level: number };
  content: Inline[];
}

/** `tight`: no blank lines between the items. `marker`: the sign before each item, `-`, `*` or `+`. */
export interface BulletList {
  type: 'bulletList';
  attrs: { tight: boolean; marker: string };
  content: ListItem[];
}

/** `marker`: the sign after each number, `.` or `)`. */
export interface OrderedList {
  type: 'orderedList';
  attrs: { tight: boolean; marker: string; start: number };
  content: ListItem[];
}

/** `checked` is null for an item without a check box; an item with one starts with a paragraph. */
export interface ListItem {
  type: 'listItem';
  attrs: { checked: boolean | null };
  content: Block[];
}

export interface Blockquote {
  type: 'blockquote';
  content: Block[];
}

/** `info` is what stands after the opening fence, usually a language. */
export interface CodeBlock {
  type: 'codeBlock';
  attrs: { info: string };
  content: PlainText[];
}

export interface HorizontalRule {
  type: 'horizontalRule';
}

/** Markdown there is no block for (a table, raw HTML, a link definition), word for word. */
export interface SourceBlock {
  type: 'source';
  content: PlainText[];
}

export type Inline = Text | HardBreak | Image;

export interface Text {
  type: 'text';
  text: string;
  marks?: Mark[];
}

/** The text of a code or source block: at most one, never empty, no marks. */
export interface PlainText {
  type: 'text';
  text: string;
}

/** `soft`: a bare line ending, which is shown as a line break too, as people who typed it meant it. */
export interface HardBreak {
  type: 'hardBreak';
  attrs: { soft: boolean };
}

/** Shown as a link and never fetched. */
export interface Image {
  type: 'image';
  attrs: { src: string; alt: string; title: string | null };
  marks?: Mark[];
}

export type Mark = LinkMark | { type: 'bold' } | { type: 'italic' } | { type: 'strike' } | { type: 'code' };

export interface LinkMark {
  type: 'link';
  attrs: { href: string; title: string | null };
}

/** Marks of one text stand in this order. */
export const MARK_ORDER = ['link', 'bold', 'italic', 'strike', 'code'] as const satisfies readonly Mark['type'][];

export function isList(block: Block | undefined): block is List {
  return block?.type === 'bulletList' || block?.type === 'orderedList';
}

export function sameMarks(a: Mark[] | undefined, b: Mark[] | undefined): boolean {
  return (a?.length ?? 0) === (b?.length ?? 0) && (a ?? []).every((mark, i) => sameMark(mark, b![i]!));
}

export function sameMark(a: Mark, b: Mark): boolean {
  if (a.type !== 'link' || b.type !== 'link') return a.type === b.type;
  return a.attrs.href === b.attrs.href && a.attrs.title === b.attrs.title;
}

/** A text without an empty list of marks. */
export function text(value: string, marks: Mark[] = []): Text {
  return marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value };
}

/** The content of a code or source block. */
export function plain(value: string): PlainText[] {
  return value === '' ? [] : [{ type: 'text', text: value }];
}

/** The words of inline pieces, without marks; a line break is a line ending. */
export function wordsOf(content: readonly Inline[]): string {
  return content.map(wordsOfPiece).join('');
}

function wordsOfPiece(piece: Inline): string {
  switch (piece.type) {
    case 'text': return piece.text;
    case 'hardBreak': return '\n';
    case 'image': return piece.attrs.alt;
  }
}
