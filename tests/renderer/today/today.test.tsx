import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TodayPage } from '../../../renderer/features/today/index.ts';
import { aReminder, aRow, anId, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { currentRow, dayFromNow, faults, inputsOf, list, row, rows, showToday } from './show-today.tsx';

/** Somebody's day: two late, one due, two to come. */
function aDay(): KithInMemory {
  const kith = kithInMemory([aRow(1), aRow(2)]);
  kith.reminders = [
    aReminder(1, { purpose: 'Ring the sawmill', due: `${dayFromNow(-2)}T16:00`, zone: 'UTC' }),
    aReminder(2, { purpose: 'Send the quote', kind: 'email', due: dayFromNow(-1) }),
    aReminder(3, { purpose: 'Check the deposit', kind: 'task', due: dayFromNow(0) }),
    aReminder(4, { purpose: 'Agree the height', due: `${dayFromNow(3)}T10:00`, zone: 'UTC', repeat: { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO' } }),
    aReminder(5, { purpose: 'Measure the doors', kind: 'meeting', due: dayFromNow(6), priority: 2 }),
  ];
  return kith;
}

async function show(kith: KithInMemory, look?: Parameters<typeof showToday>[1]) {
  const shown = await showToday(kith, look);
  await expect.poll(() => rows().length).toBeGreaterThan(0);
  return shown;
}

const heading = (name: string) => page.getByRole('heading', { level: 2, name, exact: true });

describe('what a day holds', () => {
  it('is late first, then due, then to come, each with its number', async () => {
    await show(aDay());
    expect([...document.querySelectorAll('h2')].map((title) => title.textContent)).toEqual(['Overdue', 'Today', 'Later']);
    expect(rows()).toEqual(['Ring the sawmill', 'Send the quote', 'Check the deposit', 'Agree the height', 'Measure the doors'].map((purpose) => expect.stringContaining(purpose)));
    await expect.element(heading('Overdue')).toBeVisible();
    expect(heading('Overdue').element().parentElement?.textContent).toBe('Overdue2');
  });

  it('says in words what is late, urgent, and how it comes again', async () => {
    await show(aDay());
    expect(row('Ring the sawmill')?.textContent).toContain('Overdue:');
    expect(row('Check the deposit')?.textContent).not.toContain('Overdue');
    expect(row('Check the deposit')?.textContent).toContain('Any time');
    expect(row('Agree the height')?.textContent).toContain('Every week on Mon');
    expect(row('Measure the doors')?.textContent).toContain('Urgent');
  });

  it('has the weekday and the week above it', async () => {
    await show(aDay());
    const today = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.now());
    await expect.element(page.getByRole('heading', { level: 1, name: today })).toBeVisible();
    await expect.element(page.getByText(/^Week \d+$/)).toBeVisible();
  });

  it('shows 25 of a group, 100 when more are wanted, and where the rest is', async () => {
    const kith = kithInMemory([]);
    kith.reminders = Array.from({ length: 230 }, (_, n) => aReminder(n, { due: dayFromNow(-1) }));
    await show(kith);
    await expect.poll(() => rows().length).toBe(25);
    (page.getByRole('button', { name: '205 more' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => rows().length).toBe(100);
    expect(document.activeElement).toBe(list());
    await expect.element(page.getByRole('link', { name: '130 more' })).toHaveAttribute('href', '#/reminders');
  });

  it('unfolds what was done today, which can be opened again', async () => {
    const kith = aDay();
    kith.reminders.push(aReminder(9, { purpose: 'Post the invoice', doneAt: Date.now() }));
    await show(kith);
    await userEvent.click(page.getByRole('button', { name: '1 done today' }));
    await userEvent.click(page.getByRole('checkbox', { name: 'Not done yet: Post the invoice' }));
    await expect.poll(() => rows().some((words) => words.includes('Post the invoice'))).toBe(true);
  });

  it('has beside it whom one has lost sight of', async () => {
    const kith = aDay();
    const contact = { id: anId('contact', 7), kind: 'person' as const, name: 'Rosalind', photo: null, hidden: false };
    kith.rail = {
      cadences: { rows: [{ contact, dueOn: dayFromNow(-11), lastContactAt: null }], total: 1 },
      noNextStep: { rows: [{ contact: { ...contact, name: 'Emeka' }, lastContactAt: Date.UTC(2020, 4, 28), lastKind: 'email' }], total: 1 },
      anniversaries: [{ contact: { ...contact, name: 'Kim' }, label: 'birthday', on: dayFromNow(1), years: 40 }],
      stalled: {
        rows: [
          {
            id: anId('view', 5), title: 'Courtyard levels', stageId: anId('view', 6), orderKey: 'a0', contact, organisation: null, owner: null, amount: null, probability: 30, committed: false,
            expectedClose: '', outcome: null, closedAt: null, createdAt: 0, stageAt: 0, touchedAt: Date.now() - 19.5 * 86_400_000, next: null, staleDays: 14, tags: [],
          },
        ],
        total: 1,
      },
    };
    await show(kith);
    await expect.element(page.getByRole('region', { name: 'Stalled deals' }).getByRole('link', { name: /Courtyard levels.*Rosalind.*19 days/ })).toBeVisible();
    await expect.element(page.getByRole('link', { name: /Rosalind.*11 days over/ })).toBeVisible();
    await expect.element(page.getByRole('link', { name: /Emeka.*Mailed 28 May 2020/ })).toBeVisible();
    await expect.element(page.getByRole('link', { name: /Kim.*Turns 40.*Tomorrow/ })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'New reminder for Emeka' }));
    await expect.element(page.getByRole('combobox', { name: 'Who' })).toHaveValue('Emeka');
  });

  it('follows a change from elsewhere', async () => {
    const kith = aDay();
    await show(kith);
    kith.reminders = [aReminder(1, { purpose: 'Changed elsewhere' })];
    kith.changed({ reminders: '*' });
    await expect.poll(() => rows().length === 1 && rows()[0]).toContain('Changed elsewhere');
  });

  it('does not bring back what was done by an answer from before it was stored', async () => {
    const kith = aDay();
    await show(kith);
    const answer = kith.hold('reminders.today');
    const store = kith.hold('reminders.complete');
    kith.changed({ reminders: '*' });
    list().focus();
    await userEvent.keyboard('e');
    await expect.element(page.getByRole('form')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => row('Ring the sawmill')).toBeUndefined();
    answer();
    // One after the other on the same wire: what was held has come by then.
    await kith.connection.client.tags.list();
    await new Promise((resolve) => void requestAnimationFrame(resolve));
    expect(row('Ring the sawmill')).toBeUndefined();
    // Nor by one that was asked for after it, and answered before it was stored.
    kith.reminders.push(aReminder(8, { purpose: 'Came meanwhile', due: dayFromNow(-3) }));
    kith.changed({ reminders: '*' });
    await expect.poll(() => row('Came meanwhile')).toBeDefined();
    expect(row('Ring the sawmill')).toBeUndefined();
    store();
    await expect.poll(() => inputsOf(kith, 'reminders.today').length).toBeGreaterThan(2);
    expect(row('Ring the sawmill')).toBeUndefined();
  });
});

describe('its other faces', () => {
  it('is clear until the next thing that comes', async () => {
    const kith = kithInMemory([]);
    kith.reminders = [aReminder(1, { due: `${dayFromNow(2)}T10:00`, zone: 'UTC' })];
    await show(kith);
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(dayFromNow(2)));
    await expect.element(page.getByText(`Clear until ${day} 10:00`)).toBeVisible();
  });

  it('finds what comes beyond the days that it shows', async () => {
    const kith = kithInMemory([]);
    kith.reminders = [aReminder(1, { due: dayFromNow(60) })];
    await showToday(kith);
    await expect.element(page.getByText(/^Clear until \w{3} \d+ \w+$/)).toBeVisible();
  });

  it('says in a sentence that nothing is planned, and offers to plan', async () => {
    await showToday(kithInMemory([aRow(1)]));
    await expect.element(page.getByText(/^Nothing is planned/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: /New reminder/ }));
    await expect.element(page.getByRole('dialog', { name: 'New reminder' })).toBeVisible();
  });

  it('says that it is loading only while it is', async () => {
    const kith = aDay();
    const release = kith.hold('reminders.today');
    await showToday(kith);
    await expect.element(page.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    release();
    await expect.poll(() => rows().length).toBe(5);
    expect(page.getByRole('status', { name: 'Loading' }).query()).toBeNull();
  });

  it('says what went wrong and tries again', async () => {
    const kith = aDay();
    const allow = kith.refuse('reminders.today', 'internal');
    await showToday(kith);
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Copy details' })).toBeVisible();
    allow();
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.poll(() => rows().length).toBe(5);
  });
});

describe('the keys', () => {
  it('walk all groups as one, with one tab stop', async () => {
    await show(aDay());
    list().focus();
    await expect.poll(currentRow).toContain('Ring the sawmill');
    await userEvent.keyboard('jj');
    await expect.poll(currentRow).toContain('Check the deposit');
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(currentRow).toContain('Agree the height');
    await userEvent.keyboard('{End}');
    await expect.poll(currentRow).toContain('Measure the doors');
    await userEvent.keyboard('k{Home}');
    await expect.poll(currentRow).toContain('Ring the sawmill');
    expect([...list().querySelectorAll<HTMLElement>('a, button, input')].filter((stop) => stop.tabIndex === 0)).toEqual([]);
  });

  it('work from where nothing has the focus', async () => {
    await show(aDay());
    expect(document.activeElement).toBe(document.body);
    await userEvent.keyboard('jj');
    await expect.poll(currentRow).toContain('Send the quote');
  });

  it('complete and set the next action in two acts', async () => {
    const kith = aDay();
    const shown = await show(kith);
    await userEvent.keyboard('e');
    await userEvent.keyboard('Ring again{Enter}');
    await expect.poll(() => inputsOf(kith, 'reminders.complete')).toEqual([
      { id: anId('reminder', 1), nextStep: { purpose: 'Ring again', kind: 'call', contactId: anId('contact', 1), ownerId: anId('member', 1), due: dayFromNow(1), zone: '' } },
    ]);
    await expect.poll(() => rows().some((words) => words.includes('Ring again'))).toBe(true);
    await expect.poll(() => shown.announced).toContain('Done: Ring the sawmill. Next: Ring again');
    expect(document.activeElement).toBe(list());
    await expect.poll(currentRow).toContain('Send the quote');
  });

  it('complete with what happened, which goes on the timeline by the kind', async () => {
    const kith = aDay();
    await show(kith);
    list().focus();
    await userEvent.keyboard('je');
    await userEvent.keyboard('{Tab}Sent with the drawing{Enter}');
    await expect.poll(() => inputsOf(kith, 'reminders.complete')).toEqual([{ id: anId('reminder', 2), log: { kind: 'email', body: 'Sent with the drawing' } }]);
  });

  it('complete without a word by Esc, whatever was typed', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.keyboard('e');
    await userEvent.keyboard('nothing of this{Escape}');
    await expect.poll(() => inputsOf(kith, 'reminders.complete')).toEqual([{ id: anId('reminder', 1) }]);
  });

  it('set the next step to a day of one’s own', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.keyboard('e');
    await userEvent.keyboard('Later then');
    await userEvent.click(page.getByRole('radio', { name: 'Pick a date…' }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Year' }), '2031');
    await userEvent.fill(page.getByLabelText('Time (optional)'), '08:30');
    await userEvent.click(page.getByRole('button', { name: /^Save/ }));
    await expect.poll(() => inputsOf(kith, 'reminders.complete')[0]?.['nextStep']).toMatchObject({ due: expect.stringMatching(/^2031-\d\d-\d\dT08:30$/), zone: 'UTC' });
  });

  it('snooze with H and a digit, and keep the time of day', async () => {
    const kith = aDay();
    const shown = await show(kith);
    await userEvent.keyboard('h');
    await expect.element(page.getByRole('menu', { name: 'Snooze Ring the sawmill' })).toBeVisible();
    await userEvent.keyboard('2');
    await expect.poll(() => inputsOf(kith, 'reminders.snooze')).toEqual([{ id: anId('reminder', 1), to: { due: `${dayFromNow(1)}T16:00`, zone: 'UTC' } }]);
    await expect.poll(() => rows().findIndex((words) => words.includes('Ring the sawmill'))).toBe(2);
    await expect.poll(() => shown.announced.at(-1)).toMatch(/^Ring the sawmill: snoozed to .* 16:00$/);
  });

  it('snooze to where it is already, which writes nothing, says so and offers no undo', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.keyboard('h2');
    await expect.poll(() => inputsOf(kith, 'reminders.snooze')).toHaveLength(1);
    await expect.poll(() => rows().findIndex((words) => words.includes('Ring the sawmill'))).toBe(2);
    list().focus();
    await userEvent.click(page.getByRole('row', { name: /Ring the sawmill/ }));
    await userEvent.keyboard('h2');
    const toast = page.getByRole('alertdialog', { name: /^Ring the sawmill: is on .* 16:00 already$/ });
    await expect.element(toast).toBeVisible();
    expect(toast.getByRole('button', { name: /^Undo/ }).query()).toBeNull();
    expect(inputsOf(kith, 'reminders.snooze')).toHaveLength(1);
  });

  it('snooze what is due all day to a day without a time', async () => {
    const kith = aDay();
    await show(kith);
    list().focus();
    await userEvent.keyboard('jjh');
    await userEvent.keyboard('3');
    await expect.poll(() => inputsOf(kith, 'reminders.snooze')).toEqual([{ id: anId('reminder', 3), to: { due: dayFromNow(3), zone: '' } }]);
  });

  it('snooze to a day that is picked, at the same time', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.keyboard('h');
    await userEvent.keyboard('5');
    await expect.element(page.getByRole('dialog', { name: 'Snooze Ring the sawmill' })).toBeVisible();
    await userEvent.fill(page.getByRole('textbox', { name: 'Year' }), '2031');
    await userEvent.click(page.getByRole('button', { name: 'Snooze', exact: true }));
    await expect.poll(() => inputsOf(kith, 'reminders.snooze')[0]?.['to']).toMatchObject({ due: expect.stringMatching(/^2031-\d\d-\d\dT16:00$/), zone: 'UTC' });
  });

  it('log a call, which leaves it to be done', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.keyboard('l');
    await userEvent.keyboard('Not there{Enter}');
    await expect.poll(() => inputsOf(kith, 'entries.create')).toMatchObject([{ kind: 'call', body: 'Not there', participants: [anId('contact', 1)] }]);
    await expect.poll(() => document.activeElement).toBe(list());
    expect(rows()[0]).toContain('Ring the sawmill');
  });

  it('open the contact, delete with the way back, and edit', async () => {
    const kith = aDay();
    const shown = await show(kith);
    list().focus();
    await userEvent.keyboard('j{Enter}');
    expect(shown.wentTo).toEqual([`/contacts/${anId('contact', 2)}`]);
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => rows().some((words) => words.includes('Send the quote'))).toBe(false);
    await expect.element(page.getByText('Send the quote moved to the bin')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await userEvent.keyboard('{F2}');
    await expect.element(page.getByRole('textbox', { name: 'What', exact: true })).toHaveValue('Check the deposit');
  });

  it('delete nothing before a row was chosen', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.keyboard('{Delete}');
    await userEvent.keyboard('j');
    expect(inputsOf(kith, 'reminders.remove')).toEqual([]);
    expect(rows()).toHaveLength(5);
  });
});

describe('what is refused', () => {
  it('comes back with all that was typed, and why', async () => {
    const kith = aDay();
    await show(kith);
    const allow = kith.refuse('reminders.complete', 'read-only');
    await userEvent.keyboard('e');
    await userEvent.keyboard('Kept next{Tab}Kept words{Enter}');
    await expect.element(page.getByText('Kith may not write in its folder.', { exact: false })).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Next step' })).toHaveValue('Kept next');
    await expect.element(page.getByRole('textbox', { name: 'What happened?' })).toHaveValue('Kept words');
    allow();
    await userEvent.click(page.getByRole('button', { name: /^Save/ }));
    await expect.poll(() => inputsOf(kith, 'reminders.complete').at(-1)).toMatchObject({ log: { body: 'Kept words' }, nextStep: { purpose: 'Kept next' } });
    await expect.poll(() => row('Ring the sawmill')).toBeUndefined();
  });

  it('is painted at once and taken back where it was a snooze', async () => {
    const kith = aDay();
    await show(kith);
    const release = kith.hold('reminders.snooze');
    kith.refuse('reminders.snooze', 'internal');
    await userEvent.keyboard('h');
    await userEvent.keyboard('2');
    await expect.element(page.getByRole('alertdialog').or(page.getByText('Something went wrong inside Kith.', { exact: false })).first()).toBeVisible();
    release();
    await expect.poll(() => rows()[0]).toContain('Ring the sawmill');
  });
});

it('is gone from the list before the answer is there', async () => {
  const kith = aDay();
  await show(kith);
  const release = kith.hold('reminders.complete');
  await userEvent.keyboard('e');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => row('Ring the sawmill')).toBeUndefined();
  expect(kith.reminders.find(({ purpose }) => purpose === 'Ring the sawmill')?.doneAt).toBeNull();
  release();
  await expect.element(page.getByText('Done: Ring the sawmill')).toBeVisible();
});

it('is done with what was typed where somebody ticks it and goes elsewhere', async () => {
  function Leavable() {
    const [isHere, setHere] = useState(true);
    return isHere ? <><button type="button" onClick={() => setHere(false)}>Leave</button><TodayPage /></> : <p>Elsewhere</p>;
  }
  const kith = aDay();
  await show(kith, { screen: <Leavable /> });
  await userEvent.click(page.getByRole('checkbox', { name: 'Done: Ring the sawmill' }));
  await userEvent.keyboard('Ring again');
  await userEvent.click(page.getByRole('button', { name: 'Leave' }));
  await expect.poll(() => inputsOf(kith, 'reminders.complete')).toMatchObject([{ id: anId('reminder', 1), nextStep: { purpose: 'Ring again' } }]);
});

describe('the pointer', () => {
  it('ticks, and unticks what was not meant', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.click(page.getByRole('checkbox', { name: 'Done: Ring the sawmill' }));
    await userEvent.click(page.getByRole('checkbox', { name: 'Not done: Ring the sawmill' }));
    await expect.element(page.getByRole('checkbox', { name: 'Done: Ring the sawmill' })).not.toBeChecked();
    expect(inputsOf(kith, 'reminders.complete')).toEqual([]);
  });

  it('saves one when the next is ticked', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.click(page.getByRole('checkbox', { name: 'Done: Ring the sawmill' }));
    await userEvent.click(page.getByRole('checkbox', { name: 'Done: Send the quote' }));
    await expect.poll(() => inputsOf(kith, 'reminders.complete')).toEqual([{ id: anId('reminder', 1) }]);
    await expect.element(page.getByRole('form', { name: 'Send the quote is done' })).toBeVisible();
  });

  it('finds every act in the menu of a row', async () => {
    const kith = aDay();
    await show(kith);
    await userEvent.click(page.getByText('Send the quote'), { button: 'right' });
    await userEvent.click(page.getByRole('menuitem', { name: /Snooze/ }));
    await userEvent.click(page.getByRole('menuitem', { name: /Tomorrow/ }));
    await expect.poll(() => inputsOf(kith, 'reminders.snooze')).toEqual([{ id: anId('reminder', 2), to: { due: dayFromNow(1), zone: '' } }]);
    await userEvent.click(page.getByText('Check the deposit'), { button: 'right' });
    await userEvent.click(page.getByRole('menuitem', { name: /^Done/ }));
    await expect.element(page.getByRole('textbox', { name: 'Next step' })).toHaveFocus();
  });
});

describe('in a team', () => {
  function aTeam(): KithInMemory {
    const kith = aDay();
    kith.members = [...kith.members, { id: anId('member', 2), name: 'Tomás', email: '', isMe: false }];
    kith.reminders.push(aReminder(6, { purpose: 'His own', owner: { id: anId('member', 2), name: 'Tomás' } }));
    return kith;
  }

  it('shows one’s own, and on request everybody’s with whose they are', async () => {
    await show(aTeam());
    expect(row('His own')).toBeUndefined();
    await userEvent.click(page.getByRole('radio', { name: 'Everybody' }));
    await expect.poll(() => row('His own')?.textContent).toContain('for Tomás');
  });

  it('assigns with A', async () => {
    const kith = aTeam();
    await show(kith);
    list().focus();
    await userEvent.keyboard('a');
    await userEvent.click(page.getByRole('menuitem', { name: 'Tomás' }));
    await expect.poll(() => inputsOf(kith, 'reminders.update')).toEqual([{ id: anId('reminder', 1), fields: { ownerId: anId('member', 2) } }]);
  });

  it('is not spoken of to whoever is alone', async () => {
    await show(aDay());
    expect(page.getByRole('radio', { name: 'Everybody' }).query()).toBeNull();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each([1280, 760, 320])('axe finds nothing wrong at %i px, and nothing lies beside the window', async (width) => {
    const kith = aDay();
    kith.reminders.push(aReminder(7, { purpose: `Discuss ${'very long words '.repeat(8)}`, contact: { id: anId('contact', 8), kind: 'person', name: `Bartholomew ${'Featherstonehaugh'.repeat(6)}`, photo: null, hidden: false, organisation: 'Arboretum Trust' } }));
    kith.reminders.push(aReminder(8, { purpose: 'مسح الفناء', contact: { id: anId('contact', 9), kind: 'person', name: '佐々木 遥香', photo: null, hidden: false, organisation: 'ليلى الحداد' } }));
    kith.reminders.push(aReminder(9, { doneAt: Date.now() }));
    kith.rail.cadences = { rows: [{ contact: { id: anId('contact', 7), kind: 'person', name: `Rosalind ${'Achterberg'.repeat(12)}`, photo: null, hidden: false }, dueOn: dayFromNow(-11), lastContactAt: null }], total: 1 };
    await show(kith, { width, theme });
    expect(await faults()).toBe('');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    for (const each of document.querySelectorAll<HTMLElement>('[data-reminder]')) expect(each.scrollWidth).toBeLessThanOrEqual(each.clientWidth + 1);
    list().focus();
    await userEvent.keyboard('je');
    await userEvent.keyboard('Next');
    await expect.element(page.getByRole('radio', { name: 'Tomorrow' })).toBeInTheDocument();
    expect(await faults()).toBe('');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
