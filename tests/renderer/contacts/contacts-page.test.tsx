import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { apiKey } from '../../../renderer/api.ts';
import { aRow, anId, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { showContacts } from './show-contacts.tsx';

const CUSTOMER = { id: anId('tag', 1), name: 'customer', colour: 0 };
const people = (count: number) => Array.from({ length: count }, (_, n) => aRow(n, n % 10 === 0 ? { tags: [CUSTOMER] } : {}));
const grid = () => page.getByRole('grid').element() as HTMLElement;
const row = (index: number) => document.querySelector<HTMLElement>(`[data-row="${index}"]`);
const inputsOf = (kith: KithInMemory, name: string) => kith.calls.filter((call) => call.name === name).map(({ input }) => input as Record<string, unknown>);

async function show(kith: KithInMemory, size?: { width: number; height: number }) {
  const shown = await showContacts(kith, size);
  await expect.poll(() => row(0)?.textContent).toBeTruthy();
  return shown;
}

describe('a long list', () => {
  it('asks for pages of 100 as they come in sight, and keeps at most 20 of them', async () => {
    const kith = kithInMemory(people(10_000));
    const { queries } = await show(kith);
    await expect.element(page.getByText('10,000')).toBeVisible();
    for (let screen = 1; screen <= 40; screen++) {
      const index = screen * 240;
      grid().scrollTop = index * 36;
      await expect.poll(() => row(index)?.textContent).toContain(`Person ${index}`);
    }
    expect(inputsOf(kith, 'contacts.list').every(({ limit }) => limit === 100)).toBe(true);
    expect(queries.getQueryCache().findAll({ queryKey: apiKey('contacts.list') }).length).toBeLessThanOrEqual(20);
  });

  it('shows a change from elsewhere', async () => {
    const kith = kithInMemory(people(300));
    await show(kith);
    kith.rows[1] = aRow(1, { name: 'Renamed elsewhere' });
    kith.changed({ contacts: [anId('contact', 1)] });
    await expect.poll(() => row(1)?.textContent).toContain('Renamed elsewhere');
  });

  it('counts what is left also where their number comes after the rows', async () => {
    const kith = kithInMemory(people(8));
    await show(kith);
    const release = kith.hold('contacts.count');
    kith.rows = [];
    kith.changed({ contacts: '*' });
    await expect.poll(() => row(0)?.getAttribute('aria-busy')).toBe('true');
    release();
    await expect.element(page.getByText('Nobody here yet.')).toBeVisible();
  });

  it('opens the current contact with Enter', async () => {
    const kith = kithInMemory(people(30));
    const { wentTo } = await show(kith);
    grid().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(wentTo).toEqual([`/contacts/${anId('contact', 2)}`]);
  });
});

describe('an edit in a cell', () => {
  it('paints at once, and is stored with the version that was seen', async () => {
    const kith = kithInMemory(people(30));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{F2}{Control>}a{/Control}new@mail.example{Enter}');
    await expect.poll(() => row(0)?.textContent).toContain('new@mail.example');
    expect(document.activeElement).toBe(grid());
    expect(inputsOf(kith, 'contacts.updatePart')).toEqual([{ part: 'emails', id: aRow(0).emailId, values: { address: 'new@mail.example' }, seen: { address: aRow(0).seen['email'] } }]);
  });

  it('keeps what was typed when it is refused, says why, and tries again with Enter', async () => {
    const kith = kithInMemory(people(30));
    await show(kith);
    const allow = kith.refuse('contacts.updatePart', 'read-only');
    grid().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{F2}{Control>}a{/Control}kept@mail.example{Enter}');
    await expect.element(page.getByText('Kith may not write in its folder.', { exact: false })).toBeVisible();
    expect((document.activeElement as HTMLInputElement).value).toBe('kept@mail.example');
    allow();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => kith.rows[0]?.email).toBe('kept@mail.example');
  });

  it('leaves the value as it was with Esc after a refusal', async () => {
    const kith = kithInMemory(people(30));
    await show(kith);
    kith.refuse('contacts.updatePart', 'internal');
    grid().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{F2}{Control>}a{/Control}gone@mail.example{Enter}');
    await expect.element(page.getByText('Something went wrong', { exact: false })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => row(0)?.textContent).toContain('person0@mail.example');
  });

  it('adds the tag that fits what is typed', async () => {
    const kith = kithInMemory(people(30));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{F2}sup{Enter}{Enter}');
    await expect.poll(() => kith.rows[1]?.tags.map(({ name }) => name)).toEqual(['supplier']);
    await expect.poll(() => row(1)?.textContent).toContain('supplier');
  });
});

describe('a filter', () => {
  it('is a value that is typed, and Enter', async () => {
    const kith = kithInMemory(people(100));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('fcust{Enter}');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('11');
    await expect.element(page.getByRole('button', { name: 'Remove filter: Tag is customer' })).toBeVisible();
    await expect.poll(() => document.activeElement).toBe(grid());
    await userEvent.keyboard('{Shift>}F{/Shift}');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('101');
  });

  it('finds in the list, and offers to create whom it does not find', async () => {
    const kith = kithInMemory(people(100));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('{Control>}f{/Control}Nobody Known');
    await page.getByRole('button', { name: 'Create “Nobody Known”' }).click();
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Nobody Known');
  });

  it('is kept in a view of one’s own', async () => {
    const kith = kithInMemory(people(100));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('fcust{Enter}');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('11');
    await page.getByRole('button', { name: 'Save as a view' }).click();
    await userEvent.keyboard('Customers{Enter}');
    await expect.element(page.getByRole('tab', { name: 'Customers', selected: true })).toBeVisible();
    expect(kith.views.map(({ definition }) => definition.filter)).toEqual([[{ field: 'tag', op: 'has', tagId: CUSTOMER.id }]]);
    await userEvent.keyboard('{Control>}1{/Control}');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('101');
  });
});

describe('many at once', () => {
  it('tags all that match, named by the filter and not one by one', async () => {
    const kith = kithInMemory(people(500));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('{Control>}a{/Control}#new word{Enter}');
    await expect.element(page.getByRole('button', { name: 'Change 500 contacts' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Tags of 500 contacts changed')).toBeVisible();
    expect(inputsOf(kith, 'contacts.bulk')).toEqual([{ selection: { filter: [], except: [] }, change: { kind: 'tag', add: ['new word'], remove: [] } }]);
  });

  it('says how far it is, and takes it back with Cancel', async () => {
    const kith = kithInMemory(people(50));
    await show(kith);
    const { release } = kith.holdJobs();
    grid().focus();
    await userEvent.keyboard('{Control>}a{/Control}#slow{Enter}');
    await expect.element(page.getByRole('button', { name: 'Change 50 contacts' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    release();
    await expect.element(page.getByText('Cancelled. Nothing was changed.')).toBeVisible();
    expect(kith.rows.some(({ tags }) => tags.some(({ name }) => name === 'slow'))).toBe(false);
  });

  it('moves the current one to the bin and goes on with the next', async () => {
    const kith = kithInMemory(people(30));
    await show(kith);
    grid().focus();
    await userEvent.keyboard('{ArrowDown}{Delete}');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('30');
    expect(kith.rows.some(({ id }) => id === anId('contact', 1))).toBe(false);
    expect(document.activeElement).toBe(grid());
    await expect.element(page.getByText('Person 1 was moved to the bin')).toBeVisible();
  });

  it('exports what is ticked', async () => {
    const kith = kithInMemory(people(30));
    const { exported } = await show(kith);
    grid().focus();
    await userEvent.keyboard('x{ArrowDown}x');
    await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    await expect.poll(() => exported).toEqual([{ ids: [anId('contact', 0), anId('contact', 1)] }]);
  });

  it('exports all but those that were unticked, without naming the others', async () => {
    const kith = kithInMemory(people(300));
    const { exported } = await show(kith);
    grid().focus();
    await userEvent.keyboard('{Control>}a{/Control}x');
    await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    await expect.poll(() => exported).toEqual([{ filter: [], except: [anId('contact', 0)] }]);
  });
});

describe('columns', () => {
  it('are chosen and put in order without losing the focus', async () => {
    const kith = kithInMemory(people(30));
    await show(kith);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Status' }).click();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await expect.poll(() => document.activeElement?.closest('[data-column-choice]')?.getAttribute('data-column-choice')).toBe('status');
    await userEvent.keyboard('{Escape}');
    const titles = [...grid().querySelectorAll('[role=columnheader]')].map((head) => head.textContent);
    expect(titles).toEqual(['', 'Name', 'Organisation', 'E-mail', 'Tags', 'Last contact', 'Status', 'Owner']);
  });
});

describe('a failed list', () => {
  it('says so and can be tried again', async () => {
    const kith = kithInMemory(people(30));
    const allow = kith.refuse('contacts.list', 'internal');
    await showContacts(kith);
    await expect.element(page.getByText('Something went wrong inside Kith.', { exact: false })).toBeVisible();
    allow();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => row(0)?.textContent).toContain('Person 0');
  });
});

describe('a narrow window', () => {
  it('has two lines a row and opens a contact with a tap', async () => {
    const kith = kithInMemory(people(30));
    const { wentTo } = await show(kith, { width: 375, height: 700 });
    await page.getByText('Person 3', { exact: true }).click();
    expect(wentTo).toEqual([`/contacts/${anId('contact', 3)}`]);
    expect(document.documentElement.scrollWidth).toBe(375);
  });
});
