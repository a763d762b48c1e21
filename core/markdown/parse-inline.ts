import type { SyntaxNode } from '@lezer/common';
import { decodeEntity, unescapeMarkdown } from './entities.ts';
import { childrenOf } from './grammar.ts';
import { openableAddress } from './links.ts';
import { sameMark, sameMarks, text, wordsOf, type Inline, type Mark } from './rich-document.ts';

/** Emphasis nested deeper than this is read as plain text, so that no note can exhaust the stack. */
const DEEPEST = 50;

/** The inline pieces between two positions of a block, in the order of the text. */
export function parseInline(source: string, block: SyntaxNode, from: number, to: number): Inline[] {
  const line = new InlineLine();
  readChildren({ source, line, depth: 0 }, block, from, to, []);
  return line.finished();
}

interface Reading {
  source: string;
  line: InlineLine;
  depth: number;
}

/** Collects pieces: joins texts of the same marks, drops white space at the ends of lines. */
class InlineLine {
  private readonly content: Inline[] = [];
  private atLineStart = true;

  addText(words: string, marks: Mark[]): void {
    words.split('\n').forEach((part, i) => {
      if (i > 0) this.addBreak(true);
      this.addWords(part, marks);
    });
  }

  addWords(words: string, marks: Mark[]): void {
    const kept = this.atLineStart && !isCode(marks) ? words.replace(/^[ \t]+/, '') : words;
    if (kept === '') return;
    this.atLineStart = false;
    const last = this.content.at(-1);
    if (last?.type === 'text' && sameMarks(last.marks, marks)) last.text += kept;
    else this.content.push(text(kept, marks));
  }

  addBreak(soft: boolean): void {
    this.trimEnd();
    this.content.push({ type: 'hardBreak', attrs: { soft } });
    this.atLineStart = true;
  }

  addImage(attrs: { src: string; alt: string; title: string | null }, marks: Mark[]): void {
    this.atLineStart = false;
    this.content.push(marks.length > 0 ? { type: 'image', attrs, marks } : { type: 'image', attrs });
  }

  finished(): Inline[] {
    this.trimEnd();
    return this.content;
  }

  private trimEnd(): void {
    for (let last = this.content.at(-1); last?.type === 'text' && !isCode(last.marks ?? []); last = this.content.at(-1)) {
      last.text = last.text.replace(/[ \t]+$/, '');
      if (last.text !== '') return;
      this.content.pop();
    }
  }
}

function isCode(marks: Mark[]): boolean {
  return marks.some((mark) => mark.type === 'code');
}

function readChildren(reading: Reading, parent: SyntaxNode, from: number, to: number, marks: Mark[]): void {
  let at = from;
  for (const child of childrenOf(parent)) {
    if (child.to <= from || child.from >= to) continue;
    reading.line.addText(reading.source.slice(at, child.from), marks);
    readNode(reading, child, marks);
    at = child.to;
  }
  reading.line.addText(reading.source.slice(at, to), marks);
}

function readNode(reading: Reading, node: SyntaxNode, marks: Mark[]): void {
  const { source, line } = reading;
  switch (node.name) {
    case 'Emphasis': return readMarked(reading, node, marks, { type: 'italic' });
    case 'StrongEmphasis': return readMarked(reading, node, marks, { type: 'bold' });
    case 'Strikethrough': return readMarked(reading, node, marks, { type: 'strike' });
    case 'InlineCode': return line.addWords(codeIn(source, node), withMark(marks, { type: 'code' }));
    case 'Link': return readLink(reading, node, marks);
    case 'Image': return readImage(reading, node, marks);
    case 'Autolink': return readAutolink(reading, node, marks);
    case 'Escape': return line.addWords(source.slice(node.from + 1, node.to), marks);
    case 'Entity': return line.addWords(decodeEntity(source.slice(node.from, node.to)), marks);
    case 'HardBreak': return line.addBreak(false);
    case 'QuoteMark': return;
    // Raw HTML, comments and a check box that is not at the start of an item are the text they are.
    default: return readLiterally(reading, node, marks);
  }
}

function readMarked(reading: Reading, node: SyntaxNode, marks: Mark[], mark: Mark): void {
  if (reading.depth >= DEEPEST) return readLiterally(reading, node, marks);
  const { firstChild, lastChild } = node;
  readChildren({ ...reading, depth: reading.depth + 1 }, node, firstChild!.to, lastChild!.from, withMark(marks, mark));
}

function readLiterally({ source, line }: Reading, node: SyntaxNode, marks: Mark[]): void {
  line.addText(withoutQuoteMarks(source, node, node.from, node.to), marks);
}

function withMark(marks: Mark[], mark: Mark): Mark[] {
  return marks.some((other) => sameMark(other, mark)) ? marks : [...marks, mark];
}

/** Line endings in code become spaces; one space on either side is padding. */
function codeIn(source: string, node: SyntaxNode): string {
  const code = withoutQuoteMarks(source, node, node.firstChild!.to, node.lastChild!.from).replace(/\n[ \t]*/g, ' ');
  return /^ .* $/.test(code) && code.trim() !== '' ? code.slice(1, -1) : code;
}

/** The text between two positions without the `>` of the quotes it stands in. */
function withoutQuoteMarks(source: string, node: SyntaxNode, from: number, to: number): string {
  let kept = '';
  let at = from;
  for (const mark of quoteMarksIn(node)) {
    if (mark.from < from || mark.to > to) continue;
    kept += source.slice(at, mark.from);
    at = mark.to;
  }
  return kept + source.slice(at, to);
}

function* quoteMarksIn(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of childrenOf(node)) {
    if (child.name === 'QuoteMark') yield child;
    else yield* quoteMarksIn(child);
  }
}

interface Target {
  address: string;
  title: string | null;
}

function readLink(reading: Reading, node: SyntaxNode, marks: Mark[]): void {
  const target = targetOf(reading.source, node);
  const labelEnd = labelEndOf(node);
  const inner = { ...reading, depth: reading.depth + 1 };
  const labelStart = node.firstChild!.to;
  if (target !== null && reading.depth < DEEPEST && !marks.some((mark) => mark.type === 'link')) {
    readChildren(inner, node, labelStart, labelEnd, [{ type: 'link', attrs: { href: target.address, title: target.title } }, ...marks]);
    return;
  }
  if (reading.depth >= DEEPEST) return readLiterally(reading, node, marks);
  // A reference, or an address that may not be opened: shown as what it is.
  reading.line.addText('[', marks);
  readChildren(inner, node, labelStart, labelEnd, marks);
  reading.line.addText(unescapeMarkdown(withoutQuoteMarks(reading.source, node, labelEnd, node.to)), marks);
}

function readImage(reading: Reading, node: SyntaxNode, marks: Mark[]): void {
  const target = targetOf(reading.source, node);
  if (target === null) {
    reading.line.addText(unescapeMarkdown(withoutQuoteMarks(reading.source, node, node.from, node.to)), marks);
    return;
  }
  const alt = new InlineLine();
  readChildren({ ...reading, line: alt, depth: reading.depth + 1 }, node, node.firstChild!.to, labelEndOf(node), []);
  const words = wordsOf(alt.finished()).replaceAll('\n', ' ');
  reading.line.addImage({ src: target.address, alt: words, title: target.title }, marks);
}

function readAutolink(reading: Reading, node: SyntaxNode, marks: Mark[]): void {
  const address = openableAddress(reading.source.slice(node.from + 1, node.to - 1));
  if (address === null || marks.some((mark) => mark.type === 'link')) return readLiterally(reading, node, marks);
  reading.line.addWords(address, [{ type: 'link', attrs: { href: address, title: null } }, ...marks]);
}

/** The position of the `]` that ends the words of a link or image. */
function labelEndOf(node: SyntaxNode): number {
  return node.getChildren('LinkMark')[1]!.from;
}

/** Where `[words](address "title")` leads, when that may be opened. */
function targetOf(source: string, node: SyntaxNode): Target | null {
  const url = node.getChild('URL');
  if (url === null) return null;
  const address = openableAddress(unescapeMarkdown(source.slice(url.from, url.to).replace(/^<(.*)>$/s, '$1')));
  if (address === null) return null;
  const title = node.getChild('LinkTitle');
  if (title === null) return { address, title: null };
  return { address, title: unescapeMarkdown(source.slice(title.from + 1, title.to - 1)).replace(/\s*\n[ \t>]*/g, ' ') };
}
