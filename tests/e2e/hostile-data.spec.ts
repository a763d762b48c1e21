import { join } from 'node:path';
import { idFromBytes } from '../../core/ids.ts';
import { loadLocale } from '../../db/settings.ts';
import { openStore } from '../../db/store.ts';
import { syncedTables } from '../../db/tables/registry.ts';
import { write } from '../../db/write.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { scriptPayloads } from '../support/script-payloads.ts';
import { expect, test } from './kith.ts';
import type { Page } from '@playwright/test';

/** Texts that are no words of people: codes, days, rules, places in an order. What a new column holds counts as words until it stands here. */
const CODES = new Set([
  'contacts.kind', 'contacts.preferredChannel', 'fields.currency', 'attachments.hash', 'sourceKeys.key', 'sourceKeys.rowHash', 'settings.key', 'views.record', 'views.definition',
  'importMappings.definition', 'reminders.due', 'reminders.zone', 'reminders.occurrence', 'reminderSeries.start', 'reminderSeries.zone', 'reminderSeries.rule', 'reminderSeries.afterDone',
  'reminderSeries.skipped', 'cadences.every', 'personSettings.key', 'stageNeeds.field', 'deals.currency', 'deals.expectedClose', 'deals.outcome', 'products.currency', 'products.recurring',
  'dealLines.recurring', 'stageChanges.outcome', 'exchangeRates.currency', 'exchangeRates.base', 'exchangeRates.day', 'targets.month', 'targets.currency', 'dealSources.key', 'dealSources.rowHash',
  'pipelines.origin', 'stages.origin', 'closeReasons.origin',
]);

/** Puts one payload after another into every text of every record, beginning with this one. Gives how many were placed. */
function poison(profile: string, first: number): number {
  const store = openStore(join(profile, DATABASE_NAME), systemPorts);
  loadLocale(store);
  let next = first;
  write(store, { code: 'poisoned' }, (tx) => {
    for (const { name, columns, key } of syncedTables) {
      const texts = columns.filter((column) => column.empty === '' && !column.references && !column.isId && column.name !== 'orderKey' && !key?.includes(column.name) && !CODES.has(`${name}.${column.name}`));
      if (texts.length === 0) continue;
      for (const row of store.prepare(`SELECT id FROM ${name} WHERE hidden = 0`).all()) {
        tx.update(name, idFromBytes(row.id), Object.fromEntries(texts.map((column) => [column.name, scriptPayloads[next++ % scriptPayloads.length]!])));
      }
    }
  });
  store.close();
  return next - first;
}

/** Nothing ran, and nothing of the page was made of a payload but links that a person may follow. */
async function expectOnlyText(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const isMade = (element: Element): boolean => {
      if (element.matches('iframe, object, embed, base, meta[http-equiv=refresh], math, marquee')) return true;
      // The lists of a choice are made in an empty one.
      if (element instanceof HTMLTemplateElement) return element.innerHTML !== '';
      if (element instanceof HTMLAnchorElement && element.hasAttribute('href')) return !/^(?:https?|mailto|tel|blob):$/.test(element.protocol);
      return [...element.attributes].some(({ name, value }) => /^on|^srcdoc$|^formaction$/.test(name) || (/^(?:src|href|xlink:href|action|poster|srcset|style|data)$/.test(name) && /kith-?hit/i.test(value)));
    };
    return { hit: 'kithHit' in window, made: [...document.querySelectorAll('*')].filter(isMade).map(({ outerHTML }) => outerHTML.slice(0, 200)) };
  });
  expect({ where, ...found }).toEqual({ where, hit: false, made: [] });
}

test('what looks like a script is words on every screen, and asks nothing of anybody', async ({ kith, page }) => {
  test.setTimeout(240_000);
  page.on('dialog', () => expect('a dialog').toBe('none'));
  await kith.start('/today');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('Sample data is loaded.')).toBeVisible();
  await page.goto('about:blank');
  await kith.stop();
  await kith.seed({ contacts: 30, entries: 120, reminders: 20 });
  const placed = poison(kith.profile, 0);
  expect(placed).toBeGreaterThan(2 * scriptPayloads.length);
  await kith.start('/today');

  const visit = async (path: string) => {
    await page.evaluate((hash) => { location.hash = hash; }, path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    await expectOnlyText(page, path);
  };
  const ids = (table: string, where: string): string[] => {
    const store = openStore(join(kith.profile, DATABASE_NAME), systemPorts);
    const found = store.prepare(`SELECT id FROM ${table} WHERE hidden = 0 AND ${where} ORDER BY n`).all().map((row) => idFromBytes(row.id));
    store.close();
    return found;
  };
  const people = ids('contacts', '1');
  const deals = ids('deals', '1');
  const some = process.env['KITH_LONG'] ? Infinity : 12;
  for (const path of ['/today', '/contacts', '/reminders', '/pipeline', '/reports', '/history', '/bin', '/import', '/settings', '/restore']) await visit(path);
  for (const id of people.slice(0, some)) await visit(`/contacts/${id}`);
  for (const id of deals.slice(0, some)) await visit(`/deal/${id}`);
  await visit(`/merge/${people[0]}/${people[1]}`);

  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('script');
  await expect(palette.getByRole('option').nth(2)).toBeVisible();
  await expectOnlyText(page, 'the palette');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await visit('/today?inbox=open');
});
