import { Extension, mergeAttributes, Node } from '@tiptap/core';
import { Heading } from '@tiptap/extension-heading';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** A heading of a note stands below those of the page: `#` is an h3. */
export const NoteHeading = Heading.extend({
  renderHTML({ node, HTMLAttributes }) {
    const level = Number(node.attrs['level']);
    return [`h${Math.min(6, level + 2)}`, mergeAttributes(HTMLAttributes, { 'data-level': String(level) }), 0];
  },
});

/** Shown by its words, never fetched. */
export const NoteImage = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes() {
    return { src: { default: '' }, alt: { default: '' }, title: { default: null } };
  },
  renderHTML({ node }) {
    const src = String(node.attrs['src']);
    const alt = String(node.attrs['alt']);
    return ['span', { class: 'rich-text-image rich-text-link', title: src, 'data-image': src, 'data-alt': alt }, alt || src];
  },
  renderText({ node }) {
    return String(node.attrs['alt']);
  },
});

/** Markdown the editor has no block for, as its own plain text. */
export const SourceBlock = Node.create({
  name: 'source',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  renderHTML() {
    return ['pre', { class: 'rich-text-source', 'data-source': '' }, 0];
  },
});

/** What a list and a line break remember of how they were written. */
export const Spelling = Extension.create({
  name: 'spelling',
  addGlobalAttributes() {
    return [
      {
        types: ['bulletList', 'orderedList'],
        attributes: {
          tight: { default: true, renderHTML: ({ tight }) => (tight === true ? { 'data-tight': '' } : {}) },
          marker: { default: null, rendered: false },
        },
      },
      { types: ['hardBreak'], attributes: { soft: { default: false, rendered: false } } },
    ];
  },
});

/** Every outermost block finds its own direction. */
export const BlockDirection = Extension.create({
  name: 'blockDirection',
  addProseMirrorPlugins() {
    return [new Plugin({
      props: {
        decorations: ({ doc }) => {
          const found: Decoration[] = [];
          doc.forEach((node, at) => found.push(Decoration.node(at, at + node.nodeSize, { dir: 'auto' })));
          return DecorationSet.create(doc, found);
        },
      },
    })];
  },
});
