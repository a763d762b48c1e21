import { join } from 'node:path';
import { createDeal } from '../../db/deals.ts';
import { listPipelines } from '../../db/pipelines.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { expectAccessible, expectToFitEverywhere } from './checks.ts';
import { expect, test } from './kith.ts';
import type { Kith } from './kith.ts';

/** A deal in the last pipeline, in the stage at this place. While the host does not run. */
function addDeal({ profile }: Kith, title: string, place: number) {
  const store = openStore(join(profile, DATABASE_NAME), systemPorts);
  const stage = listPipelines(store).at(-1)!.stages[place]!;
  write(store, { code: 'deal.created' }, (tx) => createDeal(tx, { title, stageId: stage.id }));
  store.close();
}

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

  await page.goto('about:blank');
  await kith.stop();
  addDeal(kith, 'Pergola', 1);
  await kith.start('/settings/pipelines');
  await pipelines.getByRole('button', { name: 'Stages of Gardens and joinery' }).click();
  await stages.nth(1).getByRole('button', { name: 'Retire On site' }).click();
  const retire = page.getByRole('dialog', { name: 'Retire “On site”' });
  await expect(retire).toContainText('1 deal is open in this stage.');
  await retire.getByRole('button', { name: 'Move its open deal to Enquiry' }).click();
  await page.getByRole('group', { name: 'Gardens and joinery' }).getByRole('option', { name: 'Quoted' }).click();
  await retire.getByRole('button', { name: 'Move and retire' }).click();
  await expect(stages).toHaveText([/^Enquiry/, /^Quoted/, /^Negotiating/, /^Agreed/]);
  await expect.poll(() => stageOf(kith, 'Pergola')).toBe('Quoted');

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(stages).toHaveText([/^Enquiry/, /^On site/, /^Quoted/, /^Negotiating/, /^Agreed/]);
  await expect.poll(() => stageOf(kith, 'Pergola')).toBe('On site');

  await pipelines.getByRole('button', { name: 'Retire Gardens and joinery' }).click();
  await expect(pipelines.getByRole('alert')).toContainText('1 deal is open in “Gardens and joinery”.');
});
