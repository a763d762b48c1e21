// From no backup at all to one that was restored: what somebody does once, and hopes never to need.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, type Kith, test } from './kith.ts';

/** Who goes into the bin. */
const GONE = 'Aaron Aardvark';

const settings = (page: Page) => page.getByRole('region', { name: 'Backups', exact: true });
const goTo = (page: Page, path: string) => page.evaluate((hash) => void (location.hash = hash), path);

/** Sets backups up into the folder and gives the key that somebody would have on paper. */
async function setUp(page: Page, folder: string): Promise<string> {
  await settings(page).getByRole('button', { name: 'Set up backups…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('AGE-SECRET-KEY-1')).toBeVisible();
  const key = (await dialog.locator('[dir=ltr]').innerText()).toLowerCase();
  await dialog.getByRole('button', { name: 'I have it on paper' }).click();
  await dialog.getByRole('textbox', { name: 'Recovery key' }).fill(key);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /Add a folder/ }).click();
  await page.getByRole('option', { name: basename(folder) }).click();
  await dialog.getByRole('button', { name: 'Make the first backup' }).click();
  await expect(settings(page).getByText(/^Last backup today .*, verified\.$/)).toBeVisible({ timeout: 30_000 });
  return key;
}

async function withFolder(kith: Kith): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-backups-'));
  await kith.seed({ contacts: 40, entries: 120, reminders: 5 });
  const file = join(folder, 'people.csv');
  writeFileSync(file, `Name,Email\n${GONE},aaron@mail.example\n`);
  await kith.terminal('import', file);
  rmSync(file);
  await kith.terminal('folder', 'add', folder);
  return folder;
}

test('somebody sets backups up, prints the key, and proves that they restore', async ({ kith }) => {
  test.slow();
  const folder = await withFolder(kith);
  const page = await kith.start('/settings/backups');
  await expect(settings(page).getByText('Nothing is backed up yet')).toBeVisible();
  await expectAccessible(page);

  await settings(page).getByRole('button', { name: 'Set up backups…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('AGE-SECRET-KEY-1')).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Recovery key of Kith' })).toBeVisible();
  await expect(page.getByText('age --decrypt')).toBeVisible();
  await expect(dialog).toBeHidden();
  await page.emulateMedia({ media: null });
  await dialog.getByRole('button', { name: 'Print…' }).focus();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // A key that nobody typed in counts for nothing.
  await expect(settings(page).getByText('Nothing is backed up yet')).toBeVisible();

  const key = await setUp(page, folder);
  expect(readdirSync(folder).filter((name) => name.endsWith('.kith-backup'))).toHaveLength(1);
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Settings');

  await settings(page).getByRole('button', { name: 'Check that I have it…' }).click();
  const wrong = key.replace(/[02](?=[^02]*$)/, (character) => (character === '0' ? '2' : '0'));
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(wrong);
  await expect(page.getByRole('dialog').getByText(/A character in group \d+ is wrong/)).toBeVisible();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(key);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the key. All is well.')).toBeVisible();

  await settings(page).getByRole('button', { name: 'Try a restore' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(key);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The trial went well: the newest backup comes back whole.')).toBeVisible({ timeout: 30_000 });
  await expect(settings(page).getByText('Last proven today')).toBeVisible();

  const saved = page.waitForEvent('download');
  await settings(page).getByRole('button', { name: 'Save a backup…' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^Kith .*\.kith-backup$/);
});

test('a contact that is gone comes back from a backup, and then all of it', async ({ kith }) => {
  test.slow();
  const folder = await withFolder(kith);
  const page = await kith.start('/settings/backups');
  const key = await setUp(page, folder);

  await goTo(page, '/contacts');
  const inList = page.getByRole('row').filter({ hasText: GONE });
  await inList.click();
  await page.keyboard.press('Delete');
  await expect(inList).toHaveCount(0);
  const restoring = await openNewest(page, key);
  await expect(restoring.getByRole('heading', { level: 2, name: /^Backup of today/ })).toBeVisible({ timeout: 30_000 });
  const row = page.getByRole('listitem').filter({ hasText: GONE });
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Restore from a backup');

  await row.getByRole('button', { name: `Look at ${GONE}` }).click();
  await expect(page.getByRole('dialog').getByText('Here it lies in the bin. Bringing it back takes it out.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByText('Brought back: 1 record')).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(row).toBeVisible();

  // Also who is here as they were then.
  await restoring.getByRole('radio', { name: 'Everything in it' }).check({ force: true });
  await page.keyboard.type(GONE.toLowerCase().slice(0, 9));
  await expect(restoring.getByRole('status').getByText('1 found')).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Restore from a backup');
  await restoring.getByRole('textbox', { name: 'Find in the backup' }).press('Enter');
  await expect(page.getByRole('dialog', { name: GONE }).getByText('Here it lies in the bin.')).toBeVisible();
  await expect(page.getByRole('dialog').getByText('aaron@mail.example')).toBeVisible();
  await page.keyboard.press('Escape');
  await restoring.getByRole('radio', { name: 'What differs' }).check({ force: true });

  await restoring.getByRole('button', { name: 'Go back to this backup…' }).click();
  await expectAccessible(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go back to it' }).click();
  await expect(page.getByRole('heading', { name: /^Everything is as it was today/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('What was here before lies as a safety copy inside your profile.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show contacts' }).click();
  await expect(inList).toBeVisible();

  // What was replaced can be looked after, and removed.
  await goTo(page, '/restore');
  await page.getByRole('button', { name: 'Another backup' }).click();
  const asides = page.getByRole('region', { name: 'Copies that lie in your profile' });
  await expect(asides.getByRole('listitem')).toHaveCount(1);
  await expect(asides.getByText('What a restore took the place of', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await asides.getByRole('button', { name: /^Remove/ }).click();
  await asides.getByRole('button', { name: 'Delete for good' }).click();
  await expect(asides.getByText('There is no copy any longer.')).toBeVisible();
  expect(readdirSync(join(kith.profile, 'safety'))).toEqual([]);
});

test('each thing that can be wrong with a backup has its words, and nothing is changed', async ({ kith }) => {
  test.slow();
  const folder = await withFolder(kith);
  const page = await kith.start('/settings/backups');
  const key = await setUp(page, folder);
  const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.kith-backup'));
  const whole = readFileSync(join(folder, name));
  const altered = Buffer.from(whole);
  altered[altered.length >> 1]! ^= 1;
  writeFileSync(join(folder, name), altered);

  await openNewest(page, key);
  await expect(page.getByRole('alert').getByText(/damaged or was changed after it was made/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const files = [{ buffer: whole.subarray(0, whole.length - 5), said: /The end of this backup is missing/ }, { buffer: Buffer.from('no backup at all'), said: /is not a backup of Kith/ }];
  for (const { buffer, said } of files) {
    await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer });
    await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(key);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').getByText(said)).toBeVisible();
    await page.keyboard.press('Escape');
  }

  await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer: whole });
  const other = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(other);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText(/This does not open the backup/)).toBeVisible();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(key);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: /^Backup of today/ })).toBeVisible();
  await expect(page.getByText('Nothing differs: what is in the backup is what is here.')).toBeVisible();
});

async function openNewest(page: Page, key: string): Promise<ReturnType<Page['getByRole']>> {
  await goTo(page, '/restore');
  await page.getByRole('button', { name: /^Open the backup of today/ }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(key);
  await page.keyboard.press('Enter');
  return page.getByRole('main');
}
