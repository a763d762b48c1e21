import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../renderer/app/commands.ts';
import { listenForKeys } from '../../../renderer/commands/keyboard.ts';
import { parseKeys } from '../../../renderer/commands/chord.ts';
import { sameKeys } from '../../../renderer/commands/key-rules.ts';
import { createRegistry } from '../../../renderer/commands/registry.ts';
import { loadTexts } from '../../../renderer/i18n/languages.ts';

/**
 * The keyboard as it was designed, for the screens that there are: a press, and which commands it may run. Moving
 * within lists and cells, and what fields do, is the widgets' own. Deals, cases, segments and reports come with their screens.
 */
const MAP: readonly (readonly [keys: string, commands: readonly string[]])[] = [
  ['Mod+K', ['palette.open']],
  ['Mod+Shift+F', ['search.open']],
  ['/', ['search.open']],
  ['Mod+F', ['contacts.find', 'contact.find', 'settings.find']],
  ['Mod+N', ['contact.new']],
  ['Q', ['quickAdd.open']],
  ['C', ['contact.new']],
  ['R', ['reminder.new']],
  ['N', ['contact.note']],
  ['L', ['contact.call', 'reminder.log']],
  ['M', ['contact.meeting']],
  ['Mod+Enter', ['contact.saveEntry']],
  ['E', ['reminder.done']],
  ['H', ['reminder.snooze']],
  ['A', ['contacts.assign', 'reminder.assign']],
  ['Mod+Z', ['act.undo']],
  ['Mod+Shift+Z', ['act.redo']],
  ['Mod+Y', ['act.redo']],
  ['Delete', ['contact.remove', 'contacts.remove', 'reminder.remove']],
  ['Mod+1', ['contacts.view1']],
  ['Mod+9', ['contacts.view9']],
  ['Mod+,', ['settings.open']],
  ['Mod+P', ['page.print']],
  ['F6', ['region.next']],
  ['Shift+F6', ['region.previous']],
  ['Enter', ['contacts.open', 'reminder.open']],
  ['Space', ['contacts.peek']],
  ['X', ['contacts.select']],
  ['Mod+A', ['contacts.selectAll']],
  ['F2', ['contacts.edit', 'contact.edit', 'reminder.edit']],
  ['F', ['contacts.filter']],
  ['Shift+F', ['contacts.clearLastFilter']],
  ['S', ['contacts.setStatus']],
  ['#', ['contacts.tag', 'contact.tag']],
  ['Shift+T', ['contacts.tag', 'contact.tag']],
  ['G T', ['go.today']],
  ['G C', ['go.contacts']],
  ['G R', ['go.reminders']],
  ['G X', ['go.reports']],
  ['Alt+ArrowLeft', ['history.back']],
  ['Alt+ArrowRight', ['history.forward']],
  ['Mod+B', ['sidebar.toggle']],
  ['?', ['shortcuts.show']],
];

const CONTEXT = { goTo: () => {}, announce: () => {}, showToast: () => {} };
const registryOf = () => createRegistry(commandsOf('window').map((command) => ({ ...command, run: undefined })), CONTEXT);

describe('the keyboard', () => {
  it.each(MAP)('%s', (keys, ids) => {
    const registry = registryOf();
    const bound = registry.commands.filter(({ id }) => registry.keysOf(id).some((own) => sameKeys(own, keys))).map(({ id }) => id);
    expect(bound).toEqual(expect.arrayContaining([...ids]));
    for (const id of ids) {
      let ran = 0;
      const unmount = registry.mount(id, { run: () => (ran += 1), isEnabled: true });
      const stop = listenForKeys(registry, 'other');
      for (const event of pressesOf(keys)) document.body.dispatchEvent(event);
      stop();
      unmount();
      expect(ran, id).toBe(1);
    }
  });

  it('has another way to everything that a browser keeps for itself', () => {
    expect(registryOf().keysOf('contact.new')).toEqual(['C', 'Mod+N']);
    expect(commandsOf('browser').find(({ id }) => id === 'contact.new')!.keys).toEqual(['C']);
    expect(registryOf().keysOf('palette.open')).toContain('F8');
  });

  it('names every command in words', async () => {
    const texts = await loadTexts('en');
    for (const { id, titleKey } of registryOf().commands) {
      const [namespace, key] = titleKey.split(':') as [string, string];
      expect(texts[namespace]?.[key], id).toMatch(/\S/);
    }
  });
});

function pressesOf(keys: string): KeyboardEvent[] {
  return parseKeys(keys).map(({ key, mod, shift, alt }) => new KeyboardEvent('keydown', { key: key === 'Space' ? ' ' : shift && key.length === 1 ? key.toUpperCase() : key, ctrlKey: mod, shiftKey: shift, altKey: alt, bubbles: true, cancelable: true }));
}
