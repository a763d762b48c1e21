import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCES = fileURLToPath(new URL('../electron/', import.meta.url));
const BUILT = new URL('../out/tests/electron/workers/', import.meta.url).href;
const WORKER = /new URL\((['`])(?:\.\.\/)+workers\/([^'`]+)\.ts\1, import\.meta\.url\)/g;

/**
 * For tests: workers are started from what was built for the tests. From the sources, each would read and strip some two
 * hundred files, which is most of what it costs to open a profile.
 */
export function builtWorkers(): Plugin {
  return {
    name: 'built-workers',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(SOURCES)) return;
      const changed = code.replace(WORKER, (_, quote: string, name: string) => `new URL(${quote}${BUILT}${name}.js${quote})`);
      return changed === code ? undefined : { code: changed, map: null };
    },
  };
}
