import { join } from 'node:path';
import { defineConfig } from 'vite';
import { companions, filesBelow, programBuild, PROGRAMS, root } from './program-build.ts';

const children = filesBelow(join(root, 'tests/support')).filter((path) => path.endsWith('-child.ts'));

/** What tests start beside themselves, in out/tests: the programs, their workers, and programs of the tests' own. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [companions('tests')],
  // Another run of the tests may be using what is there.
  environments: { tests: programBuild('out/tests', [...PROGRAMS, ...children], { emptyOutDir: false }) },
  builder: {
    async buildApp(builder) {
      await builder.build(builder.environments['tests']!);
    },
  },
});
