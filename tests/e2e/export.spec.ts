import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openZip } from '../../electron/import/everything/zip.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

/** Somebody with a very long name, with whom something is planned. */
async function somebody(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Import' }).click();
  await page.setInputFiles('input[type=file]', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`First Name,Last Name,Email\nAda,${'Lovelace-'.repeat(13)}King,ada@example.org\n`) });
  await page.getByRole('button', { name: /^Import \d+ contacts?$/ }).click();
  await expect(page.getByRole('heading', { name: /imported$/ })).toBeVisible();
}

async function openExport(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
}

async function exported(page: Page): Promise<{ name: string; path: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), path: await file.path() };
}

test('everything goes out as a ZIP that other programs open, and the calendar by itself', async ({ kith }) => {
  const page = await kith.start();
  await somebody(page);
  await openExport(page);
  await expect(page.getByRole('radio', { name: 'Everything' })).toBeChecked();
  const all = await exported(page);
  await expect(page.getByText(`${all.name} was saved`)).toBeVisible();
  expect(all.name).toMatch(/^Kith \d{4}-\d\d-\d\d\.zip$/);
  execFileSync('unzip', ['-tq', all.path]);
  const zip = openZip(all.path);
  expect(zip.size('kith.json')).toBeGreaterThan(1_000);
  zip.close();

  await openExport(page);
  await page.getByRole('radio', { name: 'Calendar' }).check();
  const calendar = await exported(page);
  expect(calendar.name).toBe('kith.ics');
  expect(readFileSync(calendar.path, 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/);
});

test('what goes out is asked for at every width, so that everybody can read it', async ({ kith }) => {
  const page = await kith.start();
  await somebody(page);
  await openExport(page);
  for (const subject of ['Everything', 'Contacts', 'Calendar']) {
    await page.getByRole('radio', { name: subject }).check();
    await expectAccessible(page);
    await expectToFitEverywhere(page, 'Settings');
  }
});
