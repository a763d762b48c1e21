/**
 * Inline pieces to Markdown. Words are written as they stand wherever they read back as the same words; only where
 * they would not, signs are escaped, as few as do, and at last, next to emphasis inside a word, letters become
 * character references, which is the one spelling that always works.
 */
import { encodeEntity } from './entities.ts';
import { childrenOf, parseSyntax } from './grammar.ts';
import { parseInline } from './parse-inline.ts';
import { MARK_ORDER, sameMark, type Image, type Inline, type LinkMark, type Mark } from './rich-document.ts';

/** In a heading the words stand on one line, after number signs. */
export type Place = 'paragraph' | 'heading';

interface Spelling {
  escape: (words: string) => string;
  italic: '*' | '_';
  bold: '**' | '__';
  /** Whether letters next to emphasis are written as character references. */
  encodeNeighbours: boolean;
}

const asItStands = (words: string): string => words;
/** Only signs that touch a word as emphasis would, and code. */
const escapeTouching = (words: string): string => words.replace(/[`~]|\\(?=[!-/:-@[-`{-~])|(?<=\S)\*|\*(?=\S)|(?<=[^\s\p{L}\p{N}])_|_(?=[^\s\p{L}\p{N}])|(?<!\S)_(?=\S)|(?<=\S)_(?!\S)/gu, '\\$&');
const escapeMarks = (words: string): string => words.replace(/[*_`~\\]/g, '\\$&');
const escapeAll = (words: string): string => words.replace(/[*_`~\\[\]<&!#]/g, '\\$&');

const SPELLINGS: readonly Spelling[] = [
  { escape: asItStands, italic: '*', bold: '**', encodeNeighbours: false },
  { escape: asItStands, italic: '_', bold: '**', encodeNeighbours: false },
  { escape: escapeTouching, italic: '*', bold: '**', encodeNeighbours: false },
  { escape: escapeMarks, italic: '*', bold: '**', encodeNeighbours: false },
  { escape: escapeMarks, italic: '_', bold: '**', encodeNeighbours: false },
  { escape: escapeAll, italic: '*', bold: '**', encodeNeighbours: false },
  { escape: escapeAll, italic: '_', bold: '**', encodeNeighbours: false },
  { escape: escapeAll, italic: '*', bold: '__', encodeNeighbours: false },
  { escape: escapeAll, italic: '*', bold: '**', encodeNeighbours: true },
  { escape: escapeAll, italic: '_', bold: '**', encodeNeighbours: true },
  { escape: escapeAll, italic: '*', bold: '__', encodeNeighbours: true },
];

/** Pieces in normal form as Markdown that reads back as the same pieces. */
export function printInline(content: readonly Inline[], place: Place): string {
  if (content.length === 0) return '';
  const wanted = JSON.stringify(content);
  let printed = '';
  for (const spelling of SPELLINGS) {
    printed = escapeLineStarts(spell(content, spelling), place);
    if (readsAs(printed, place) === wanted) return printed;
  }
  return printed;
}

function readsAs(printed: string, place: Place): string | null {
  const source = place === 'heading' ? `# ${printed}` : printed;
  const [block, ...others] = childrenOf(parseSyntax(source));
  if (block === undefined || others.length > 0) return null;
  if (place === 'paragraph') return block.name === 'Paragraph' ? JSON.stringify(parseInline(source, block, block.from, block.to)) : null;
  const [opening, closing] = block.getChildren('HeaderMark');
  return block.name === 'ATXHeading1' ? JSON.stringify(parseInline(source, block, opening!.to, closing?.from ?? block.to)) : null;
}

/** Before the sign that makes a line something else than a line of a paragraph. */
const BLOCK_STARTS: readonly RegExp[] = [
  /(?<=^\d{1,9})(?=[.)](?:[ \t]|$))/gm,
  /^(?=[-+*](?:[ \t]|$))/gm,
  /^(?=#{1,6}(?:[ \t]|$))/gm,
  /^(?=>)/gm,
  /^(?=~~~)/gm,
  // The line under a heading, a rule, the second line of a table.
  /^(?==+$)/gm,
  /^(?=[*_][*_ \t]*$)/gm,
  /^(?=[-|:][-|: \t]*$)/gm,
  /^(?=\[[ xX]\](?:[ \t]|$))/gm,
];

function escapeLineStarts(printed: string, place: Place): string {
  return place === 'heading' ? printed : BLOCK_STARTS.reduce((words, start) => words.replace(start, '\\'), printed);
}

type Delimited = Exclude<Mark['type'], 'code'>;
type OpenMark = Exclude<Mark, { type: 'code' }>;

function spell(content: readonly Inline[], spelling: Spelling): string {
  const marks = content.map((piece, i) => (piece.type === 'hardBreak' ? null : delimitedMarks(content, i)));
  let printed = '';
  let open: OpenMark[] = [];
  content.forEach((_, i) => {
    // What ends at a line break is closed before it; what starts after it is opened after it.
    let next = i;
    while (marks[next] === null) next += 1;
    const kept = keptOpen(open, marks, next);
    const opened = next > i ? [] : openedAt(marks, i, kept);
    printed += closing(open.slice(kept.length), spelling) + opened.map((mark) => opening(mark, spelling)).join('') + spellPiece(content, i, spelling);
    open = [...kept, ...opened];
  });
  return printed + closing(open, spelling);
}

/** The marks of each piece that are written around it; null for a line break, which carries none. */
type MarksByPiece = readonly (OpenMark[] | null)[];

/** A bare address writes its link itself. */
function delimitedMarks(content: readonly Inline[], i: number): OpenMark[] {
  return isAutolink(content, i) ? [] : marksOf(content[i]).filter((mark) => mark.type !== 'code');
}

function marksOf(piece: Inline | undefined): Mark[] {
  return piece === undefined || piece.type === 'hardBreak' ? [] : (piece.marks ?? []);
}

/** The marks to open before a piece: those that reach furthest first. */
function openedAt(marks: MarksByPiece, i: number, kept: readonly OpenMark[]): OpenMark[] {
  const opened = marks[i]!.filter((mark) => !kept.some((other) => sameMark(mark, other)));
  return opened.sort((a, b) => runEnd(marks, i, b) - runEnd(marks, i, a) || MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
}

/** A link whose words are its address stands in angle brackets. */
function isAutolink(content: readonly Inline[], i: number): boolean {
  const piece = content[i]!;
  const [link, ...others] = marksOf(piece);
  if (piece.type !== 'text' || link?.type !== 'link' || others.length > 0 || link.attrs.title !== null) return false;
  const isPartOfMore = [content[i - 1], content[i + 1]].some((neighbour) => marksOf(neighbour).some((mark) => sameMark(mark, link)));
  return !isPartOfMore && piece.text === link.attrs.href && !/[<>\s]/.test(piece.text);
}

/** The position after the last piece in a row that carries the mark. */
function runEnd(marks: MarksByPiece, from: number, mark: OpenMark): number {
  let end = from;
  for (let i = from; i < marks.length; i += 1) {
    if (marks[i]?.some((other) => sameMark(mark, other)) === false) break;
    if (marks[i] !== null) end = i + 1;
  }
  return end;
}

/** The open marks that stay open at piece `i`: a link is opened inside only of what reaches as far as it does. */
function keptOpen(open: readonly OpenMark[], marks: MarksByPiece, i: number): OpenMark[] {
  const wanted = marks[i]!;
  const newLink = wanted.find((mark) => mark.type === 'link' && !open.some((other) => sameMark(mark, other)));
  const reach = newLink === undefined ? 0 : runEnd(marks, i, newLink);
  const firstToClose = open.findIndex((mark) => !wanted.some((other) => sameMark(mark, other)) || runEnd(marks, i, mark) < reach);
  return firstToClose === -1 ? [...open] : open.slice(0, firstToClose);
}

function opening(mark: OpenMark, spelling: Spelling): string {
  return mark.type === 'link' ? '[' : delimiter(mark.type, spelling);
}

function closing(marks: readonly OpenMark[], spelling: Spelling): string {
  return marks.toReversed().map((mark) => (mark.type === 'link' ? `](${target(mark.attrs.href, mark.attrs.title)})` : delimiter(mark.type, spelling))).join('');
}

function delimiter(type: Exclude<Delimited, 'link'>, spelling: Spelling): string {
  switch (type) {
    case 'bold': return spelling.bold;
    case 'italic': return spelling.italic;
    case 'strike': return '~~';
  }
}

function target(address: string, title: LinkMark['attrs']['title']): string {
  const escaped = address.replace(/\\(?=[!-/:-@[-`{-~])|&(?=#?\w+;)/g, '\\$&');
  const safe = /[\s()<>]/.test(escaped) ? `<${escaped.replace(/[<>]/g, '\\$&')}>` : escaped;
  return title === null ? safe : `${safe} "${title.replace(/["\\&]/g, '\\$&').replace(/\s+/g, ' ')}"`;
}

/** Which ends of a text touch emphasis or code: its own or a neighbour's. */
interface Edges {
  first: 'own' | 'other' | null;
  last: 'own' | 'other' | null;
}

function edgesOf(content: readonly Inline[], i: number): Edges {
  const edge = (neighbour: Inline | undefined): 'own' | 'other' | null => (isDelimited(content[i]) ? 'own' : isDelimited(neighbour) ? 'other' : null);
  return { first: edge(content[i - 1]), last: edge(content[i + 1]) };
}

function isDelimited(piece: Inline | undefined): boolean {
  return marksOf(piece).some((mark) => mark.type !== 'link');
}

function spellPiece(content: readonly Inline[], i: number, spelling: Spelling): string {
  const piece = content[i]!;
  switch (piece.type) {
    case 'hardBreak': return piece.attrs.soft ? '\n' : '\\\n';
    case 'image': return spellImage(piece);
    case 'text':
      if (isAutolink(content, i)) return `<${piece.text}>`;
      return marksOf(piece).some((mark) => mark.type === 'code') ? spellCode(piece.text) : spellText(piece.text, spelling, edgesOf(content, i));
  }
}

function spellImage(image: Image): string {
  return `![${escapeAll(image.attrs.alt)}](${target(image.attrs.src, image.attrs.title)})`;
}

/** The shortest fence that the code does not hold itself. */
function spellCode(code: string): string {
  const taken = new Set([...code.matchAll(/`+/g)].map((run) => run[0].length));
  let length = 1;
  while (taken.has(length)) length += 1;
  const fence = '`'.repeat(length);
  const needsPadding = /^`|`$|^ .* $/s.test(code) && code.trim() !== '';
  return needsPadding ? `${fence} ${code} ${fence}` : fence + code + fence;
}

/** Next to emphasis, white space inside and anything else outside would keep it from being read. */
function spellText(words: string, spelling: Spelling, edges: Edges): string {
  if (!spelling.encodeNeighbours) return spelling.escape(words);
  const characters = Array.from(words);
  const isInTheWay = (character: string | undefined, edge: 'own' | 'other' | null): boolean => character !== undefined && edge !== null && (edge === 'own' || /\S/.test(character));
  const first = isInTheWay(characters[0], edges.first) ? encodeEntity(characters.shift()!) : '';
  const last = isInTheWay(characters.at(-1), edges.last) ? encodeEntity(characters.pop()!) : '';
  return first + spelling.escape(characters.join('')) + last;
}
