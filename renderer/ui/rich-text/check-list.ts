import { InputRule } from '@tiptap/core';
import type { Editor, NodeViewRendererProps } from '@tiptap/core';
import { ListItem } from '@tiptap/extension-list';
import { closeHistory } from '@tiptap/pm/history';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { findWrapping } from '@tiptap/pm/transform';
import type { NodeView } from '@tiptap/pm/view';

/** A list item that may have a check box: `checked` is null without one, as in Markdown, where a list can mix both. */
export const CheckableItem = ListItem.extend({
  // Its keys come before those of lists in general.
  priority: 200,
  content: 'block+',

  addAttributes() {
    return {
      checked: {
        default: null,
        keepOnSplit: false,
        renderHTML: ({ checked }) => (checked === null ? {} : { 'data-checked': String(checked) }),
      },
    };
  },

  addNodeView() {
    return (props) => (props.node.attrs['checked'] === null ? plainItem(props) : checkableItem(props));
  },

  addInputRules() {
    return [new InputRule({
      find: /^\s*\[([ xX]?)\]\s$/,
      handler: ({ state, range, match }) => {
        const isDone = match[1]?.toLowerCase() === 'x';
        return startCheckItem(state, range.from, range.to, isDone) ? undefined : null;
      },
    })];
  },

  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const item = itemAround(this.editor.state.selection.$from);
        return this.editor.commands.splitListItem(this.name, { checked: item === null || item.node.attrs['checked'] === null ? null : false });
      },
      Tab: () => this.editor.commands.sinkListItem(this.name),
      // Out of the innermost list only: from the outermost level the key leaves the editor.
      'Shift-Tab': () => listDepth(this.editor.state.selection.$from) > 1 && this.editor.commands.liftListItem(this.name),
      Backspace: () => removeBoxBefore(this.editor),
      'Mod-Shift-9': () => toggleCheckList(this.editor),
    };
  },
});

interface FoundItem {
  node: Node;
  /** Where the item starts. */
  at: number;
}

/** The innermost list item around a position. */
function itemAround($at: ResolvedPos): FoundItem | null {
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    const node = $at.node(depth);
    if (node.type.name === 'listItem') return { node, at: $at.before(depth) };
  }
  return null;
}

function listDepth($at: ResolvedPos): number {
  return Array.from({ length: $at.depth }, (_, i) => $at.node(i + 1)).filter((node) => node.type.name === 'listItem').length;
}

/** The items whose own words, not only those of an item inside, lie in the selection. */
function selectedItems({ doc, selection: { from, to } }: EditorState): FoundItem[] {
  const found = new Map<number, FoundItem>();
  doc.nodesBetween(from, to, (node, at) => {
    const item = node.isTextblock ? itemAround(doc.resolve(at)) : null;
    if (item !== null) found.set(item.at, item);
  });
  return [...found.values()];
}

/** A step of its own for undo, however fast one follows the other. */
function setChecked(tr: Transaction, items: readonly FoundItem[], checked: boolean | null): void {
  closeHistory(tr);
  for (const item of items) tr.setNodeMarkup(item.at, undefined, { ...item.node.attrs, checked });
}

/** Check boxes for the selected lines; a second time takes them away. */
export function toggleCheckList(editor: Editor): boolean {
  const items = selectedItems(editor.state);
  if (items.length === 0) {
    return editor.chain().focus().toggleBulletList().command(({ tr, state }) => {
      setChecked(tr, selectedItems(state), false);
      return true;
    }).run();
  }
  const haveAllBoxes = items.every((item) => item.node.attrs['checked'] !== null);
  return editor.chain().focus().command(({ tr }) => {
    setChecked(tr, haveAllBoxes ? items : items.filter((item) => item.node.attrs['checked'] === null), haveAllBoxes ? null : false);
    return true;
  }).run();
}

/** A bullet list from a check list keeps the list. */
export function toggleBulletList(editor: Editor): boolean {
  const checked = selectedItems(editor.state).filter((item) => item.node.attrs['checked'] !== null);
  if (checked.length === 0) return editor.chain().focus().toggleBulletList().run();
  return editor.chain().focus().command(({ tr }) => {
    setChecked(tr, checked, null);
    return true;
  }).run();
}

/** Ticks the box of the item the cursor is in, or clears it. */
export function toggleCurrentBox(editor: Editor): boolean {
  const item = itemAround(editor.state.selection.$from);
  const checked: unknown = item?.node.attrs['checked'];
  if (item === null || typeof checked !== 'boolean') return false;
  return editor.commands.command(({ tr }) => {
    setChecked(tr, [item], !checked);
    return true;
  });
}

function removeBoxBefore(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const item = itemAround($from);
  const isAtStart = empty && item !== null && $from.pos === item.at + 2;
  if (!isAtStart || item.node.attrs['checked'] === null) return false;
  return editor.commands.command(({ tr }) => {
    setChecked(tr, [item], null);
    return true;
  });
}

/** Turns the paragraph whose start `[ ] ` was typed into an item with a box. False where there can be none. */
function startCheckItem(state: EditorState, from: number, to: number, checked: boolean): boolean {
  const { tr } = state;
  const $from = state.doc.resolve(from);
  if ($from.parent.type.name !== 'paragraph') return false;
  const item = $from.node(-1).type.name === 'listItem' ? itemAround($from) : null;
  if (item !== null && $from.index(-1) > 0) return false;
  tr.delete(from, to);
  if (item !== null) {
    setChecked(tr, [item], checked);
    return true;
  }
  const range = tr.doc.resolve(from).blockRange();
  const { bulletList } = state.schema.nodes;
  const wrapping = range && bulletList ? findWrapping(range, bulletList) : null;
  if (range === null || wrapping === null) return false;
  tr.wrap(range, wrapping.map((wrapper) => (wrapper.type.name === 'listItem' ? { type: wrapper.type, attrs: { checked } } : wrapper)));
  const isAfterList = tr.doc.resolve(range.start).nodeBefore?.type === bulletList;
  if (isAfterList) tr.join(range.start);
  return true;
}

function plainItem({ node }: NodeViewRendererProps): NodeView {
  const dom = document.createElement('li');
  return { dom, contentDOM: dom, update: (next) => next.type === node.type && next.attrs['checked'] === null };
}

function checkableItem({ node, editor, getPos }: NodeViewRendererProps): NodeView {
  const dom = document.createElement('li');
  const box = document.createElement('input');
  const contentDOM = document.createElement('div');
  box.type = 'checkbox';
  box.contentEditable = 'false';
  box.tabIndex = -1;
  dom.append(box, contentDOM);

  function show(item: Node): void {
    dom.dataset['checked'] = String(item.attrs['checked']);
    box.checked = item.attrs['checked'] === true;
    // Without words yet the box is called by its sign.
    box.ariaLabel = item.firstChild?.textContent || '☐';
  }

  // The cursor stays where it is.
  box.addEventListener('mousedown', (event) => event.preventDefault());
  box.addEventListener('change', () => {
    const at = getPos();
    const item = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (at === undefined || item === null) return;
    const { tr } = editor.state;
    setChecked(tr, [{ node: item, at }], box.checked);
    editor.view.dispatch(tr);
  });
  show(node);

  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type || next.attrs['checked'] === null) return false;
      show(next);
      return true;
    },
    stopEvent: (event) => event.target === box,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
}
