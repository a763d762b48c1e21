// Control 8: a page gets a port to the App when the one who asks is our page; anyone else is refused.
import { BrowserWindow, ipcMain, MessageChannelMain } from 'electron';
import { electronPortWire, type Wire } from '../../core/wire.ts';
import { OPEN_PORT, PORT_OPENED } from './channels.ts';
import { isFromOurPage } from './page-address.ts';

/** Serves `connect` over a new port to each page that asks. The invoked promise rejects for any other sender. */
export function servePorts(connect: (page: Wire) => void): void {
  ipcMain.handle(OPEN_PORT, ({ sender, senderFrame }) => {
    const window = BrowserWindow.fromWebContents(sender);
    if (!senderFrame || !isFromOurPage(senderFrame, window !== null)) throw new Error('Only the page of Kith may ask for this');
    const { port1, port2 } = new MessageChannelMain();
    connect(electronPortWire(port1));
    senderFrame.postMessage(PORT_OPENED, null, [port2]);
  });
}
