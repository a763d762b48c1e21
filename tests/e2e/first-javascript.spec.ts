import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { observePage } from '../bench/page-observer.ts';
import { expect, test } from './kith.ts';

const BUILT = fileURLToPath(new URL('../../out/renderer/', import.meta.url));
const MOST_BYTES = 350_000;

test('the contacts show with at most 350 kB of JavaScript, gzipped', async ({ kith, page }) => {
  await kith.seed({ contacts: 60, entries: 60 });
  await page.addInitScript(observePage);
  // What comes when nothing else is to be done would count as well where the first rows are slow to come.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await kith.start('/contacts');
  await page.reload();
  const first = await page.waitForFunction(() => window.observer.firstRows);
  const { scripts } = (await first.jsonValue())!;
  const sizes = scripts.map((path) => ({ path, bytes: gzipSync(readFileSync(BUILT + path)).length })).toSorted((a, b) => b.bytes - a.bytes);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

  expect(total, 'it was measured').toBeGreaterThan(100_000);
  expect(total, sizes.map(({ path, bytes }) => `${bytes} ${path}`).join('\n')).toBeLessThanOrEqual(MOST_BYTES);
});
