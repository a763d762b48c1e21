import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aRow, anId, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { showContacts } from './show-contacts.tsx';

const CUSTOMER = { id: anId('tag', 1), name: 'customer', colour: 0 };
const SUPPLIER = { id: anId('tag', 2), name: 'supplier', colour: 1 };
const NEWCOMER = { id: anId('tag', 3), name: 'newcomer', colour: 2 };
const people = (count: number) => Array.from({ length: count }, (_, n) => aRow(n, n % 2 === 0 ? { tags: [CUSTOMER, SUPPLIER, NEWCOMER] } : {}));
const grid = () => page.getByRole('grid').element() as HTMLElement;
const table = () => document.querySelector('table');

interface Paper {
  heading: string;
  header: string[];
  rows: string[][];
}

/** Stands in for the printer: what it was given, sheet by sheet. */
function printer(): Paper[] {
  const printed: Paper[] = [];
  vi.spyOn(window, 'print').mockImplementation(() => {
    const [head, ...rows] = Array.from(table()?.rows ?? [], ({ cells }) => Array.from(cells, (cell) => cell.textContent));
    printed.push({ heading: table()?.parentElement?.textContent ?? '', header: head ?? [], rows });
  });
  return printed;
}

async function show(kith: KithInMemory) {
  await showContacts(kith);
  await expect.poll(() => document.querySelector('[data-row="0"]')?.textContent).toBeTruthy();
  grid().focus();
}

afterEach(() => vi.restoreAllMocks());

describe('printing the list', () => {
  it('puts all that fit the filter on paper, with the columns of the list and nothing cut', async () => {
    const kith = kithInMemory(people(1_000));
    await show(kith);
    await userEvent.keyboard('fcust{Enter}');
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('501');
    const printed = printer();
    await userEvent.keyboard('{Control>}p{/Control}');
    await expect.poll(() => printed.length).toBe(1);
    const [paper] = printed;
    expect(paper?.header).toEqual(['Name', 'Organisation', 'E-mail', 'Tags', 'Last contact', 'Owner']);
    expect(paper?.rows).toHaveLength(500);
    expect(paper?.rows.at(-1)).toEqual(['Person 998', '', 'person998@mail.example', 'customer, supplier and newcomer', '', '']);
    expect(paper?.heading).toContain('Contacts: All');
    expect(paper?.heading).toContain('500 contacts');
    expect(table()?.checkVisibility()).toBe(false);
  });

  it('takes the table away once it is printed', async () => {
    await show(kithInMemory(people(300)));
    const printed = printer();
    await userEvent.keyboard('{Control>}p{/Control}');
    await expect.poll(() => printed.length).toBe(1);
    window.dispatchEvent(new Event('afterprint'));
    await expect.poll(table).toBeNull();
    expect(grid().checkVisibility()).toBe(true);
  });

  it('prints only what is selected, however far apart', async () => {
    const kith = kithInMemory(people(1_000));
    await show(kith);
    const printed = printer();
    await userEvent.keyboard('x{End}');
    await expect.poll(() => document.querySelector('[data-row="999"]')?.textContent).toContain('Person 999');
    await userEvent.keyboard('x{Control>}p{/Control}');
    await expect.poll(() => printed.length).toBe(1);
    expect(printed[0]?.rows.map(([name]) => name)).toEqual(['Person 0', 'Person 999']);
    expect(printed[0]?.heading).toContain('2 selected contacts');
  });

  it('leaves out what was taken off a selection of all', async () => {
    await show(kithInMemory(people(300)));
    const printed = printer();
    await userEvent.keyboard('{ArrowDown}{Control>}a{/Control}x{Control>}p{/Control}');
    await expect.poll(() => printed.length).toBe(1);
    expect(printed[0]?.rows).toHaveLength(299);
    expect(printed[0]?.rows.map(([name]) => name)).not.toContain('Person 1');
  });

  it('says how many of how many when there are more than 2,000', async () => {
    await show(kithInMemory(people(2_345)));
    const printed = printer();
    await userEvent.keyboard('{Control>}p{/Control}');
    await expect.poll(() => printed.length).toBe(1);
    expect(printed[0]?.rows).toHaveLength(2_000);
    expect(printed[0]?.heading).toContain('The first 2,000 of 2,345 contacts.');
  });

  it('says that it is under way, and stops with Escape', async () => {
    const kith = kithInMemory(people(1_000));
    await show(kith);
    const printed = printer();
    const release = kith.hold('contacts.list');
    await userEvent.keyboard('{Control>}p{/Control}');
    await expect.element(page.getByRole('progressbar', { name: 'The list is being prepared for printing' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.querySelector('[role=dialog]')).toBeNull();
    release();
    await expect.poll(() => document.activeElement).toBe(grid());
    expect(printed).toEqual([]);
    await userEvent.keyboard('{Control>}p{/Control}');
    await expect.poll(() => printed.map(({ rows }) => rows.length)).toEqual([1_000]);
  });

  it('says why it could not', async () => {
    const kith = kithInMemory(people(1_000));
    await show(kith);
    const printed = printer();
    kith.refuse('contacts.list', 'internal');
    await userEvent.keyboard('{Control>}p{/Control}');
    await expect.element(page.getByText('Something went wrong', { exact: false })).toBeVisible();
    expect(printed).toEqual([]);
  });
});
