import { parseMarkdown } from './parse.ts';
import { wordsOf, type Block } from './rich-document.ts';

/** Signs that can mean something anywhere, and those that do at the start of a line. */
const MAYBE_MARKUP = /[*_`~\\<&[]|!\[|^[ \t]*(?:[-+>#|=]|\d{1,9}[.)]|\t| {4})|[ \t]$/m;

/**
 * The words of a note without marks, for search and previews: one line per line of a paragraph, list item or heading.
 * Most notes carry no markup at all and are not parsed.
 */
export function plainText(markdown: string): string {
  if (!MAYBE_MARKUP.test(markdown)) return markdown.includes('\n') || markdown.includes('\r') ? linesWithWords(markdown) : markdown.trim();
  return parseMarkdown(markdown).content.map(wordsOfBlock).filter((words) => words !== '').join('\n');
}

function linesWithWords(markdown: string): string {
  return markdown.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== '').join('\n');
}

function wordsOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading': return wordsOf(block.content);
    case 'bulletList':
    case 'orderedList': return block.content.flatMap((item) => item.content).map(wordsOfBlock).filter((words) => words !== '').join('\n');
    case 'blockquote': return block.content.map(wordsOfBlock).filter((words) => words !== '').join('\n');
    case 'codeBlock':
    case 'source': return block.content[0]?.text ?? '';
    case 'horizontalRule': return '';
  }
}
