import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import type { Mutant } from './mutant.ts';

const root = new URL('../..', import.meta.url).pathname;

/** Runs the tests of one mutant, which `run.ts` passes in as JSON. */
export default defineConfig({
  root,
  plugins: [mutate(JSON.parse(process.env['KITH_MUTANT'] ?? '{}') as Mutant)],
  // The cache knows nothing of mutants.
  test: { fsModuleCache: false, environment: 'node', include: ['tests/**/*.test.ts'], testTimeout: 5_000, hookTimeout: 20_000 },
});

function mutate({ file, find, replace }: Mutant): Plugin {
  return {
    name: 'kith:mutant',
    enforce: 'pre',
    transform: (code, id) => (id === `${root}${file}` ? code.replace(find, () => replace) : undefined),
  };
}
