import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { RemindersPage } from '../../../renderer/features/reminders/index.ts';
import { aReminder, aRow, anId, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { dayFromNow, faults, inputsOf, row, rows, showToday } from '../today/show-today.tsx';

const show = (kith: KithInMemory, look: Parameters<typeof showToday>[1] = {}) => showToday(kith, { screen: <RemindersPage />, ...look });
const titles = () => [...document.querySelectorAll('h2')].map((title) => title.textContent);

function aList(): KithInMemory {
  const kith = kithInMemory([aRow(1), aRow(2, { name: 'Ada Lindqvist' })]);
  kith.reminders = [
    aReminder(1, { purpose: 'Long late', due: dayFromNow(-40) }),
    aReminder(2, { purpose: 'Late', due: dayFromNow(-1) }),
    aReminder(3, { purpose: 'Due', due: dayFromNow(0) }),
    aReminder(4, { purpose: 'First then', due: dayFromNow(1) }),
    aReminder(5, { purpose: 'At ten then', due: `${dayFromNow(1)}T10:00`, zone: 'UTC' }),
    aReminder(6, { purpose: 'Was done', doneAt: Date.now() }),
  ];
  return kith;
}

describe('the list', () => {
  it('is under its days, with all that is late as one', async () => {
    await show(aList());
    await expect.poll(titles).toEqual(['Overdue', 'Today', 'Tomorrow']);
    expect(row('At ten then')?.textContent).toContain('10:00');
    expect(row('At ten then')?.textContent).not.toContain('Tomorrow');
  });

  it('has a tab for what was done, from which it can be opened again', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.click(page.getByRole('tab', { name: 'Done' }));
    await expect.poll(() => rows()).toEqual([expect.stringContaining('Was done')]);
    await userEvent.click(page.getByRole('checkbox', { name: 'Not done yet: Was done' }));
    await expect.element(page.getByText('Nothing was done yet.')).toBeVisible();
    expect(inputsOf(kith, 'reminders.reopen')).toEqual([{ id: anId('reminder', 6) }]);
  });

  it('brings more on request', async () => {
    const kith = kithInMemory([]);
    kith.reminders = Array.from({ length: 130 }, (_, n) => aReminder(n, { due: dayFromNow(n) }));
    await show(kith);
    await expect.poll(() => rows().length).toBe(100);
    await userEvent.click(page.getByRole('button', { name: 'Show more' }));
    await expect.poll(() => rows().length).toBe(130);
  });

  it('says that nothing is to be done, what failed, and that it is loading', async () => {
    const kith = kithInMemory([]);
    const release = kith.hold('reminders.list');
    await show(kith);
    await expect.element(page.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    release();
    await expect.element(page.getByText(/^Nothing is to be done/)).toBeVisible();
    const allow = kith.refuse('reminders.list', 'internal');
    await userEvent.click(page.getByRole('tab', { name: 'Done' }));
    await expect.element(page.getByRole('alert')).toBeVisible();
    allow();
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.element(page.getByText('Nothing was done yet.')).toBeVisible();
  });

  it.each([['light', 1280], ['dark', 1280], ['light', 320], ['dark', 320]] as const)('axe finds nothing wrong in %s at %i px', async (theme, width) => {
    await show(aList(), { theme, width });
    await expect.poll(() => rows().length).toBe(5);
    expect(await faults()).toBe('');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

const dialog = () => page.getByRole('dialog');

describe('a new reminder', () => {
  it('takes three acts by the form: R, whom, what', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    await expect.element(page.getByRole('combobox', { name: 'Who' })).toHaveFocus();
    await userEvent.keyboard('Ada');
    await expect.element(page.getByRole('option', { name: 'Ada Lindqvist' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('Agree the height{Enter}');
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toEqual([
      { contactId: anId('contact', 2), kind: 'call', purpose: 'Agree the height', ownerId: anId('member', 1), priority: 0, notes: '', due: dayFromNow(1), zone: '', repeat: null },
    ]);
    await expect.poll(() => row('Agree the height')).toBeDefined();
  });

  it('has a kind, a day by name, a time, a priority and how often it comes again, in words', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    await userEvent.fill(page.getByRole('textbox', { name: 'What', exact: true }), 'Standing meeting');
    await userEvent.click(dialog().getByRole('radio', { name: 'Meeting' }));
    await userEvent.click(dialog().getByRole('button', { name: 'In two weeks' }));
    await userEvent.fill(page.getByLabelText('Time (optional)'), '09:30');
    await userEvent.click(dialog().getByRole('radio', { name: 'Urgent' }));
    await userEvent.click(dialog().getByRole('button', { name: /Repeats/ }));
    await userEvent.click(page.getByRole('option', { name: 'Every …' }));
    await userEvent.fill(dialog().getByRole('spinbutton', { name: 'Number' }), '3');
    await expect.element(dialog().getByText(/^Every 3 weeks on \w{3}$/)).toBeVisible();
    expect(await faults()).toBe('');
    await userEvent.click(dialog().getByRole('button', { name: 'Add' }));
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toMatchObject([
      { kind: 'meeting', priority: 2, due: `${dayFromNow(14)}T09:30`, zone: 'UTC', repeat: { kind: 'rule', rule: expect.stringMatching(/^FREQ=WEEKLY;INTERVAL=3;BYDAY=\w\w$/) } },
    ]);
  });

  it('comes again so long after it was done', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    await userEvent.click(dialog().getByRole('button', { name: /Repeats/ }));
    await userEvent.click(page.getByRole('option', { name: '… after it was done' }));
    await expect.element(dialog().getByText('3 weeks after it was done')).toBeVisible();
    await userEvent.click(dialog().getByRole('button', { name: 'Add' }));
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toMatchObject([{ repeat: { kind: 'afterDone', every: 'P3W' } }]);
  });

  const repeats = async (option: string) => {
    await userEvent.click(dialog().getByRole('button', { name: /Repeats/ }));
    await userEvent.click(page.getByRole('option', { name: option, exact: true }));
  };
  const ends = async (option: string) => {
    await userEvent.click(dialog().getByRole('button', { name: /Ends/ }));
    await userEvent.click(page.getByRole('option', { name: option, exact: true }));
  };
  const add = () => userEvent.click(dialog().getByRole('button', { name: 'Add' }));

  it('ends after so many times, where it comes again by a rule', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    expect(dialog().getByRole('button', { name: /Ends/ }).query()).toBeNull();
    await repeats('… after it was done');
    expect(dialog().getByRole('button', { name: /Ends/ }).query()).toBeNull();
    await repeats('Every day');
    await ends('After … times');
    const times = dialog().getByRole('spinbutton', { name: 'Times' });
    await expect.element(times).toHaveValue(5);
    expect(dialog().getByText('Counted anew', { exact: false }).query()).toBeNull();
    await userEvent.fill(times, '');
    await add();
    await expect.element(dialog().getByRole('alert')).toHaveTextContent('Give a number from 1 to 999.');
    await userEvent.fill(times, '12');
    expect(dialog().getByRole('alert').query()).toBeNull();
    expect(await faults()).toBe('');
    await add();
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toMatchObject([{ repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=12' } }]);
  });

  it('ends on a day that is not before it begins', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    await repeats('Every day');
    await ends('On a day');
    await add();
    await expect.element(dialog().getByRole('alert')).toHaveTextContent('Choose the last day.');
    const last = dialog().getByRole('group', { name: 'Last day' });
    await userEvent.fill(last.getByRole('textbox', { name: 'Day' }), '21');
    await userEvent.selectOptions(last.getByRole('combobox', { name: 'Month' }), '6');
    await userEvent.fill(last.getByRole('textbox', { name: 'Year' }), '2020');
    await add();
    await expect.element(dialog().getByRole('alert')).toHaveTextContent('The last day is before the day it is due.');
    await userEvent.fill(last.getByRole('textbox', { name: 'Year' }), '2099');
    await userEvent.fill(page.getByLabelText('Time (optional)'), '09:30');
    await add();
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toMatchObject([{ repeat: { kind: 'rule', rule: 'FREQ=DAILY;UNTIL=20990621T235959Z' } }]);
  });

  it.each([
    ['Every …', { kind: 'rule', rule: expect.stringMatching(/^FREQ=WEEKLY;INTERVAL=6;/) as string }],
    ['… after it was done', { kind: 'afterDone', every: 'P6W' }],
  ])('lets the number of "%s" be typed anew, and is not added without it', async (option, repeat) => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    await repeats(option);
    const number = dialog().getByRole('spinbutton', { name: 'Number' });
    await userEvent.click(number);
    await userEvent.keyboard('{End}{Backspace}');
    await expect.element(number).toHaveValue(null);
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog().getByRole('alert')).toHaveTextContent('Give a number from 1 to 999.');
    await userEvent.fill(number, '0');
    await add();
    await expect.element(dialog().getByRole('alert')).toBeVisible();
    expect(inputsOf(kith, 'reminders.create')).toEqual([]);
    await userEvent.click(number);
    await userEvent.keyboard('{End}{Backspace}6');
    await expect.element(number).toHaveValue(6);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toMatchObject([{ repeat }]);
  });

  it('keeps what was typed when it is refused', async () => {
    const kith = aList();
    kith.refuse('reminders.create', 'read-only');
    await show(kith);
    await userEvent.keyboard('r');
    await userEvent.fill(page.getByRole('textbox', { name: 'What', exact: true }), 'Kept');
    await userEvent.click(dialog().getByRole('button', { name: 'Add' }));
    await expect.element(dialog().getByText('Kith may not write in its folder.', { exact: false })).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'What', exact: true })).toHaveValue('Kept');
  });

  it.each([1280, 320])('fits a window of %i px', async (width) => {
    await show(aList(), { width });
    await userEvent.keyboard('r');
    await expect.element(dialog()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(await faults()).toBe('');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('one that is changed', () => {
  function aSeries(): KithInMemory {
    const kith = aList();
    kith.reminders = [aReminder(1, { purpose: 'Weekly', due: dayFromNow(0), repeat: { kind: 'rule', rule: `FREQ=WEEKLY;BYDAY=${['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date().getUTCDay()]}` }, seen: { purpose: '0'.repeat(34) } })];
    return kith;
  }

  async function edit(kith: KithInMemory) {
    await show(kith);
    await expect.poll(() => rows().length).toBeGreaterThan(0);
    await userEvent.keyboard('{F2}');
    await expect.element(dialog()).toBeVisible();
  }

  it('sends only what is another, with the version that was seen', async () => {
    const kith = aSeries();
    kith.reminders = kith.reminders.map((reminder) => ({ ...reminder, repeat: null }));
    await edit(kith);
    expect(dialog().getByRole('radiogroup', { name: 'Change' }).query()).toBeNull();
    await userEvent.fill(page.getByRole('textbox', { name: 'What', exact: true }), 'Renamed');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([{ id: anId('reminder', 1), fields: { purpose: 'Renamed' }, seen: { purpose: '0'.repeat(34) } }]);
  });

  it('of a series asks whether all later ones are meant', async () => {
    const kith = aSeries();
    await edit(kith);
    await userEvent.fill(page.getByRole('textbox', { name: 'What', exact: true }), 'Renamed');
    await userEvent.click(dialog().getByRole('radio', { name: 'This and all later ones' }));
    await userEvent.click(dialog().getByRole('button', { name: 'Save' }));
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toMatchObject([{ fields: { purpose: 'Renamed' }, scope: 'later' }]);
  });

  it('that comes again in another way does so from then on', async () => {
    const kith = aSeries();
    await edit(kith);
    await userEvent.click(dialog().getByRole('button', { name: /Repeats/ }));
    await userEvent.click(page.getByRole('option', { name: 'Every day' }));
    await userEvent.click(dialog().getByRole('button', { name: 'Save' }));
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([{ id: anId('reminder', 1), fields: {}, repeat: { kind: 'rule', rule: 'FREQ=DAILY' }, scope: 'later' }]);
  });
});

describe('one that ends', () => {
  async function edit(rule: string, more: Partial<Parameters<typeof aReminder>[1]> = {}) {
    const kith = aList();
    kith.reminders = [aReminder(1, { purpose: 'Course', due: dayFromNow(0), repeat: { kind: 'rule', rule }, ...more })];
    await show(kith);
    await expect.poll(() => rows().length).toBe(1);
    await userEvent.keyboard('{F2}');
    await expect.element(dialog()).toBeVisible();
    return kith;
  }
  const save = () => userEvent.click(dialog().getByRole('button', { name: 'Save' }));
  const later = () => userEvent.click(dialog().getByRole('radio', { name: 'This and all later ones' }));

  it.each(['FREQ=DAILY;COUNT=7', 'FREQ=MONTHLY;BYDAY=2TU,3WE;COUNT=7', 'FREQ=DAILY;COUNT=1000'])('shows its end and keeps it where nothing else is changed: %s', async (rule) => {
    const kith = await edit(rule);
    await expect.element(dialog().getByRole('spinbutton', { name: 'Times' })).toHaveValue(Number(/\d+$/.exec(rule)?.[0]));
    await userEvent.fill(page.getByRole('textbox', { name: 'What', exact: true }), 'Renamed');
    await later();
    await save();
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([{ id: anId('reminder', 1), fields: { purpose: 'Renamed' }, scope: 'later' }]);
  });

  it('keeps what is left of its times when all later ones are moved within its rule', async () => {
    const kith = await edit('FREQ=DAILY;COUNT=7');
    await userEvent.click(dialog().getByRole('button', { name: 'In two weeks' }));
    await later();
    expect(dialog().getByText('Counted anew', { exact: false }).query()).toBeNull();
    await save();
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([{ id: anId('reminder', 1), fields: {}, due: { due: dayFromNow(14), zone: '' }, scope: 'later' }]);
  });

  it('says that another number of times counts from there on', async () => {
    const kith = await edit('FREQ=MONTHLY;BYDAY=2TU,3WE;COUNT=7');
    await userEvent.fill(dialog().getByRole('spinbutton', { name: 'Times' }), '3');
    await expect.element(dialog().getByText('Counted anew from this change on.')).toBeVisible();
    await save();
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([{ id: anId('reminder', 1), fields: {}, repeat: { kind: 'rule', rule: 'FREQ=MONTHLY;BYDAY=2TU,3WE;COUNT=3' }, scope: 'later' }]);
  });

  it('shows its last day, and lasts for all of that at another time', async () => {
    const kith = await edit('FREQ=DAILY;UNTIL=20990621T093000Z', { due: `${dayFromNow(1)}T09:30`, zone: 'UTC' });
    await expect.element(dialog().getByRole('group', { name: 'Last day' }).getByRole('textbox', { name: 'Day' })).toHaveValue('21');
    await userEvent.fill(page.getByLabelText('Time (optional)'), '17:00');
    await later();
    await save();
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toMatchObject([{ due: { due: `${dayFromNow(1)}T17:00`, zone: 'UTC' }, repeat: { kind: 'rule', rule: 'FREQ=DAILY;UNTIL=20990621T235959Z' }, scope: 'later' }]);
  });
});

describe('what was typed', () => {
  const what = () => page.getByRole('textbox', { name: 'What', exact: true });
  const begin = async () => {
    await userEvent.keyboard('r');
    await userEvent.fill(what(), 'Agree the height');
  };

  it('is there again after a crash, or where the dialog was closed by Esc', async () => {
    const kith = aList();
    await show(kith);
    await begin();
    await userEvent.fill(dialog().getByRole('textbox', { name: 'Notes' }), 'Ninety');
    await expect.poll(() => [...kith.drafts.keys()]).toEqual(['reminder-with:nobody']);
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog()).not.toBeInTheDocument();
    await userEvent.keyboard('r');
    await expect.element(what()).toHaveValue('Agree the height');
    await expect.element(dialog().getByRole('textbox', { name: 'Notes' })).toHaveValue('Ninety');
  });

  it.each([
    ['Cancel', 'it was given up'],
    ['Add', 'it was added'],
  ])('is forgotten by %s: %s', async (button) => {
    const kith = aList();
    await show(kith);
    await begin();
    await expect.poll(() => kith.drafts.size).toBe(1);
    await userEvent.click(dialog().getByRole('button', { name: button, exact: true }));
    await expect.poll(() => kith.drafts.size).toBe(0);
    await userEvent.keyboard('r');
    await expect.element(what()).toHaveValue('');
  });

  it('is all there again, even where neither What nor Notes was touched', async () => {
    const kith = aList();
    kith.members = ['Clara', 'Grace'].map((name, n) => ({ id: anId('member', n + 1), name, email: '', isMe: n === 0 }));
    await show(kith);
    await userEvent.keyboard('r');
    await userEvent.keyboard('Ada');
    await userEvent.click(page.getByRole('option', { name: 'Ada Lindqvist' }));
    await userEvent.click(dialog().getByRole('button', { name: 'In two weeks' }));
    await userEvent.fill(page.getByLabelText('Time (optional)'), '09:30');
    await userEvent.click(dialog().getByRole('button', { name: /Repeats/ }));
    await userEvent.click(page.getByRole('option', { name: 'Every day' }));
    await userEvent.click(dialog().getByRole('button', { name: /Ends/ }));
    await userEvent.click(page.getByRole('option', { name: 'After … times' }));
    await userEvent.click(dialog().getByRole('button', { name: /Whose/ }));
    await userEvent.click(page.getByRole('option', { name: 'Grace' }));
    await userEvent.click(dialog().getByRole('radio', { name: 'Urgent' }));
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => kith.drafts.size).toBe(1);
    await expect.element(dialog()).not.toBeInTheDocument();
    await userEvent.keyboard('r');
    await expect.element(dialog().getByRole('radio', { name: 'Urgent' })).toBeChecked();
    await userEvent.click(dialog().getByRole('button', { name: 'Add' }));
    await expect.poll(() => inputsOf(kith, 'reminders.create')).toEqual([
      { contactId: anId('contact', 2), kind: 'call', purpose: '', ownerId: anId('member', 2), priority: 2, notes: '', due: `${dayFromNow(14)}T09:30`, zone: 'UTC', repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=5' } },
    ]);
  });

  it('is not kept once the form stands as it began', async () => {
    const kith = aList();
    await show(kith);
    await userEvent.keyboard('r');
    await userEvent.click(dialog().getByRole('radio', { name: 'Urgent' }));
    await expect.poll(() => kith.drafts.size).toBe(1);
    await userEvent.click(dialog().getByRole('radio', { name: 'Usual' }));
    await expect.poll(() => kith.drafts.size).toBe(0);
  });

  it('of which a part cannot be read is as far there as it can', async () => {
    const kith = aList();
    kith.drafts.set('reminder-with:nobody', JSON.stringify({ contact: null, kind: 'task', purpose: 'Half typ', day: '', time: '', notes: '', repeat: { kind: 'hourly' }, end: 7, priority: 9, ownerId: 'nobody' }));
    await show(kith);
    await userEvent.keyboard('r');
    await expect.element(what()).toHaveValue('Half typ');
    await expect.element(dialog().getByRole('radio', { name: 'Usual' })).toBeChecked();
    await expect.element(dialog().getByRole('button', { name: /Repeats/ })).toHaveTextContent('Does not repeat');
  });

  it('of one that is changed is its own', async () => {
    const kith = aList();
    kith.drafts.set(`reminder:${anId('reminder', 3)}`, JSON.stringify({ contact: null, kind: 'task', purpose: 'Half typ', day: dayFromNow(-9), time: '', notes: '' }));
    kith.drafts.set('reminder-with:nobody', 'broken');
    await show(kith);
    await expect.poll(() => row('Due')).toBeDefined();
    for (let down = 0; down < 3; down += 1) await userEvent.keyboard('{ArrowDown}');
    await userEvent.keyboard('{F2}');
    await expect.element(what()).toHaveValue('Half typ');
    await userEvent.click(dialog().getByRole('button', { name: 'Save' }));
    // A day that has gone by meanwhile is not proposed again.
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([expect.objectContaining({ id: anId('reminder', 3), fields: { purpose: 'Half typ', kind: 'task', contactId: null } })]);
    expect(inputsOf(kith, 'reminders.update')[0]).not.toHaveProperty('due');
    await expect.element(dialog()).not.toBeInTheDocument();
    await userEvent.keyboard('r');
    await expect.element(what()).toHaveValue('');
  });
});
