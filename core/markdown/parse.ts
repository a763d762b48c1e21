/**
 * Markdown to a document. The law: what there is no block or mark for stays as text, word for word, and a block of
 * the document knows which lines of the note it came from, so that a change to one leaves the others as they were.
 */
import type { SyntaxNode } from '@lezer/common';
import { childrenOf, parseSyntax, withPlainLineEndings } from './grammar.ts';
import { parseInline } from './parse-inline.ts';
import { plain, type Block, type BulletList, type Inline, type List, type ListItem, type OrderedList, type RichDocument } from './rich-document.ts';

/** Blocks nested deeper than this are shown as their source, so that no note can exhaust the stack. */
const DEEPEST = 30;

export function parseMarkdown(markdown: string): RichDocument {
  return { type: 'doc', content: parsePieces(markdown).map((piece) => piece.block) };
}

/** A block and the whole lines it came from: `from` and `to` are positions in the note, without the last line ending. */
export interface Piece<T> {
  block: T;
  from: number;
  to: number;
}

/** A block of the outermost level. For a list, `items` are the lines of its items. */
export interface TopPiece extends Piece<Block> {
  items: Piece<ListItem>[];
}

/** The outermost blocks of a note with their lines. Blank lines belong to none. */
export function parsePieces(markdown: string): TopPiece[] {
  const source = withPlainLineEndings(markdown);
  const lines = linesOf(markdown);
  const pieces: TopPiece[] = [];
  for (const node of childrenOf(parseSyntax(source))) {
    const block = readBlock(source, node, 0);
    const range = lines.around(node.from, endOf(source, node));
    const previous = pieces.at(-1);
    if (previous?.block.type === 'source' && block.type === 'source' && lines.areNeighbours(previous, range)) {
      previous.block.content = plain(sourceText(previous.block) + '\n' + sourceText(block));
      previous.to = range.to;
    } else {
      pieces.push({ block, ...range, items: isListNode(node) ? itemPieces(source, node, block as List, lines) : [] });
    }
  }
  return pieces;
}

function sourceText(block: Block): string {
  return block.type === 'source' ? (block.content[0]?.text ?? '') : '';
}

function itemPieces(source: string, node: SyntaxNode, list: List, lines: Lines): Piece<ListItem>[] {
  return node.getChildren('ListItem').map((item, i) => ({ block: list.content[i]!, ...lines.around(item.from, endOf(source, item)) }));
}

interface Lines {
  /** The whole lines around two positions of the text with plain line endings, as positions of the note itself. */
  around(from: number, to: number): { from: number; to: number };
  areNeighbours(a: { to: number }, b: { from: number }): boolean;
}

function linesOf(markdown: string): Lines {
  const starts = [0];
  const plainStarts = [0];
  const ends: number[] = [];
  for (const ending of markdown.matchAll(/\r\n?|\n/g)) {
    ends.push(ending.index);
    starts.push(ending.index + ending[0].length);
    plainStarts.push(plainStarts.at(-1)! + ending.index - starts.at(-2)! + 1);
  }
  ends.push(markdown.length);
  const lineAt = (position: number): number => lastIndexAtMost(plainStarts, position);
  return {
    around: (from, to) => ({ from: starts[lineAt(from)]!, to: ends[lineAt(to)]! }),
    areNeighbours: (a, b) => /^(?:\r\n?|\n)$/.test(markdown.slice(a.to, b.from)),
  };
}

/** The index of the last of the rising `values` that is not above `limit`. */
function lastIndexAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (values[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The end of a block without the blank lines that an unclosed fence takes along. */
function endOf(source: string, node: SyntaxNode): number {
  let end = node.to;
  while (end > node.from && /[ \t\n]/.test(source[end - 1]!)) end -= 1;
  return Math.max(end, node.from);
}

function readBlock(source: string, node: SyntaxNode, depth: number): Block {
  if (depth >= DEEPEST) return sourceBlock(source, node);
  switch (node.name) {
    case 'Paragraph':
    case 'Task': return { type: 'paragraph', content: parseInline(source, node, node.from, node.to) };
    case 'ATXHeading1':
    case 'ATXHeading2':
    case 'ATXHeading3':
    case 'ATXHeading4':
    case 'ATXHeading5':
    case 'ATXHeading6': return readAtxHeading(source, node);
    case 'SetextHeading1':
    case 'SetextHeading2': return heading(node, parseInline(source, node, node.from, node.lastChild!.from));
    case 'BulletList':
    case 'OrderedList': return readList(source, node, depth);
    case 'Blockquote': return { type: 'blockquote', content: blocksIn(node).map((child) => readBlock(source, child, depth + 1)) };
    case 'FencedCode': return { type: 'codeBlock', attrs: { info: infoOf(source, node) }, content: plain(codeIn(source, node)) };
    case 'CodeBlock': return { type: 'codeBlock', attrs: { info: '' }, content: plain(codeIn(source, node)) };
    case 'HorizontalRule': return { type: 'horizontalRule' };
    default: return sourceBlock(source, node);
  }
}

function readAtxHeading(source: string, node: SyntaxNode): Block {
  const [opening, closing] = node.getChildren('HeaderMark');
  return heading(node, parseInline(source, node, opening!.to, closing?.from ?? node.to));
}

function heading(node: SyntaxNode, content: Inline[]): Block {
  return { type: 'heading', attrs: { level: Number(node.name.at(-1)) }, content };
}

function isListNode(node: SyntaxNode): boolean {
  return node.name === 'BulletList' || node.name === 'OrderedList';
}

function readList(source: string, node: SyntaxNode, depth: number): BulletList | OrderedList {
  const items = node.getChildren('ListItem');
  const content = items.map((item) => readItem(source, item, depth + 1));
  const tight = !hasBlankLineBetween(source, items) && !items.some((item) => hasBlankLineBetween(source, blocksIn(item)));
  const sign = source.slice(items[0]!.firstChild!.from, items[0]!.firstChild!.to);
  if (node.name === 'BulletList') return { type: 'bulletList', attrs: { tight, marker: sign }, content };
  return { type: 'orderedList', attrs: { tight, marker: sign.slice(-1), start: Number(sign.slice(0, -1)) }, content };
}

function readItem(source: string, node: SyntaxNode, depth: number): ListItem {
  const [first, ...others] = blocksIn(node);
  const marker = first?.name === 'Task' ? first.getChild('TaskMarker') : null;
  if (first === undefined || marker === null) {
    return { type: 'listItem', attrs: { checked: null }, content: blocksIn(node).map((child) => readBlock(source, child, depth)) };
  }
  const checked = source[marker.from + 1] !== ' ';
  const words = parseInline(source, first, marker.to, first.to);
  return {
    type: 'listItem',
    attrs: { checked },
    content: [{ type: 'paragraph', content: words }, ...others.map((child) => readBlock(source, child, depth))],
  };
}

const BLOCK_MARKS = new Set(['QuoteMark', 'ListMark']);

/** The blocks a quote or a list item holds, without its own signs. */
function blocksIn(node: SyntaxNode): SyntaxNode[] {
  return [...childrenOf(node)].filter((child) => !BLOCK_MARKS.has(child.name));
}

function hasBlankLineBetween(source: string, blocks: readonly SyntaxNode[]): boolean {
  return blocks.some((block, i) => {
    const previous = blocks[i - 1];
    return previous !== undefined && /\n[ \t>]*\n/.test(source.slice(contentEnd(source, previous), block.from));
  });
}

/** The end of what an item holds: the item itself can reach over the empty lines of the quote around it. */
function contentEnd(source: string, node: SyntaxNode): number {
  if (node.name !== 'ListItem' && !isListNode(node)) return endOf(source, node);
  const last = blocksIn(node).at(-1);
  return last === undefined ? node.firstChild!.to : contentEnd(source, last);
}

/** The code without its fences; lines of nothing at the end of an unclosed fence do not count. */
function codeIn(source: string, node: SyntaxNode): string {
  const code = node.getChildren('CodeText').map((part) => source.slice(part.from, part.to)).join('');
  const closed = node.getChildren('CodeMark').length === 2;
  const indent = node.name === 'FencedCode' ? fenceIndent(source, node) : 0;
  const dedented = indent > 0 ? code.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '') : code;
  return closed ? dedented : dedented.replace(/\n+$/, '');
}

/** How far the opening fence is indented: as many spaces of each line are not part of the code. */
function fenceIndent(source: string, node: SyntaxNode): number {
  return node.parent?.name === 'Document' ? node.from - lineStartOf(source, node) : 0;
}

function lineStartOf(source: string, node: SyntaxNode): number {
  return node.from === 0 ? 0 : source.lastIndexOf('\n', node.from - 1) + 1;
}

function infoOf(source: string, node: SyntaxNode): string {
  const info = node.getChild('CodeInfo');
  return info === null ? '' : source.slice(info.from, info.to).trim();
}

/** The lines of a block word for word, without the quote signs and the indentation of what it stands in. */
function sourceBlock(source: string, node: SyntaxNode): Block {
  const before = source.slice(lineStartOf(source, node), node.from);
  const quotes = before.split('>').length - 1;
  const indent = before.length - (before.lastIndexOf('>') + 1);
  const container = new RegExp(`^(?:[ \\t]*>){0,${quotes}}[ \\t]{0,${indent}}`);
  const [first, ...others] = source.slice(node.from, endOf(source, node)).split('\n');
  return { type: 'source', content: plain([first, ...others.map((line) => line.replace(container, ''))].join('\n')) };
}
