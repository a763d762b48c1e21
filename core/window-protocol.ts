// How the page in the window reaches the main process.
//
//   1. The preload shows the page one frozen object under the name of WINDOW_BRIDGE.
//   2. The page posts ASK_FOR_PORT to itself; the preload, which hears it too, has the main process make a channel.
//   3. The preload posts PORT_HERE to the page with the page's end of the channel.

/** The name of the preload's object on the page's `window`: a browser tab has none. */
export const WINDOW_BRIDGE = 'kith';
export const ASK_FOR_PORT = 'kith:ask-for-port';
export const PORT_HERE = 'kith:port-here';

/** Where a notice of the system leads in the page: who it is about, or what fired. Routes of the page have these shapes. */
export const contactHash = (id: string): string => `#/contacts/${id}`;
export const inboxHash = '#/today?inbox=open';

/** How the page remembers whether notices of the system say names; they do unless it is `false`. */
export const NAMES_IN_NOTICES = 'noticeNames';
