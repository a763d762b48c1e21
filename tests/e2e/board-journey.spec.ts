// The board of a pipeline: twelve deals that are dragged, moved by key and by menu, lost, and taken back.
import type { Locator, Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';
import { Past } from './past-deals.ts';

const board = (page: Page): Locator => page.getByRole('grid', { name: 'Pipeline, as a board' });
const lane = (page: Page, stage: string): Locator => page.locator('[data-lane]').filter({ has: page.getByRole('rowheader', { name: stage }) });
const head = (page: Page, stage: string): Locator => page.getByRole('rowheader', { name: stage });
const card = (page: Page, title: string): Locator => page.locator('[data-card]').filter({ has: page.getByText(title, { exact: true }) });
const titles = (page: Page, stage: string): Locator => lane(page, stage).locator('[data-card] a');
const said = (page: Page): Locator => page.locator('[data-live-announcer]');

/** Twelve deals, of which the last that was made is the first of its stage: three in each, of €1,000. */
function twelve(profile: string): void {
  const past = new Past(profile);
  for (let number = 12; number >= 1; number--) past.deal({ title: `Garden ${number}`, stageId: past.stage(Math.ceil(number / 3)), minor: 100_000, contact: { name: `Person ${number}` } });
  past.end();
}

async function shown(page: Page): Promise<Page> {
  await expect(titles(page, 'Enquiry')).toHaveText(['Garden 1', 'Garden 2', 'Garden 3']);
  return page;
}

/** With the pointer, so that it lies over the upper half of another card, and is held there. */
async function carry(page: Page, title: string, over: Locator): Promise<void> {
  const from = (await card(page, title).boundingBox())!;
  const to = (await over.boundingBox())!;
  await page.mouse.move(from.x + 60, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 20, { steps: 3 });
  await page.mouse.move(to.x + 60, to.y + 12, { steps: 8 });
}

test('what is said stands clear of the deals that ended, at every width', async ({ kith }) => {
  twelve(kith.profile);
  const page = await shown(await kith.start('/pipeline'));
  await board(page).focus();
  await page.keyboard.press('Shift+ArrowRight');
  const toast = page.getByRole('alertdialog', { name: 'Deal moved' });
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    const [said, ended] = [await toast.boundingBox(), await page.getByRole('button', { name: /^Won/ }).boundingBox()];
    expect(said!.y + said!.height).toBeLessThan(ended!.y);
  }
});

test('twelve deals are dragged, moved by key and by menu, and lost with a reason; each is taken back', async ({ kith }) => {
  twelve(kith.profile);
  const page = await shown(await kith.start('/pipeline'));
  await expect(head(page, 'Enquiry')).toHaveText(/3.*€3,000.*€300 at 10%/);

  await carry(page, 'Garden 2', card(page, 'Garden 8'));
  await expect(lane(page, 'Quoted').getByText('Move here')).toBeVisible();
  await page.mouse.up();
  await expect(titles(page, 'Quoted')).toHaveText(['Garden 7', 'Garden 2', 'Garden 8', 'Garden 9']);
  await expect(titles(page, 'Enquiry')).toHaveText(['Garden 1', 'Garden 3']);
  await expect(head(page, 'Quoted')).toHaveText(/4.*€4,000.*€2,400 at 60%/);
  await expect(said(page)).toContainText('Garden 2 moved to Quoted, 2 of 4');
  await expect(board(page)).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await shown(page);
  await expect(head(page, 'Quoted')).toHaveText(/3.*€3,000/);

  await carry(page, 'Garden 2', card(page, 'Garden 8'));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await shown(page);

  await board(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(titles(page, 'In talks')).toHaveText(['Garden 1', 'Garden 4', 'Garden 5', 'Garden 6']);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(titles(page, 'In talks')).toHaveText(['Garden 4', 'Garden 1', 'Garden 5', 'Garden 6']);
  await expect(said(page)).toContainText('Garden 1 moved to In talks, 2 of 4');
  await expect(page.getByText('Deal moved').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(titles(page, 'In talks')).toHaveText(['Garden 1', 'Garden 4', 'Garden 5', 'Garden 6']);
  await page.keyboard.press('ControlOrMeta+z');
  await shown(page);

  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'Agreed' }).click();
  await expect(titles(page, 'Agreed')).toHaveText(['Garden 1', 'Garden 10', 'Garden 11', 'Garden 12']);
  await expect(board(page)).toBeFocused();
  await expect(said(page)).toContainText('Garden 1 moved to Agreed, 1 of 4');
  await page.keyboard.press('ControlOrMeta+z');
  await shown(page);

  await page.keyboard.press('o');
  const lost = page.getByRole('dialog', { name: 'Lost: Garden 1' });
  await lost.getByText('Timing').click();
  await lost.getByRole('button', { name: /^Mark as lost/ }).click();
  await expect(titles(page, 'Enquiry')).toHaveText(['Garden 2', 'Garden 3']);
  await expect(page.getByRole('button', { name: /^Lost 1 in .*€1,000/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await shown(page);
  await expect(page.getByRole('button', { name: /^Lost 0 in / })).toBeVisible();

  await carry(page, 'Garden 3', page.getByRole('button', { name: /^Won/ }));
  await page.mouse.up();
  await page.getByRole('dialog', { name: 'Won: Garden 3' }).getByRole('button', { name: /^Mark as won/ }).click();
  await expect(titles(page, 'Enquiry')).toHaveText(['Garden 1', 'Garden 2']);
  await page.getByRole('button', { name: /^Won 1 in / }).click();
  await expect(page.getByRole('grid', { name: 'Pipeline, as a list' }).getByRole('link')).toHaveText(['Garden 3']);
});

test.describe('job 6: a deal one stage on', () => {
  test('by 1 key', async ({ kith }) => {
    twelve(kith.profile);
    const page = await shown(await kith.start('/pipeline'));
    await board(page).focus();
    const acts = new Acts(page);
    await acts.press('Shift+ArrowRight');
    await expect(titles(page, 'In talks')).toHaveText(['Garden 1', 'Garden 4', 'Garden 5', 'Garden 6']);
    expect(acts.count).toBe(1);
  });

  test('by 2 clicks', async ({ kith }) => {
    twelve(kith.profile);
    const page = await shown(await kith.start('/pipeline'));
    const acts = new Acts(page);
    await card(page, 'Garden 3').hover();
    await acts.click(page.getByRole('button', { name: 'Move Garden 3 to' }));
    await acts.click(page.getByRole('menuitem', { name: 'In talks' }));
    await expect(titles(page, 'In talks')).toHaveText(['Garden 3', 'Garden 4', 'Garden 5', 'Garden 6']);
    expect(acts.count).toBe(2);
  });
});

test('a view of one’s own keeps its filter; the list shows the same deals, prints them, and opens one', async ({ kith }) => {
  twelve(kith.profile);
  const page = await shown(await kith.start('/pipeline'));
  await page.keyboard.press('f');
  await page.keyboard.type('Garden 1');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-card]')).toHaveCount(4);
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await page.keyboard.type('Ones');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Ones 4' })).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.locator('[data-card]')).toHaveCount(12);
  await page.keyboard.press('ControlOrMeta+4');
  await page.getByText('List', { exact: true }).click();
  const list = page.getByRole('grid', { name: 'Pipeline, as a list' });
  await expect(list.getByRole('link')).toHaveText(['Garden 1', 'Garden 10', 'Garden 11', 'Garden 12']);
  const heading = list.getByRole('columnheader', { name: 'Deal', exact: true });
  await heading.getByText('Deal', { exact: true }).click();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  await heading.getByText('Deal', { exact: true }).click();
  await expect(list.getByRole('link')).toHaveText(['Garden 12', 'Garden 11', 'Garden 10', 'Garden 1']);

  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', document.querySelector('table')?.textContent ?? '');
  });
  await list.focus();
  await page.keyboard.press('ControlOrMeta+p');
  await expect(page.locator('body')).toHaveAttribute('data-printed', /Garden 12.*Person 12.*Agreed.*€1,000/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Garden 12' })).toBeVisible();
});

test('names of 120 characters, a narrow window, a page from right to left, and every check of accessibility', async ({ kith }) => {
  test.slow();
  const long = 'Oak staircase for the arboretum’s new visitor hall, with landings, handrails and the long bench beside the window walls.';
  const past = new Past(kith.profile);
  for (let number = 1; number <= 14; number++) past.deal({ title: number === 14 ? long : `Garden ${number}`, minor: 3_120_000, currency: number % 2 === 0 ? 'GBP' : 'EUR', contact: { name: number === 14 ? long : `Person ${number}` } });
  past.deal({ title: 'Pergola', stageId: past.stage(2) });
  past.end();
  const page = await kith.start('/pipeline');
  await expect(titles(page, 'Enquiry').first()).toHaveText(long);
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Pipeline');
  await board(page).focus();
  await page.keyboard.press(' ');
  await expect(page.getByRole('complementary', { name: `A look at ${long}` })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press(' ');
  await page.getByText('List', { exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Pipeline, as a list' }).getByRole('link').first()).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Pipeline');
  await page.getByText('Board', { exact: true }).click();

  await page.setViewportSize({ width: 320, height: 700 });
  await expect.poll(async () => Math.round((await lane(page, 'Enquiry').boundingBox())!.width)).toBeLessThanOrEqual(300);
  expect((await lane(page, 'In talks').boundingBox())!.x).toBeLessThan(320);

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  expect((await lane(page, 'Enquiry').boundingBox())!.x).toBeGreaterThan((await lane(page, 'In talks').boundingBox())!.x);
  await board(page).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(titles(page, 'In talks')).toHaveText([long, 'Pergola']);
  await carry(page, 'Pergola', card(page, 'Garden 13'));
  await page.mouse.up();
  await expect(titles(page, 'Enquiry').first()).toHaveText('Pergola');
});
