import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Meeting, Occurrence } from '../../../core/api/reminders.ts';
import { RemindersPage } from '../../../renderer/features/reminders/index.ts';
import { aContact } from '../contact/show-contact.tsx';
import { aReminder, aRow, anId, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { currentRow, dayFromNow, faults, inputsOf, rows, showToday } from './show-today.tsx';

const weekly = { kind: 'rule', rule: 'FREQ=WEEKLY' } as const;
const anna = { id: anId('contact', 7), kind: 'person', name: 'Anna Berg', photo: null, hidden: false } as const;

const anOccurrence = (days: number, more: Partial<Occurrence> = {}): Occurrence => ({
  seriesId: anId('view', 70), due: dayFromNow(days), zone: '', at: Date.parse(dayFromNow(days)), kind: 'call', purpose: 'Ask how it goes', priority: 0, notes: '',
  contact: { ...anna, organisation: 'Berg & Co' }, owner: null, repeat: weekly, ...more,
});
const aMeeting = (at: number, more: Partial<Meeting> = {}): Meeting => ({ id: anId('view', 71), at, subject: 'Walk through the garden', body: '', people: [anna, { ...anna, id: anId('contact', 8) }], ...more });

/** A day with one that is due tomorrow and comes again, and the end of today for a meeting. */
function aWeek(): KithInMemory {
  const kith = kithInMemory([aRow(1), aRow(7, { name: 'Anna Berg' })]);
  kith.reminders = [
    aReminder(1, { purpose: 'Send the quote', due: dayFromNow(0) }),
    aReminder(2, { purpose: 'Ask how it goes', due: dayFromNow(1), repeat: weekly }),
    aReminder(3, { purpose: 'Measure the doors', due: dayFromNow(5) }),
  ];
  kith.ahead = { occurrences: [anOccurrence(3)], meetings: [aMeeting(Date.parse(`${dayFromNow(0)}T23:59`))] };
  for (const { id, name } of kith.rows) kith.details.set(id, aContact({ id, name }));
  return kith;
}

const lines = (): string[] => [...document.querySelectorAll<HTMLElement>('[data-reminder], [data-ahead]')].map((row) => row.innerText.replaceAll(/\s+/g, ' '));
const ahead = (words: string) => [...document.querySelectorAll<HTMLElement>('[data-ahead]')].find((row) => row.textContent.includes(words))!;
const peek = (name: string) => page.getByRole('complementary', { name: new RegExp(name) });
const dialog = () => page.getByRole('dialog');

async function show(kith: KithInMemory, look?: Parameters<typeof showToday>[1]) {
  const shown = await showToday(kith, look);
  await expect.poll(() => lines().length).toBeGreaterThan(3);
  return shown;
}

describe('what is ahead', () => {
  it('stands in its time among what is to be done: meetings today, and what comes again later', async () => {
    await show(aWeek());
    expect(lines()).toEqual(['Send the quote', 'Walk through the garden', 'Ask how it goes', 'Ask how it goes', 'Measure the doors'].map((words) => expect.stringContaining(words)));
    expect(ahead('Walk').textContent).toContain('Meeting');
    expect(ahead('Walk').textContent).toContain('and 1 other');
    expect(ahead('Ask').textContent).toContain('Comes again');
    expect(ahead('Ask').querySelector('[role=checkbox]')).toBeNull();
    expect(document.querySelector('h2')?.parentElement?.textContent).toBe('Today1');
    expect(await faults()).toBe('');
  });

  it('is not done by key, and what is beyond the rows of a group stays with them', async () => {
    const kith = aWeek();
    kith.reminders.push(...Array.from({ length: 30 }, (_, n) => aReminder(100 + n, { due: dayFromNow(2) })));
    await show(kith);
    await expect.poll(() => rows().length).toBe(26);
    expect(lines().filter((words) => words.includes('Ask how it goes'))).toHaveLength(1);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(currentRow()).toContain('Walk through the garden');
    await userEvent.keyboard('e');
    expect(document.querySelector('form')).toBeNull();
  });

  it('is what is clear until, where it comes first', async () => {
    const kith = aWeek();
    kith.reminders = [aReminder(3, { purpose: 'Measure the doors', due: dayFromNow(5) })];
    kith.ahead = { occurrences: [], meetings: [aMeeting(Date.parse(`${dayFromNow(1)}T10:30`))] };
    await showToday(kith);
    await expect.element(page.getByText(/^Clear until \w+ 10:30$/)).toBeVisible();
  });

  it('is opened with Enter: a meeting on the timeline, another with whom it is', async () => {
    const { wentTo } = await show(aWeek());
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}{ArrowDown}{ArrowDown}{Enter}');
    expect(wentTo).toEqual([`/contacts/${anna.id}?entry=${anId('view', 71)}`, `/contacts/${anna.id}`]);
  });

  it.each([['This one', 'this'], ['This and all later ones', 'later'], ['All of them', 'all']])('is changed by its form: %s', async (choice, scope) => {
    const kith = aWeek();
    await show(kith);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{F2}');
    await userEvent.fill(dialog().getByRole('textbox', { name: 'What', exact: true }), 'Ask about the beds');
    await userEvent.click(dialog().getByText(choice, { exact: true }));
    await userEvent.click(dialog().getByRole('button', { name: 'Save' }));
    await expect.poll(() => inputsOf(kith, 'reminders.updateOccurrence')).toEqual([{ seriesId: anId('view', 70), occurrence: dayFromNow(3), fields: { purpose: 'Ask about the beds' }, scope }]);
    expect(inputsOf(kith, 'reminders.update')).toEqual([]);
  });

  it('is left out from its menu, which says so', async () => {
    const kith = aWeek();
    const { announced } = await show(kith);
    await userEvent.click(ahead('Ask'), { button: 'right' });
    await userEvent.click(page.getByRole('menuitem', { name: 'Skip this one' }));
    await expect.poll(() => document.querySelectorAll('[data-ahead]').length).toBe(1);
    expect(inputsOf(kith, 'reminders.skipOccurrence')).toEqual([{ seriesId: anId('view', 70), occurrence: dayFromNow(3) }]);
    await expect.poll(() => announced).toContain('Ask how it goes skipped');
  });

  it('is there again where leaving it out was refused', async () => {
    const kith = aWeek();
    kith.refuse('reminders.skipOccurrence', 'occurrence-not-found');
    await show(kith);
    await userEvent.click(ahead('Ask'), { button: 'right' });
    await userEvent.click(page.getByRole('menuitem', { name: 'Skip this one' }));
    await expect.element(page.getByText(/no longer comes at that time/).first()).toBeVisible();
    await expect.poll(() => document.querySelectorAll('[data-ahead]').length).toBe(2);
  });

  it('stands under its day on the screen Reminders, one of its own where nothing else is due', async () => {
    await show(aWeek(), { screen: <RemindersPage /> });
    const titles = [...document.querySelectorAll('h2')].map((title) => title.textContent);
    expect(titles).toHaveLength(4);
    expect(titles.slice(0, 2)).toEqual(['Today', 'Tomorrow']);
    expect(lines()).toEqual(['Send the quote', 'Ask how it goes', 'Ask how it goes', 'Measure the doors'].map((words) => expect.stringContaining(words)));
  });
});

describe('done', () => {
  it('says where it is not known when it comes again', async () => {
    const kith = aWeek();
    kith.knowsNext = false;
    await show(kith);
    await userEvent.keyboard('e{Enter}');
    await expect.element(page.getByText(/does not know when it comes again/).first()).toBeVisible();
    await expect.poll(() => rows().length).toBe(2);
  });
});

describe('a look at whom it is about', () => {
  it('opens with Space, follows the arrows, and closes with Space or Escape', async () => {
    const kith = aWeek();
    await show(kith);
    await userEvent.keyboard('{ArrowDown} ');
    await expect.element(peek('Person 1')).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(peek('Anna Berg')).toBeVisible();
    await userEvent.keyboard(' ');
    await expect.element(page.getByRole('complementary')).not.toBeInTheDocument();
    await userEvent.keyboard(' ');
    await expect.element(peek('Anna Berg')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('complementary')).not.toBeInTheDocument();
    expect(currentRow()).toContain('Walk through the garden');
  });

  it('walks by its own buttons, and gives the focus back to the list', async () => {
    await show(aWeek());
    await userEvent.keyboard('{ArrowDown} ');
    await expect.element(peek('Person 1')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Next', exact: true }));
    await expect.element(peek('Anna Berg')).toBeVisible();
    expect(currentRow()).toContain('Walk through the garden');
    await userEvent.click(page.getByRole('complementary').getByRole('button', { name: 'Close' }));
    await expect.element(page.getByRole('complementary')).not.toBeInTheDocument();
    expect(document.activeElement?.getAttribute('role')).toBe('grid');
  });

  it('opens the contact where there is no room beside the list', async () => {
    const { wentTo } = await show(aWeek(), { width: 375 });
    await userEvent.keyboard('{ArrowDown} ');
    expect(wentTo).toEqual([`/contacts/${anId('contact', 1)}`]);
  });
});
