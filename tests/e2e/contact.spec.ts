import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { Acts } from './acts.ts';
import { expectAccessible } from './checks.ts';
import { expect, test } from './kith.ts';
import type { Kith } from './kith.ts';

const composer = (page: Page) => page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: /^(Note|Call)$/ });
const entries = (page: Page) => page.getByRole('article');

/** Makes a contact in the list and stays on its page, with the cursor in the composer. */
async function openNew(page: Page, name: string, more: { email?: string; phone?: string } = {}): Promise<void> {
  await page.goto(`${page.url().replace(/#.*/, '')}#/contacts`);
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  if (more.email !== undefined) await page.getByRole('textbox', { name: 'E-mail' }).fill(more.email);
  if (more.phone !== undefined) await page.getByRole('textbox', { name: 'Phone' }).fill(more.phone);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(composer(page)).toBeFocused();
}

/** Drops files on an element as the system's file manager does. */
async function drop(page: Page, target: Locator, files: { name: string; type: string; text: string }[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, type, text } of list) transfer.items.add(new File([text], name, { type }));
    return transfer;
  }, files);
  await target.dispatchEvent('drop', { dataTransfer });
}

test('job 5: logs a note and then a call on the page, each in 2 acts', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindqvist');

  const note = new Acts(page);
  await note.type('Larch is fine for the boathouse');
  await note.press('ControlOrMeta+Enter');
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).first()).toContainText('Larch is fine for the boathouse');
  expect(note.count).toBeLessThanOrEqual(2);

  const call = new Acts(page);
  await call.press('ControlOrMeta+Shift+l');
  await call.type('She confirms on Thursday');
  await call.press('ControlOrMeta+Enter');
  await expect(entries(page)).toHaveCount(2);
  await expect(page.getByRole('article', { name: /^Call/ })).toContainText('She confirms on Thursday');
  expect(call.count).toBeLessThanOrEqual(2);

  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(entries(page)).toHaveCount(1);
});

test('job 11: changes a phone number in 2 acts, by mouse and by key', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindqvist', { phone: '+46 70 555 01 42' });

  const byKey = new Acts(page);
  await byKey.press('F2');
  await byKey.type('+46 70 999 88 77');
  await byKey.press('Enter');
  const value = page.getByRole('button', { name: /^Edit Phone.*\+46 70 999 88 77/ });
  await expect(value).toBeFocused();
  expect(byKey.count).toBeLessThanOrEqual(2);

  const byMouse = new Acts(page);
  await byMouse.click(value);
  await byMouse.type('+46 31 555 01 80');
  await byMouse.press('Enter');
  await expect(page.getByRole('button', { name: /^Edit Phone.*\+46 31 555 01 80/ })).toBeVisible();
  expect(byMouse.count).toBeLessThanOrEqual(2);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(value).toBeVisible();
});

test('attaches what is dropped on the record, gives it back unchanged, and undoes it', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindqvist');
  const text = 'survey '.repeat(300_000);
  await drop(page, page.getByRole('heading', { level: 1 }), [{ name: 'survey.txt', type: 'text/plain', text }]);

  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByText('survey.txt attached')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), entries(page).getByRole('button', { name: /survey\.txt/ }).click()]);
  expect(download.suggestedFilename()).toBe('survey.txt');
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
  expect(Buffer.concat(pieces).toString() === text).toBe(true);

  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(entries(page)).toHaveCount(0);
});

test('shows a picture that was attached, and never one that could run', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindqvist');
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 40;
    return new Promise<void>((resolve) => {
      canvas.toBlob((blob) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([blob!], 'gate.png', { type: 'image/png' }));
        transfer.items.add(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'plan.svg', { type: 'image/svg+xml' }));
        document.querySelector('h1')!.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
        resolve();
      });
    });
  });
  const picture = entries(page).getByRole('button', { name: 'Show gate.png' }).locator('img');
  await expect(picture).toHaveAttribute('src', /^blob:/);
  await expect(entries(page).getByRole('button', { name: /plan\.svg/ }).locator('img')).toHaveCount(0);
});

test('keeps a draft through a reload, and through a host that is killed', async ({ kith }) => {
  let page = await kith.start();
  await openNew(page, 'Ada Lindqvist');
  await page.keyboard.press('ControlOrMeta+Shift+l');
  await page.keyboard.type('Half a thought about the balustrade');
  await expect.poll(() => draftsOnDisk(kith)).toContain('balustrade');
  await page.reload();
  await expect(composer(page)).toHaveText('Half a thought about the balustrade');
  await expect(page.getByRole('radio', { name: 'Call' })).toBeChecked();

  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' and the rail');
  await expect.poll(() => draftsOnDisk(kith)).toContain('and the rail');
  const path = new URL(page.url()).hash;
  kith.allow(/WebSocket connection .* failed|ERR_CONNECTION_REFUSED/);
  await kith.stop('SIGKILL');
  await page.goto('about:blank');
  page = await kith.start();
  await page.evaluate((path) => {
    location.hash = path;
  }, path);
  await expect(composer(page)).toHaveText('Half a thought about the balustrade and the rail');
});

test('keeps what was typed when it cannot be saved, and offers to try again', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindqvist');
  // The host may die while it sends the page something.
  kith.allow(/WebSocket connection .* failed|ERR_CONNECTION_REFUSED|ERR_CONTENT_LENGTH_MISMATCH|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await kith.stop('SIGKILL');
  await page.keyboard.type('Not lost');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/This could not be saved\. Your text is still here\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(composer(page)).toHaveText('Not lost');
});

test('merges two contacts field by field, and takes it back', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindquist', { email: 'ada2@example.org' });
  await openNew(page, 'Ada Lindqvist', { email: 'ada@brannobk.example' });
  await page.keyboard.type('From the one that stays');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(entries(page)).toHaveCount(1);

  await page.getByRole('main').getByRole('button', { name: 'More' }).first().click();
  await page.getByRole('menuitem', { name: /Merge with another/ }).click();
  await expect(page.getByRole('combobox', { name: 'Merge with' })).toBeFocused();
  await page.keyboard.type('lindquist');
  await page.getByRole('option', { name: /Ada Lindquist/ }).click();
  await page.getByRole('radiogroup', { name: 'Last name' }).getByRole('radio', { name: 'Lindquist' }).check();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindquist' })).toBeVisible();
  await expect(page.getByRole('button', { name: /ada@brannobk\.example/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /ada2@example\.org/ })).toBeVisible();
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByText(/Merged from/)).toBeVisible();

  await page.getByRole('alertdialog').filter({ hasText: 'merged into' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  await expect(page.getByRole('button', { name: /ada2@example\.org/ })).toHaveCount(0);
});

test('goes to the bin with Delete and comes back from its own page', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, 'Ada Lindqvist');
  const address = page.url();
  await page.getByRole('button', { name: 'Add a field' }).focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.goto(address);
  await expect(page.getByText('This contact is in the bin.')).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(composer(page)).toBeVisible();
});

test('axe finds nothing wrong with a contact, an organisation and a merge', async ({ kith }) => {
  test.slow();
  await kith.seed({ contacts: 40, entries: 120 });
  const [person, organisation] = await firstOfEachKind(kith);
  const page = await kith.start();
  const base = page.url().replace(/#.*/, '');
  for (const path of [`/contacts/${person}`, `/contacts/${organisation}`, `/merge/${person}`]) {
    await page.goto(`${base}#${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)).toBe(0);
    await expectAccessible(page);
  }
});

test('fits every width, and every name', async ({ kith }) => {
  const page = await kith.start();
  await openNew(page, `Maximiliana-${'konstantinopolitanische'.repeat(4)} von und zu Hohenlohe`, { email: `${'a-very-long-address-'.repeat(4)}@example.org` });
  for (const width of [320, 375, 720, 768, 1024, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
});

/** What the drafts on the disk hold, read beside the running host. */
function draftsOnDisk({ profile }: Kith): string {
  const database = new Database(join(profile, DATABASE_NAME), { readonly: true });
  try {
    return database.prepare('SELECT text FROM drafts').pluck().all().join('\n');
  } finally {
    database.close();
  }
}

/** The first person and the first organisation. */
async function firstOfEachKind(kith: Kith): Promise<[string, string]> {
  const { rows } = JSON.parse(await kith.terminal('query', 'contacts', '--json', '--limit', '40')) as { rows: { id: string; kind: string }[] };
  const first = (kind: string) => rows.find((row) => row.kind === kind)!.id;
  return [first('person'), first('organisation')];
}
