import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

test('everything that went out of one profile comes into an empty one, and into no other', async ({ kith }) => {
  test.slow();
  await kith.seed({ contacts: 40, entries: 120, reminders: 6 });
  const page = await kith.start('/settings/data');
  await page.getByRole('button', { name: 'Export…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const away = mkdtempSync(join(tmpdir(), 'kith-away-'));
  const zip = join(away, `${'Wolkenkratzerbauunternehmensgruppe '.repeat(3)}.zip`);
  copyFileSync(await (await download).path(), zip);
  await expect(page.getByText('was saved')).toBeVisible();

  await page.getByRole('link', { name: 'Import' }).click();
  await page.setInputFiles('input[type=file]', zip);
  await expect(page.getByRole('heading', { name: 'This profile is not empty' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take everything in' })).toHaveCount(0);
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Import');

  await page.goto('about:blank');
  await kith.stop();
  for (const name of readdirSync(kith.profile)) rmSync(join(kith.profile, name), { recursive: true });
  kith.setDevice({ onboarded: true });
  await kith.start('/import');
  await page.setInputFiles('input[type=file]', zip);
  const take = page.getByRole('button', { name: 'Take everything in' });
  await expect(take).toBeFocused();
  await expect(page.getByRole('definition').filter({ hasText: '120 entries' })).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Import');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Everything is here' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').nth(3)).toBeVisible();

  const again = await kith.restart('/contacts');
  await expect(again.getByRole('row').nth(3)).toBeVisible();
  expect(readdirSync(kith.profile)).not.toContain('importing');
  rmSync(away, { recursive: true });
});
