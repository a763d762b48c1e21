// Control 11: all that the page sees of Electron is that it runs in a window, and a port for its calls.
import { contextBridge, ipcRenderer } from 'electron';
import type * as channels from './shell/channels.ts';
import type * as protocol from '../core/window-protocol.ts';

// A sandboxed preload is one file that loads nothing: it spells these names again, and the compiler compares.
const OPEN_PORT: typeof channels.OPEN_PORT = 'kith:open-port';
const PORT_OPENED: typeof channels.PORT_OPENED = 'kith:port-opened';
const ASK_FOR_PORT: typeof protocol.ASK_FOR_PORT = 'kith:ask-for-port';
const PORT_HERE: typeof protocol.PORT_HERE = 'kith:port-here';
const WINDOW_BRIDGE: typeof protocol.WINDOW_BRIDGE = 'kith';

/** What this file uses of the page's window; the main process, of which the compiler takes it to be part, has none. */
declare const window: {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: { readonly source: unknown; readonly data: unknown }) => void): void;
  postMessage(message: string, origin: string, transfer: readonly unknown[]): void;
};

contextBridge.exposeInMainWorld(WINDOW_BRIDGE, Object.freeze({ place: 'window' }));

window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === ASK_FOR_PORT) void ipcRenderer.invoke(OPEN_PORT);
});
ipcRenderer.on(PORT_OPENED, ({ ports }) => window.postMessage(PORT_HERE, window.location.origin, ports));
