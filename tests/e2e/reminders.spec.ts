import type { Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

const row = (page: Page, words: string) => page.locator('[data-reminder]').filter({ hasText: words });

/** Somebody with a page of their own, and a call to make to them tomorrow; ends on Today. */
async function planACall(page: Page): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lindqvist');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  await page.getByRole('button', { name: /Add reminder/ }).click();
  await page.getByRole('textbox', { name: 'What', exact: true }).fill('Agree the height');
  await page.getByLabel('Time (optional)').fill('10:00');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Next action' })).toContainText('Agree the height');
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(row(page, 'Agree the height')).toBeVisible();
}

test('job 8: completes and sets the next action in 2 acts, as one change', async ({ kith }) => {
  const page = await kith.start();
  await planACall(page);
  const acts = new Acts(page);

  await acts.press('e');
  await acts.type('Send the drawing');
  await acts.press('Enter');

  await expect(row(page, 'Send the drawing')).toBeVisible();
  await expect(row(page, 'Agree the height')).toHaveCount(0);
  expect(acts.count).toBeLessThanOrEqual(2);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(row(page, 'Agree the height')).toBeVisible();
  await expect(row(page, 'Send the drawing')).toHaveCount(0);
});

test('job 9: snoozes in 2 acts and keeps the time of day', async ({ kith }) => {
  const page = await kith.start();
  await planACall(page);
  const acts = new Acts(page);

  await acts.press('h');
  await acts.press('3');

  await expect(page.getByText(/^Agree the height: snoozed to .* 10:00/).first()).toBeVisible();
  await expect(row(page, 'Agree the height')).toContainText('10:00');
  expect(acts.count).toBeLessThanOrEqual(2);
});

test('what happened stands on the timeline, and the contact has no next step any more', async ({ kith }) => {
  const page = await kith.start();
  await planACall(page);
  await page.getByRole('checkbox', { name: 'Done: Agree the height' }).click();
  await page.getByRole('textbox', { name: 'What happened?' }).fill('Ninety centimetres it is');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '1 done today' })).toBeVisible();
  // Who was talked to today, and with whom nothing is planned, stands beside the day.
  await page.getByRole('region', { name: 'No next step' }).getByRole('link', { name: /Ada Lindqvist/ }).click();
  await expect(page.getByRole('article', { name: /^Call/ })).toContainText('Ninety centimetres it is');
  await expect(page.getByText('No next step')).toBeVisible();
});

test('a cadence is set on the page of a contact, and taken back', async ({ kith }) => {
  const page = await kith.start();
  await planACall(page);
  await row(page, 'Agree the height').getByRole('link', { name: 'Ada Lindqvist' }).click();
  await page.getByRole('button', { name: 'Not by plan' }).click();
  await page.getByRole('menuitem', { name: 'Every 6 weeks' }).click();
  await expect(page.getByRole('button', { name: 'Every 6 weeks' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByRole('button', { name: 'Not by plan' })).toBeVisible();
});

test('Today and Reminders fit every width and can be read by everybody', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await expect(page.getByText(/^Nothing is planned/)).toBeVisible();
  await expectAccessible(page);
  await planACall(page);
  await expectAccessible(page);
  await expectToFitEverywhere(page, await page.getByRole('heading', { level: 1 }).innerText());
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Reminders');
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'New reminder' })).toBeVisible();
  await expectAccessible(page);
});
