// What somebody at a page of the browser host waits for: first rows, results, a contact, an edit; and how
// evenly a long list scrolls. Times are from the key to the frame that shows the answer.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Browser, type Page, chromium } from 'playwright-core';
import { findBrowser, installBrowser } from '../../build/find-browser.mjs';
import { startHostProgram } from '../../build/host-program.ts';
import { buildIfStale } from '../../build/page-build.mjs';
import { GIVEN_NAMES } from '../../electron/seed-words.ts';
import { type Row, median, percentiles, rounded } from './measure.ts';
import { type Wanted, observePage } from './page-observer.ts';

const LOADS = 5;
const SEARCHES = 30;
const OPENED = 30;
const EDITS = 30;
const DONE = 30;
const BUILT = fileURLToPath(new URL('../../out/renderer/', import.meta.url));

type Only = (name: string) => boolean;

/** `dir` is a profile that may be written in. */
export async function browserRows(dir: string, only: Only): Promise<Row[]> {
  return measureIn(dir, MEASURES, only, (page) => showList(page, 'all'));
}

/** The same at a profile with many reminders. */
export async function reminderBrowserRows(dir: string, only: Only): Promise<Row[]> {
  return measureIn(dir, REMINDER_MEASURES, only, (page) => page.goto(new URL('/#/contacts', page.url()).href));
}

/** The same at a profile with many deals. */
export async function boardBrowserRows(dir: string, only: Only): Promise<Row[]> {
  return measureIn(dir, BOARD_MEASURES, only, (page) => page.goto(new URL('/#/contacts', page.url()).href));
}

type Measures = readonly { name: string; measure: (page: Page, browser: Browser) => Promise<Measured> }[];

async function measureIn(dir: string, measures: Measures, only: Only, begin: (page: Page) => Promise<unknown>): Promise<Row[]> {
  if (!measures.some(({ name }) => only(name))) return [];
  if (!buildIfStale('renderer')) throw new Error('the page could not be built');
  await installBrowser();
  const host = await startHostProgram(dir);
  const browser = await chromium.launch(findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    await page.addInitScript(observePage);
    await page.goto(host.url);
    await page.getByRole('main').waitFor();
    await begin(page);
    const rows: Row[] = [];
    for (const { name, measure } of measures) if (only(name)) rows.push({ name, ...(await measure(page, browser)) });
    return rows;
  } finally {
    await browser.close();
    await host.stop();
  }
}

type Measured = Omit<Row, 'name'>;

const MEASURES: Measures = [
  { name: 'browser: first rows after a blank page', measure: firstRows },
  { name: 'browser: first JavaScript, kB gzipped', measure: firstJavaScript },
  { name: 'browser: keystroke to results', measure: keystrokes },
  { name: 'browser: palette keystroke to results', measure: paletteKeystrokes },
  { name: 'browser: open a contact', measure: openContacts },
  { name: 'browser: local write to paint', measure: editCells },
  { name: 'browser: longest task while scrolling', measure: longestTask },
  { name: 'browser: row nodes while scrolling', measure: rowNodes },
];

const REMINDER_MEASURES: Measures = [
  { name: 'browser: Today, of 50,000 open reminders', measure: openToday },
  { name: 'browser: completing a reminder', measure: completeReminders },
];

const BOARD_MEASURES: Measures = [
  { name: 'browser: board of 500 open deals', measure: openBoard },
  { name: 'browser: moving a deal', measure: moveDeals },
  { name: 'browser: longest task while scrolling 5,000 deals', measure: async (page) => judgedTask(await scrollBoard(page)) },
  { name: 'browser: card nodes while scrolling 5,000 deals', measure: async (page) => judgedCards(await scrollBoard(page)) },
];

export const BROWSER_ROWS: readonly string[] = MEASURES.map(({ name }) => name);
export const REMINDER_BROWSER_ROWS: readonly string[] = REMINDER_MEASURES.map(({ name }) => name);
export const BOARD_BROWSER_ROWS: readonly string[] = BOARD_MEASURES.map(({ name }) => name);

/** A blank page is this one without its scripts. Nothing comes from a cache: the host lets none be kept. */
async function firstRows(page: Page, browser: Browser): Promise<Measured> {
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const blankPage = await bare.newPage();
  const blanks: number[] = [];
  const times: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    await blankPage.goto(new URL('/', page.url()).href);
    blanks.push(await blankPage.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd));
    times.push((await reload(page)).at);
  }
  await bare.close();
  const blank = median(blanks);
  const after = times.map((time) => time - blank);
  return judged(median(after), Math.max(...after), 600, `≤ 600 (blank page ${Math.round(blank)})`);
}

async function firstJavaScript(page: Page): Promise<Measured> {
  const { scripts } = await reload(page);
  const sizes = scripts.map((path) => gzipSync(readFileSync(BUILT + path)).length);
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  return judged(total, total, 350, `≤ 350 (${scripts.length} files before the first rows)`);
}

async function reload(page: Page): Promise<{ at: number; scripts: string[] }> {
  await page.reload();
  const seen = await page.waitForFunction(() => window.observer.firstRows);
  return seen.jsonValue() as Promise<{ at: number; scripts: string[] }>;
}

/** Three letters of each of many names, a key at a time, in the search of the title bar. */
async function keystrokes(page: Page): Promise<Measured> {
  // The results set off what they were asked for.
  return typeNames(page, '/', '[role=listbox] b');
}

/** The same in the palette, whose rows are those that still fit until the others come. */
async function paletteKeystrokes(page: Page): Promise<Measured> {
  return typeNames(page, 'F8', '[role=dialog] [role=listbox][data-answered] [role=option] bdi b');
}

async function typeNames(page: Page, opening: string, results: string): Promise<Measured> {
  await showList(page, 'people');
  const starts = GIVEN_NAMES.map((name) => name.slice(0, 3).toLowerCase()).filter((start) => /^[a-z]{3}$/.test(start));
  const times: number[] = [];
  for (let i = 0; i < SEARCHES; i++) {
    const letters = starts[i % starts.length]!;
    await page.keyboard.press(opening);
    await page.locator('[role=combobox]:focus').waitFor();
    for (let length = 1; length <= letters.length; length++) times.push(await untilShown(page, { key: letters[length - 1]! }, [{ selector: results, text: letters.slice(0, length) }]));
    await page.keyboard.press('Escape');
  }
  return p95(times, 50);
}

async function openContacts(page: Page): Promise<Measured> {
  await showList(page, 'people');
  const times: number[] = [];
  for (let i = 0; i < OPENED; i++) {
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    const name = await page.evaluate(() => window.observer.currentName());
    times.push(await untilShown(page, { key: 'Enter' }, [{ selector: 'h1', text: name }, { selector: 'article' }]));
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('grid').waitFor();
  }
  return p95(times, 100);
}

/** Addresses of e-mail, in the cells of the list. */
async function editCells(page: Page): Promise<Measured> {
  await showList(page, 'people');
  await page.getByRole('grid').focus();
  const times: number[] = [];
  for (let i = 0; i < EDITS; i++) {
    const address = `measured${i}@kith.example`;
    await page.keyboard.press('F2');
    await page.locator('[role=row] input').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(address);
    times.push(await untilShown(page, { key: 'Enter' }, [{ selector: '[role=row] [role=gridcell]', text: address }]));
    await page.keyboard.press('ArrowDown');
  }
  return p95(times, 50);
}

async function longestTask(page: Page): Promise<Measured> {
  const { longestTaskMs } = await scrollThrough(page);
  return judged(longestTaskMs, longestTaskMs, 50, '≤ 50 (0: none was longer)');
}

async function rowNodes(page: Page): Promise<Measured> {
  const { mostRows } = await scrollThrough(page);
  return judged(mostRows, mostRows, 80, '≤ 80');
}

/** By the wheel for a while, at several speeds, and then by the scroll bar from end to end. */
async function scrollThrough(page: Page): Promise<{ longestTaskMs: number; mostRows: number }> {
  await showList(page, 'all');
  const box = (await page.getByRole('grid').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => window.observer.watchScrolling());
  for (const step of [120, 600, 3_000]) for (let i = 0; i < 60; i++) await page.mouse.wheel(0, step);
  await page.evaluate(() => window.observer.dragScrollBar(60));
  return page.evaluate(() => window.observer.scrolled());
}

async function openToday(page: Page): Promise<Measured> {
  return openByKeys(page, 't', '[data-reminder]');
}

async function openBoard(page: Page): Promise<Measured> {
  return openByKeys(page, 'p', '[data-card]');
}

/** From the key that asks for it, in a page that has shown another screen and has never had this one. */
async function openByKeys(page: Page, key: string, selector: string): Promise<Measured> {
  const times: number[] = [];
  const elsewhere = new URL('/#/contacts', page.url()).href;
  for (let load = 0; load < 2 * LOADS; load++) {
    await page.goto('about:blank');
    await page.goto(elsewhere);
    await page.waitForFunction(() => window.observer.firstRows);
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('g');
    times.push(await untilShown(page, { key }, [{ selector }]));
  }
  return p95(times, 250);
}

/** With E to where the next step is asked for, and with Enter to where the row is gone. */
async function completeReminders(page: Page): Promise<Measured> {
  await page.goto(new URL('/#/today', page.url()).href);
  await page.reload();
  await page.locator('[data-reminder]').first().waitFor();
  const times: number[] = [];
  for (let i = 0; i < DONE; i++) {
    const id = await page.locator('[data-reminder]').first().getAttribute('data-reminder');
    times.push(await untilShown(page, { key: 'e' }, [{ selector: '[data-reminder] form' }]));
    times.push(await untilShown(page, { key: 'Enter' }, [{ selector: `[data-reminder="${id}"]`, isGone: true }]));
    // What was stored meanwhile has come back.
    await page.waitForLoadState('networkidle');
  }
  return p95(times, 50);
}

/** Of 500, the first of the first stage, each to the next one. */
async function moveDeals(page: Page): Promise<Measured> {
  await page.goto(new URL('/#/pipeline', page.url()).href);
  await page.reload();
  await page.locator('[data-card]').first().waitFor();
  await page.getByRole('grid').focus();
  const times: number[] = [];
  for (let i = 0; i < DONE; i++) {
    await page.keyboard.press('Home');
    const deal = await page.locator('[data-card][data-current]').getAttribute('data-card');
    times.push(await untilShown(page, { key: 'Shift+ArrowRight' }, [{ selector: `[data-lane]:nth-child(2) [data-card="${deal}"]` }]));
    // What was stored meanwhile has come back.
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('ArrowLeft');
  }
  return p95(times, 50);
}

const judgedTask = ({ longestTaskMs }: { longestTaskMs: number }): Measured => judged(longestTaskMs, longestTaskMs, 50, '≤ 50 (0: none was longer)');
const judgedCards = ({ mostRows }: { mostRows: number }): Measured => judged(mostRows, mostRows, 200, '≤ 200');

/** 5,000 deals in four stages, one of them to its end: by the wheel at several speeds, and by the scroll bar. */
async function scrollBoard(page: Page): Promise<{ longestTaskMs: number; mostRows: number }> {
  await page.goto(new URL('/#/pipeline', page.url()).href);
  await page.reload();
  await page.locator('[data-card]').first().waitFor();
  await page.locator('h1 + button').click();
  await page.getByRole('menuitem', { name: /^Wholesale/ }).click();
  await page.getByRole('rowheader', { name: /^Prospect/ }).waitFor();
  const lane = (await page.locator('[data-lane]').first().boundingBox())!;
  await page.mouse.move(lane.x + lane.width / 2, lane.y + lane.height / 2);
  await page.evaluate(() => window.observer.watchScrolling('[data-card]'));
  for (const step of [120, 600, 3_000]) for (let i = 0; i < 60; i++) await page.mouse.wheel(0, step);
  await page.evaluate(() => window.observer.dragScrollBar(60, '[data-cards]'));
  return page.evaluate(() => window.observer.scrolled());
}

async function showList(page: Page, view: 'all' | 'people'): Promise<void> {
  await page.goto(new URL(view === 'all' ? '/#/contacts' : `/#/contacts?view=${view}`, page.url()).href);
  // A page of its own: the rows of the view before would pass for those of this one.
  await reload(page);
}

/** Presses a key and gives the milliseconds until a frame shows all that was waited for. */
async function untilShown(page: Page, { key }: { key: string }, wanted: readonly Wanted[]): Promise<number> {
  await page.evaluate((what) => window.observer.waitFor(what), wanted);
  await page.keyboard.press(key);
  return page.evaluate(() => window.observer.shown());
}

function p95(times: readonly number[], most: number): Measured {
  const { p50, p95: share, p99 } = percentiles(times);
  return { ...judged(p50, p99, most, `p95 ≤ ${most} (is ${share.toFixed(1)})`), ok: share <= most };
}

function judged(p50: number, p99: number, most: number, budget: string): Measured {
  return { p50Ms: rounded(p50), p99Ms: rounded(p99), rawP50Ms: null, ratio: null, budget, ok: p99 <= most };
}
