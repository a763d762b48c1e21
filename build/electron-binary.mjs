// @ts-check
// The Electron program: where it is, and how it is fetched when it is not. npm runs no install scripts here,
// so the package comes without it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} FetchOptions
 * @property {(bytes: number) => void} onProgress told now and then how much has come
 * @property {number} [silenceMs] gives up when nothing comes for so long
 * @property {string} [packageDir] the package `electron`
 */

const packageOfElectron = () => dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/**
 * The program, or undefined where there is none. `ELECTRON_OVERRIDE_DIST_PATH` names a folder that has it.
 * @param {string} [packageDir]
 * @returns {string | undefined}
 */
export function electronBinary(packageDir = packageOfElectron()) {
  const pathFile = join(packageDir, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!override && !name) return undefined;
  const binary = override ? join(override, name ?? 'electron') : join(packageDir, 'dist', /** @type {string} */ (name));
  return existsSync(binary) ? binary : undefined;
}

/**
 * Fetches the program by Electron's own script, whose temporary files are watched to see whether anything comes.
 * @param {FetchOptions} options
 * @returns {Promise<{ binary: string } | { reason: string }>} the reason in words, where it could not be had
 */
export async function fetchElectron({ onProgress, silenceMs = 7_000, packageDir = packageOfElectron() }) {
  const temporary = mkdtempSync(join(tmpdir(), 'kith-electron-'));
  const environment = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' };
  const child = spawn(process.execPath, [join(packageDir, 'install.js')], { env: environment, stdio: 'ignore' });
  let bytes = 0;
  let heardAt = performance.now();
  let gaveUp = false;
  const watch = setInterval(() => {
    const now = sizeOf(temporary) + sizeOf(join(packageDir, 'dist'));
    if (now !== bytes) {
      bytes = now;
      heardAt = performance.now();
      onProgress(bytes);
    } else if (performance.now() - heardAt > silenceMs) {
      gaveUp = true;
      child.kill('SIGKILL');
    }
  }, Math.min(500, silenceMs / 4));
  await new Promise((done) => child.once('close', done));
  clearInterval(watch);
  rmSync(temporary, { recursive: true, force: true });
  const binary = electronBinary(packageDir);
  if (binary) return { binary };
  return { reason: gaveUp ? `nothing came for ${Math.round(silenceMs / 1000)} seconds` : 'it cannot be downloaded' };
}

/**
 * Bytes in all files below a folder; files may come and go meanwhile.
 * @param {string} dir
 */
function sizeOf(dir) {
  if (!existsSync(dir)) return 0;
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
