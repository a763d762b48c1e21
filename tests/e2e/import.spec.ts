import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

const fixture = (path: string) => join(import.meta.dirname, '../fixtures', path);
const GOOGLE = fixture('csv/rolomind-google.csv');
const APPLE = fixture('vcard/roundcubemail-apple.vcf');

const aFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function importFile(page: Page, file: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: /^Import \d+ contacts?$/ }).click();
  await expect(page.getByRole('heading', { name: /imported$/ })).toBeVisible();
}

test('an address book comes in, is found without its accents, is undone, survives a restart and is brought back', async ({ kith }) => {
  const page = await kith.start();
  await importFile(page, GOOGLE);
  await page.getByRole('button', { name: 'Import another file' }).click();
  await importFile(page, APPLE);

  // The card says Wallisellen-Zürich.
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('zurich');
  await expect(page.getByRole('option', { name: /Apple Computer AG/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Apple Computer AG' })).toBeVisible();

  await page.getByRole('link', { name: 'History' }).click();
  for (let left = 2; left > 0; left--) {
    await expect(page.getByRole('button', { name: 'Undo Import' })).toHaveCount(left);
    await page.getByRole('button', { name: 'Undo Import' }).first().click();
  }
  await expect(page.getByRole('button', { name: 'Undo Import' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByText('No contacts yet.', { exact: false })).toBeVisible();

  await kith.restart('/contacts');
  await expect(page.getByText('No contacts yet.', { exact: false })).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByText('Apple Computer AG')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByText('John Doe')).toBeVisible();
});

test('job 12: a foreign CSV of 500 rows comes in within 4 acts, with nine columns of ten mapped', async ({ kith }) => {
  const rows = Array.from({ length: 500 }, (_, row) => [`Vera${row}`, `Novák${row}`, `vera${row}@example.org`, `+420 777 ${String(100_000 + row)}`, 'Truhlárna s.r.o.', 'ředitelka', 'Dlouhá 12', 'Brno', '60200', 'Česko', 'blue'].join(';'));
  const file = aFile('kontakty.csv', `Jméno;Příjmení;E-mail;Mobil;Firma;Pozice;Ulice;Město;PSČ;Země;Barva\r\n${rows.join('\r\n')}`);
  const page = await kith.start();
  const acts = new Acts(page);
  await acts.click(page.getByRole('link', { name: 'Import' }));
  const chooser = page.waitForEvent('filechooser');
  await acts.click(page.getByRole('button', { name: 'Choose file…' }));
  await (await chooser).setFiles(file);
  await expect(page.getByText('10 of 11 columns have a place.')).toBeVisible();
  await acts.click(page.getByRole('button', { name: 'Import 500 contacts' }));
  await expect(page.getByRole('heading', { name: '500 contacts imported' })).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(4);
});

test('the same file twice adds nothing, and what was edited here stays', async ({ kith }) => {
  const page = await kith.start();
  await importFile(page, GOOGLE);
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.setInputFiles('input[type=file]', GOOGLE);
  await expect(page.getByRole('button', { name: 'Nothing new' })).toBeDisabled();
  await expect(page.getByText('unchanged')).toBeVisible();
});

test('rows that cannot be read come back as a CSV with the reasons', async ({ kith }) => {
  const page = await kith.start();
  await importFile(page, aFile('people.csv', 'First Name,Last Name,Email\nAda,King,ada@example.org\n,,\n"unclosed,King,grace@example.org\nGrace,Hopper,grace@example.org\n'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /could not be read/ }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('people not readable.csv');
  expect(readFileSync(await saved.path(), 'utf8')).toContain('unclosed');
});

test('a file of projects is refused in words and nothing of it stays', async ({ kith }) => {
  const page = await kith.start();
  await page.getByRole('link', { name: 'Import' }).click();
  await page.setInputFiles('input[type=file]', aFile('projects.csv', 'Project Name,Status,Budget\nRoof,open,10\n'));
  await expect(page.getByText(/holds projects, not contacts/)).toBeVisible();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByText('No contacts yet.', { exact: false })).toBeVisible();
});

test('a column sent elsewhere is kept as a mapping, offered again, and removed in the settings', async ({ kith }) => {
  const page = await kith.start();
  const orders = (name: string) => aFile('orders.csv', `Kunde,Wer kümmert sich,Mail\n${name},blau,${name}@example.org\n`);
  await page.getByRole('link', { name: 'Import' }).click();
  await page.setInputFiles('input[type=file]', orders('ada'));
  await page.getByRole('button', { name: /^Wer kümmert sich becomes/ }).click();
  await page.keyboard.type('nick');
  await page.getByRole('option', { name: 'Nickname' }).click();
  await page.getByRole('textbox', { name: 'Keep these choices as' }).fill('Orders');
  await page.getByRole('button', { name: 'Import 1 contact' }).click();
  await expect(page.getByRole('heading', { name: '1 contact imported' })).toBeVisible();

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.setInputFiles('input[type=file]', orders('grace'));
  await page.getByRole('button', { name: /Saved mapping/ }).click();
  await page.getByRole('option', { name: 'Orders' }).click();
  await expect(page.getByRole('button', { name: 'Wer kümmert sich becomes Nickname' })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Remove Orders' }).click();
  await expect(page.getByText('Mapping “Orders” removed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Orders' })).toHaveCount(0);
});

test('what goes out as vCard comes in again as it was', async ({ kith }) => {
  const page = await kith.start();
  await importFile(page, GOOGLE);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('radio', { name: 'Contacts' }).check();
  await page.getByRole('radio', { name: 'vCard' }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain('BEGIN:VCARD');
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.setInputFiles('input[type=file]', file);
  await expect(page.getByRole('button', { name: 'Nothing new' })).toBeDisabled();
});

test('every step of it fits every width and can be read by everybody', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('button', { name: 'Choose file…' })).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Import');
  await page.setInputFiles('input[type=file]', aFile('people.csv', 'First Name,Last Name,Email,Mystery\nAda,King,ada@example.org,42\nAda,Byron,ada@example.org,43\n,,,\n"unclosed,x,y,z\nGrace,Hopper,g@example.org,44\n'));
  await expect(page.getByRole('button', { name: /^Import \d/ })).toBeEnabled();
  await expectToFitEverywhere(page, 'Import');
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expectAccessible(page);
  }
  await page.getByRole('tab').first().click();
  await page.getByRole('button', { name: /^Mystery becomes/ }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('heading', { name: /imported$/ })).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Import');
});

test('is done by keys alone', async ({ kith }) => {
  const page = await kith.start();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('button', { name: 'Choose file…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(GOOGLE);
  const go = page.getByRole('button', { name: /^Import \d/ });
  await expect(go).toBeEnabled();
  await page.keyboard.press('F6');
  while (!(await go.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Show contacts' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByText('John Doe')).toBeVisible();
});
