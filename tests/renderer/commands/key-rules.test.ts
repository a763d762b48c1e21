import { describe, expect, it } from 'vitest';
import { Keys } from '../../../core/api/profile.ts';
import { commandsOf } from '../../../renderer/app/commands.ts';
import { chordKeys, chordOf, matches, parseKeys } from '../../../renderer/commands/chord.ts';
import type { Platform } from '../../../renderer/commands/chord.ts';
import { beginsTwo, commandsInTheWay, isKeptByBrowser, refusalOf, sameKeys } from '../../../renderer/commands/key-rules.ts';
import { createRegistry } from '../../../renderer/commands/registry.ts';

const CONTEXT = { goTo: () => {}, announce: () => {}, showToast: () => {} };
const registryOf = (remapped: Record<string, string[]> = {}) => createRegistry(commandsOf('window'), CONTEXT, { remapped, singleLetters: true });
const press = (key: string, init: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...init });

describe('a press', () => {
  it.each([
    ['k', { ctrlKey: true }, 'other', 'Mod+k'],
    ['K', { ctrlKey: true, shiftKey: true }, 'other', 'Mod+Shift+k'],
    ['k', { metaKey: true }, 'mac', 'Mod+k'],
    ['f', {}, 'other', 'f'],
    ['F', { shiftKey: true }, 'other', 'Shift+f'],
    ['?', { shiftKey: true }, 'other', '?'],
    ['/', { shiftKey: true }, 'other', '/'],
    ['!', { ctrlKey: true, shiftKey: true, code: 'Digit1' }, 'other', 'Mod+Shift+1'],
    ['+', { ctrlKey: true }, 'other', 'Mod++'],
    ['л', { ctrlKey: true, code: 'KeyK' }, 'other', 'Mod+k'],
    ['ArrowLeft', { altKey: true }, 'other', 'Alt+ArrowLeft'],
    [' ', {}, 'other', 'Space'],
    ['F9', { shiftKey: true }, 'other', 'Shift+F9'],
  ] as [string, KeyboardEventInit, Platform, string][])('of %s with %o on %s is kept as keys that it then presses', (key, init, platform, keys) => {
    const chord = chordOf(press(key, init), platform)!;
    expect(chordKeys(chord)).toBe(keys);
    expect(parseKeys(keys)).toEqual([chord]);
    expect(matches(chord, press(key, init), platform)).toBe(true);
    expect(Keys.safeParse(keys).success).toBe(true);
  });

  it.each(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'Dead', 'CapsLock'])('of %s alone is none', (key) => {
    expect(chordOf(press(key), 'other')).toBeNull();
  });
});

describe('keys are refused', () => {
  const refusal = (keys: string, platform: Platform = 'other', isAltGr = false) => refusalOf(parseKeys(keys)[0]!, platform, isAltGr);

  it.each(['@', '[', '\\', '|', '#', 'Mod+[', 'Mod+Alt+k', 'Mod+Alt+Shift+1'])('%s, which need AltGr somewhere', (keys) => {
    expect(refusal(keys)).toBe('needsAltGr');
  });

  it('when AltGr was pressed for them, and on a Mac when Option types', () => {
    expect(refusal('µ', 'other', true)).toBe('needsAltGr');
    expect(refusal('Mod+e', 'other', true)).toBe('needsAltGr');
    expect(refusal('Alt+k', 'mac')).toBe('needsAltGr');
    expect(refusal('Alt+k')).toBeNull();
  });

  it.each(['Tab', 'Shift+Tab', 'Escape', 'ArrowUp', 'Shift+ArrowUp', 'Home', 'PageDown', 'Mod+c', 'Mod+v', 'Mod+x', 'Alt+F4', 'Alt+Tab', 'Alt+Space', 'Shift+F10'])('%s, which belong to others', (keys) => {
    expect(refusal(keys)).toBe('taken');
  });

  it('⌘Q on a Mac only', () => {
    expect([refusal('Mod+q', 'mac'), refusal('Mod+q')]).toEqual(['taken', null]);
  });

  it.each(['c', 'Shift+f', '?', '/', '+', 'F2', 'F9', 'Mod+k', 'Mod+Shift+k', 'Alt+ArrowLeft', 'Delete', 'Enter', 'Space', 'Mod+,'])('but %s are not', (keys) => {
    expect(refusal(keys)).toBeNull();
  });

  it('as nothing that is built in is without another way beside it', () => {
    for (const { id, keys } of registryOf().commands) {
      if (keys.length === 0) continue;
      const free = keys.filter((each) => parseKeys(each).every((chord) => refusalOf(chord, 'other') !== 'needsAltGr'));
      expect(free.length, id).toBeGreaterThan(0);
    }
  });
});

it('a browser keeps some keys for itself', () => {
  expect(['Mod+N', 'Mod+T', 'Mod+Shift+W', 'F11'].every(isKeptByBrowser)).toBe(true);
  expect(['Mod+K', 'F8', 'g t', 'Alt+ArrowLeft'].some(isKeptByBrowser)).toBe(false);
});

describe('in the way of keys', () => {
  const inTheWay = (id: string, keys: string, remapped = {}) => commandsInTheWay(registryOf(remapped), id, keys).map((command) => command.id);

  it('is whoever has them, however they are written', () => {
    expect(inTheWay('settings.open', 'Mod+k')).toEqual(['palette.open']);
    expect(inTheWay('settings.open', 'Mod+k', { 'palette.open': ['F8'] })).toEqual([]);
    expect(sameKeys('G C', 'g c')).toBe(true);
    expect(sameKeys('g c', 'g')).toBe(false);
  });

  it('is what they begin, and what begins them', () => {
    expect(inTheWay('settings.open', 'g')).toContain('go.contacts');
    expect(inTheWay('settings.open', 'c n')).toEqual(['contact.new']);
    expect(beginsTwo(registryOf(), parseKeys('g')[0]!)).toBe(true);
    expect(beginsTwo(registryOf(), parseKeys('c')[0]!)).toBe(false);
  });

  it('is not what is never on the same screen', () => {
    expect(inTheWay('contacts.edit', 'F2')).toEqual([]);
    expect(inTheWay('go.today', 'F2').toSorted()).toEqual(['contact.edit', 'contacts.edit', 'reminder.edit']);
  });

  it('of built-in keys are only the general ones that a screen has its own use for', () => {
    const registry = registryOf();
    const pairs = registry.commands.flatMap(({ id, keys }) => keys.flatMap((each) => commandsInTheWay(registry, id, each).map((other) => [id, other.id].toSorted().join(' '))));
    expect([...new Set(pairs)].toSorted()).toEqual(['bin.restore reminder.new']);
  });
});
