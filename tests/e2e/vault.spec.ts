import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

const PASSPHRASE = 'four quiet words here';

test('somebody encrypts their profile, locks it, and comes in again with the passphrase and with the recovery key', async ({ kith }) => {
  test.slow();
  await kith.seed({ contacts: 30, entries: 60 });
  const page = await kith.start('/settings/security');
  const section = page.getByRole('region', { name: 'Security' });
  await section.getByRole('button', { name: 'Encrypt the profile…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Encrypt the profile' });
  await dialog.getByLabel('New passphrase').fill('short');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('At least 8 characters, please.')).toBeVisible();
  await dialog.getByLabel('New passphrase').fill(PASSPHRASE);
  await dialog.getByLabel('The same once more').fill(`${PASSPHRASE}!`);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('The two are not the same.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('The same once more').fill(PASSPHRASE);
  await page.keyboard.press('Enter');

  const shown = page.getByRole('dialog', { name: 'Your recovery key' });
  await expect(shown.getByText('AGE-SECRET-KEY-1')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const recoveryKey = (await shown.locator('[dir=ltr]').innerText()).toLowerCase();
  await shown.getByRole('button', { name: 'I have it on paper' }).click();
  expect(existsSync(join(kith.profile, 'vault.json'))).toBe(true);
  expect(readFileSync(join(kith.profile, 'kith.sqlite')).toString('latin1', 0, 15)).not.toBe('SQLite format 3');

  await section.getByRole('button', { name: /Lock after/ }).click();
  await page.getByRole('option', { name: '5 minutes', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await page.keyboard.press('Control+Shift+X');
  const field = page.getByRole('textbox', { name: 'Passphrase' });
  await expect(page.getByRole('heading', { name: 'Kith is locked' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(0);
  await expect(page).toHaveTitle('Kith');
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Kith is locked');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.type('not that one');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not the passphrase. Upper and lower case matter.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  expect(await field.count()).toBe(0);

  const again = await kith.restart();
  await expect(again.getByRole('heading', { name: 'Kith is locked' })).toBeVisible();
  await again.getByRole('button', { name: 'Use the recovery key' }).click();
  await again.getByLabel('Recovery key', { exact: true }).fill(recoveryKey);
  await again.keyboard.press('Enter');
  await expect(again.getByRole('link', { name: 'Contacts' })).toBeVisible();

  await again.evaluate(() => {
    location.hash = '/settings/security';
  });
  await again.getByRole('button', { name: 'Take the encryption off…' }).click();
  await again.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await again.keyboard.press('Enter');
  await expect(again.getByRole('button', { name: 'Encrypt the profile…' })).toBeVisible({ timeout: 60_000 });
  expect(existsSync(join(kith.profile, 'vault.json'))).toBe(false);
});

test('a page that is left alone is locked, and what it showed is nowhere in its memory', async ({ kith }) => {
  await kith.seed({ contacts: 30, entries: 60 });
  const page = await kith.start('/settings/security');
  const section = page.getByRole('region', { name: 'Security' });
  await page.keyboard.press('Control+Shift+X');
  await expect(page.getByText('Choose a password in Settings, Security')).toBeVisible();
  await section.getByRole('button', { name: 'Choose a password…' }).click();
  await page.getByLabel('New password').fill('quiet');
  await page.getByLabel('The same once more').fill('quiet');
  await page.keyboard.press('Enter');
  await expect(section.getByRole('button', { name: 'Change the password…' })).toBeVisible();
  // What a reload loses is lost to the memory of the page as well.
  await page.evaluate(() => Object.assign(window, { kithMemory: 'still here' }));
  await section.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  expect(await page.evaluate(() => 'kithMemory' in window)).toBe(false);
  await page.keyboard.type('quiet');
  await page.keyboard.press('Enter');
  await expect(section.getByRole('button', { name: 'Lock now' })).toBeVisible();
});
