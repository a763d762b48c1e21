import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

test.beforeEach(({ kith }) => kith.seed({ contacts: 40, entries: 20 }));

test('what was deleted is restored by keys, and the undo of that puts it back', async ({ kith }) => {
  const page = await kith.start('/contacts');
  const contacts = page.getByRole('grid', { name: 'Contacts' });
  await expect(contacts.getByRole('row').nth(3)).toBeVisible();
  await contacts.focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: /bin/i }).last().click();
  await expect(page.getByText('3 contacts moved to the bin')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('b');
  const bin = page.getByRole('grid', { name: 'Bin' });
  await expect(bin).toHaveAttribute('aria-rowcount', '4');
  await bin.focus();
  await page.keyboard.press('r');
  await expect(bin).toHaveAttribute('aria-rowcount', '3');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('r');
  await expect(page.getByText('The bin is empty.', { exact: false })).toBeVisible();

  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Undo 2 records restored' }).click();
  await expect(page.getByText('Undone: 2 records restored').first()).toBeVisible();
  await page.getByRole('link', { name: 'Bin' }).click();
  await expect(bin).toHaveAttribute('aria-rowcount', '3');
});

test('the bin is emptied for good: no undo, and no name of theirs is left in the history', async ({ kith }) => {
  test.slow();
  const page = await kith.start('/contacts');
  const contacts = page.getByRole('grid', { name: 'Contacts' });
  await expect(contacts.getByRole('row').nth(3)).toBeVisible();
  await contacts.focus();
  await page.keyboard.press('ArrowDown');
  const name = await contacts.getByRole('row').nth(2).getByRole('link').innerText();
  await page.keyboard.press('Delete');
  await page.getByRole('link', { name: 'Bin' }).click();
  await expect(page.getByRole('grid', { name: 'Bin' }).getByText(name)).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Bin');

  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('The bin is empty.', { exact: false })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByText('1 record erased from the bin')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo .*erased/ })).toHaveCount(0);
  await expect(page.getByRole('main').getByText(name)).toHaveCount(0);
});

test('a reminder that was thrown away lies in the bin, comes back, and is erased for good', async ({ kith }) => {
  const page = await kith.start();
  const reminder = page.locator('[data-reminder]').filter({ hasText: 'agree the height' });
  const line = page.getByRole('main').getByRole('textbox', { name: 'Quick add' });
  await line.fill('Zora Quell call tomorrow agree the height');
  await page.keyboard.press('Enter');
  await expect(reminder).toBeVisible();
  await page.getByRole('grid', { name: 'Today' }).focus();
  await page.keyboard.press('Delete');
  await expect(reminder).toHaveCount(0);

  await page.getByRole('link', { name: 'Bin' }).click();
  const bin = page.getByRole('grid', { name: 'Bin' });
  await expect(bin.getByRole('row').filter({ hasText: 'agree the height' })).toContainText('Zora Quell');
  await expectAccessible(page);
  await bin.focus();
  await page.keyboard.press('r');
  await expect(page.getByText('The bin is empty.', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(reminder).toBeVisible();

  await page.getByRole('grid', { name: 'Today' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('link', { name: 'Bin' }).click();
  await bin.getByText('agree the height').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Erase for good/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('The bin is empty.', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByText('1 record erased from the bin')).toBeVisible();
});

test('an undo says what it left as it is', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'New tag' }).fill('zeppelin');
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name of zeppelin' });
  await name.fill('zeppelins');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of zeppelins' })).toBeVisible();

  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Undo Tag added' }).click();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Left as it is' }).getByText('Changed in the meantime')).toBeVisible();
  await expectAccessible(page);
});

test('the history fits every width and can be read by everybody', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByText('Test data added')).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'History');
});
