/**
 * Goes to the next or the previous Landmark of the page. react-aria answers F6 and Shift+F6 itself and has no
 * public call for the same, so this presses them: for the palette, a menu, or a key of one's own.
 */
export function goToRegion(direction: 'forward' | 'backward'): void {
  const from = document.activeElement ?? document.body;
  from.dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', shiftKey: direction === 'backward', bubbles: true, cancelable: true }));
}
