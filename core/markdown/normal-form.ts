/**
 * The form in which two documents that Markdown cannot tell apart are equal. What an editor can hold and Markdown
 * cannot (an empty paragraph, bold white space) is settled here; the decision "Notes in Markdown" lists it.
 */
import {
  isList, MARK_ORDER, plain, sameMarks, text,
  type Block, type HardBreak, type Inline, type List, type ListItem, type Mark, type RichDocument,
} from './rich-document.ts';

export function normalForm(document: RichDocument): RichDocument {
  return { type: 'doc', content: normalBlocks(document.content) };
}

/**
 * The blocks without those that Markdown has no sign for. A list right after another of its kind gets another marker,
 * or it would be read as more of the same; so does a list that an item of `parent` starts with (`- - -` is a rule).
 */
export function normalBlocks(blocks: readonly Block[], parent?: List): Block[] {
  const settled: Block[] = [];
  for (const block of blocks) {
    const neighbour = settled.length === 0 ? parent : settled.at(-1);
    const taken = isList(neighbour) && neighbour.type === block.type ? neighbour.attrs.marker : '';
    const done = normalBlock(block, taken);
    if (done !== null) settled.push(done);
  }
  return settled;
}

/** Null when nothing of the block would be left in Markdown. */
function normalBlock(block: Block, takenMarker: string): Block | null {
  switch (block.type) {
    case 'paragraph': {
      const content = normalInline(block.content);
      return content.length === 0 ? null : { type: 'paragraph', content };
    }
    case 'heading': {
      const level = Math.min(6, Math.max(1, block.attrs.level));
      return { type: 'heading', attrs: { level }, content: normalInline(onOneLine(block.content)) };
    }
    case 'bulletList':
    case 'orderedList': return block.content.length === 0 ? null : normalList(block, takenMarker);
    case 'blockquote': return { type: 'blockquote', content: normalBlocks(block.content) };
    case 'codeBlock': return { type: 'codeBlock', attrs: { info: block.attrs.info.replace(/\s+/g, ' ').trim() }, content: block.content };
    case 'source': {
      const words = (block.content[0]?.text ?? '').replace(/^[ \t\n]+|[ \t\n]+$/g, '');
      return words === '' ? null : { type: 'source', content: plain(words) };
    }
    case 'horizontalRule': return { type: 'horizontalRule' };
  }
}

function normalList(list: List, takenMarker: string): List {
  const [usual, other] = list.type === 'bulletList' ? ['-', '*'] : ['.', ')'];
  const isKnown = (list.type === 'bulletList' ? '-*+' : '.)').includes(list.attrs.marker);
  const wanted = isKnown ? list.attrs.marker : usual;
  const marker = wanted !== takenMarker ? wanted : takenMarker === usual ? other : usual;
  const marked: List = list.type === 'bulletList' ? { ...list, attrs: { ...list.attrs, marker } } : { ...list, attrs: { ...list.attrs, marker } };
  const content = list.content.map((item) => normalItem(item, marked));
  const tight = content.every(canBeTight) && (list.attrs.tight || (content.length === 1 && content[0]!.content.length < 2));
  if (list.type === 'bulletList') return { type: 'bulletList', attrs: { tight, marker }, content };
  const start = Math.min(999_999_999 - content.length, Math.max(0, Math.trunc(list.attrs.start)));
  return { type: 'orderedList', attrs: { tight, marker, start }, content };
}

function normalItem(item: ListItem, list: List): ListItem {
  const { checked } = item.attrs;
  const [first, ...others] = item.content;
  if (checked === null) return { type: 'listItem', attrs: { checked }, content: normalBlocks(item.content, list) };
  const hasWords = first?.type === 'paragraph';
  const words: Block = { type: 'paragraph', content: hasWords ? normalInline(first.content) : [] };
  return { type: 'listItem', attrs: { checked }, content: [words, ...normalBlocks(hasWords ? others : item.content)] };
}

/** Whether the blocks of an item can follow each other without a blank line. */
function canBeTight(item: ListItem): boolean {
  return item.content.every((block, i) => i === 0 || canFollow(item.content[i - 1]!, block));
}

function canFollow(previous: Block, block: Block): boolean {
  if (previous.type === 'blockquote' && block.type === 'blockquote') return false;
  if (canInterrupt(block)) return true;
  return block.type !== 'source' && (previous.type === 'heading' || previous.type === 'codeBlock' || previous.type === 'horizontalRule');
}

/** Whether a block is recognised on the line right after a paragraph. */
function canInterrupt(block: Block): boolean {
  switch (block.type) {
    case 'heading':
    case 'codeBlock':
    case 'blockquote':
    case 'horizontalRule': return true;
    case 'bulletList': return !startsEmpty(block);
    case 'orderedList': return block.attrs.start === 1 && !startsEmpty(block);
    case 'paragraph':
    case 'source': return false;
  }
}

function startsEmpty(list: List): boolean {
  const [item] = list.content;
  const first = item?.content[0];
  return item?.attrs.checked === null && (first === undefined || (isList(first) && startsEmpty(first)));
}

/**
 * Inline pieces as Markdown can hold them: one text per run of equal marks, no white space at the ends of lines or
 * just inside bold, italic and strike, no line breaks at either end.
 */
export function normalInline(content: readonly Inline[]): Inline[] {
  const pieces = content.flatMap(splitAtLineEndings).map(withOrderedMarks);
  const bare = (['bold', 'italic', 'strike'] as const).reduce(withoutMarkedSpace, pieces);
  return joinLines(linesIn(bare));
}

function onOneLine(content: readonly Inline[]): Inline[] {
  return content.map((piece) => (piece.type === 'hardBreak' ? text(' ') : piece));
}

function splitAtLineEndings(piece: Inline): Inline[] {
  if (piece.type !== 'text' || !/[\r\n]/.test(piece.text)) return [piece];
  if (hasMark(piece, 'code')) return [text(piece.text.replace(/[\r\n]+/g, ' '), piece.marks)];
  const softBreak: HardBreak = { type: 'hardBreak', attrs: { soft: true } };
  return piece.text.split(/\r\n?|\n/).flatMap((words, i) => [...(i > 0 ? [softBreak] : []), ...(words === '' ? [] : [text(words, piece.marks)])]);
}

function withOrderedMarks(piece: Inline): Inline {
  if (piece.type === 'hardBreak') return { type: 'hardBreak', attrs: { soft: piece.attrs.soft } };
  const marks = MARK_ORDER.flatMap((type) => (piece.marks ?? []).find((mark) => mark.type === type) ?? []);
  if (piece.type === 'text') return text(piece.text, marks);
  const { src, alt, title } = piece.attrs;
  const attrs = { src, alt: alt.replace(/\s+/g, ' ').trim(), title };
  return marks.length > 0 ? { type: 'image', attrs, marks } : { type: 'image', attrs };
}

function hasMark(piece: Inline, type: Mark['type']): boolean {
  return piece.type !== 'hardBreak' && (piece.marks ?? []).some((mark) => mark.type === type);
}

/** Takes a mark from the white space at both ends of each run that carries it. */
function withoutMarkedSpace(pieces: Inline[], type: Mark['type']): Inline[] {
  return withoutLeadingMarkedSpace(withoutLeadingMarkedSpace(pieces, type, 'start').reverse(), type, 'end').reverse();
}

function withoutLeadingMarkedSpace(pieces: Inline[], type: Mark['type'], side: 'start' | 'end'): Inline[] {
  let isInside = false;
  return pieces.flatMap((piece): Inline[] => {
    if (piece.type === 'hardBreak') return [piece];
    if (!hasMark(piece, type)) isInside = false;
    if (isInside || !hasMark(piece, type)) return [piece];
    if (piece.type === 'image' || hasMark(piece, 'code')) {
      isInside = true;
      return [piece];
    }
    const words = side === 'start' ? piece.text.trimStart() : piece.text.trimEnd();
    isInside = words !== '';
    const length = piece.text.length - words.length;
    const space = side === 'start' ? piece.text.slice(0, length) : piece.text.slice(words.length);
    const bare = (piece.marks ?? []).filter((mark) => mark.type !== type);
    return [...(space === '' ? [] : [text(space, bare)]), ...(words === '' ? [] : [text(words, piece.marks)])];
  });
}

interface Line {
  pieces: Exclude<Inline, HardBreak>[];
  /** Whether the break that ends the line is a bare line ending. */
  soft: boolean;
}

function linesIn(content: readonly Inline[]): Line[] {
  const lines: Line[] = [{ pieces: [], soft: false }];
  for (const piece of content) {
    if (piece.type === 'hardBreak') {
      lines.at(-1)!.soft = piece.attrs.soft;
      lines.push({ pieces: [], soft: false });
    } else {
      lines.at(-1)!.pieces.push(piece);
    }
  }
  return lines.map((line) => ({ pieces: trimmed(joined(line.pieces)), soft: line.soft }));
}

function joined(pieces: Line['pieces']): Line['pieces'] {
  const done: Line['pieces'] = [];
  for (const piece of pieces) {
    const last = done.at(-1);
    if (piece.type === 'text' && piece.text === '') continue;
    if (piece.type === 'text' && last?.type === 'text' && sameMarks(last.marks, piece.marks)) done[done.length - 1] = text(last.text + piece.text, last.marks);
    else done.push(piece);
  }
  return done;
}

function trimmed(pieces: Line['pieces']): Line['pieces'] {
  const atStart = trimmedAtStart(pieces, (words) => words.replace(/^[ \t]+/, ''));
  return trimmedAtStart(atStart.toReversed(), (words) => words.replace(/[ \t]+$/, '')).reverse();
}

function trimmedAtStart(pieces: Line['pieces'], trim: (words: string) => string): Line['pieces'] {
  for (const [i, piece] of pieces.entries()) {
    if (piece.type !== 'text' || hasMark(piece, 'code')) return pieces.slice(i);
    const words = trim(piece.text);
    if (words !== '') return [text(words, piece.marks), ...pieces.slice(i + 1)];
  }
  return [];
}

function joinLines(lines: readonly Line[]): Inline[] {
  const first = lines.findIndex((line) => line.pieces.length > 0);
  const last = lines.findLastIndex((line) => line.pieces.length > 0);
  return lines.slice(Math.max(first, 0), last + 1).flatMap((line, i, kept): Inline[] => {
    const next = kept[i + 1];
    if (next === undefined) return line.pieces;
    const soft = line.soft && line.pieces.length > 0 && next.pieces.length > 0;
    return [...line.pieces, { type: 'hardBreak', attrs: { soft } }];
  });
}
