/** Channels between the preload and the main process. */
export const OPEN_PORT = 'kith:open-port';
export const PORT_OPENED = 'kith:port-opened';
