import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';
import type { Kith } from './kith.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Contacts' });
const rowCount = (page: Page) => grid(page).getAttribute('aria-rowcount').then(Number);

test('job 1: makes a contact with a name and an e-mail in 2 acts', async ({ kith }) => {
  const page = await kith.start();
  const acts = new Acts(page);

  await acts.press('c');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await acts.type('Ada Lindqvist\tada@brannobk.example');
  await acts.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  await expect(page.getByRole('button', { name: /ada@brannobk\.example/ })).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(2);
});

test('job 4: finds somebody by name and opens them in 2 acts', async ({ kith }) => {
  await kith.seed({ contacts: 200, entries: 100 });
  const page = await kith.start();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const acts = new Acts(page);

  await acts.press('/');
  await acts.type('ada');
  await acts.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: /^Ada/ })).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(2);
});

test('job 10: tags ten filtered contacts in 6 acts, and takes it back with one', async ({ kith }) => {
  await kith.seed({ contacts: 200, entries: 0 });
  const page = await kith.start('/contacts');
  await expect(grid(page)).toBeVisible();
  const before = await tagsOfAll(kith);
  const acts = new Acts(page);

  await acts.press('f');
  await acts.type('prospect');
  await acts.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove filter: Tag is prospect' })).toBeVisible();
  await expect.poll(() => rowCount(page)).toBeLessThan(201);
  const filtered = (await rowCount(page)) - 1;
  expect(filtered).toBeGreaterThanOrEqual(10);
  await acts.press('ControlOrMeta+a');
  await acts.press('#');
  await acts.type('spring fair');
  await acts.press('Enter');
  await expect(page.getByRole('button', { name: `Change ${filtered} contacts` })).toBeVisible();
  await acts.press('Enter');

  await expect(page.getByText(`Tags of ${filtered} contacts changed`)).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(6);

  expect((await tagsOfAll(kith)).filter((tags) => tags.includes('spring fair'))).toHaveLength(filtered);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText(`Undone: Tags of ${filtered} contacts changed`)).toBeVisible();
  expect(await tagsOfAll(kith)).toEqual(before);
});

test('finds somebody however their name is spelled, and by any run of a number', async ({ kith }) => {
  const page = await kith.start('/contacts');
  for (const [name, email] of [['Łukasz Ørsted', 'l@mail.example'], ['王小明', 'w@mail.example']] as const) {
    await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
    await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByRole('textbox', { name: 'Phone' }).fill('+46 70 555 01 42');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
  const search = page.getByRole('combobox', { name: 'Search' });
  for (const [words, name] of [['lukasz', 'Łukasz Ørsted'], ['orsted', 'Łukasz Ørsted'], ['小明', '王小明'], ['5550142', '王小明']] as const) {
    await search.fill(words);
    await expect(page.getByRole('option', { name })).toBeVisible();
  }
});

test('opens what was written where it stands in the timeline, also on the page that is open, and goes back', async ({ kith }) => {
  const page = await kith.start('/contacts');
  const firstPage = page.url().replace(/#.*/, '');
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lindqvist');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  const contactUrl = page.url();
  const composer = page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: 'Note' });
  for (const [count, body] of ['The boathouse wants larch', ...Array.from({ length: 12 }, (_, place) => `Rain, day ${place}`), 'The jetty wants oak'].entries()) {
    await expect(composer).toBeFocused();
    await page.keyboard.type(body);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('radio', { name: `All ${count + 1}` })).toBeVisible();
  }
  const search = page.getByRole('combobox', { name: 'Search' });
  const entry = (words: string) => page.getByRole('article').filter({ hasText: words });
  const find = async (words: string) => {
    await search.fill(words);
    await expect(page.getByRole('option', { name: words })).toBeVisible();
    await page.keyboard.press('Enter');
  };

  await page.goto(`${firstPage}#/contacts`);
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await find('larch');
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  await expect(entry('larch')).toBeFocused();
  await expect(entry('larch')).toBeInViewport({ ratio: 1 });

  await find('jetty');
  await expect(entry('jetty')).toBeFocused();
  await expect(entry('jetty')).toBeInViewport({ ratio: 1 });

  await page.goBack();
  await expect(entry('larch')).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.goForward();
  await expect(entry('larch')).toBeFocused();

  await page.goto(`${firstPage}#/contacts`);
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.goto(`${contactUrl}?entry=nonsense`);
  await expect(composer).toBeFocused();
});

test('edits a cell, undoes it, and finds everything as it was after a restart', async ({ kith }) => {
  await kith.seed({ contacts: 60, entries: 0 });
  let page = await kith.start('/contacts');
  await grid(page).focus();
  const first = page.locator('[data-row="0"]');
  await expect(first).toContainText('@');
  const before = await first.innerText();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('changed@mail.example');
  await page.keyboard.press('Enter');
  await expect(first).toContainText('changed@mail.example');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(first).not.toContainText('changed@mail.example');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(first).toContainText('changed@mail.example');

  page = await kith.restart('/contacts');
  await expect(page.locator('[data-row="0"]')).toContainText('changed@mail.example');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('[data-row="0"]')).not.toContainText('changed@mail.example');
  expect(await page.locator('[data-row="0"]').innerText()).toBe(before);
});

test('exports all but one of a filtered list', async ({ kith, page }) => {
  await kith.seed({ contacts: 200, entries: 0 });
  await kith.start('/contacts');
  await grid(page).focus();
  await page.keyboard.press('f');
  await page.keyboard.type('prospect');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove filter: Tag is prospect' })).toBeVisible();
  await expect.poll(() => rowCount(page)).toBeLessThan(201);
  const filtered = (await rowCount(page)) - 1;
  const left = await page.locator('[data-row="0"] a').innerText();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('x');
  await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trim().split(/\r?\n/)).toHaveLength(filtered);
  expect(csv).not.toContain(left.replace(/^[A-Z]{1,2}\n/, ''));
});

test('says that Kith cannot be reached, and does nothing meanwhile', async ({ kith, page }) => {
  await kith.seed({ contacts: 60, entries: 0 });
  await kith.start('/contacts');
  await expect(page.locator('[data-row="1"] a')).toBeVisible();
  // A file that is fetched ahead may be cut off half way.
  kith.allow(/WebSocket connection .* failed|ERR_CONNECTION_RE(FUSED|SET)|ERR_CONTENT_LENGTH_MISMATCH/);
  await kith.stop();
  await expect(page.getByRole('button', { name: 'Not connected' })).toBeVisible();
  await expectToFitEverywhere(page, 'Contacts');
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Kith cannot be reached at the moment.')).toBeVisible();
});

test('has nothing that axe minds, whatever is open', async ({ kith, page }) => {
  test.slow();
  await kith.seed({ contacts: 60, entries: 100 });
  await kith.start('/contacts');
  await expect(grid(page)).toBeVisible();
  await expectAccessible(page);

  await grid(page).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('#');
  await page.keyboard.type('vip');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.keyboard.press('f');
  await expectAccessible(page);
  await page.keyboard.type('last contact');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Columns' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.keyboard.press('/');
  await page.keyboard.type('ada');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'New contact' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('nobody of this name');
  await expect(page.getByText('No match for')).toBeVisible();
  await expectAccessible(page);
});

test('fits every width, with names of 120 characters in any script', async ({ kith, page }) => {
  await kith.start('/contacts');
  for (const name of ['Wolfeschlegelsteinhausenbergerdorff '.repeat(3) + 'Öhringen III', '佐々木遥香'.repeat(24), 'ليلى الحداد '.repeat(10), '👩‍👩‍👧‍👦'.repeat(15)]) {
    await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
    await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: name.trim() })).toBeVisible();
  }
  await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
  await expect(page.locator('[data-row="3"]')).toBeVisible();
  await expectToFitEverywhere(page, 'Contacts');
});

/** The tags of everybody, in the order of the list, as the terminal reads them beside the running host. */
async function tagsOfAll(kith: Kith): Promise<string[][]> {
  const { rows } = JSON.parse(await kith.terminal('query', 'contacts', '--json', '--limit', '200')) as { rows: { tags: { name: string }[] }[] };
  return rows.map(({ tags }) => tags.map(({ name }) => name));
}
