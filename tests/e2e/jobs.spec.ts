import type { Locator, Page } from '@playwright/test';
import { Acts } from './acts.ts';
import { expect, test } from './kith.ts';

/** The commonest jobs of the design, each from Today unless it says otherwise, by keys alone and by the pointer alone. */
const row = (page: Page, words: string): Locator => page.locator('[data-reminder]').filter({ hasText: words });
const title = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true });
const line = (page: Page): Locator => page.getByRole('main').getByRole('textbox', { name: 'Quick add' });
const add = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: /^Add/ });
const composer = (page: Page): Locator => page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: 'Note' });

/** Keys act once the page is there; nothing has the focus then. */
async function atToday(page: Page): Promise<Page> {
  await expect(line(page)).toBeVisible();
  await expect(page.getByText(/^Nothing is planned/).or(page.locator('[data-reminder]').first())).toBeVisible();
  return page;
}

async function onTheirPage(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await page.getByRole('grid', { name: 'Contacts' }).getByRole('link', { name }).click();
  await expect(title(page, name)).toBeVisible();
}

/** Ada, and with her a call tomorrow at ten; ends on Today. */
async function withACall(page: Page): Promise<Page> {
  await atToday(page);
  await line(page).fill('Ada Lindqvist ada@x.org call tomorrow 10:00 agree the height');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Ada Lindqvist')).toContainText('10:00 AM');
  await page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur());
  return page;
}

test.describe('job 1: a new contact with name and e-mail, in 2 acts', () => {
  async function check(page: Page, acts: Acts): Promise<void> {
    await expect(page.getByText('Contact added').first()).toBeVisible();
    expect(acts.count).toBeLessThanOrEqual(2);
    await onTheirPage(page, 'Ada Lindqvist');
    await expect(page.getByText('ada@x.org').first()).toBeVisible();
  }

  test('by keys', async ({ kith }) => {
    const page = await atToday(await kith.start());
    const acts = new Acts(page);
    await acts.press('q');
    await acts.type('Ada Lindqvist ada@x.org');
    await acts.press('Enter');
    await check(page, acts);
  });

  test('by the pointer', async ({ kith }) => {
    const page = await atToday(await kith.start());
    const acts = new Acts(page);
    await acts.click(line(page));
    await acts.type('Ada Lindqvist ada@x.org');
    await acts.click(add(page));
    await check(page, acts);
  });
});

test.describe('job 2: a new contact with a dated follow-up', () => {
  test('by keys, in 2 acts by the line', async ({ kith }) => {
    const page = await atToday(await kith.start());
    const acts = new Acts(page);
    await acts.press('q');
    await acts.type('Ada Lindqvist call tomorrow 10:00');
    await acts.press('Enter');
    await expect(row(page, 'Ada Lindqvist')).toContainText('Tomorrow 10:00 AM');
    expect(acts.count).toBeLessThanOrEqual(2);
  });

  test('by the pointer, in 2 acts by the line', async ({ kith }) => {
    const page = await atToday(await kith.start());
    const acts = new Acts(page);
    await acts.click(line(page));
    await acts.type('Ada Lindqvist call tomorrow 10:00');
    await acts.click(add(page));
    await expect(row(page, 'Ada Lindqvist')).toContainText('Tomorrow 10:00 AM');
    expect(acts.count).toBeLessThanOrEqual(2);
  });

  test('by keys, in 5 acts by the forms', async ({ kith }) => {
    const page = await atToday(await kith.start());
    const acts = new Acts(page);
    await acts.press('c');
    await acts.type('Ada Lindqvist');
    await acts.press('Enter');
    await expect(composer(page)).toBeFocused();
    // Out of what one writes in, where letters are letters.
    await acts.press('F6');
    await acts.press('r');
    await acts.type('Agree the height');
    await acts.press('Enter');
    await expect(page.getByRole('region', { name: 'Next action' })).toContainText('Agree the height');
    expect(acts.count).toBeLessThanOrEqual(5);
  });
});

test.describe('job 3: a follow-up for somebody who is there, in 3 acts', () => {
  test('by keys, by the form and by the line', async ({ kith }) => {
    const page = await withACall(await kith.start());
    const acts = new Acts(page);
    await acts.press('r');
    await acts.type('Ada');
    await expect(page.getByRole('option', { name: /Ada Lindqvist/ })).toBeVisible();
    await acts.press('Enter');
    await acts.type('Send the drawing');
    await acts.press('Enter');
    await expect(row(page, 'Send the drawing')).toContainText('Ada Lindqvist');
    expect(acts.count).toBeLessThanOrEqual(3);

    const byLine = new Acts(page);
    await byLine.press('q');
    await byLine.type('Ada Lindqvist mail friday photographs');
    await expect(page.getByRole('dialog').getByRole('radio', { name: /Ada Lindqvist/ }).first()).toBeVisible();
    await byLine.press('Enter');
    await expect(row(page, 'photographs')).toContainText('Ada Lindqvist');
    expect(byLine.count).toBeLessThanOrEqual(3);
    await page.getByRole('link', { name: 'Contacts', exact: true }).click();
    await expect(page.getByRole('grid', { name: 'Contacts' })).toHaveAttribute('aria-rowcount', '2');
  });

  test('by the pointer', async ({ kith }) => {
    const page = await withACall(await kith.start());
    const acts = new Acts(page);
    await acts.click(line(page));
    await acts.type('Ada Lindqvist mail friday photographs');
    await expect(page.getByRole('main').getByRole('radio', { name: /Ada Lindqvist/ }).first()).toBeVisible();
    await acts.click(add(page));
    await expect(row(page, 'photographs')).toContainText('Ada Lindqvist');
    expect(acts.count).toBeLessThanOrEqual(3);
    await page.getByRole('link', { name: 'Contacts', exact: true }).click();
    await expect(page.getByRole('grid', { name: 'Contacts' })).toHaveAttribute('aria-rowcount', '2');
  });
});

test.describe('job 5: a note or a call, in 4 acts from anywhere and 2 on the page', () => {
  test('by keys', async ({ kith }) => {
    const page = await withACall(await kith.start());
    const acts = new Acts(page);
    await acts.press('ControlOrMeta+k');
    await acts.type('note ada the jetty wants oak');
    await expect(page.getByRole('option', { selected: true })).toContainText('Ada Lindqvist');
    await acts.press('Enter');
    await expect(page.getByText('Note saved for Ada Lindqvist')).toBeVisible();
    expect(acts.count).toBeLessThanOrEqual(4);

    const call = new Acts(page);
    await page.locator('[data-reminder]').first().waitFor();
    await call.press('l');
    await call.type('Ninety centimetres it is');
    await call.press('Enter');
    await expect(page.getByText('Call with Ada Lindqvist logged').first()).toBeVisible();
    expect(call.count).toBeLessThanOrEqual(4);

    await onTheirPage(page, 'Ada Lindqvist');
    await expect(page.getByText('the jetty wants oak')).toBeVisible();
    await expect(page.getByText('Ninety centimetres it is')).toBeVisible();
    await expect(composer(page)).toBeFocused();
    const here = new Acts(page);
    await here.type('She prefers larch after all');
    await here.press('ControlOrMeta+Enter');
    await expect(page.getByRole('article', { name: /^Note/ }).filter({ hasText: 'She prefers larch' })).toBeVisible();
    expect(here.count).toBeLessThanOrEqual(2);
  });

  test('by the pointer', async ({ kith }) => {
    const page = await withACall(await kith.start());
    const acts = new Acts(page);
    await acts.click(page.getByRole('button', { name: 'Command palette' }));
    await acts.type('note ada the jetty wants oak');
    await acts.click(page.getByRole('option').filter({ hasText: 'Ada Lindqvist' }).first());
    await expect(page.getByText('Note saved for Ada Lindqvist')).toBeVisible();
    expect(acts.count).toBeLessThanOrEqual(4);

    const call = new Acts(page);
    await row(page, 'Ada Lindqvist').hover();
    await call.click(row(page, 'Ada Lindqvist').getByRole('button', { name: /^Log/ }));
    await call.type('Ninety centimetres it is');
    await call.click(page.getByRole('form', { name: 'Log a call with Ada Lindqvist' }).getByRole('button', { name: /^Log a call/ }));
    await expect(page.getByText('Call with Ada Lindqvist logged').first()).toBeVisible();
    expect(call.count).toBeLessThanOrEqual(4);

    await onTheirPage(page, 'Ada Lindqvist');
    const here = new Acts(page);
    await here.click(composer(page));
    await here.type('She prefers larch after all');
    await here.click(page.getByRole('group', { name: 'New entry' }).getByRole('button', { name: /^Save/ }));
    await expect(page.getByRole('article', { name: /^Note/ }).filter({ hasText: 'She prefers larch' })).toBeVisible();
    expect(here.count).toBeLessThanOrEqual(2);
  });
});

test.describe('job 8: done, and the next action, in 2 acts', () => {
  test('by keys', async ({ kith }) => {
    const page = await withACall(await kith.start());
    const acts = new Acts(page);
    await acts.press('e');
    await acts.type('Send the drawing');
    await acts.press('Enter');
    await expect(row(page, 'Send the drawing')).toContainText('Ada Lindqvist');
    await expect(row(page, 'agree the height')).toHaveCount(0);
    expect(acts.count).toBeLessThanOrEqual(2);
  });

  test('by the pointer', async ({ kith }) => {
    const page = await withACall(await kith.start());
    const acts = new Acts(page);
    await acts.click(page.getByRole('checkbox', { name: /^Done:/ }));
    await acts.type('Send the drawing');
    await acts.click(page.getByRole('button', { name: 'Save' }));
    await expect(row(page, 'Send the drawing')).toContainText('Ada Lindqvist');
    await expect(row(page, 'agree the height')).toHaveCount(0);
    expect(acts.count).toBeLessThanOrEqual(2);
  });
});

test.describe('job 9: put off to tomorrow with its time, in 2 acts', () => {
  /** From today, so that tomorrow is another day. */
  async function withACallToday(page: Page): Promise<Page> {
    await atToday(page);
    await line(page).fill('Ada Lindqvist call today 23:50 agree the height');
    await page.keyboard.press('Enter');
    await expect(row(page, 'Ada Lindqvist')).toContainText('11:50 PM');
    await page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur());
    return page;
  }

  test('by keys', async ({ kith }) => {
    const page = await withACallToday(await kith.start());
    const acts = new Acts(page);
    await acts.press('h');
    await acts.press('2');
    await expect(row(page, 'Ada Lindqvist')).toContainText('Tomorrow 11:50 PM');
    expect(acts.count).toBeLessThanOrEqual(2);
  });

  test('by the pointer', async ({ kith }) => {
    const page = await withACallToday(await kith.start());
    const acts = new Acts(page);
    await row(page, 'Ada Lindqvist').hover();
    await acts.click(row(page, 'Ada Lindqvist').getByRole('button', { name: /^Snooze/ }));
    await acts.click(page.getByRole('menuitem', { name: /^Tomorrow/ }));
    await expect(row(page, 'Ada Lindqvist')).toContainText('Tomorrow 11:50 PM');
    expect(acts.count).toBeLessThanOrEqual(2);
  });
});
