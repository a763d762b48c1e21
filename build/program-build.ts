import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EnvironmentOptions, type Plugin, normalizePath } from 'vite';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What is not built in: it brings a binary, or looks for one. */
const EXTERNAL = ['electron', 'better-sqlite3', 'ws'];

/** The programs that people start, and the threads that they start. */
export const PROGRAMS = [...['main', 'serve', 'cli'].map((name) => join(root, `electron/${name}.ts`)), ...filesBelow(join(root, 'electron/workers'))];

/**
 * JavaScript with the libraries built in: looking for some thousand small files takes each thread longer than to run
 * them. Each program stands below `outDir` where its source stands below the repository. Wants the plugin `companions`.
 */
export function programBuild(outDir: string, input: readonly string[], { emptyOutDir = true } = {}): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: EXTERNAL },
    build: {
      outDir,
      emptyOutDir,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: [...input],
        external: EXTERNAL,
        output: { format: 'es', entryFileNames: ({ facadeModuleId }) => `${normalizePath(relative(root, facadeModuleId!)).replace(/\.ts$/, '')}.js`, chunkFileNames: 'electron/chunks/[name]-[hash].js' },
      },
    },
  };
}

/** What the sources look for beside themselves while they run: worker files, migrations, the version, the page. */
export function companions(environment: string): Plugin {
  return {
    name: 'kith:companions',
    applyToEnvironment: ({ name }) => name === environment,
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

/** Stands for the address of the folder of the build until it is known in which file a piece of code ends up. */
const ROOT = '__KITH_BUILT_ROOT__';

/** From the folder of the build: where what stands at a path of the sources is when it is built. */
const builtPath = (path: string): string => normalizePath(relative(root, path) + (path.endsWith('/') ? '/' : '')).replace(/^out\//, '../').replace(/\.ts$/, '.js');

export function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
