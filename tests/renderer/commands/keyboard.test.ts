import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Platform } from '../../../renderer/commands/chord.ts';
import { listenForKeys } from '../../../renderer/commands/keyboard.ts';
import { ariaKeys, keysText } from '../../../renderer/commands/key-text.ts';
import { createRegistry, defineCommand } from '../../../renderer/commands/registry.ts';
import type { Command, KeySettings } from '../../../renderer/commands/registry.ts';

const CONTEXT = { goTo: () => {}, announce: () => {}, showToast: () => {} };
let stop = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

/** A registry that listens, and what ran, in order. */
function listening(keys: Record<string, string[]>, { platform = 'other', settings, more = {} }: { platform?: Platform; settings?: KeySettings; more?: Partial<Command> } = {}) {
  const ran: string[] = [];
  const commands = Object.entries(keys).map(([id, own]) => defineCommand({ id, titleKey: 'common:add', keys: own, run: () => ran.push(id), ...more }));
  const registry = createRegistry(commands, CONTEXT, settings);
  stop = listenForKeys(registry, platform);
  return { ran, registry };
}

interface Press extends KeyboardEventInit {
  altGr?: boolean;
}

function press(key: string, { altGr, ...init }: Press = {}, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, modifierAltGraph: altGr, ...init });
  on.dispatchEvent(event);
  return event;
}

function mount<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, string> = {}): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

describe('one key', () => {
  it('runs its command and is used up', () => {
    const { ran } = listening({ 'contact.new': ['c'] });
    expect(press('c').defaultPrevented).toBe(true);
    expect(ran).toEqual(['contact.new']);
  });

  it('is left to the browser where nothing is bound', () => {
    const { ran } = listening({ 'contact.new': ['c'] });
    expect(press('d').defaultPrevented).toBe(false);
    expect(press('c', { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(ran).toEqual([]);
  });

  it('is Ctrl here and ⌘ on a Mac', () => {
    const here = listening({ save: ['Mod+s'] });
    press('s', { ctrlKey: true });
    press('s', { metaKey: true });
    expect(here.ran).toEqual(['save']);
    stop();
    const mac = listening({ save: ['Mod+s'] }, { platform: 'mac' });
    press('s', { ctrlKey: true });
    press('s', { metaKey: true });
    expect(mac.ran).toEqual(['save']);
  });

  it('goes by the sign that is typed, however the layout makes it', () => {
    const { ran } = listening({ sheet: ['?'], tag: ['#'] });
    press('?', { shiftKey: true, code: 'Slash' });
    press('?', { shiftKey: true, code: 'Minus' });
    press('#', { code: 'Backslash' });
    press('#', { altGr: true, ctrlKey: true, altKey: true, code: 'Digit3' });
    expect(ran).toEqual(['sheet', 'sheet', 'tag', 'tag']);
  });

  it('goes by place on a layout without Latin letters', () => {
    const { ran } = listening({ undo: ['Mod+z'], 'contact.new': ['c'] });
    press('я', { ctrlKey: true, code: 'KeyZ' });
    press('с', { code: 'KeyC' });
    expect(ran).toEqual(['undo', 'contact.new']);
  });

  it('takes what AltGr types for text', () => {
    const { ran } = listening({ 'contact.new': ['c'], sidebar: ['Mod+Alt+q'], find: ['Mod+e'] });
    press('ć', { altGr: true, code: 'KeyC' });
    press('@', { altGr: true, ctrlKey: true, altKey: true, code: 'KeyQ' });
    press('€', { altGr: true, ctrlKey: true, altKey: true, code: 'KeyE' });
    expect(ran).toEqual([]);
  });
});

describe('inside a field', () => {
  it.each(['input', 'textarea', 'select'] as const)('letters and signs stay in a %s', (tag) => {
    const { ran } = listening({ 'contact.new': ['c'], sheet: ['?'], bin: ['Delete'] });
    const field = mount(tag);
    for (const key of ['c', '?', 'Delete']) expect(press(key, {}, field).defaultPrevented).toBe(false);
    expect(ran).toEqual([]);
  });

  it('an editor is a field too, at any depth', () => {
    const { ran } = listening({ 'contact.new': ['c'] });
    const editor = mount('div', { contenteditable: 'true' });
    const word = document.createElement('b');
    editor.append(word);
    press('c', {}, word);
    expect(ran).toEqual([]);
  });

  it('undo and the clipboard belong to the text, the palette does not', () => {
    const { ran } = listening({ undo: ['Mod+z'], redo: ['Mod+Shift+z'], all: ['Mod+a'], palette: ['Mod+k'], help: ['F1'] });
    const field = mount('input');
    for (const key of ['z', 'a', 'k']) press(key, { ctrlKey: true }, field);
    press('Z', { ctrlKey: true, shiftKey: true }, field);
    press('F1', {}, field);
    expect(ran).toEqual(['palette', 'help']);
  });

  it('a tick box is no field', () => {
    const { ran } = listening({ 'contact.new': ['c'] });
    press('c', {}, mount('input', { type: 'checkbox' }));
    expect(ran).toEqual(['contact.new']);
  });

  it('what a widget has used is left alone', () => {
    const { ran } = listening({ bold: ['Mod+b'] });
    const editor = mount('div', { contenteditable: 'true' });
    editor.addEventListener('keydown', (event) => event.preventDefault());
    press('b', { ctrlKey: true }, editor);
    expect(ran).toEqual([]);
  });

  it('composing a character is not pressing keys', () => {
    const { ran } = listening({ 'contact.new': ['c'] });
    press('c', { isComposing: true });
    press('Process', { code: 'KeyC' });
    press('Dead', { code: 'KeyC' });
    expect(ran).toEqual([]);
  });
});

describe('over the page', () => {
  it('a dialog keeps keys to itself, but for those that say they work there', () => {
    const quiet = listening({ 'contact.new': ['c'], palette: ['Mod+k'] });
    const dialog = mount('div', { role: 'dialog', tabindex: '-1' });
    press('c', {}, dialog);
    press('k', { ctrlKey: true }, dialog);
    expect(quiet.ran).toEqual([]);
    stop();
    const loud = listening({ save: ['Mod+Enter'] }, { more: { worksInDialogs: true } });
    press('Enter', { ctrlKey: true }, dialog);
    expect(loud.ran).toEqual(['save']);
  });

  it('Enter on a button is the button’s', () => {
    const { ran } = listening({ open: ['Enter'] });
    press('Enter', {}, mount('button'));
    expect(ran).toEqual([]);
    press('Enter');
    expect(ran).toEqual(['open']);
  });
});

describe('two keys', () => {
  it('run when both come, and the first does nothing alone', () => {
    const { ran } = listening({ 'go.contacts': ['g c'], 'contact.new': ['c'] });
    press('g');
    expect(ran).toEqual([]);
    press('c');
    press('c');
    expect(ran).toEqual(['go.contacts', 'contact.new']);
  });

  it('a second key that belongs to nothing does nothing', () => {
    const { ran } = listening({ 'go.contacts': ['g c'], find: ['f'] });
    press('g');
    press('f');
    expect(ran).toEqual([]);
  });

  it('are forgotten after a while', () => {
    const { ran } = listening({ 'go.contacts': ['g c'], 'contact.new': ['c'] });
    press('g');
    const late = new KeyboardEvent('keydown', { key: 'c', bubbles: true, cancelable: true });
    Object.defineProperty(late, 'timeStamp', { value: late.timeStamp + 5_000 });
    document.body.dispatchEvent(late);
    expect(ran).toEqual(['contact.new']);
  });

  it('the first key does nothing where the command cannot run', () => {
    const { ran } = listening({ 'go.contacts': ['g c'] }, { more: { when: () => false } });
    expect(press('g').defaultPrevented).toBe(false);
    expect(ran).toEqual([]);
  });
});

describe('settings', () => {
  it('switch single letters off and leave the rest', () => {
    const { ran } = listening({ 'contact.new': ['c'], sheet: ['?'], 'go.contacts': ['g c'], palette: ['Mod+k'], down: ['ArrowDown'] }, { settings: { remapped: {}, singleLetters: false } });
    for (const key of ['c', '?', 'g', 'c', 'ArrowDown']) press(key);
    press('k', { ctrlKey: true });
    expect(ran).toEqual(['down', 'palette']);
  });

  it('put other keys in place of the built-in ones', () => {
    const { ran, registry } = listening({ 'contact.new': ['c'] });
    registry.setKeySettings({ remapped: { 'contact.new': ['Mod+j'] }, singleLetters: true });
    press('c');
    press('j', { ctrlKey: true });
    expect(ran).toEqual(['contact.new']);
    expect(registry.keysOf('contact.new')).toEqual(['Mod+j']);
  });
});

describe('a screen', () => {
  it('says what a command does while it is open, before the general meaning of the key', () => {
    const { ran, registry } = listening({ 'list.open': ['Enter'], 'grid.open': ['Enter'] });
    const unmount = registry.mount('grid.open', { run: () => ran.push('here'), isEnabled: true });
    press('Enter');
    unmount();
    press('Enter');
    expect(ran).toEqual(['here', 'list.open']);
  });

  it('can switch it off', () => {
    const { ran, registry } = listening({ 'contact.new': ['c'] });
    registry.mount('contact.new', { run: vi.fn(), isEnabled: false });
    expect(registry.isEnabled('contact.new')).toBe(false);
    press('c');
    expect(ran).toEqual([]);
  });
});

describe('the hint of a key', () => {
  const german = { ctrl: 'Strg', alt: 'Alt', shift: 'Umschalt', escape: 'Esc', space: 'Leertaste', delete: 'Entf', backspace: 'Rücktaste', tab: 'Tab', home: 'Pos1', end: 'Ende', pageUp: 'Bild auf', pageDown: 'Bild ab', inARow: (first: string, second: string) => `${first}, dann ${second}` };

  it('has the words of the keyboard in front of the reader', () => {
    expect(keysText('Mod+Shift+z', 'other', german)).toBe('Strg Umschalt Z');
    expect(keysText('Mod+Shift+z', 'mac', german)).toBe('⇧⌘Z');
    expect(keysText('g c', 'other', german)).toBe('G, dann C');
    expect(keysText('Mod+Enter', 'other', german)).toBe('Strg ↵');
    expect(keysText('Delete', 'other', german)).toBe('Entf');
  });

  it('is told to screen readers in their own grammar', () => {
    expect(ariaKeys('Mod+Shift+z', 'other')).toBe('Control+Shift+Z');
    expect(ariaKeys('Mod+Shift+z', 'mac')).toBe('Meta+Shift+Z');
    expect(ariaKeys('g c', 'other')).toBeUndefined();
  });
});
