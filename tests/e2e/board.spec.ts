// The board as people use it: by the pointer, by keys, and back again by undo.
import type { Locator, Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';
import { Past } from './past-deals.ts';

const LONG = 'A pergola of larch over the yard of the bakery at the old harbour, with benches, lamps, a rose and whatever else is wanted';

const lane = (page: Page, name: string): Locator => page.locator('[data-lane]').filter({ has: page.locator('[role=rowheader]', { hasText: name }) });
const titles = (page: Page, name: string) => lane(page, name).locator('[data-card] a').allInnerTexts();
const card = (page: Page, title: string): Locator => page.locator('[data-card]').filter({ hasText: title });

/** Twelve deals in the first stages, the last made on top. */
async function aBoard(kith: { profile: string; start: (path: string) => Promise<Page> }): Promise<Page> {
  const past = new Past(kith.profile).on(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  for (let number = 12; number >= 1; number--) past.deal({ title: number === 3 ? LONG : `Garden ${number}`, minor: number * 10_000, stageId: past.stage(number % 3 === 0 ? 2 : 1), contact: { name: `Person ${number}` } });
  past.end();
  const page = await kith.start('/pipeline');
  await expect(card(page, 'Garden 12')).toBeVisible();
  return page;
}

async function undo(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+z');
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(start.x + 40, start.y + 60);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y + 70, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height - 10, 90), { steps: 8 });
}

test('twelve deals: dragged, moved by key and by menu, lost with a reason, and each taken back', async ({ kith }) => {
  test.slow();
  const page = await aBoard(kith);
  expect(await titles(page, 'Enquiry')).toHaveLength(7);
  expect(await titles(page, 'In talks').then((all) => all.length)).toBeGreaterThanOrEqual(3);

  await drag(page, card(page, 'Garden 1').first(), lane(page, 'Quoted'));
  await expect(page.getByText('Move here')).toBeVisible();
  await page.mouse.up();
  await expect.poll(() => titles(page, 'Quoted')).toEqual(['Garden 1']);
  await expect(page.getByRole('rowheader', { name: /Quoted 1.*€100/ })).toBeVisible();
  await undo(page);
  await expect.poll(() => titles(page, 'Quoted')).toEqual([]);
  await expect.poll(async () => (await titles(page, 'Enquiry'))[0]).toBe('Garden 1');

  // Esc puts a card back that is in hand.
  await drag(page, card(page, 'Garden 2').first(), lane(page, 'Quoted'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await titles(page, 'Quoted')).toEqual([]);

  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await titles(page, 'Enquiry')).slice(0, 2)).toEqual(['Garden 2', 'Garden 1']);
  await undo(page);
  await expect.poll(async () => (await titles(page, 'Enquiry')).slice(0, 2)).toEqual(['Garden 1', 'Garden 2']);

  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'Agreed' }).click();
  await expect.poll(() => titles(page, 'Agreed')).toEqual(['Garden 1']);

  await page.getByRole('grid').focus();
  await page.keyboard.press('o');
  const closing = page.getByRole('dialog');
  await closing.getByText('Price', { exact: true }).first().click();
  await closing.getByRole('button', { name: /Lost|lost/ }).last().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => titles(page, 'Agreed')).toEqual([]);
  await expect(page.getByRole('button', { name: /^Lost.*1 in .*€100/ })).toBeVisible();
  await undo(page);
  await expect.poll(() => titles(page, 'Agreed')).toEqual(['Garden 1']);
  await undo(page);
  await expect.poll(async () => (await titles(page, 'Enquiry'))[0]).toBe('Garden 1');
});

test('job 6: one stage further by one key, one drag or two clicks', async ({ kith }) => {
  const page = await aBoard(kith);
  await page.getByRole('grid').focus();
  const keys = new Acts(page);
  await keys.press('Shift+ArrowRight');
  await expect.poll(async () => (await titles(page, 'In talks'))[0]).toBe('Garden 1');
  expect(keys.count).toBeLessThanOrEqual(1);

  await card(page, 'Garden 2').first().hover();
  const clicks = new Acts(page);
  await clicks.click(page.getByRole('button', { name: 'Move Garden 2 to' }));
  await clicks.click(page.getByRole('menuitem', { name: 'In talks' }));
  await expect.poll(async () => (await titles(page, 'In talks'))[0]).toBe('Garden 2');
  expect(clicks.count).toBeLessThanOrEqual(2);
});

test('can be read by everybody, at every width, also from right to left and with long titles', async ({ kith }) => {
  test.slow();
  const page = await aBoard(kith);
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Pipeline');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Pipeline');
  await expect(card(page, LONG).first()).toBeAttached();
});
