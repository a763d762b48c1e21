// @ts-check
// Builds what is missing or older than its sources, in a process of its own, so that Kith does not carry the builder.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each build makes, and of what. */
const BUILDS = {
  renderer: { made: 'out/renderer/index.html', of: ['renderer', 'core', 'build/vite.renderer.ts', 'build/group-selectors.ts', 'package-lock.json'] },
  main: { made: 'out/main/electron/preload.cjs', of: ['electron', 'db', 'core', 'build/vite.main.ts', 'build/program-build.ts', 'package.json', 'package-lock.json'] },
  tests: { made: 'out/tests/electron/cli.js', of: ['electron', 'db', 'core', 'tests/support', 'build/vite.tests.ts', 'build/program-build.ts', 'package.json', 'package-lock.json'] },
};

/**
 * @param {keyof typeof BUILDS} name
 * @returns {boolean} false when it cannot be built; the builder has said why
 */
export function buildIfStale(name) {
  const { made, of } = BUILDS[name];
  if (!isStale(join(root, made), of.map((path) => join(root, path)))) return true;
  console.error(`Building ${{ renderer: 'the page', main: 'the program', tests: 'what the tests start' }[name]}`);
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--config', `build/vite.${name}.ts`, '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 2, 2] });
  return status === 0;
}

/**
 * @param {string} made
 * @param {readonly string[]} sources files, or folders with all that is in them
 */
export function isStale(made, sources) {
  const builtAt = statSync(made, { throwIfNoEntry: false })?.mtimeMs;
  return builtAt === undefined || sources.some((source) => newestIn(source) > builtAt);
}

/** @param {string} path */
function newestIn(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path, { recursive: true, withFileTypes: true }).reduce(
    (newest, entry) => (entry.isFile() ? Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs) : newest),
    0,
  );
}
