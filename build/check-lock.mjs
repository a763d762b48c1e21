// @ts-check
// A lock file written on one platform can miss the optional binaries of the others; `npm ci` then fails there.
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const names = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !names.has(name))
    .map((name) => `${path || 'the project'} needs ${name}`),
);
if (missing.length > 0) {
  console.error(`package-lock.json lacks ${missing.length} optional packages:\n  ${missing.slice(0, 12).join('\n  ')}`);
  process.exitCode = 1;
}
