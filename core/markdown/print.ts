/** A document to Markdown, in one normal form: `-` and `1.`, fences of backticks, two signs for bold, `\` for a hard break. */
import { normalForm } from './normal-form.ts';
import { printInline } from './print-inline.ts';
import type { Block, CodeBlock, List, ListItem, RichDocument } from './rich-document.ts';

/** The Markdown of a document, without a line ending after the last line. */
export function printMarkdown(document: RichDocument): string {
  return normalForm(document).content.map(printBlock).join('\n\n');
}

/** The Markdown of a block in normal form. */
export function printBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph': return printInline(block.content, 'paragraph');
    case 'heading': return ['#'.repeat(block.attrs.level), ...(block.content.length === 0 ? [] : [printInline(block.content, 'heading')])].join(' ');
    case 'bulletList':
    case 'orderedList': return block.content.map((_, i) => printItem(block, i)).join(block.attrs.tight ? '\n' : '\n\n');
    case 'blockquote': return quoteLines(block.content.map(printBlock).join('\n\n'));
    case 'codeBlock': return printCode(block);
    // Other rules could be read as the marker of a list or as the line under a heading.
    case 'horizontalRule': return '___';
    case 'source': return block.content[0]?.text ?? '';
  }
}

/** The Markdown of one item of a list in normal form. */
export function printItem(list: List, index: number): string {
  const item = list.content[index]!;
  const marker = list.type === 'bulletList' ? list.attrs.marker : `${list.attrs.start + index}${list.attrs.marker}`;
  const words = printItemContent(item, list.attrs.tight);
  const [first, ...others] = words.split('\n');
  const indent = ' '.repeat(marker.length + 1);
  return [first === '' ? marker : `${marker} ${first!}`, ...others.map((line) => (line === '' ? '' : indent + line))].join('\n');
}

function printItemContent(item: ListItem, tight: boolean): string {
  const blocks = item.content.map(printBlock).join(tight ? '\n' : '\n\n');
  if (item.attrs.checked === null) return blocks;
  const box = item.attrs.checked ? '[x]' : '[ ]';
  return blocks === '' || blocks.startsWith('\n') ? box + blocks : `${box} ${blocks}`;
}

function quoteLines(words: string): string {
  return words.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

function printCode(block: CodeBlock): string {
  const code = block.content[0]?.text ?? '';
  const sign = block.attrs.info.includes('`') ? '~' : '`';
  const longest = Math.max(2, ...[...code.matchAll(sign === '`' ? /`+/g : /~+/g)].map((run) => run[0].length));
  const fence = sign.repeat(longest + 1);
  const info = block.attrs.info.startsWith(sign) ? ` ${block.attrs.info}` : block.attrs.info;
  return [fence + info, ...(code === '' ? [] : [code]), fence].join('\n');
}

