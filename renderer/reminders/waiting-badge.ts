import { useEffect } from 'react';

/** A number on the icon of the page where somebody has installed it; the window's own icon is the main process's. */
export function useWaitingBadge(waiting: number, isWindow: boolean): void {
  useEffect(() => {
    if (isWindow || !('setAppBadge' in navigator)) return;
    // A browser without a place for it refuses, and nothing is lost.
    void navigator.setAppBadge(waiting).catch(() => {});
  }, [waiting, isWindow]);
}
