import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

test.describe('the first start', () => {
  test.beforeEach(({ kith }) => kith.setDevice({ onboarded: false }));

  test('leads to the first reminder in less than 90 seconds', async ({ kith }) => {
    const begunMs = Date.now();
    const page = await kith.start();
    await expect(page.getByRole('heading', { name: 'Welcome to Kith' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Maren Holt');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /Start empty/ }).click();
    await page.getByRole('textbox', { name: 'Quick add' }).fill('Ada Lindqvist call tomorrow 10:00');
    await expect(page.getByText('Call', { exact: false }).first()).toBeVisible();
    await page.getByRole('button', { name: /^Add/ }).click();

    const call = page.locator('[data-reminder]').filter({ hasText: 'Ada Lindqvist' });
    await expect(call).toContainText('Tomorrow 10:00');
    expect(Date.now() - begunMs).toBeLessThan(90_000);

    await kith.restart();
    await expect(call).toBeVisible();
    await page.getByRole('link', { name: 'History' }).click();
    await expect(page.getByText('Maren Holt').first()).toBeVisible();
  });

  test('can be skipped from end to end, and is not shown again', async ({ kith }) => {
    const page = await kith.start();
    const acts = new Acts(page);
    for (const heading of ['Welcome to Kith', 'Whom do you know?', 'Be reminded of the first thing']) {
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      await acts.click(page.getByRole('button', { name: 'Skip' }));
    }
    await expect(page.getByText(/^Nothing is planned/)).toBeVisible();
    await page.reload();
    await expect(page.getByText(/^Nothing is planned/)).toBeVisible();
    expect(page.url()).toContain('#/today');
    expect(acts.count).toBe(3);
  });

  test('fits every width and can be read by everybody', async ({ kith }) => {
    test.slow();
    const page = await kith.start();
    for (const heading of ['Welcome to Kith', 'Whom do you know?', 'Be reminded of the first thing']) {
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      await expectAccessible(page);
      await expectToFitEverywhere(page, heading);
      await page.getByRole('button', { name: 'Skip' }).click();
    }
  });

  test('goes on where it was after a reload', async ({ kith }) => {
    const page = await kith.start();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: 'Whom do you know?' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Whom do you know?' })).toBeVisible();
  });

  test('is done by keys alone', async ({ kith }) => {
    const page = await kith.start();
    await expect(page.getByRole('heading', { name: 'Welcome to Kith' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Whom do you know?' })).toBeFocused();
    for (let step = 0; step < 3; step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Quick add' })).toBeFocused();
    await page.keyboard.type('Ada call today');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-reminder]').filter({ hasText: 'Ada' })).toBeVisible();
  });
});

test.describe('in a browser that speaks German in Zürich', () => {
  test.use({ locale: 'de-CH', timezoneId: 'Europe/Zurich' });

  test('Kith does so as well, and expects Swiss numbers and francs', async ({ kith }) => {
    kith.setDevice({ onboarded: false });
    const page = await kith.start();
    await expect(page.getByRole('heading', { name: 'Willkommen bei Kith' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Land Schweiz' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Währung Schweizer Franken' })).toBeVisible();
    await page.getByRole('button', { name: 'Weiter' }).click();
    for (const heading of ['Wen kennen Sie?', 'Woran möchten Sie als Erstes denken?']) {
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      await page.getByRole('button', { name: 'Überspringen' }).click();
    }
    await page.getByRole('link', { name: 'Einstellungen' }).click();
    await expect(page.getByRole('button', { name: 'Währung Schweizer Franken' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sprache und Formate Deutsch (Schweiz)' })).toBeVisible();
  });
});

test('a first look at Today with sample data finds a day to live', async ({ kith }) => {
  kith.setDevice({ onboarded: false });
  const page = await kith.start();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /Load sample data/ }).click();
  await page.getByRole('button', { name: 'Skip' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Overdue' })).toBeVisible();
  await expect(page.locator('[data-reminder]')).toHaveCount(7);
  for (const name of ['Keep in touch', 'No next step', 'Birthdays and anniversaries']) await expect(page.getByRole('region', { name })).toBeVisible();
});

test('sample data is loaded in two acts and removed in two, and leaves no contact behind', async ({ kith }) => {
  test.slow();
  const page = await kith.start('/contacts');
  const acts = new Acts(page);
  await acts.click(page.getByRole('button', { name: 'Load sample data' }));
  await expect(page.getByText('Sample data is loaded.')).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(5)).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(2);

  const removing = new Acts(page);
  await removing.click(page.getByRole('button', { name: 'Remove', exact: true }));
  await removing.click(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(page.getByText('No contacts yet.', { exact: false })).toBeVisible();
  await expect(page.getByText('Sample data is loaded.')).toBeHidden();
  expect(removing.count).toBe(2);
  await page.getByRole('link', { name: 'Bin' }).click();
  await expect(page.getByText('The bin is empty.', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('Tags sort contacts into groups of your own.')).toBeVisible();
});
