import { parseKeys } from './chord.ts';
import type { Chord, Platform } from './chord.ts';

/** The words on the keys in the reader's language, from the namespace `keys`. */
export interface KeyWords {
  ctrl: string;
  alt: string;
  shift: string;
  escape: string;
  space: string;
  delete: string;
  backspace: string;
  tab: string;
  home: string;
  end: string;
  pageUp: string;
  pageDown: string;
  /** "G then C". */
  inARow: (first: string, second: string) => string;
}

/** `Mod+Shift+Z` as the keyboard in front of the reader has it: "Ctrl Shift Z", "Strg Umschalt Z", "⇧⌘Z". */
export function keysText(keys: string, platform: Platform, words: KeyWords): string {
  const [first, second] = parseKeys(keys).map((chord) => chordText(chord, platform, words));
  return second === undefined ? (first ?? '') : words.inARow(first ?? '', second);
}

/** The same, each key by itself: "Ctrl", "Shift", "Z"; of two in a row one after the other. */
export function keyCaps(keys: string, platform: Platform, words: KeyWords): string[] {
  return parseKeys(keys).flatMap((chord) => {
    if (platform === 'mac') return [chordText(chord, platform, words)];
    return [chord.mod && words.ctrl, chord.alt && words.alt, chord.shift && words.shift, keyText(chord.key, platform, words)].filter((cap) => cap !== false);
  });
}

/** The same for `aria-keyshortcuts`, which knows no keys in a row: undefined then. */
export function ariaKeys(keys: string, platform: Platform): string | undefined {
  const [chord, second] = parseKeys(keys);
  if (!chord || second) return undefined;
  const modifiers = [chord.mod && (platform === 'mac' ? 'Meta' : 'Control'), chord.alt && 'Alt', chord.shift && 'Shift'];
  return [...modifiers, chord.key.length === 1 ? chord.key.toUpperCase() : chord.key].filter(Boolean).join('+');
}

function chordText(chord: Chord, platform: Platform, words: KeyWords): string {
  const key = keyText(chord.key, platform, words);
  if (platform === 'mac') return [chord.alt && '⌥', chord.shift && '⇧', chord.mod && '⌘', key].filter(Boolean).join('');
  return [chord.mod && words.ctrl, chord.alt && words.alt, chord.shift && words.shift, key].filter(Boolean).join(' ');
}

function keyText(key: string, platform: Platform, words: KeyWords): string {
  const symbols: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '↵' };
  const macSymbols: Record<string, string> = { Backspace: '⌫', Delete: '⌦', Escape: 'esc', Tab: '⇥' };
  const named: Record<string, string> = {
    Escape: words.escape,
    Space: words.space,
    Delete: words.delete,
    Backspace: words.backspace,
    Tab: words.tab,
    Home: words.home,
    End: words.end,
    PageUp: words.pageUp,
    PageDown: words.pageDown,
  };
  return symbols[key] ?? (platform === 'mac' ? macSymbols[key] : undefined) ?? named[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
