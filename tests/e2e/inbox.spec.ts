import type { Page } from '@playwright/test';
import { wallTimeOf } from '../../core/schedule.ts';
import { Acts } from './acts.ts';
import { expectAccessible } from './checks.ts';
import { expect, test } from './kith.ts';

const inbox = (page: Page) => page.getByRole('dialog', { name: 'Inbox' });
const fired = (page: Page, words: string) => inbox(page).locator('[data-reminder]').filter({ hasText: words });

/** A reminder of an hour ago: it falls due as it is made. */
async function remindOfWhatIsDue(page: Page, purpose: string): Promise<void> {
  const zone = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [day, time] = wallTimeOf(Date.now() - 60_000, zone).split('T') as [string, string];
  await page.keyboard.press('q');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Quick add' }).fill(`Ada Lindqvist call ${purpose} ${day} ${time}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('what falls due is on the bell and in the inbox, and is put off there by key', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await remindOfWhatIsDue(page, 'about the height');
  await expect(page.getByRole('button', { name: 'Open inbox: 1 new' })).toBeVisible();
  await expect(page).toHaveTitle(/^\(1\) /);

  const acts = new Acts(page);
  await acts.press('i');
  await expect(fired(page, 'about the height')).toBeVisible();
  await expectAccessible(page);
  await acts.press('h');
  await expect(page.getByRole('menu')).toBeVisible();
  await acts.press('2');
  await expect(inbox(page).getByText('Nothing has come due since you looked.')).toBeVisible();
  await expectAccessible(page);
  expect(acts.count).toBe(3);
  await page.keyboard.press('Escape');
  await expect(inbox(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open inbox', exact: true })).toBeVisible();
  await expect(page).not.toHaveTitle(/^\(/);

  // What is taken back waits again.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page).toHaveTitle(/^\(1\) /);
  await page.keyboard.press('i');
  await expect(fired(page, 'about the height')).toBeVisible();
});

test('what falls due says so, and no longer once it is done elsewhere', async ({ kith }) => {
  const page = await kith.start();
  const toasts = page.getByText(/^Due now: /);
  // Notices are heard of once the first page has settled.
  await expect(async () => {
    await remindOfWhatIsDue(page, 'about the gate');
    await expect(toasts.first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // Under the pointer a toast stays until it is taken away.
  await toasts.first().hover();
  const open = page.getByRole('checkbox', { name: 'Done: about the gate' });
  for (let left = await open.count(); left > 0; left -= 1) {
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await expect(open).toHaveCount(left - 1);
  }
  await expect(toasts).toHaveCount(0);
});

test('an address leads to the inbox, over Today', async ({ kith }) => {
  const page = await kith.start('/today?inbox=open');
  await expect(inbox(page).getByText('Nothing has come due since you looked.')).toBeVisible();
  await expect(page).toHaveURL(/#\/today$/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(inbox(page)).toHaveCount(0);
});

test('a line half typed survives a crash, and so does a reminder', async ({ kith }) => {
  const page = await kith.start();
  const line = page.getByRole('textbox', { name: 'Quick add' });
  await line.fill('Tilde Marsh call 2030-');
  await page.reload();
  await expect(line).toHaveValue('Tilde Marsh call 2030-');
  await line.fill('');
  await page.getByRole('heading', { level: 1 }).click();

  await page.keyboard.press('r');
  const what = page.getByRole('textbox', { name: 'What', exact: true });
  await what.fill('Agree the');
  await page.reload();
  await expect(line).toHaveValue('');
  await page.keyboard.press('r');
  await expect(what).toHaveValue('Agree the');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('r');
  await expect(what).toHaveValue('');
});
