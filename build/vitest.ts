import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';
import tailwind from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { builtWorkers } from './built-workers.ts';
import { findBrowser } from './find-browser.mjs';
import { groupSelectors } from './group-selectors.ts';

/** Two projects: `node` runs core, db and electron against real SQLite; `browser` mounts components in a real Chromium. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Unasked, Vitest leaves one core alone: half of a small machine.
    maxWorkers: Math.max(2, availableParallelism()),
    // `tests/run.mjs` counts by it.
    reporters: ['default', ['json', { outputFile: process.env['KITH_REPORT'] ?? 'test-results/vitest.json' }]],
    projects: [
      {
        extends: true,
        plugins: [builtWorkers()],
        test: {
          name: 'node',
          environment: 'node',
          globalSetup: ['tests/support/build.ts'],
          setupFiles: ['tests/support/same-draws.ts'],
          include: ['tests/{core,db,electron,faults,support}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [react(), tailwind()],
        css: { postcss: { plugins: [groupSelectors] } },
        // Everything is bundled before the first test: what a lazy import brings later would reload the page under it.
        optimizeDeps: { entries: ['renderer/**/*.{ts,tsx}', 'core/**/*.ts', 'tests/renderer/**/*.{ts,tsx}'] },
        test: {
          name: 'browser',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/renderer/stay-on-page.ts', 'tests/renderer/forget-typing.ts'],
          // Outcomes are waited for, and a loaded machine may take its time.
          testTimeout: 60_000,
          retry: 2,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: findBrowser() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
