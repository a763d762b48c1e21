// @ts-check
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env['PROGRAMFILES']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/**
 * The Chromium that tests and pictures use, in this order: `$KITH_CHROMIUM`, the one Playwright
 * downloaded, the system's. Call `installBrowser` first where none may be there.
 * @returns {{ executablePath?: string, env?: Record<string, string> }} launch options for Playwright
 */
export function findBrowser() {
  const chosen = process.env['KITH_CHROMIUM'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`KITH_CHROMIUM=${chosen} does not exist`);
    const libraries = process.env['KITH_CHROMIUM_LIBRARIES'];
    return libraries
      ? { executablePath: chosen, env: { .../** @type {Record<string, string>} */ (process.env), LD_LIBRARY_PATH: libraries } }
      : { executablePath: chosen };
  }
  const downloaded = require('playwright-core').chromium.executablePath();
  if (downloaded && existsSync(downloaded)) return {};
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system) return { executablePath: system };
  throw new Error('No Chromium found: run "npx playwright install chromium", install your system\'s Chromium, or set KITH_CHROMIUM');
}

/**
 * Makes sure `findBrowser` will find one: Debian's package where we are root, else the Chromium
 * inside npm's `@sparticuz/chromium` on Linux x64. Leaves a browser that is already there alone.
 */
export async function installBrowser() {
  try {
    findBrowser();
    return;
  } catch (missing) {
    if (process.env['KITH_CHROMIUM']) throw missing;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Debian\'s Chromium for the tests');
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
      execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      if (existsSync('/usr/bin/chromium')) return;
    } catch {
      console.log('Debian\'s package cannot be had here');
    }
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Outside Lambda the package unpacks its libraries only when it believes to be on that runtime.
    process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
    const { default: packaged } = await import('@sparticuz/chromium');
    process.env['KITH_CHROMIUM'] = await packaged.executablePath();
    process.env['KITH_CHROMIUM_LIBRARIES'] = join(tmpdir(), 'al2023', 'lib');
    return;
  }
  findBrowser();
}
