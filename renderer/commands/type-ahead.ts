import { afterMs } from '../api.ts';

/** How long keys are held for a box that does not come. A slow machine takes its time to draw one. */
const GIVE_UP_MS = 3_000;

export interface TypeAheadPorts {
  target?: Window;
  after?: (ms: number, run: () => void) => () => void;
}

let stopBefore = () => {};

/**
 * Call it when a dialog with a box is about to open: what is typed until the box has the focus is typed into the
 * box, with Tab, Enter, Esc, the arrows and Backspace in their turn. A box is the first text field of a dialog to
 * take the focus. Given up after three seconds, when a box elsewhere takes the focus, and at a press of the pointer;
 * what was typed is then dropped, since it was meant for nothing else. Returns how to give up.
 */
export function holdTyping({ target = window, after = afterMs }: TypeAheadPorts = {}): () => void {
  stopBefore();
  const held: KeyboardEvent[] = [];
  let isHandingOver = false;
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  let stopTimer = after(GIVE_UP_MS, giveUp);
  stopBefore = giveUp;

  function giveUp() {
    stopTimer();
    listening.abort();
  }

  target.addEventListener(
    'keydown',
    (event) => {
      if (isHandingOver || !belongsToBox(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // The key that opened may still be down.
      if (!event.repeat) held.push(event);
    },
    options,
  );
  target.addEventListener('pointerdown', giveUp, options);
  target.addEventListener(
    'focusin',
    ({ target: focused }) => {
      // A list of the page behind may take it, as that page arrives: what is typed is not for it.
      if (!(focused instanceof Element)) return;
      if (!focused.closest('[role=dialog]')) {
        if (isBox(focused) || (focused instanceof HTMLElement && focused.isContentEditable)) giveUp();
      } else if (isBox(focused)) {
        stopTimer();
        // Not while the dialog is being put up: what it listens with must be in place.
        stopTimer = after(0, () => void handOver());
      }
    },
    options,
  );

  /** One after the other, each answered by the page before the next: Enter must find what was typed before it. */
  async function handOver() {
    for (let event = held.shift(); event; event = held.shift()) {
      isHandingOver = true;
      press(event, document.activeElement);
      isHandingOver = false;
      await Promise.resolve();
    }
    giveUp();
  }
  return giveUp;
}

const NAMED = new Set(['Tab', 'Enter', 'Escape', 'Backspace', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

function belongsToBox(event: KeyboardEvent): boolean {
  if (event.isComposing) return false;
  const isChord = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
  return !isChord && (isSign(event.key) || NAMED.has(event.key));
}

const isSign = (key: string): boolean => Array.from(key).length === 1;

const isBox = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(element.type));

function press({ key, code, shiftKey }: KeyboardEvent, focused: Element | null): void {
  if (!focused) return;
  if (isSign(key)) {
    if (isBox(focused)) write(focused, focused.value + key, key);
    return;
  }
  const isFree = focused.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }));
  if (!isFree || !isBox(focused)) return;
  // What a browser does only for a key that was really pressed.
  if (key === 'Enter') focused.form?.requestSubmit();
  if (key === 'Backspace') write(focused, Array.from(focused.value).slice(0, -1).join(''), null);
}

/** As if it had been typed at the end. */
function write(box: HTMLInputElement | HTMLTextAreaElement, value: string, data: string | null): void {
  const prototype = box instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React puts a `value` of its own before the element's, and takes what goes through it for its own doing.
  Reflect.set(prototype, 'value', value, box);
  box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: data === null ? 'deleteContentBackward' : 'insertText', data }));
}
