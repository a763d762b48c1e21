// Which keys may be given to a command, and which other commands stand in the way. Pure, so that a test can ask it.
import { chordKeys, isSign, parseKeys, sameChord } from './chord.ts';
import type { Chord, Platform } from './chord.ts';
import type { Command, CommandRegistry } from './registry.ts';

/** Why keys are refused: many keyboards type them with AltGr, or the system or every text field has them. */
export type Refusal = 'needsAltGr' | 'taken';

/** Signs that German, French, Spanish, Italian or Nordic keyboards have only behind AltGr. */
const BEHIND_ALT_GR = new Set('@[]{}\\|~€#`^²³µ');

const OF_TEXT = new Set(['Mod+a', 'Mod+c', 'Mod+v', 'Mod+x']);
const OF_SYSTEM = new Set(['Alt+F4', 'Alt+Space', 'Mod+Alt+Delete', 'Mod+Escape', 'Mod+Shift+Escape', 'Mod+Space', 'PrintScreen', 'ContextMenu', 'Shift+F10']);
const OF_MAC = new Set(['Mod+q', 'Mod+h', 'Mod+m', 'Mod+`']);
/** What moves through lists, fields and pages, and what ends things. */
const OF_MOVING = /^(?:Shift\+)?(?:Tab|Escape|Arrow\w+|Home|End|PageUp|PageDown|Backspace)$/;

/** Null where the chord may be given to a command. */
export function refusalOf(chord: Chord, platform: Platform, isTypedWithAltGr = false): Refusal | null {
  const isTyping = Array.from(chord.key).length === 1;
  // Ctrl+Alt is AltGr on Windows, and Option types on a Mac.
  if (isTypedWithAltGr || (isTyping && chord.alt && (chord.mod || platform === 'mac')) || (isSign(chord) && BEHIND_ALT_GR.has(chord.key))) return 'needsAltGr';
  const keys = chordKeys(chord);
  if (OF_TEXT.has(keys) || OF_SYSTEM.has(keys) || OF_MOVING.test(keys) || (chord.key === 'Tab' && (chord.mod || chord.alt)) || (platform === 'mac' && OF_MAC.has(keys))) return 'taken';
  return null;
}

const OF_BROWSER = new Set(['Mod+n', 'Mod+t', 'Mod+w', 'Mod+Shift+n', 'Mod+Shift+t', 'Mod+Shift+w', 'Mod+PageUp', 'Mod+PageDown', 'Mod+Shift+PageUp', 'Mod+Shift+PageDown', 'Mod+F4', 'F11', 'F12', 'Mod+Shift+i']);

/** A browser does something else with them, whatever a page says; the window of Kith has them. */
export const isKeptByBrowser = (keys: string): boolean => parseKeys(keys).some((chord) => OF_BROWSER.has(chordKeys(chord)));

/**
 * The commands that these keys run already, or that could not be reached any more: `g` would stand in the way of `g c`.
 * What belongs to different screens is never there at once.
 */
export function commandsInTheWay(registry: CommandRegistry, id: string, keys: string): Command[] {
  const own = screenOf(registry.command(id));
  return registry.commands.filter((other) => {
    const screen = screenOf(other);
    if (other.id === id || (own !== null && screen !== null && own !== screen)) return false;
    return registry.keysOf(other.id).some((theirs) => standInTheWay(keys, theirs));
  });
}

/** Whether commands begin with this key and go on with another: `g` of `g c`. */
export function beginsTwo(registry: CommandRegistry, chord: Chord): boolean {
  return registry.commands.some(({ id, keys }) => [...keys, ...registry.keysOf(id)].some((each) => {
    const [one, two] = parseKeys(each);
    return two !== undefined && sameChord(one!, chord);
  }));
}

/** The same keys, however they are written: `Mod+K` and `Mod+k`. */
export const sameKeys = (a: string, b: string): boolean => {
  const [one, other] = [parseKeys(a), parseKeys(b)];
  return one.length === other.length && overlaps(one, other);
};

/** Whether one begins with the other: the same keys, or `g` and `g c`. */
export const standInTheWay = (a: string, b: string): boolean => overlaps(parseKeys(a), parseKeys(b));

function overlaps(a: readonly Chord[], b: readonly Chord[]): boolean {
  return a.slice(0, b.length).every((chord, place) => sameChord(chord, b[place]!));
}

/** The screen that alone can do it; null for what can be done everywhere. */
function screenOf({ id, section }: Command): string | null {
  if (section === 'general' || section === 'go' || EVERYWHERE.has(id)) return null;
  return id.slice(0, id.indexOf('.'));
}

const EVERYWHERE = new Set(['contact.new', 'deal.new', 'reminder.new', 'quickAdd.open']);
