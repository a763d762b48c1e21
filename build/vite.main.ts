import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, normalizePath } from 'vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The main process, the browser host, the terminal and their workers as JavaScript in out/main, file by file in the same folders as the sources,
 * so that what is found beside a file in the one is found in the other; and the preload, which must be one file.
 * Libraries stay in node_modules.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [companions()],
  environments: {
    main: {
      consumer: 'server',
      build: {
        outDir: 'out/main',
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: [...['main', 'serve', 'cli'].map((name) => join(root, `electron/${name}.ts`)), ...filesBelow(join(root, 'electron/workers'))],
          external: ['electron'],
          output: { format: 'es', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
        },
      },
    },
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

/** What the sources look for beside themselves while they run: worker files, migrations, the version. */
function companions(): Plugin {
  return {
    name: 'kith:companions',
    applyToEnvironment: ({ name }) => name === 'main',
    transform(code, id) {
      if (!id.startsWith(normalizePath(root)) || id.includes('/node_modules/')) return null;
      return code.replace(/(new URL\((['"`])[^'"`]+)\.ts(\2,\s*import\.meta\.url\))/g, '$1.js$3');
    },
    generateBundle() {
      const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
      this.emitFile({ type: 'asset', fileName: 'package.json', source: JSON.stringify({ type: 'module', version }) });
      for (const file of filesBelow(join(root, 'db/migrations'))) this.emitFile({ type: 'asset', fileName: normalizePath(relative(root, file)), source: readFileSync(file) });
    },
  };
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
