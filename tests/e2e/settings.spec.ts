import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

const TYPES = ['Text', 'Long text', 'Number', 'Money', 'Date', 'Yes or no', 'Choice', 'Several choices', 'Link', 'Contact'];

test('are opened by their key, fit every width and can be read by everybody', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { level: 2, name: 'Language and region' })).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Settings');
  await page.getByRole('button', { name: /^Country/ }).click();
  await expect(page.getByRole('option', { name: 'Austria' })).toBeVisible();
  await expectAccessible(page);
});

test('apply at once, survive a restart, and are taken back', async ({ kith }) => {
  const page = await kith.start();
  await page.keyboard.press('Control+,');
  await page.getByRole('textbox', { name: 'Your business' }).fill('Larch & Stone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').getByText('Larch & Stone')).toBeVisible();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByText('Compact', { exact: true }).click();
  await page.getByRole('button', { name: /^Language and formats/ }).click();
  await page.keyboard.type('osterr');
  await page.getByRole('option', { name: 'German (Austria)' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();

  await kith.restart('/contacts');
  await expect(page.getByRole('heading', { level: 1, name: 'Kontakte' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('navigation').getByText('Larch & Stone')).toHaveCount(0);
});

test('take a field of every type, in an order of one’s own', async ({ kith }) => {
  test.slow();
  const page = await kith.start();
  await page.keyboard.press('Control+,');
  for (const type of TYPES) {
    await page.getByRole('button', { name: 'Add field' }).click();
    const dialog = page.getByRole('dialog', { name: 'New field' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`My ${type.toLowerCase()}`);
    await dialog.getByRole('button', { name: /Type$/ }).click();
    await page.getByRole('option', { name: new RegExp(`^${type} `) }).click();
    if (type.includes('hoice')) {
      await dialog.getByRole('textbox', { name: 'Choice 1' }).fill('Larch');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Oak');
    }
    if (type === 'Choice') await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add field' }).click();
    await expect(dialog).toBeHidden();
  }
  const fields = page.getByRole('region', { name: 'Custom fields' }).getByRole('listitem');
  await expect(fields).toHaveCount(TYPES.length);
  await page.getByRole('button', { name: 'Move My contact up' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(fields.nth(8)).toContainText('My contact');
  await page.getByRole('button', { name: 'Retire My text' }).click();
  await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible();

  await page.reload();
  await expect(fields.nth(7)).toContainText('My contact');
  await expect(fields.nth(8)).toContainText('My link');
  await expect(fields.nth(9)).toContainText('My text');
});

test('let single letters be switched off', async ({ kith }) => {
  const page = await kith.start();
  await page.keyboard.press('Control+,');
  const letters = page.getByRole('switch', { name: /Single-letter keys/ });
  await letters.click();
  await expect(letters).not.toBeChecked();
  await page.getByRole('heading', { level: 2, name: 'Profile' }).click();
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await letters.click();
  await expect(letters).toBeChecked();
  await page.getByRole('heading', { level: 2, name: 'Profile' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
});

test('let keys be others, which then do it, on the sheet and in the palette too, after a restart and until they are taken back', async ({ kith }) => {
  const page = await kith.start('/settings/keyboard');
  const search = page.getByRole('textbox', { name: 'Search commands and keys' });
  await search.fill('history');
  await page.getByRole('button', { name: /^History: G then H/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+Y');
  await expect(page.getByRole('button', { name: 'History: Ctrl Shift Y. Change' })).toBeFocused();

  await page.keyboard.press('Control+Shift+Y');
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await page.keyboard.press('?');
  await page.keyboard.type('history');
  await expect(page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'History' }).getByText('Ctrl Shift Y')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('F8');
  await expect(page.getByRole('combobox', { name: 'Find people, pages and commands' })).toBeFocused();
  await page.keyboard.type('history');
  await expect(page.getByRole('option', { name: /^History/ }).first()).toHaveAttribute('aria-keyshortcuts', 'Control+Shift+Y');
  await page.keyboard.press('Escape');

  await kith.restart('/contacts');
  await page.keyboard.press('Control+Shift+Y');
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: Keys changed').first()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('link', { name: /^Today/ })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+Shift+Y');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
});
