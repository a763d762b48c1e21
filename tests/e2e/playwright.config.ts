import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../build/find-browser.mjs';

/** Journeys through the browser host: each starts a host of its own on a profile of its own. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/journeys',
  globalSetup: './build.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/journeys.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What moves is waited for before it is clicked.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: findBrowser(),
    screenshot: 'only-on-failure',
  },
});
