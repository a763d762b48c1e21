// What somebody sees instead of a crash when their database cannot be opened.
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, type Kith, test } from './kith.ts';

const PEOPLE = { contacts: 60, entries: 200, reminders: 10 };

const database = (kith: Kith): string => join(kith.profile, 'kith.sqlite');

/** Other bytes in the file, in place, as a disk does it. */
function overwrite(path: string, from: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xee), 0, length, from);
  closeSync(file);
}

function rootPageOf(kith: Kith, table: string): number {
  const sql = new Database(database(kith), { readonly: true });
  const page = sql.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table)!;
  sql.close();
  return page - 1;
}

/** How the database is spoilt, what is said of it, and what must help. */
const CASES: { name: string; title: string; spoil: (kith: Kith) => void }[] = [
  { name: 'a file that is no database', title: 'This is not a database', spoil: (kith) => overwrite(database(kith), 0, 100) },
  { name: 'a file without a byte', title: 'The database is empty', spoil: (kith) => truncateSync(database(kith), 0) },
  { name: 'a file that is gone', title: 'The database is gone', spoil: (kith) => rmSync(database(kith)) },
  { name: 'the database of another program', title: 'This database belongs to another program', spoil: (kith) => void (rmSync(database(kith)), new Database(database(kith)).exec('CREATE TABLE recipes (title)').close()) },
  {
    name: 'a database that a newer Kith has used',
    title: 'This profile was used with a newer Kith',
    spoil: (kith) => {
      const sql = new Database(database(kith));
      sql.pragma('user_version = 999');
      sql.close();
    },
  },
  { name: 'a WAL that is missing', title: 'The newest changes are missing', spoil: (kith) => writeFileSync(join(kith.profile, 'database.json'), '{"open":true}') },
];

for (const { name, title, spoil } of CASES) {
  test(`says what is the matter, and what to do, with ${name}`, async ({ kith }) => {
    await kith.seed(PEOPLE);
    spoil(kith);
    const size = statSync(database(kith), { throwIfNoEntry: false })?.size;
    const page = await kith.start();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
    await expectToFitEverywhere(page, title);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeEnabled();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    expect(statSync(database(kith), { throwIfNoEntry: false })?.size).toBe(size);
  });
}

test('builds a damaged database anew, says exactly what was saved, and uses it when told to', async ({ kith }) => {
  await kith.seed(PEOPLE);
  overwrite(database(kith), rootPageOf(kith, 'contacts') * 4096, 4096);
  const page = await kith.start('#/contacts');
  await expect(page.getByRole('heading', { level: 1, name: 'The database is damaged' })).toBeVisible();
  await page.getByRole('button', { name: 'Build a new one' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'This was saved' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row', { name: 'Contacts 60 of 60' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use the new one' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The database is damaged' })).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(join(kith.profile, 'set-aside'))).toHaveLength(1);
});

test('keeps what was typed when damage is met, and shows it again when the database is mended', async ({ kith }) => {
  await kith.seed(PEOPLE);
  const id = (JSON.parse(await kith.terminal('query', 'people', '--limit', '1', '--json')) as { rows: { id: string }[] }).rows[0]!.id;
  const page = await kith.start(`#/contacts/${id}`);
  const note = page.getByRole('textbox', { name: 'Note' }).first();
  await note.fill('What she said on the phone');
  overwrite(database(kith), 12 * 4096, statSync(database(kith)).size - 12 * 4096);
  // A search reads what is not in memory yet.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('an');
  await expect(page.getByRole('heading', { level: 1, name: 'The database is damaged' })).toBeVisible();
  await expect(page.getByText('What you typed is still there')).toBeVisible();
});

test('ends when told to, and changes nothing', async ({ kith }) => {
  await kith.seed(PEOPLE);
  overwrite(database(kith), 0, 100);
  const before = readFileSync(database(kith));
  kith.allow(/WebSocket connection .* failed|ERR_CONNECTION_REFUSED/);
  const page = await kith.start();
  await page.getByRole('button', { name: 'Quit and change nothing' }).click();
  await expect(page.getByText('Kith has ended. You can close this page.')).toBeVisible();
  expect(readFileSync(database(kith)).equals(before)).toBe(true);
  expect(existsSync(join(kith.profile, 'set-aside'))).toBe(false);
});

test('speaks German to those whose browser does', async ({ kith }) => {
  await kith.seed(PEOPLE);
  truncateSync(database(kith), 0);
  const page = await kith.start();
  await page.addInitScript(() => Object.defineProperty(navigator, 'language', { value: 'de-DE' }));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Die Datenbank ist leer' })).toBeVisible();
  await page.getByRole('button', { name: 'Neu anfangen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Die Datenbank ist leer' })).toBeHidden();
});
