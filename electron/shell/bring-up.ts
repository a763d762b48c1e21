import type { BrowserWindow } from 'electron';
import { PAGE_ADDRESS } from './page-address.ts';

/** What is used of a window. */
export type Upright = Pick<BrowserWindow, 'isDestroyed' | 'isMinimized' | 'restore' | 'show' | 'focus' | 'loadURL'> & { readonly webContents: Pick<BrowserWindow['webContents'], 'getURL'> };

/** Shows the window in front, and there this address of the page: `#/contacts/ID`. */
export async function bringUp(window: Upright, hash?: string): Promise<void> {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  const address = hash === undefined ? undefined : PAGE_ADDRESS + hash;
  // Another fragment leaves the page as it is; the same one would load it anew, and what is open in it would go.
  if (address !== undefined && window.webContents.getURL() !== address) await window.loadURL(address);
}
