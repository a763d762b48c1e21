import { IGNORED_KEYS, isBare, matches, parseKeys, sameChord } from './chord.ts';
import type { Chord, Platform } from './chord.ts';
import type { Command, CommandRegistry } from './registry.ts';

/** How long the second key of two may take. */
const SECOND_KEY_MS = 1_500;

/**
 * Turns key presses on the window into commands. What a widget or an editor has already used
 * (`preventDefault`) is left alone. Returns how to stop.
 */
export function listenForKeys(registry: CommandRegistry, platform: Platform, target: Window = window): () => void {
  /** The first key of two, and when it was pressed (`event.timeStamp`). */
  let first: { chord: Chord; atMs: number } | null = null;

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || IGNORED_KEYS.has(event.key)) return;
    const started = first && event.timeStamp - first.atMs < SECOND_KEY_MS ? first.chord : null;
    first = null;

    if (started) {
      const second = registry.matching(([one, two]) => !!one && !!two && sameChord(one, started) && matches(two, event, platform));
      // After G only what belongs to G: a stray second key must not do something else.
      event.preventDefault();
      runFirst(second);
      return;
    }

    const place = placeOf(event.target);
    const mayBegin = (chord: Chord | undefined, command: Command) =>
      !!chord && matches(chord, event, platform) && mayAct(chord, place, command, registry.keySettings().singleLetters, platform);

    if (runFirst(registry.matching(([one, two], command) => !two && mayBegin(one, command)))) {
      event.preventDefault();
      return;
    }

    const opening = registry.matching(([one, two], command) => !!two && mayBegin(one, command)).find(({ id }) => registry.isEnabled(id));
    if (opening) {
      const [chord] = registry.keysOf(opening.id).map((keys) => parseKeys(keys)).flatMap(([one, two]) => (one && two && mayBegin(one, opening) ? [one] : []));
      if (chord) first = { chord, atMs: event.timeStamp };
      event.preventDefault();
    }
  }

  function runFirst(commands: readonly Command[]): boolean {
    return commands.some((command) => registry.run(command.id));
  }

  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

type Place =
  /** Typing goes somewhere. */
  | 'field'
  /** A dialog, a menu or a list over the page. */
  | 'overlay'
  /** A button, a link: Enter and Space belong to it. */
  | 'control'
  | 'page';

function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])')) return 'field';
  if (target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')) return 'overlay';
  if (target.closest('button, a[href], input, [role=tab], [role=option]')) return 'control';
  return 'page';
}

function mayAct(chord: Chord, place: Place, command: Command, singleLetters: boolean, platform: Platform): boolean {
  if (place === 'overlay' && !command.worksInDialogs) return false;
  if (isBare(chord)) return singleLetters && place !== 'field' && place !== 'overlay';
  if (/^F\d+$/.test(chord.key)) return true;
  const isPlain = !chord.mod && !chord.alt;
  if (place === 'control' && isPlain && (chord.key === 'Enter' || chord.key === 'Space')) return false;
  return place !== 'field' || !(isPlain || belongsToText(chord, platform));
}

/** The editing keys every text field has of its own: undo, clipboard, moves by word. */
function belongsToText(chord: Chord, platform: Platform): boolean {
  if (/^Arrow|^(Home|End|Backspace|Delete)$/.test(chord.key)) return chord.mod || platform === 'mac';
  return chord.mod && !chord.alt && 'acvxzy'.includes(chord.key);
}
