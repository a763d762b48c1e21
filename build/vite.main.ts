import { join } from 'node:path';
import { defineConfig } from 'vite';
import { companions, programBuild, PROGRAMS, root } from './program-build.ts';

/** The main process, the browser host, the terminal and their workers in out/main; the preload must be one file. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [companions('main')],
  environments: {
    main: programBuild('out/main', PROGRAMS),
    preload: {
      consumer: 'server',
      build: {
        outDir: 'out/main/electron',
        emptyOutDir: false,
        target: 'chrome130',
        minify: false,
        rolldownOptions: { input: join(root, 'electron/preload.ts'), external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload']) await builder.build(builder.environments[name]!);
    },
  },
});
