// `npm run pictures`: takes the pictures of the README, light and dark, wide and narrow, from a profile with
// invented people.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { idFromBytes } from '../core/ids.ts';
import { setPreference } from '../db/settings.ts';
import { openSession } from '../electron/terminal/session.ts';
import { findBrowser, installBrowser } from './find-browser.mjs';
import { startHostProgram } from './host-program.ts';
import { buildIfStale } from './page-build.mjs';
import { PICTURED_FILE, PICTURED_PEOPLE } from './pictured-people.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const DAY_MS = 86_400_000;

const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 375, height: 780 },
];

/** Somebody of the sample data with whom much has happened. */
const SUBJECT = 'Ada Lindqvist';

interface Screen {
  name: string;
  path: string;
  /** Brings the screen to what the picture shows. */
  ready: (page: Page) => Promise<unknown>;
}

if (!buildIfStale('renderer')) process.exit(1);
await installBrowser();
const profile = mkdtempSync(join(tmpdir(), 'kith-pictures-'));
const subjectId = await invent(profile);
const host = await startHostProgram(profile);
const browser = await chromium.launch(findBrowser());
try {
  mkdirSync(FOLDER, { recursive: true });
  const page = await browser.newPage({ viewport: WIDTHS[0]!, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: morningZone(new Date().getUTCHours()) });
  await page.goto(host.url);
  await page.getByRole('main').waitFor();
  for (const screen of screens(subjectId)) for (const size of WIDTHS) await take(page, screen, size);
} finally {
  await browser.close();
  await host.stop();
  rmSync(profile, { recursive: true, force: true });
}

/** Where it is ten o'clock now: whoever takes the pictures at night shows a day at work too. */
function morningZone(utcHour: number): string {
  const offset = ((10 - utcHour + 12 + 24) % 24) - 12;
  // The names of these zones count westwards.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** A small business with its people; gives the contact whose page is shown. */
async function invent(dir: string): Promise<string> {
  const session = openSession(dir, 'write', 'Maren');
  await session.call('profile', 'setTeam', { place: 'Larch & Stone' });
  await session.call('profile', 'setDevice', { onboarded: true, locale: 'en-GB' });
  await session.call('profile', 'loadSample', undefined);
  // The bar that says so would stand above every picture.
  setPreference(session.store, 'sampleBatch', null);
  for (const { name, title, organisation, email, tags, entry } of PICTURED_PEOPLE) {
    const { id } = await session.call('contacts', 'create', { kind: 'person', fullName: name, emails: [{ address: email }], organisation: { name: organisation, title }, tags });
    await session.call('entries', 'create', { kind: entry.kind, at: Date.now() - entry.daysAgo * DAY_MS, body: entry.body, participants: [id] });
  }
  const subject = session.store.prepare('SELECT id FROM contacts WHERE name = ?').get(SUBJECT);
  session.close();
  if (!subject) throw new Error(`the sample data has no ${SUBJECT}`);
  return idFromBytes(subject.id);
}

function screens(subject: string): Screen[] {
  return [
    { name: 'contacts', path: '/contacts?view=people', ready: (page) => page.getByRole('grid').getByText(SUBJECT).first().waitFor() },
    { name: 'contact', path: `/contacts/${subject}`, ready: (page) => page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor() },
    { name: 'import', path: '/import', ready: chooseFile },
  ];
}

/** The file stays chosen when the page is left and shown again. */
async function chooseFile(page: Page): Promise<void> {
  const input = page.locator('input[type=file]');
  const outcome = page.getByRole('button', { name: /^Import \d+ contacts$/ });
  await input.or(outcome).first().waitFor({ state: 'attached' });
  if (await input.count()) await input.setInputFiles({ name: PICTURED_FILE.name, mimeType: PICTURED_FILE.mimeType, buffer: Buffer.from(PICTURED_FILE.text) });
  await outcome.waitFor();
}

async function take(page: Page, { name, path, ready }: Screen, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(new URL(`/#${path}`, page.url()).href);
  await ready(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${size.width}.png`), animations: 'disabled', caret: 'hide' });
  }
}
