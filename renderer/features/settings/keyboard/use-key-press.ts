import { useEffect, useRef, useState } from 'react';
import { chordKeys, chordOf } from '../../../commands/chord.ts';
import type { Chord, Platform } from '../../../commands/chord.ts';

export interface KeyPressPorts {
  platform: Platform;
  /** Whether another key follows this one. */
  beginsTwo: (chord: Chord) => boolean;
  /** Keys were pressed; `isAltGr` where one of them was typed with it. */
  onKeys: (keys: string, isAltGr: boolean) => void;
  onRemove: () => void;
  onCancel: () => void;
}

/**
 * Takes every press for itself while `isListening`, before the page or a widget can. Esc cancels, Backspace removes;
 * Tab cancels and goes on, so that nobody is caught. Gives the first of two keys while the second is waited for.
 */
export function useKeyPress(isListening: boolean, ports: KeyPressPorts): string | null {
  const latest = useRef(ports);
  const [first, setFirst] = useState<string | null>(null);
  useEffect(() => {
    latest.current = ports;
  });
  useEffect(() => {
    if (!isListening) return;
    const listening = new AbortController();
    let before: string | null = null;

    function onKeyDown(event: KeyboardEvent) {
      const { platform, beginsTwo, onKeys, onRemove, onCancel } = latest.current;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key === 'Tab' && isPlain) return onCancel();
      event.preventDefault();
      event.stopImmediatePropagation();
      // The key that began this may still be down.
      if (event.repeat || event.isComposing) return;
      if (event.key === 'Escape' && isPlain) return onCancel();
      if (event.key === 'Backspace' && isPlain && !event.shiftKey) return onRemove();
      const chord = chordOf(event, platform);
      if (!chord) return;
      if (before === null && beginsTwo(chord)) {
        before = chordKeys(chord);
        return setFirst(before);
      }
      const keys = before === null ? chordKeys(chord) : `${before} ${chordKeys(chord)}`;
      before = null;
      setFirst(null);
      onKeys(keys, event.getModifierState('AltGraph'));
    }

    // A button that has the focus would be pressed when the space bar comes up again.
    function onKeyUp(event: KeyboardEvent) {
      if (event.key === ' ' || event.key === 'Enter') event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true, signal: listening.signal });
    window.addEventListener('keyup', onKeyUp, { capture: true, signal: listening.signal });
    return () => {
      listening.abort();
      setFirst(null);
    };
  }, [isListening]);
  return first;
}
