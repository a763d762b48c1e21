import type { Locator, Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });

/** A deal by its line, from wherever one is; ends on its page. */
async function makeDeal(page: Page, line: string, title: string): Promise<void> {
  await page.keyboard.press('d');
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

const PERGOLA = 'Pergola over the yard @Corner Bakery 9,400';

test('job 7: a new deal with its name, its company and its value in 2 acts, from anywhere', async ({ kith }) => {
  const page = await kith.start('#/reminders');
  await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeAttached();
  const acts = new Acts(page);

  await acts.press('d');
  await acts.type(PERGOLA);
  await acts.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Pergola over the yard' })).toBeVisible();
  await expect(page.getByRole('banner').or(page.getByRole('main')).getByText('€9,400').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /Corner Bakery/ })).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(2);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('There is no such deal, or it is in the bin.')).toBeVisible();
});

test('shows what the line was taken for before Enter, and takes back what was taken wrongly', async ({ kith }) => {
  const page = await kith.start();
  await page.keyboard.press('d');
  await page.keyboard.type('Garden plan 2026 @Corner Bakery');
  const understood = dialog(page, 'New deal').getByRole('group', { name: 'Understood' });
  await expect(understood).toContainText('€2,026');
  await expect(understood).toContainText('Corner Bakery');
  await expect(understood).toContainText('new organisation');
  await expectAccessible(page);

  await understood.getByRole('button', { name: 'Remove 2026' }).click();
  await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('');
  await page.getByRole('textbox', { name: 'Value' }).fill('£300');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Garden plan 2026' })).toBeVisible();
  await expect(page.getByText('£300').first()).toBeVisible();
});

test('what was typed about a new deal is there again after a crash', async ({ kith }) => {
  const page = await kith.start();
  await page.keyboard.press('d');
  await page.keyboard.type('Half a thought');
  await page.getByRole('textbox', { name: 'Value' }).fill('12');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'New deal')).toHaveCount(0);
  await kith.restart();
  await page.keyboard.press('d');
  await expect(page.getByRole('textbox', { name: 'Deal', exact: true })).toHaveValue('Half a thought');
  await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('12');
});

test('a deal is moved, planned, written about and edited on its page, each with its way back', async ({ kith }) => {
  const page = await kith.start();
  await makeDeal(page, PERGOLA, 'Pergola over the yard');

  await page.keyboard.press('Shift+ArrowRight');
  const stages = page.getByRole('list', { name: 'Stages' });
  await expect(stages.getByRole('button', { name: /In talks/ })).toHaveAttribute('aria-current', 'step');
  await stages.getByRole('button', { name: /Quoted/ }).click();
  await expect(stages.getByRole('button', { name: /Quoted/ })).toHaveAttribute('aria-current', 'step');
  await expect(part(page, 'Stages so far').or(page.locator('section', { hasText: 'Stages so far' })).last().getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(stages.getByRole('button', { name: /In talks/ })).toHaveAttribute('aria-current', 'step');

  await page.keyboard.press('r');
  await page.keyboard.type('Send the drawing');
  await page.keyboard.press('Enter');
  const next = part(page, 'Next action');
  await expect(next).toContainText('Send the drawing');
  await next.getByRole('button', { name: /Done/ }).click();
  await page.getByRole('textbox', { name: 'Next step' }).fill('Call about the drawing');
  await page.keyboard.press('Enter');
  await expect(next).toContainText('Call about the drawing');

  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
  await page.keyboard.type('They want larch');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('article')).toContainText('They want larch');

  await page.getByRole('button', { name: /Edit Source/ }).click();
  await page.keyboard.type('Fair');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Edit Source: Fair' })).toBeVisible();

  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Pergola with a roof');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Pergola with a roof' })).toBeVisible();
});

test('lines make up the value, and are written and put in order by key', async ({ kith }) => {
  const page = await kith.start();
  await makeDeal(page, PERGOLA, 'Pergola over the yard');
  await page.getByRole('button', { name: 'Add lines' }).click();
  const lines = dialog(page, /Lines of/);
  await page.keyboard.type('Larch posts');
  await page.keyboard.press('Enter');
  await lines.getByRole('textbox', { name: 'Quantity' }).fill('2.5');
  await lines.getByRole('textbox', { name: 'Price' }).fill('100');
  await lines.getByRole('textbox', { name: 'Discount' }).fill('10');
  await lines.getByRole('button', { name: 'Add a line' }).click();
  await page.keyboard.type('Care');
  await page.keyboard.press('Enter');
  await lines.getByRole('textbox', { name: 'Price' }).last().fill('40');
  await expect(lines.getByText('€265.00')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(lines.getByRole('group', { name: 'Line 1' }).getByRole('combobox')).toHaveValue('Care');
  await page.keyboard.press('Enter');

  await expect(lines).toHaveCount(0);
  const shown = page.locator('section', { hasText: 'Lines' }).last();
  await expect(shown.getByRole('listitem')).toHaveText([/Care/, /Larch posts.*2\.5 × €100\.00 · less 10%/]);
  await expect(page.getByRole('main').getByText('€265', { exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('main').getByText('€9,400', { exact: true })).toBeVisible();
});

test('a note on a deal stands with its contact, whose page lists the deal', async ({ kith }) => {
  const page = await kith.start();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lindqvist');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New deal' }).click();
  await expect(page.getByRole('combobox', { name: 'Contact' })).toHaveValue('Ada Lindqvist');
  await page.keyboard.type('Boathouse decking 18,400');
  await page.keyboard.press('Enter');
  const deal = page.getByRole('link', { name: /Boathouse decking.*€18,400/ });
  await expect(deal).toBeVisible();
  await expect(deal).toContainText('No next action');
  await deal.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Boathouse decking' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
  await page.keyboard.type('Larch is fine');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('article')).toContainText('Larch is fine');
  await page.getByRole('link', { name: 'Ada Lindqvist' }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  const note = page.getByRole('article').filter({ hasText: 'Larch is fine' });
  await expect(note).toBeVisible();
  await expect(note.getByRole('link', { name: /Boathouse decking/ })).toBeVisible();
});

test('a deal is won with a reason and a reminder to renew, by keys alone, and opened again by undo', async ({ kith }) => {
  const page = await kith.start();
  await makeDeal(page, PERGOLA, 'Pergola over the yard');
  await page.keyboard.press('w');
  await expect(dialog(page, 'Won: Pergola over the yard')).toBeVisible();
  await page.keyboard.type('qual');
  await expect(page.getByRole('option', { name: 'Quality' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('checkbox', { name: 'Remind me to renew' }).check();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('main').getByText('Quality')).toBeVisible();
  await expect(part(page, 'Next action')).toContainText('Renew: Pergola over the yard');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('button', { name: /^Won/ })).toBeEnabled();
  await expect(page.getByText('Renew: Pergola over the yard')).toHaveCount(0);
});

test('a deal is lost for a reason of one’s own, and its reminders leave the list', async ({ kith }) => {
  const page = await kith.start();
  await makeDeal(page, PERGOLA, 'Pergola over the yard');
  await page.keyboard.press('r');
  await page.keyboard.type('Send the drawing');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Next action')).toContainText('Send the drawing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('o');
  await page.keyboard.type('Moved away');
  await expect(page.getByRole('checkbox', { name: 'Take its open reminder off the list' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('Moved away')).toBeVisible();
  await expect(page.getByText('Send the drawing')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(part(page, 'Next action')).toContainText('Send the drawing');
});

test('the page of a deal is accessible and fits everywhere, with the longest title', async ({ kith }) => {
  const page = await kith.start();
  const title = 'Pergola over the yard of the Corner Bakery with a green roof, gutters, lights and a bench for twelve people, second offer';
  await makeDeal(page, `${title} @Corner Bakery €9,400`, title);
  await expectAccessible(page);
  await expectToFitEverywhere(page, title);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectAccessible(page);
});

test('a deal is found by its words and by whom it is with, in the search and in the palette', async ({ kith }) => {
  const page = await kith.start();
  await makeDeal(page, PERGOLA, 'Pergola over the yard');
  await page.keyboard.press('/');
  await page.keyboard.type('pergola');
  await expect(page.getByRole('option', { name: /Pergola over the yard.*Corner Bakery.*€9,400/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Reminders' }).click();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('pergola yard');
  await expect(page.getByRole('option', { name: /Pergola over the yard/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Pergola over the yard' })).toBeVisible();
});
