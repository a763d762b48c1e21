import { join } from 'node:path';
import { openStore } from '../../db/store.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';
import type { Kith } from './kith.ts';

function stageOf({ profile }: Kith, title: string): string {
  const store = openStore(join(profile, DATABASE_NAME), systemPorts);
  const row = store.prepare('SELECT s.name FROM deals d JOIN stages s ON s.n = d.stageN WHERE d.title = ?').get(title);
  store.close();
  return row?.['name'] as string;
}

test('a pipeline is set up from a template, its stages are made one’s own, and one is retired with its deal moved along', async ({ kith }) => {
  test.slow();
  const page = await kith.start('/settings/pipelines');
  const pipelines = page.getByRole('region', { name: 'Pipelines' });
  await pipelines.getByRole('button', { name: 'New pipeline…' }).click();
  await page.getByRole('radio', { name: 'Projects' }).check();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Gardens and joinery');
  await page.getByRole('button', { name: 'Add pipeline' }).click();
  const stages = pipelines.getByRole('list', { name: 'Stages of Gardens and joinery' }).getByRole('listitem');
  await expect(stages).toHaveText([/^Enquiry/, /^Site visit/, /^Quoted/, /^Negotiating/, /^Agreed/]);

  await stages.nth(1).getByRole('button', { name: /^Site visit/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Change stage' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('On site');
  await dialog.getByRole('textbox', { name: 'Step 4' }).click();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ask for the neighbours');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(stages.nth(1)).toContainText('On site');
  await expect(stages.nth(1)).toContainText('5 steps');
  await expectAccessible(page);
  await expectToFitEverywhere(page, 'Settings');

  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await page.keyboard.type('Pergola');
  await page.getByRole('dialog', { name: 'New deal' }).getByRole('button', { name: /Stage/ }).click();
  await page.getByRole('option', { name: 'On site' }).click();
  await page.getByRole('dialog', { name: 'New deal' }).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pergola' })).toBeVisible();
  await page.evaluate(() => {
    location.hash = '/settings/pipelines';
  });
  await pipelines.getByRole('button', { name: 'Stages of Gardens and joinery' }).click();
  await stages.nth(1).getByRole('button', { name: 'Retire On site' }).click();
  const retire = page.getByRole('dialog', { name: 'Retire “On site”' });
  await expect(retire).toContainText('1 deal is open in this stage.');
  await retire.getByRole('button', { name: 'Move its open deal to Enquiry' }).click();
  await page.getByRole('group', { name: 'Gardens and joinery' }).getByRole('option', { name: 'Quoted' }).click();
  await retire.getByRole('button', { name: 'Move and retire' }).click();
  await expect(stages).toHaveText([/^Enquiry/, /^Quoted/, /^Negotiating/, /^Agreed/]);
  await expect.poll(() => stageOf(kith, 'Pergola')).toBe('Quoted');

  // That of the retiring, above that of the deal.
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(stages).toHaveText([/^Enquiry/, /^On site/, /^Quoted/, /^Negotiating/, /^Agreed/]);
  await expect.poll(() => stageOf(kith, 'Pergola')).toBe('On site');

  await pipelines.getByRole('button', { name: 'Retire Gardens and joinery' }).click();
  await expect(pipelines.getByRole('alert')).toContainText('1 deal is open in “Gardens and joinery”.');
});
