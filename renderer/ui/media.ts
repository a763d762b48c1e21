import { useCallback, useSyncExternalStore } from 'react';

/** Below this width of the window the sidebar is a drawer and rows take two lines, in px. */
export const NARROW_BELOW = 760;

/** Whether the window is narrow; follows it. */
export function useNarrow(): boolean {
  return useMedia(`(width < ${NARROW_BELOW}px)`);
}

export function useMedia(query: string): boolean {
  const follow = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(follow, () => matchMedia(query).matches);
}
