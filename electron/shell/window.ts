// Controls 2, 5, 6 and 7: a window that shows our page and nothing else.
import { fileURLToPath } from 'node:url';
import { BrowserWindow, shell, type Session, type WebContents } from 'electron';
import { PAGE_ADDRESS, whereto } from './page-address.ts';

const PRELOAD = fileURLToPath(new URL('../preload.cjs', import.meta.url));

/** Opens the window once its first picture is there. */
export async function openWindow(session: Session): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1280,
    height: 832,
    minWidth: 360,
    minHeight: 480,
    title: 'Kith',
    show: false,
    webPreferences: {
      session,
      preload: PRELOAD,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      // Its dictionaries would be fetched from the internet.
      spellcheck: false,
    },
  });
  keepOnPage(window.webContents);
  window.once('ready-to-show', () => window.show());
  await window.loadURL(PAGE_ADDRESS);
  return window;
}

function keepOnPage(contents: WebContents): void {
  const hold = (event: { preventDefault(): void }, address: string) => {
    const where = whereto(address);
    if (where.kind === 'page') return;
    event.preventDefault();
    if (where.kind === 'outside') void shell.openExternal(where.address);
  };
  contents.on('will-navigate', (event) => hold(event, event.url));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (whereto(event.url).kind !== 'page') event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const where = whereto(url);
    if (where.kind === 'outside') void shell.openExternal(where.address);
    return { action: 'deny' };
  });
}
