import { useEffect } from 'react';
import type { RefObject } from 'react';

/**
 * When what has the focus is taken away, as a row that was deleted, the focus goes to what took its place
 * instead of falling to the body: the next stop, else the one before, else `fallback` itself.
 */
export function useKeepFocus(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let last: { stop: Element; place: number } | null = null;

    const remember = (event: FocusEvent) => {
      const { target } = event;
      // What can have the focus without being a stop, as an entry that was sought, counts as the first stop in it or after it.
      if (target instanceof Element) last = { stop: target, place: stopsIn(element).findIndex((stop) => stop === target || (target.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) };
    };
    const observer = new MutationObserver(() => {
      if (!last || last.stop.isConnected || (document.activeElement !== null && document.activeElement !== document.body)) return;
      const stops = stopsIn(element);
      (stops[last.place] ?? stops.at(-1) ?? element).focus({ preventScroll: true });
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [container]);
}

function stopsIn(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], input:not(:disabled), textarea, select, [contenteditable=true], [tabindex="0"]')].filter(
    (stop) => stop.tabIndex >= 0 && stop.checkVisibility(),
  );
}
