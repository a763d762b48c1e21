// Kith in a window. `electron . [--profile DIR]`
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, Menu, Notification, powerMonitor, protocol, safeStorage, systemPreferences } from 'electron';
import { openApp } from './app.ts';
import type { App } from './app-port.ts';
import { openLog } from './log.ts';
import { ownClient } from './own-client.ts';
import { PAGE_ROOT } from './page-root.ts';
import { defaultProfileDir, openProfile, type Profile } from './profile.ts';
import { bringUp } from './shell/bring-up.ts';
import { closedSession } from './shell/closed-session.ts';
import { systemKeychain, touchId } from './shell/keychain.ts';
import { hearScreenLock } from './shell/screen-lock.ts';
import { tellDue } from './shell/due-notices.ts';
import { PAGE_SCHEME } from './shell/page-address.ts';
import { servePorts } from './shell/port-for-page.ts';
import { openWindow } from './shell/window.ts';
import { syncedFolderAbove, syncedFolderWarning } from './synced-folder.ts';

/** How this process ends when it has said why it cannot open; build/start.mjs knows it. */
const REFUSED = 3;

const profileDir = wantedProfile(process.argv);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
// One window per profile: Chromium's own files lie in it, and a second start there only brings up the first.
app.setPath('userData', join(profileDir, 'window'));
// Windows shows notices only of programs that it knows by such a name; an installer gives one.
if (process.platform === 'win32' && !app.isPackaged) app.setAppUserModelId(process.execPath);
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.exit(0);

async function start(): Promise<void> {
  let profile: Profile | undefined;
  let kith: App | undefined;
  let isClosed = false;
  let stopTelling = () => {};
  const close = async () => {
    stopTelling();
    await kith?.close();
    profile?.release();
    isClosed = true;
    app.exit(0);
  };
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close();
  });

  try {
    const log = openLog(profileDir, { clock: Date.now, home: homedir() });
    const takeProfile = () => {
      profile ??= openProfile(profileDir, 'Kith in a window', Date.now());
    };
    const opened = await openApp(profileDir, { log, chooseFolder, takeProfile, quit: () => app.quit(), keychain: systemKeychain(safeStorage), systemPrompt: touchId(systemPreferences, process.platform, 'unlock Kith'), onScreenLock: hearScreenLock(powerMonitor) }, 'window');
    const synced = existsSync(profileDir) ? syncedFolderAbove(realpathSync(profileDir), existsSync, process.env['OneDrive']) : undefined;
    if (synced) console.error(syncedFolderWarning(synced));
    kith = opened;
    servePorts((page) => void opened.connect(page));
    Menu.setApplicationMenu(systemMenu());
    const window = await openWindow(closedSession(PAGE_ROOT));
    // Another start hands over what it was called with. That may come from anywhere: only the window comes up.
    app.on('second-instance', () => void bringUp(window));
    if (Notification.isSupported()) {
      const own = ownClient(opened);
      const stop = tellDue(own.client, {
        platform: process.platform,
        create: (options) => new Notification(options),
        isWatched: () => !window.isDestroyed() && window.isFocused(),
        open: (hash) => bringUp(window, hash),
        // Where the system has no such badge this does nothing.
        setBadge: (count) => void app.setBadgeCount(count),
        now: Date.now,
        zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        onError: (cause) => log({ level: 'error', code: 'notice', error: cause }),
      });
      stopTelling = () => {
        stop();
        own.close();
      };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(message);
    dialog.showErrorBox('Kith cannot open', message);
    await kith?.close();
    profile?.release();
    app.exit(REFUSED);
  }
}

async function chooseFolder(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
  return filePaths[0] ?? null;
}

/** macOS has copy and paste in the menu only; elsewhere the page needs none. */
const systemMenu = (): Menu | null =>
  process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null;

/** Chromium's own switches stand among the arguments. */
function wantedProfile(argv: readonly string[]): string {
  const { values } = parseArgs({ args: argv.slice(1), options: { profile: { type: 'string' } }, strict: false, allowPositionals: true });
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  return typeof values.profile === 'string' ? resolve(values.profile) : defaultProfileDir(place);
}
