import type { Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible } from './checks.ts';
import { expect, test } from './kith.ts';

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' });

/** Makes somebody as fast as the keys go: what is typed before the dialog is there must be in it. A sign that is no key of this keyboard would come without one, and be lost. */
async function make(page: Page, name: string): Promise<void> {
  await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
  await expect(title(page, 'Contacts')).toBeVisible();
  await page.keyboard.press('c');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(title(page, name)).toBeVisible();
}

test('finds, tags and goes back and forth by name', async ({ kith }) => {
  const page = await kith.start();
  await make(page, 'Ada Lindqvist');
  await make(page, 'Marta Wojcik');
  await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
  await expect(title(page, 'Contacts')).toBeVisible();

  // Job 4: find by name and open, in 2 acts.
  const acts = new Acts(page);
  await acts.press('ControlOrMeta+k');
  await acts.type('ada');
  await acts.press('Enter');
  await expect(title(page, 'Ada Lindqvist')).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(2);
  const composer = page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: 'Note' });
  await expect(composer).toBeFocused();

  // Between the last two, from where one writes.
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.press('Enter');
  await expect(title(page, 'Marta Wojcik')).toBeVisible();
  await expect(composer).toBeFocused();
  await page.keyboard.press('F8');
  await page.keyboard.press('Enter');
  await expect(title(page, 'Ada Lindqvist')).toBeVisible();

  // A verb with its arguments, and back.
  const tagged = page.getByRole('complementary').getByText('vip', { exact: true }).or(page.getByText('vip', { exact: true }));
  await expect(composer).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('tag ada #vip');
  await expect(page.getByRole('option', { selected: true })).toContainText('Adds the new tag');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await expect(page.getByText('Ada Lindqvist is tagged: vip')).toBeVisible();
  await expect(tagged.first()).toBeVisible();
  await expect(composer).toBeFocused();
  await page.getByRole('alertdialog').filter({ hasText: 'is tagged' }).getByRole('button', { name: 'Undo' }).click();
  await expect(tagged).toHaveCount(0);

  // A note from anywhere, in 2 acts; a call that waits to be confirmed.
  await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
  await expect(title(page, 'Contacts')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('note marta the jetty wants oak');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Note saved for Marta Wojcik')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('call marta');
  await page.keyboard.press('Enter');
  await expect(title(page, 'Marta Wojcik')).toBeVisible();
  await expect(page.getByText('the jetty wants oak')).toBeVisible();
  await expect(page.getByRole('group', { name: 'New entry' }).getByRole('radio', { name: 'Call' })).toBeChecked();
});

test('snoozes, reminds and is done by name', async ({ kith }) => {
  const page = await kith.start('/contacts');
  await page.keyboard.press('c');
  await page.keyboard.type('Ada Lindqvist');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();

  const openPalette = async () => {
    await page.keyboard.press('F8');
    await expect(page.getByRole('combobox', { name: 'Find people, pages and commands' })).toBeFocused();
  };
  const say = async (line: string, answer: string | RegExp) => {
    await openPalette();
    await page.keyboard.type(line);
    await expect(page.getByRole('option', { selected: true })).toContainText(answer);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await say('remind ada call about the roof tomorrow 10am', /New reminder:.*about the roof/);
  await expect(page.getByText(/^Reminder added: about the roof/).first()).toBeVisible();
  await say('snooze ada in 3 weeks', /10:00(?: AM)? · about the roof/);
  await expect(page.getByText(/^about the roof: snoozed to .* 10:00/).first()).toBeVisible();
  await say('ada done', /Marks as done:about the roof/);
  await expect(page.getByText('Done: about the roof').first()).toBeVisible();
  await openPalette();
  await page.keyboard.type('done ada');
  await expect(page.getByRole('option', { selected: true })).toContainText('Nothing is planned');
});
