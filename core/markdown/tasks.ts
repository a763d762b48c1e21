import { childrenOf, parseSyntax, withPlainLineEndings } from './grammar.ts';
import type { SyntaxNode } from '@lezer/common';

/** The note with the check box number `index` (from 0, in the order of the text) checked or cleared; nothing else changes. */
export function toggleTask(markdown: string, index: number): string {
  const source = withPlainLineEndings(markdown);
  const marker = [...taskMarkers(parseSyntax(source))][index];
  if (marker === undefined) throw new RangeError(`The note has no check box ${index}`);
  const at = positionInNote(markdown, source, marker.from + 1);
  return markdown.slice(0, at) + (markdown[at] === ' ' ? 'x' : ' ') + markdown.slice(at + 1);
}

function* taskMarkers(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of childrenOf(node)) {
    if (child.name === 'Task' && isFirstInItem(child)) yield child.firstChild!;
    else yield* taskMarkers(child);
  }
}

function isFirstInItem(task: SyntaxNode): boolean {
  return task.prevSibling?.name === 'ListMark';
}

/** A position in the text with plain line endings as one in the note, which may have `\r\n`. */
function positionInNote(markdown: string, source: string, position: number): number {
  if (markdown.length === source.length) return position;
  let line = 0;
  for (let i = source.indexOf('\n'); i !== -1 && i < position; i = source.indexOf('\n', i + 1)) line += 1;
  const inLine = position - (source.lastIndexOf('\n', position - 1) + 1);
  const starts = [0, ...[...markdown.matchAll(/\r\n?|\n/g)].map((ending) => ending.index + ending[0].length)];
  return starts[line]! + inLine;
}
