// The browser host as a program: `serve [--profile DIR] [--passphrase-file FILE] [--port N] [--no-open]
// [--folder DIR]... [--json]`. Prints the address, opens the browser, and goes on until Ctrl+C, or until nobody has been
// there for a while.
import { lookup } from 'node:dns/promises';
import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { parseArgs } from 'node:util';
import { openApp } from './app.ts';
import type { OpenApp } from './app-port.ts';
import { grantedFolders } from './granted-folders.ts';
import { startHost, type Host } from './host/host.ts';
import { findProgram, openInBrowser, removeLeftovers, runDetached } from './host/open-browser.ts';
import { openLog } from './log.ts';
import { PAGE_ROOT } from './page-root.ts';
import { defaultProfileDir, openProfile } from './profile.ts';
import type { Random } from './secret.ts';
import { firstLine } from './terminal/passphrase.ts';
import { syncedFolderAbove, syncedFolderWarning } from './synced-folder.ts';

const USAGE = 'Usage: serve [--profile DIR] [--passphrase-file FILE] [--port N] [--no-open] [--folder DIR]... [--json]';

type Options = { profileDir: string; passphraseFile: string | undefined; port: number | undefined; opens: boolean; folders: readonly string[]; json: boolean };

/** What `serve` runs on: the real ones unless a test brings others. */
export type Surroundings = {
  /** The folder of the built page. */
  readonly root: string;
  readonly openApp: OpenApp;
  /** Whether somebody sits at the terminal and can press Enter. */
  readonly isInteractive: boolean;
};

const REAL: Surroundings = { root: PAGE_ROOT, openApp, isInteractive: isatty(0) };

/** Ends the process by itself: 0 stopped, 1 refused (say, the profile is in use), 2 misused. */
export async function serve(args: readonly string[], surroundings: Surroundings = REAL): Promise<void> {
  const options = readOptions(args);
  if (typeof options === 'string') return end(2, args.includes('--json'), 'bad-usage', `${options}\n${USAGE}`);
  if (!existsSync(join(surroundings.root, 'index.html'))) return end(1, options.json, 'page-not-built', 'The page is not built yet: run "npm run build", or "npm start", which builds what it needs');
  try {
    await run(options, surroundings);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    end(1, options.json, error.code, error.code === 'EADDRINUSE' ? `Port ${options.port} is taken: choose another with --port N, or none` : error.message);
  }
}

async function run(options: Options, { root, openApp: open, isInteractive }: Surroundings): Promise<void> {
  const profile = openProfile(options.profileDir, 'Kith in a browser', Date.now());
  const ends: (() => unknown)[] = [() => profile.release()];
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const next of ends.toReversed()) await next();
    process.exit(0);
  };

  try {
    warnOfSyncedFolder(profile.dir);
    const random: Random = (count) => new Uint8Array(randomBytes(count));
    const folders = grantedFolders(profile.dir, random);
    for (const folder of options.folders) folders.grant(folder);
    removeLeftovers(profile.dir);
    const { passphraseFile } = options;
    const log = openLog(profile.dir, { clock: Date.now, home: homedir() });
    const app = await open(profile.dir, { log, quit: () => void stop(), ...(passphraseFile === undefined ? {} : { passphrase: () => firstLine(passphraseFile) }) }, 'browser');
    ends.push(() => app.close());
    const host = await startHost({
      root,
      ...(options.port === undefined ? {} : { port: options.port }),
      resolvesLocalhostNames: await browsersResolveLocalhostNames(),
      createPage: (wire) => void app.connect(wire),
      onIdle: () => {
        console.error('Kith stopped: no page has been open for 15 minutes.');
        void stop();
      },
      clock: Date.now,
      random,
      log,
      after,
    });
    ends.push(() => host.close());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
    ends.push(await announce(host, { ...options, isInteractive }, profile.dir, random));
  } catch (error) {
    for (const next of ends.toReversed()) await next();
    throw error;
  }
}

/** Gives back how to take away what was made for it. */
async function announce(host: Host, { opens, json, isInteractive }: Options & { isInteractive: boolean }, dir: string, random: Random): Promise<() => void> {
  const printAddress = () => {
    const url = host.freshUrl();
    console.log(json ? JSON.stringify({ url }) : `Kith is at ${url}`);
  };
  printAddress();
  if (!json) console.log(`This address is good once and for a minute.${isInteractive ? ' Enter prints a fresh one, Ctrl+C stops Kith.' : ''}`);
  if (isInteractive) process.stdin.on('data', printAddress);
  const { platform, env: environment } = process;
  const opened = opens ? await openInBrowser(host.freshUrl(), { dir, platform, environment, random, findProgram, run: runDetached }) : undefined;
  if (opened) after(60_000, () => opened.remove());
  return () => {
    opened?.remove();
    if (isInteractive) process.stdin.pause();
  };
}

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        profile: { type: 'string' },
        'passphrase-file': { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        folder: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) return `--port takes a number from 0 to 65535, not ${values.port}`;
    const missing = values.folder.find((folder) => !existsSync(folder));
    if (missing !== undefined) return `There is no folder ${missing}`;
    const place = { platform: process.platform, home: homedir(), environment: process.env };
    return { profileDir: values.profile ? resolve(values.profile) : defaultProfileDir(place), passphraseFile: values['passphrase-file'], port, opens: !values['no-open'], folders: values.folder, json: values.json };
  } catch (error) {
    return (error as Error).message;
  }
}

function warnOfSyncedFolder(dir: string): void {
  const synced = syncedFolderAbove(realpathSync(dir), existsSync, process.env['OneDrive']);
  if (synced) console.error(syncedFolderWarning(synced));
}

/** Chromium and Firefox take every `*.localhost` for this machine; Safari asks the system. */
async function browsersResolveLocalhostNames(): Promise<boolean> {
  if (process.platform !== 'darwin') return true;
  return lookup('kith.localhost').then(
    ({ address }) => address === '127.0.0.1' || address === '::1',
    () => false,
  );
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

type RefusalError = Error & { code: string };
/** What a person can do something about comes with a code. */
const isRefusal = (error: unknown): error is RefusalError => error instanceof Error && 'code' in error && typeof error.code === 'string';

function end(exitCode: 1 | 2, json: boolean, code: string, message: string): void {
  if (json) console.log(JSON.stringify({ error: { code, message } }));
  else console.error(message);
  process.exitCode = exitCode;
}

if (import.meta.main) await serve(process.argv.slice(2));
