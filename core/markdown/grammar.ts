import type { SyntaxNode } from '@lezer/common';
import { parser, Strikethrough, Table, type LeafBlock, type LeafBlockParser, type MarkdownConfig } from '@lezer/markdown';

/** A check box stands at the start of a list item, also of one that has no words yet (`- [ ]`). */
const TASK_MARKER = /^\[[ xX]\](?=[ \t\n]|$)/;

const taskParser: LeafBlockParser = {
  nextLine: () => false,
  finish(cx, leaf) {
    const marker = cx.elt('TaskMarker', leaf.start, leaf.start + 3);
    const inline = cx.parser.parseInline(leaf.content.slice(3), leaf.start + 3);
    cx.addLeafElement(leaf, cx.elt('Task', leaf.start, leaf.start + leaf.content.length, [marker, ...inline]));
    return true;
  },
};

const CheckLists: MarkdownConfig = {
  defineNodes: [{ name: 'Task', block: true }, 'TaskMarker'],
  parseBlock: [{
    name: 'TaskList',
    leaf: (cx, leaf: LeafBlock) => (TASK_MARKER.test(leaf.content) && cx.parentType().name === 'ListItem' ? taskParser : null),
    after: 'SetextHeading',
  }],
};

const grammar = parser.configure([Strikethrough, Table, CheckLists]);

/** CommonMark with strikethrough, tables and check lists, as a tree of positions. Line endings must be `\n`. */
export function parseSyntax(markdown: string): SyntaxNode {
  return grammar.parse(markdown).topNode;
}

export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) yield child;
}

/** Line endings as the parser wants them. */
export function withPlainLineEndings(markdown: string): string {
  return markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
}
