import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

const HUBSPOT = join(import.meta.dirname, '../fixtures/csv/hubspot-deals.csv');

test('deals of HubSpot come onto a board with their people, go out as CSV, and are undone as one', async ({ kith }) => {
  const page = await kith.start();
  await page.getByRole('link', { name: 'Import' }).click();
  await page.setInputFiles('input[type=file]', HUBSPOT);
  await expect(page.getByText('HubSpot deals', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('15 of 16 columns have a place.')).toBeVisible();
  const status = page.getByRole('status').filter({ hasText: 'Made for them' });
  await expect(status).toContainText('5 new');
  await expect(status).toContainText('3 people');
  await expect(status).toContainText('1 pipeline');
  await page.getByRole('tab', { name: 'Preview' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Harbour kiosk' })).toContainText('Ines Maurer');
  await page.getByRole('tab', { name: /To note/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Sam Sales' })).toContainText('Nobody here has this name');
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Import');

  await page.getByRole('button', { name: 'Import 5 deals' }).click();
  await expect(page.getByRole('heading', { name: '5 deals imported' })).toBeVisible();
  await page.getByRole('button', { name: 'Show deals' }).click();
  await page.goto(page.url().replace(/#.*/, '#/pipeline'));
  await page.getByRole('button', { name: /^Pipeline/ }).first().click();
  await page.getByRole('option', { name: 'Sales Pipeline' }).or(page.getByRole('menuitem', { name: 'Sales Pipeline' })).or(page.getByRole('menuitemradio', { name: 'Sales Pipeline' })).first().click();
  await expect(page.getByText('Harbour kiosk').first()).toBeVisible();
  await expect(page.getByText('Terrace roof').first()).toBeVisible();

  await page.keyboard.press('Control+K');
  await page.keyboard.type('Export deals');
  await page.getByRole('option', { name: 'Export deals' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByText('5 deals go into the file.')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /vCard/ })).toHaveCount(0);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  expect(file.split('\r\n')).toHaveLength(7);
  expect(file).toContain('Harbour kiosk,Sales Pipeline,Qualified to buy,open,15000.00,EUR');

  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Undo Import' }).click();
  await expect(page.getByRole('button', { name: 'Undo Import' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByText('No contacts yet.', { exact: false })).toBeVisible();
});

test('a table that says nothing is mapped to deals by hand, and the mapping is offered again', async ({ kith }) => {
  const page = await kith.start();
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('link', { name: 'Import' }).click();
  await page.setInputFiles('input[type=file]', file('work.csv', 'Was,Wieviel\nRoof,10\n'));
  await page.getByRole('button', { name: 'Map its columns' }).click();
  await page.getByRole('button', { name: /Read as/ }).click();
  await page.getByRole('option', { name: 'Table of deals' }).click();
  await expect(page.getByText('Into the notes')).toBeVisible();
  for (const [header, target] of [['Was', 'Title'], ['Wieviel', 'Value']] as const) {
    await page.getByRole('button', { name: new RegExp(`^${header} becomes`) }).click();
    await page.getByRole('combobox', { name: 'Search fields' }).fill(target);
    await page.getByRole('option', { name: target, exact: true }).first().click();
  }
  await page.getByLabel('Keep these choices as').fill('My work');
  await page.getByRole('button', { name: 'Import 1 deal' }).click();
  await expect(page.getByRole('heading', { name: '1 deal imported' })).toBeVisible();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.setInputFiles('input[type=file]', file('work2.csv', 'Was,Wieviel\nGate,20\n'));
  await page.getByRole('button', { name: 'Map its columns' }).click();
  await page.getByRole('button', { name: /Saved mapping/ }).click();
  await page.getByRole('option', { name: 'My work' }).click();
  await expect(page.getByRole('button', { name: 'Import 1 deal' })).toBeVisible();
});
