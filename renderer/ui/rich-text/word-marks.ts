import { Mark, markInputRule } from '@tiptap/core';
import { openableAddress } from '../../../core/markdown/links.ts';

/** What is typed to make a mark: signs, not before or after white space, not inside a word, as Markdown reads them. */
const SIGNS: Readonly<Record<string, readonly RegExp[]>> = {
  bold: [/(?<![\w*\\])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/, /(?<![\w_\\])__([^\s_](?:[^_]*[^\s_])?)__$/],
  italic: [/(?<![\w*\\])\*([^\s*](?:[^*]*[^\s*])?)\*$/, /(?<![\w_\\])_([^\s_](?:[^_]*[^\s_])?)_$/],
  strike: [/(?<![\w~\\])~~([^\s~](?:[^~]*[^\s~])?)~~$/],
  code: [/(?<![`\\])`([^`]+)`$/],
};

function wordMark(name: string, element: string, key: string): Mark {
  return Mark.create({
    name,
    code: name === 'code',
    renderHTML: () => [element, 0],
    addInputRules() {
      return (SIGNS[name] ?? []).map((find) => markInputRule({ find, type: this.type }));
    },
    addKeyboardShortcuts() {
      return { [key]: () => this.editor.commands.toggleMark(name) };
    },
  });
}

/** A link's words. Where it leads can be changed, what may not be opened is not offered. */
const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes() {
    return { href: { default: '' }, title: { default: null } };
  },
  renderHTML({ HTMLAttributes }) {
    const href = openableAddress(String(HTMLAttributes['href']));
    if (href === null) return ['span', 0];
    return ['a', { href, title: String(HTMLAttributes['title'] ?? href), target: '_blank', rel: 'noopener noreferrer' }, 0];
  },
});

/** From the outermost to the innermost. Unlike in most editors, code can be bold or a link: Markdown has that. */
export const wordMarks: readonly Mark[] = [
  Link,
  wordMark('bold', 'strong', 'Mod-b'),
  wordMark('italic', 'em', 'Mod-i'),
  wordMark('strike', 's', 'Mod-Shift-s'),
  wordMark('code', 'code', 'Mod-e'),
];
