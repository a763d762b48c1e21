/** Where keys differ: on a Mac Mod is ⌘ and hints are symbols. */
export type Platform = 'mac' | 'other';

/** One press. `key` is as in KeyboardEvent.key, letters in lower case, the space bar as `Space`. */
export interface Chord {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** The part of a KeyboardEvent that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'getModifierState'>;

/** `Mod+Shift+Z` is one chord, `g c` two in a row. Throws on what is neither. */
export function parseKeys(keys: string): Chord[] {
  const chords = keys.split(' ').map(parseChord);
  if (chords.length > 2) throw new Error(`more than two keys in a row: ${keys}`);
  return chords;
}

function parseChord(text: string): Chord {
  // The key may itself be the plus.
  const [, modifiers = '', key] = /^((?:[^+]+\+)*)(\+|[^+]+)$/.exec(text) ?? [];
  if (key === undefined) throw new Error(`not a key: ${text}`);
  const parts = modifiers.split('+').slice(0, -1);
  const unknown = parts.find((part) => !['Mod', 'Shift', 'Alt'].includes(part));
  if (unknown !== undefined) throw new Error(`unknown modifier ${unknown} in ${text}`);
  return { key: key.length === 1 ? key.toLowerCase() : key, mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt') };
}

/** The chord that a press is, such that it matches it; null of a modifier by itself, and of what is still being composed. */
export function chordOf(press: KeyPress, platform: Platform): Chord | null {
  if (IGNORED_KEYS.has(press.key)) return null;
  const chord = { key: pressedKey(press), mod: platform === 'mac' ? press.metaKey : press.ctrlKey, shift: press.shiftKey, alt: press.altKey };
  // How a sign is typed differs from keyboard to keyboard: what counts is the sign.
  return isSign(chord) ? { ...chord, shift: false } : chord;
}

/** As `parseKeys` reads it: `Mod+Alt+Shift+k`. */
export function chordKeys({ key, mod, alt, shift }: Chord): string {
  return [mod && 'Mod', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** Keys that say nothing by themselves. */
export const IGNORED_KEYS: ReadonlySet<string> = new Set(['Dead', 'Process', 'Unidentified', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);

/** A press that types something: a letter, a digit, a sign, without Mod or Alt. Such keys never act inside a field. */
export function isBare(chord: Chord): boolean {
  return chord.key.length === 1 && !chord.mod && !chord.alt;
}

export function matches(chord: Chord, press: KeyPress, platform: Platform): boolean {
  const [modKey, otherKey] = platform === 'mac' ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  const typesThroughAltGr = press.getModifierState('AltGraph');
  if (isSign(chord) && isBare(chord)) {
    // A sign may need Shift, AltGr or Option to be typed at all: what counts is the sign.
    return press.key === chord.key && (typesThroughAltGr || (!press.ctrlKey && !press.metaKey));
  }
  // AltGr arrives as Ctrl+Alt on Windows: it types, it never commands.
  if (typesThroughAltGr || modKey !== chord.mod || otherKey || press.altKey !== chord.alt) return false;
  if (press.shiftKey !== chord.shift && !isSign(chord)) return false;
  return pressedKey(press) === chord.key;
}

/** The key by its letter; on layouts without Latin letters, and for digits that need Shift, by its place. */
function pressedKey(press: KeyPress): string {
  if (press.key === ' ') return 'Space';
  if (press.key.length > 1) return press.key;
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey || press.altKey) {
    const digit = /^Digit(\d)$/.exec(press.code)?.[1];
    if (digit !== undefined) return digit;
  }
  const isLatin = /^[\u0020-\u024f]$/.test(key);
  const place = /^Key([A-Z])$/.exec(press.code)?.[1];
  return isLatin && !press.altKey ? key : (place?.toLowerCase() ?? key);
}

export function isSign({ key }: Pick<Chord, 'key'>): boolean {
  return key.length === 1 && !/[a-z0-9]/.test(key);
}

export function sameChord(a: Chord, b: Chord): boolean {
  return a.key === b.key && a.mod === b.mod && a.shift === b.shift && a.alt === b.alt;
}
