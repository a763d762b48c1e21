import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { untranslated } from '../renderer/i18n/untranslated.ts';
import { expect, test } from './kith.ts';

const GOOGLE = join(import.meta.dirname, '../fixtures/csv/rolomind-google.csv');

/** Nothing on the page, and in what floats over it, is in plain English. */
async function expectNoPlainEnglish(page: Page): Promise<void> {
  await expect(page.locator('body')).toContainText('[');
  await expect.poll(() => page.locator('body').evaluate(untranslated)).toEqual([]);
}

test.describe('in the pseudo-language', () => {
  test.beforeEach(() => test.slow());

  test('every screen takes its words from the language files', async ({ kith }) => {
    // What people wrote stands in brackets as well, since it also stands in names of buttons.
    const file = join(kith.profile, 'people.csv');
    const person = (name: string) => `[${name}·],[King·],${name}@example.org,[Works·],[Smith·],[Likes tea·],[vip·],[new·]`;
    writeFileSync(file, `First Name,Last Name,Email,Company,Job Title,Notes,Tags,Status\n${['ada', 'grace', 'vera'].map(person).join('\n')}\n`);
    await kith.terminal('import', file);
    const { rows } = JSON.parse(await kith.terminal('query', 'contacts', '--limit', '2', '--json')) as { rows: { id: string }[] };
    kith.setDevice({ locale: 'en-XA' });
    const page = await kith.start('/contacts');
    const goTo = (path: string) => page.evaluate((hash) => {
      location.hash = hash;
    }, path);

    await expect(page.getByRole('grid').getByRole('row').nth(2)).toBeVisible();
    await expectNoPlainEnglish(page);

    const [a, b] = rows.map(({ id }) => id);
    for (const path of [`/contacts/${a}`, `/merge/${a}`, `/merge/${a}/${b}`, '/today', '/reminders', '/import', '/history', '/settings', '/nowhere']) {
      await goTo(path);
      await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('main').getByRole('button')).first()).toBeAttached();
      await expectNoPlainEnglish(page);
    }

    await goTo('/contacts');
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await goTo('/bin');
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
    await expectNoPlainEnglish(page);
  });

  test('an import does from the file to what came of it', async ({ kith }) => {
    kith.setDevice({ locale: 'en-XA' });
    const page = await kith.start();
    await page.evaluate(() => {
      location.hash = '/import';
    });
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await page.setInputFiles('input[type=file]', GOOGLE);
    await expect(page.getByRole('tab').first()).toBeVisible();
    await expectNoPlainEnglish(page);
    await page.getByRole('tab').nth(1).click();
    await expectNoPlainEnglish(page);
    await page.getByRole('button').last().click();
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    await expectNoPlainEnglish(page);
  });

  test('the shortcuts do', async ({ kith }) => {
    kith.setDevice({ locale: 'en-XA' });
    const page = await kith.start();
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoPlainEnglish(page);
  });

  test.describe('of the browser', () => {
    test.use({ locale: 'en-XA' });

    test('the first start does', async ({ kith }) => {
      kith.setDevice({ onboarded: false });
      const page = await kith.start();
      for (let step = 1; step <= 3; step++) {
        await expect(page.getByRole('main')).toContainText(new RegExp(`\\b${step}\\b.*\\b3\\b`));
        await expect(page.getByRole('heading', { level: 1 })).toContainText('[');
        await expectNoPlainEnglish(page);
        await page.getByRole('button').filter({ hasText: '[Šķîþ' }).click();
      }
      await expect(page.getByRole('navigation')).toBeVisible();
    });
  });
});

test('German has every screen in German', async ({ kith }) => {
  kith.setDevice({ locale: 'de-DE' });
  const page = await kith.start();
  for (const [path, heading] of [['/reminders', 'Wiedervorlagen'], ['/contacts', 'Kontakte'], ['/import', 'Import'], ['/bin', 'Papierkorb'], ['/history', 'Verlauf'], ['/settings', 'Einstellungen']] as const) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});
