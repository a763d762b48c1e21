import { useEffect, useRef } from 'react';

/**
 * A dialog gives the focus back to what opened it, but not where the button that was pressed in it could not be pressed
 * twice, nor where what opened it went meanwhile: then it goes there, and never to nothing.
 */
export function useFocusAfter(isOpen: boolean, there: () => HTMLElement | null): void {
  const latest = useRef(there);
  useEffect(() => {
    latest.current = there;
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    return () => void requestAnimationFrame(() => document.activeElement === document.body && latest.current()?.focus({ preventScroll: true }));
  }, [isOpen]);
}
