/**
 * Foreign HTML (pasted, or from a mail) to a document, without a DOM: what there is a block or mark for is kept,
 * scripts, styles and frames go with all they hold, everything else is its words.
 */
import { Parser } from 'htmlparser2';
import { openableAddress } from './links.ts';
import { normalForm, normalInline } from './normal-form.ts';
import { printInline } from './print-inline.ts';
import { plain, sameMark, text, type Block, type Inline, type List, type ListItem, type Mark, type RichDocument } from './rich-document.ts';

/** The document in normal form. */
export function htmlToDocument(html: string): RichDocument {
  return normalForm({ type: 'doc', content: blocksOf(readElements(html), []) });
}

type HtmlNode = string | Element;

interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: HtmlNode[];
}

/** Elements nested deeper than this are taken as part of the one around them, so that no page can exhaust the stack. */
const DEEPEST = 100;

function readElements(html: string): HtmlNode[] {
  const open: Element[] = [{ name: '', attributes: {}, children: [] }];
  let tooDeep = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (open.length > DEEPEST) {
        tooDeep += 1;
        return;
      }
      const element: Element = { name, attributes, children: [] };
      open.at(-1)!.children.push(element);
      open.push(element);
    },
    ontext(words) {
      open.at(-1)!.children.push(words);
    },
    onclosetag() {
      if (tooDeep > 0) tooDeep -= 1;
      else open.pop();
    },
  });
  parser.end(html);
  return open[0]!.children;
}

const WITHOUT_WORDS = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'canvas', 'audio', 'video', 'select', 'textarea', 'button', 'meta', 'link']);

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'body', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4',
  'h5', 'h6', 'header', 'hr', 'html', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul',
]);

function blocksOf(nodes: readonly HtmlNode[], marks: Mark[]): Block[] {
  const blocks: Block[] = [];
  let run: Inline[] = [];
  const endParagraph = (): void => {
    blocks.push({ type: 'paragraph', content: withSingleSpaces(run) });
    run = [];
  };
  for (const node of nodes) {
    if (typeof node === 'string' || !holdsBlocks(node)) {
      run.push(...inlineOf(node, marks));
    } else {
      endParagraph();
      blocks.push(...blocksOfElement(node, marks));
    }
  }
  endParagraph();
  return blocks.filter((block) => block.type !== 'paragraph' || normalInline(block.content).length > 0);
}

/** Pages wrap whole texts in inline elements. */
function holdsBlocks(element: Element): boolean {
  return BLOCKS.has(element.name) || (!WITHOUT_WORDS.has(element.name) && element.children.some((child) => typeof child !== 'string' && holdsBlocks(child)));
}

function blocksOfElement(element: Element, marks: Mark[]): Block[] {
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': return [{ type: 'heading', attrs: { level: levelOf(element) }, content: withSingleSpaces(element.children.flatMap((child) => inlineOf(child, marks))) }];
    case 'ul':
    case 'ol': return [listOf(element, marks)];
    case 'blockquote': return [{ type: 'blockquote', content: blocksOf(element.children, marks) }];
    case 'pre': return [preformatted(element)];
    case 'hr': return [{ type: 'horizontalRule' }];
    case 'table': return tableOf(element, marks);
    default: return blocksOf(element.children, marksWith(marks, element));
  }
}

/** Our own headings say their level, because they stand below those of the page. */
function levelOf(heading: Element): number {
  const own = heading.attributes['data-level'] ?? '';
  return /^[1-6]$/.test(own) ? Number(own) : Number(heading.name[1]);
}

function listOf(element: Element, marks: Mark[]): List {
  const content: ListItem[] = [];
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const item = itemOf(child, marks);
    const previous = content.at(-1);
    // Word processors put a nested list beside the item it belongs to.
    if (child.name !== 'li' && previous !== undefined) previous.content.push(...item.content);
    else if (child.name === 'li' || item.content.length > 0) content.push(item);
  }
  if (element.name === 'ul') return { type: 'bulletList', attrs: { tight: true, marker: '-' }, content };
  const start = Number.parseInt(element.attributes['start'] ?? '1', 10);
  return { type: 'orderedList', attrs: { tight: true, marker: '.', start: Number.isNaN(start) ? 1 : start }, content };
}

function itemOf(element: Element, marks: Mark[]): ListItem {
  const content = element.name === 'li' ? blocksOf(element.children, marks) : blocksOf([element], marks);
  return { type: 'listItem', attrs: { checked: element.name === 'li' ? checkedOf(element) : null }, content };
}

function checkedOf(item: Element): boolean | null {
  const said = item.attributes['data-checked'];
  if (said !== undefined) return said !== 'false';
  const box = firstCheckBox(item.children);
  return box === null ? null : 'checked' in box.attributes;
}

function firstCheckBox(nodes: readonly HtmlNode[]): Element | null {
  for (const node of nodes) {
    if (typeof node === 'string' || node.name === 'ul' || node.name === 'ol') continue;
    if (node.name === 'input' && node.attributes['type']?.toLowerCase() === 'checkbox') return node;
    const nested = firstCheckBox(node.children);
    if (nested !== null) return nested;
  }
  return null;
}

function preformatted(element: Element): Block {
  const words = wordsIn(element).replace(/\r\n?/g, '\n').replace(/^\n|\n$/g, '');
  if ('data-source' in element.attributes) return { type: 'source', content: plain(words) };
  const code = element.children.find((child): child is Element => typeof child !== 'string' && child.name === 'code');
  const info = /(?:^|\s)language-(\S+)/.exec(code?.attributes['class'] ?? '')?.[1] ?? '';
  return { type: 'codeBlock', attrs: { info }, content: plain(words) };
}

function wordsIn(node: HtmlNode): string {
  if (typeof node === 'string') return node;
  if (node.name === 'br') return '\n';
  return WITHOUT_WORDS.has(node.name) ? '' : node.children.map(wordsIn).join('');
}

/** A Markdown table as a source block; a table of one column only lays out the page. */
function tableOf(table: Element, marks: Mark[]): Block[] {
  const rows = elementsIn(table, 'tr').map((row) => row.children.filter((child): child is Element => typeof child !== 'string' && (child.name === 'td' || child.name === 'th')));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2) return table.children.flatMap((child) => (typeof child === 'string' ? [] : blocksOf(child.children, marks)));
  const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, i) => cellOf(row[i])).join(' | ')} |`);
  const [header, ...others] = lines;
  return [{ type: 'source', content: plain([header!, `|${' --- |'.repeat(width)}`, ...others].join('\n')) }];
}

/** The rows of a table, but not of a table inside it. */
function elementsIn(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string' || child.name === 'table') return [];
    return child.name === name ? [child] : elementsIn(child, name);
  });
}

function cellOf(cell: Element | undefined): string {
  if (cell === undefined) return '';
  const content = withSingleSpaces(cell.children.flatMap((child) => inlineOf(child, [])).map((piece) => (piece.type === 'hardBreak' ? text(' ') : piece)));
  return printInline(normalInline(content), 'heading').replaceAll('|', '\\|');
}

function inlineOf(node: HtmlNode, marks: Mark[]): Inline[] {
  if (typeof node === 'string') return node === '' ? [] : [text(node.replace(/[ \t\r\n\f]+/g, ' '), marks)];
  if (WITHOUT_WORDS.has(node.name)) return [];
  if (node.name === 'br') return [{ type: 'hardBreak', attrs: { soft: false } }];
  if (node.name === 'img') return imageOf(node.attributes['src'], node, marks);
  if ('data-image' in node.attributes) return imageOf(node.attributes['data-image'], node, marks);
  const inner = marksWith(marks, node);
  const content = node.children.flatMap((child) => inlineOf(child, inner));
  return BLOCKS.has(node.name) ? [text(' '), ...content, text(' ')] : content;
}

function imageOf(address: string | undefined, image: Element, marks: Mark[]): Inline[] {
  const src = openableAddress(address ?? '');
  const alt = image.attributes['alt'] ?? image.attributes['data-alt'] ?? '';
  if (src === null) return alt === '' ? [] : [text(alt, marks)];
  const isPixel = image.attributes['width'] === '1' || image.attributes['height'] === '1';
  return isPixel ? [] : [{ type: 'image', attrs: { src, alt, title: null }, marks: marks.filter((mark) => mark.type !== 'code') }];
}

function marksWith(marks: Mark[], element: Element): Mark[] {
  return [...marks, ...ownMarks(element).filter((mark) => !marks.some((other) => other.type === mark.type || sameMark(other, mark)))];
}

function ownMarks(element: Element): Mark[] {
  const style = element.attributes['style'] ?? '';
  switch (element.name) {
    case 'a': return linkTo(element.attributes['href'] ?? '');
    case 'b':
    case 'strong': return /font-weight:\s*(?:normal|[1-4]00)/i.test(style) ? [] : [{ type: 'bold' }];
    case 'i':
    case 'em':
    case 'cite': return /font-style:\s*normal/i.test(style) ? [] : [{ type: 'italic' }];
    case 's':
    case 'strike':
    case 'del': return [{ type: 'strike' }];
    case 'code':
    case 'kbd':
    case 'samp':
    case 'tt': return [{ type: 'code' }];
    default: return marksOfStyle(style);
  }
}

function marksOfStyle(style: string): Mark[] {
  const marks: Mark[] = [];
  if (/font-weight:\s*(?:bold|[6-9]00)/i.test(style)) marks.push({ type: 'bold' });
  if (/font-style:\s*italic/i.test(style)) marks.push({ type: 'italic' });
  if (/text-decoration[^;]*line-through/i.test(style)) marks.push({ type: 'strike' });
  return marks;
}

function linkTo(href: string): Mark[] {
  const address = openableAddress(href.trim());
  return address === null ? [] : [{ type: 'link', attrs: { href: address, title: null } }];
}

/** White space between two elements is one space. */
function withSingleSpaces(run: readonly Inline[]): Inline[] {
  const pieces: Inline[] = [];
  for (const piece of run) {
    const last = pieces.at(-1);
    const endsInSpace = last?.type === 'text' && last.text.endsWith(' ');
    if (piece.type !== 'text') pieces.push(piece);
    else if (!endsInSpace) pieces.push(piece);
    else if (piece.text.replace(/^ /, '') !== '') pieces.push(text(piece.text.replace(/^ /, ''), piece.marks));
  }
  return pieces;
}
