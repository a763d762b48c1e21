import { Acts } from './acts.ts';
import { expect, test } from './kith.ts';

test('job 4: finds somebody by name and opens them in 2 acts', async ({ kith }) => {
  await kith.seed({ contacts: 200, entries: 100 });
  const page = await kith.start();
  await expect(page.getByRole('grid', { name: 'Contacts' })).toBeVisible();
  const acts = new Acts(page);

  await acts.press('/');
  await acts.type('ada');
  await acts.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: /Ada/ })).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(2);
});
