import type { PowerMonitor } from 'electron';

/** What is used of Electron's `powerMonitor`. */
export interface Screen {
  on(event: 'lock-screen', heard: () => void): unknown;
  off(event: 'lock-screen', heard: () => void): unknown;
}

/** macOS and Windows say when somebody locks the screen, and when it locks by itself. */
export function hearScreenLock(screen: Screen | PowerMonitor): (locked: () => void) => () => void {
  return (locked) => {
    screen.on('lock-screen', locked);
    return () => void screen.off('lock-screen', locked);
  };
}
