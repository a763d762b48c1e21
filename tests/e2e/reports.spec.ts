// The forecast and the reports, over deals that were made and closed in months that have passed.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { monthAfter } from '../../core/months.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';
import { Past } from './past-deals.ts';

const THIS = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', timeZone: 'Europe/London' }).format(Date.now()).slice(0, 7);
const month = (by: number) => monthAfter(THIS, by);
const named = (by: number) => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month(by)}-01`));

/** What the page saves when an entry of a chart's menu is chosen. */
async function saved(page: Page, title: string, entry: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: `Save or print ${title}` }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: entry }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('twelve deals over the months: a number opens its deals, one goes to the next month by key and comes back', async ({ kith }) => {
  const past = new Past(kith.profile).on(`${month(-1)}-10`);
  for (let number = 1; number <= 12; number++) past.deal({ title: `Garden ${number}`, minor: 100_000, probability: 50, expectedClose: number === 12 ? '' : `${month(Math.ceil(number / 4))}-15` });
  past.end();
  const page = await kith.start('/pipeline');
  await page.getByText('Forecast', { exact: true }).click();

  const figure = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(figure(`${named(1)}, Weighted: €2,000`)).toBeVisible();
  await expect(figure(`${named(3)}, Best case: €3,000`)).toBeVisible();
  await expect(figure('No date, Best case: €1,000')).toBeVisible();

  await figure(`${named(1)}, Weighted: €2,000`).click();
  const list = page.getByRole('complementary', { name: `${named(1)}: Weighted` });
  await expect(list.getByRole('link')).toHaveCount(4);
  await expect(list.getByRole('link').first()).toBeFocused();
  const title = await list.getByRole('link').first().innerText().then((text) => text.split('\n')[0]!);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(figure(`${named(2)}, Weighted: €2,500`)).toBeVisible();
  await expect(figure(`${named(1)}, Weighted: €1,500`)).toBeVisible();
  await expect(list.getByRole('link')).toHaveCount(3);
  await expect(list.getByRole('link').first()).toBeFocused();
  await expect(page.getByText(`${title} should now close in ${named(2)}`).first()).toBeAttached();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(figure(`${named(1)}, Weighted: €2,000`)).toBeVisible();
  await expect(list.getByRole('link')).toHaveCount(4);

  await list.getByRole('listitem').filter({ hasText: title }).dragTo(page.getByRole('rowheader', { name: named(3) }));
  await expect(figure(`${named(3)}, Weighted: €2,000`)).toBeVisible();
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Pipeline');
});

test('the funnel and what was won and lost after that, as a table, a picture and on paper', async ({ kith }, info) => {
  const past = new Past(kith.profile);
  const ids = [1, 2, 3, 4].map((number) => past.on(`${month(-3)}-0${number}`).deal({ title: `Garden ${number}`, minor: 250_050, source: 'Fair', expectedClose: `${month(-1)}-20` }));
  for (const id of ids.slice(0, 3)) past.on(`${month(-2)}-05`).move(id, 2);
  past.on(`${month(-1)}-10`).close(ids[0]!, 'won', 'Recommended').close(ids[1]!, 'lost', 'Too far').close(ids[3]!, 'lost', '=far');
  past.end();
  const page = await kith.start();
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  await expect(page.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible();
  await page.getByRole('button', { name: 'This year' }).click();
  await page.getByRole('menuitem', { name: 'Last 12 months' }).click();

  await expect(page.getByRole('button', { name: 'Win rate: 33%' })).toBeVisible();
  const funnel = page.getByRole('region', { name: 'Funnel' });
  await expect(funnel.getByRole('button', { name: /^Enquiry, 4 deals, 75% of those who left it went on/ })).toBeVisible();
  await funnel.getByRole('button', { name: /^In talks, 3 deals, 50% of those who left it went on/ }).click();
  await expect(page.getByRole('complementary', { name: 'In talks: Came' }).getByRole('link')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Too far, Lost, 1 deal, €2,500.50$/ })).toBeVisible();

  const csv = await saved(page, 'Won and lost', 'Save as a table (CSV)');
  expect(csv.name).toBe('Won and lost.csv');
  expect(csv.bytes.toString()).toMatch(/^\ufeffOutcome,Reason,Deals,Worth\r\nWon,Recommended,1,2500\.50 EUR\r\n/);
  expect(csv.bytes.toString()).toContain("\r\nLost,'=far,1,2500.50 EUR\r\n");
  expect(csv.bytes.toString()).toContain('\r\nLost,Too far,1,2500.50 EUR\r\n');
  const picture = await saved(page, 'Funnel', 'Save as a picture (PNG)');
  expect([picture.name, picture.bytes.subarray(1, 4).toString()]).toEqual(['Funnel.png', 'PNG']);

  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Reports');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('group', { name: 'Figures of Funnel' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Figures of Days from start to won' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save or print Funnel' })).toBeHidden();
  await page.screenshot({ path: info.outputPath('paper.png'), fullPage: true });
});
