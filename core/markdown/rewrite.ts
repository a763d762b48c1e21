/**
 * An edited document back to Markdown with the fewest changed bytes: blocks, and items of lists, that are as they
 * were keep their lines and the blank lines between them, whatever style they were written in.
 */
import { originsOf, type Origin } from './align.ts';
import { normalBlocks } from './normal-form.ts';
import { parseMarkdown, parsePieces, type Piece, type TopPiece } from './parse.ts';
import { printBlock, printItem } from './print.ts';
import { isList, type Block, type List, type RichDocument } from './rich-document.ts';

/** `before` itself when `after` says the same; otherwise Markdown that reads back as the normal form of `after`. */
export function rewriteMarkdown(before: string, after: RichDocument): string {
  return rewriterOf(before)(after);
}

/** The same for many versions of one note, which is read once. */
export function rewriterOf(before: string): (after: RichDocument) => string {
  const note = readNote(before);
  return (after) => {
    const blocks = normalBlocks(after.content);
    const origins = originsOf(note.keys, blocks.map(keyOf));
    if (blocks.length === note.pieces.length && origins.every((origin) => origin?.kept === true)) return before;
    const parts = blocks.map((block, i) => partFor(note, block, origins[i] ?? null));
    settleNeighbours(note, blocks, parts);
    return head(note, parts) + joined(parts, gapsBetween(note, parts)) + tail(note, parts);
  };
}

/** A note before it was edited. `keys` are what its pieces are compared by; `lineEnding` is how its first line ends. */
interface Note {
  markdown: string;
  pieces: TopPiece[];
  keys: string[];
  lineEnding: string;
}

function readNote(markdown: string): Note {
  // What a document does not show (a paragraph of nothing) is as a blank line.
  const pieces = parsePieces(markdown).flatMap((piece) => normalBlocks([piece.block]).map((block) => ({ ...piece, block })));
  return { markdown, pieces, keys: pieces.map((piece) => keyOf(piece.block)), lineEnding: /\r\n|\r|\n/.exec(markdown)?.[0] ?? '\n' };
}

function keyOf(block: unknown): string {
  return JSON.stringify(block);
}

/** The lines of one block or item; `origin` is the index of the piece they stand for, null when they are new. */
interface Part {
  words: string;
  origin: number | null;
  kept: boolean;
}

function partFor(note: Note, block: Block, origin: Origin | null): Part {
  if (origin === null) return newPart(note, printBlock(block));
  const piece = note.pieces[origin.index]!;
  if (origin.kept) return { words: note.markdown.slice(piece.from, piece.to), origin: origin.index, kept: true };
  const words = isList(block) && isLike(block, piece.block) ? rewriteList(note, piece, piece.block, block) : newPart(note, printBlock(block)).words;
  return { words, origin: origin.index, kept: false };
}

function newPart(note: Note, words: string): Part {
  return { words: note.lineEnding === '\n' ? words : words.replaceAll('\n', note.lineEnding), origin: null, kept: false };
}

function isLike(list: List, before: Block): before is List {
  return isList(before) && before.type === list.type && before.attrs.marker === list.attrs.marker && before.attrs.tight === list.attrs.tight;
}

/** A changed list: items as they were keep their lines. A number is part of its item's lines, so those keep their place too. */
function rewriteList(note: Note, piece: TopPiece, before: List, list: List): string {
  const origins = originsOf(before.content.map(keyOf), list.content.map(keyOf));
  const parts = origins.map((origin, i): Part => {
    const isKept = origin?.kept === true && (list.type === 'bulletList' || origin.index === i);
    if (!isKept) return { ...newPart(note, printItem(list, i)), origin: origin?.index ?? null };
    const item = piece.items[origin.index]!;
    return { words: note.markdown.slice(item.from, item.to), origin: origin.index, kept: true };
  });
  const usualGap = note.lineEnding.repeat(list.attrs.tight ? 1 : 2);
  return joined(parts, parts.map((part, i) => gapBefore(note, piece.items, parts[i - 1], part) ?? usualGap));
}

/**
 * A block can take in the lines after it, and lines kept as they were can mean something else after another block.
 * So the changed parts are read back with one neighbour on either side; where they read differently, the neighbours
 * are written anew too, until they read right.
 */
function settleNeighbours(note: Note, blocks: readonly Block[], parts: Part[]): void {
  let [from, to] = changedRange(note, parts);
  for (;;) {
    from = Math.max(0, from - 1);
    to = Math.min(parts.length, to + 1);
    const words = joined(parts.slice(from, to), gapsBetween(note, parts).slice(from, to));
    if (readsAs(words, blocks.slice(from, to))) return;
    const isAllNew = to - from === parts.length && parts.every((part) => part.origin === null);
    if (isAllNew) return;
    for (let i = from; i < to; i += 1) parts[i] = newPart(note, printBlock(blocks[i]!));
  }
}

/** From the first part that changed to after the last. */
function changedRange(note: Note, parts: readonly Part[]): [from: number, to: number] {
  const isKeptAt = (i: number, index: number): boolean => parts[i]!.kept && parts[i]!.origin === index;
  let from = 0;
  while (from < parts.length && isKeptAt(from, from)) from += 1;
  let to = parts.length;
  while (to > from && isKeptAt(to - 1, note.pieces.length - 1 - (parts.length - to))) to -= 1;
  return [from, to];
}

function readsAs(words: string, blocks: readonly Block[]): boolean {
  return keyOf(normalBlocks(parseMarkdown(words).content)) === keyOf(blocks);
}

function gapsBetween(note: Note, parts: readonly Part[]): string[] {
  return parts.map((part, i) => gapBefore(note, note.pieces, parts[i - 1], part) ?? note.lineEnding.repeat(2));
}

/** What stood between two parts when they were neighbours before, too. */
function gapBefore(note: Note, pieces: readonly Piece<unknown>[], previous: Part | undefined, part: Part): string | null {
  if (previous === undefined || previous.origin === null || part.origin !== previous.origin + 1) return null;
  return note.markdown.slice(pieces[previous.origin]!.to, pieces[part.origin]!.from);
}

function joined(parts: readonly Part[], gaps: readonly string[]): string {
  return parts.map((part, i) => (i === 0 ? part.words : gaps[i]! + part.words)).join('');
}

function head(note: Note, parts: readonly Part[]): string {
  return parts[0]?.origin === 0 ? note.markdown.slice(0, note.pieces[0]!.from) : '';
}

function tail(note: Note, parts: readonly Part[]): string {
  const last = note.pieces.length - 1;
  if (last >= 0 && parts.at(-1)?.origin === last) return note.markdown.slice(note.pieces[last]!.to);
  return parts.length > 0 && /[\r\n]$/.test(note.markdown) ? note.lineEnding : '';
}
