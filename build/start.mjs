// @ts-check
// `npm start [-- OPTIONS]`: builds what is needed and opens Kith, in a window where there is a screen and Electron,
// else in the browser.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { passSignalsTo } from './child-process.mjs';
import { electronBinary, fetchElectron } from './electron-binary.mjs';
import { tooOldNode } from './node-version.mjs';
import { buildIfStale } from './page-build.mjs';

const USAGE = 'Usage: npm start -- [--profile DIR] [--browser] [--port N] [--no-open]\n  --browser, --port and --no-open open Kith in the browser instead of a window';

/** How Electron's main process ends when it has said why it cannot open. */
const REFUSED = 3;

const message = tooOldNode(process.versions.node);
if (message) stop(1, message);
const args = process.argv.slice(2);
const options = readOptions();
const inBrowser = options.browser || options['no-open'] || options.port !== undefined;
// First, so that what cannot be had is said at once.
const electron = inBrowser || !hasScreen() ? undefined : (electronBinary() ?? (await fetched()));
if (!buildIfStale('renderer')) stop(1, 'The page could not be built');
if (!electron || !(await openWindow(electron))) {
  // Built it takes less memory and starts faster; the sources do as well.
  const program = buildIfStale('main') ? '../out/main/electron/serve.js' : '../electron/serve.ts';
  const { serve } = await import(new URL(program, import.meta.url).href);
  await serve(args.filter((arg) => arg !== '--browser'));
}

/**
 * False when the browser has to do.
 * @param {string} binary
 */
async function openWindow(binary) {
  if (!buildIfStale('main')) {
    console.error('The window could not be built: Kith goes on in the browser.');
    return false;
  }
  const startedAt = performance.now();
  const child = spawn(binary, [fileURLToPath(new URL('..', import.meta.url)), ...(options.profile ? ['--profile', options.profile] : [])], { stdio: 'inherit' });
  passSignalsTo(child);
  /** @type {number | NodeJS.Signals | Error} */
  const end = await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
  });
  if (end === REFUSED) stop(1);
  const failedToStart = end !== 0 && performance.now() - startedAt < 10_000 && end !== 'SIGTERM' && end !== 'SIGINT';
  if (!failedToStart) process.exit(end === 0 ? 0 : 1);
  console.error('The window did not start here: Kith goes on in the browser.');
  return false;
}

async function fetched() {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) {
    console.error('There is no Electron in ELECTRON_OVERRIDE_DIST_PATH: Kith goes on in the browser.');
    return undefined;
  }
  const line = 'Fetching the window (Electron), once';
  const isTerminal = process.stderr.isTTY;
  process.stderr.write(isTerminal ? line : `${line}\n`);
  const outcome = await fetchElectron({
    onProgress: (bytes) => {
      if (isTerminal) process.stderr.write(`\r${line}: ${Math.round(bytes / 1e6)} MB `);
    },
  });
  if (isTerminal) process.stderr.write('\n');
  if ('binary' in outcome) return outcome.binary;
  console.error(`The window cannot be had here (${outcome.reason}): Kith goes on in the browser.`);
  return undefined;
}

function hasScreen() {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] || process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function readOptions() {
  try {
    return parseArgs({
      args,
      options: {
        profile: { type: 'string' },
        port: { type: 'string' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        folder: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return stop(2, `${/** @type {Error} */ (error).message}\n${USAGE}`);
  }
}

/**
 * @param {number} code
 * @param {string} [why]
 * @returns {never}
 */
function stop(code, why) {
  if (why) console.error(why);
  process.exit(code);
}
