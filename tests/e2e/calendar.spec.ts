import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expectAccessible } from './checks.ts';
import { expect, test } from './kith.ts';

const ICS = [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VTODO', 'UID:one', 'SUMMARY:Send the samples', 'DUE;VALUE=DATE:20300619', 'END:VTODO',
  'BEGIN:VTODO', 'UID:two', 'SUMMARY:Water the plants', 'DTSTART;VALUE=DATE:20300101', 'RRULE:FREQ=WEEKLY', 'END:VTODO',
  'BEGIN:VEVENT', 'UID:three', 'SUMMARY:Dentist', 'DTSTART:20300619T080000Z', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n');

test('a calendar file is kept in a folder of one’s choice, and says what is planned', async ({ kith }) => {
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), 'kith-calendar-'));
  const file = join(folder, 'kith.ics');
  const content = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  await kith.terminal('folder', 'add', folder);

  const page = await kith.start('/settings/calendar');
  const section = page.getByRole('region', { name: 'Calendar' });
  await section.getByRole('button', { name: /Folder of the calendar file/ }).click();
  await page.getByRole('option', { name: basename(folder) }).click();
  await expect(section.getByText(/^Up to date as of/)).toBeVisible();
  await expect.poll(content).toContain('BEGIN:VCALENDAR');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('r');
  await page.getByLabel('What', { exact: true }).fill('Ask about the offer');
  await page.keyboard.press('Control+Enter');
  await expect.poll(content).toContain('SUMMARY:Ask about the offer');
  expect(content()).toContain('BEGIN:VTODO');

  await section.getByText('Events', { exact: true }).click();
  await expect.poll(content).toContain('BEGIN:VEVENT');
  expect(content()).not.toContain('BEGIN:VTODO');

  await section.getByRole('button', { name: /Folder of the calendar file/ }).click();
  await page.getByRole('option', { name: 'No calendar file' }).click();
  await expect(page.getByText(/kith.ics stays in its folder/)).toBeVisible();
  expect(content()).toContain('Ask about the offer');
});

test('a calendar comes in, adds nothing the second time, and is undone', async ({ kith }) => {
  test.slow();
  const page = await kith.start('/import');
  const calendar = { name: 'calendar.ics', mimeType: 'text/calendar', buffer: Buffer.from(ICS) };
  await page.setInputFiles('input[type=file]', calendar);
  await expect(page.getByText('Send the samples')).toBeVisible();
  await page.getByRole('tab', { name: /To note/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Dentist' })).toContainText('Nobody in it is in Kith');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 2 entries' }).click();
  await expect(page.getByRole('heading', { name: '2 entries imported' })).toBeVisible();
  await page.getByRole('button', { name: 'Show reminders' }).click();
  await expect(page.getByText('Send the samples')).toBeVisible();
  await expect(page.getByText('Water the plants')).toBeVisible();

  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.setInputFiles('input[type=file]', calendar);
  await expect(page.getByRole('button', { name: 'Nothing new' })).toBeDisabled();

  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Undo Import' }).click();
  await page.getByRole('link', { name: 'Reminders' }).click();
  await expect(page.getByText('Send the samples')).toHaveCount(0);
});
