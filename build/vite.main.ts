import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, normalizePath } from 'vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is not built in: it brings a binary, or looks for one. */
const EXTERNAL = ['electron', 'better-sqlite3', 'ws'];

/**
 * The main process, the browser host, the terminal and their workers as JavaScript in out/main, with the libraries built
 * in: looking for some thousand small files takes each thread longer than to run them. Programs and workers stand where
 * their sources do; the preload must be one file.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [companions()],
  environments: {
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: EXTERNAL },
      build: {
        outDir: 'out/main',
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: [...['main', 'serve', 'cli'].map((name) => join(root, `electron/${name}.ts`)), ...filesBelow(join(root, 'electron/workers'))],
          external: EXTERNAL,
          output: { format: 'es', entryFileNames: ({ facadeModuleId }) => `${normalizePath(relative(root, facadeModuleId!)).replace(/\.ts$/, '')}.js`, chunkFileNames: 'electron/chunks/[name]-[hash].js' },
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

/** What the sources look for beside themselves while they run: worker files, migrations, the version, the page. */
function companions(): Plugin {
  return {
    name: 'kith:companions',
    applyToEnvironment: ({ name }) => name === 'main',
    transform(code, id) {
      if (!id.startsWith(normalizePath(root)) || id.includes('/node_modules/')) return null;
      return code.replace(/new URL\((['"`])(\.[^'"`]+)\1,\s*import\.meta\.url\)/g, (_, quote: string, path: string) => `new URL(${quote}${builtPath(join(dirname(id), path))}${quote}, ${ROOT})`);
    },
    renderChunk(code, { fileName }) {
      return code.replaceAll(ROOT, `new URL(${JSON.stringify('../'.repeat(fileName.split('/').length - 1) || './')}, import.meta.url)`);
    },
    generateBundle() {
      const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
      this.emitFile({ type: 'asset', fileName: 'package.json', source: JSON.stringify({ type: 'module', version }) });
      for (const file of filesBelow(join(root, 'db/migrations'))) this.emitFile({ type: 'asset', fileName: normalizePath(relative(root, file)), source: readFileSync(file) });
    },
  };
}

/** Stands for the address of out/main until it is known in which file a piece of code ends up. */
const ROOT = '__KITH_BUILT_ROOT__';

/** From out/main: where what stands at a path of the sources is when it is built. */
const builtPath = (path: string): string => normalizePath(relative(root, path) + (path.endsWith('/') ? '/' : '')).replace(/^out\//, '../').replace(/\.ts$/, '.js');

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
