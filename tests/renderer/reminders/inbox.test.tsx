import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TodayPage } from '../../../renderer/features/today/index.ts';
import { InboxBell } from '../../../renderer/reminders/inbox-bell.tsx';
import { InboxHost } from '../../../renderer/reminders/inbox-host.tsx';
import { aReminder, aRow, anId, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { dayFromNow, faults, inputsOf, showToday } from '../today/show-today.tsx';

const HOUR_MS = 3_600_000;
const LONG = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3).trim();

/** Three that fired, the last first; and one that nobody was told of yet. */
function aKith(): KithInMemory {
  const kith = kithInMemory([aRow(1)]);
  kith.reminders = [
    aReminder(1, { purpose: 'Just now' }),
    aReminder(2, { purpose: LONG, due: dayFromNow(-1), priority: 2 }),
    aReminder(3, { purpose: 'Seen yesterday', due: dayFromNow(-1), contact: null }),
    aReminder(4, { purpose: 'Not yet', due: dayFromNow(3) }),
  ];
  kith.fired = [
    { id: anId('reminder', 1), at: Date.now(), seen: false },
    { id: anId('reminder', 2), at: Date.now() - 24 * HOUR_MS, seen: false },
    { id: anId('reminder', 3), at: Date.now() - 26 * HOUR_MS, seen: true },
  ];
  return kith;
}

const show = (kith: KithInMemory, look: Parameters<typeof showToday>[1] = {}) => showToday(kith, { screen: <><InboxBell /><TodayPage /><InboxHost /></>, ...look });
const panel = () => page.getByRole('dialog', { name: 'Inbox' });
const rowsOf = () => [...document.querySelectorAll<HTMLElement>('[role=dialog] [data-reminder]')].map((row) => row.innerText.replaceAll(/\s+/g, ' '));
const titles = () => [...document.querySelectorAll('[role=dialog] [role=rowgroup] h2')].map((title) => title.textContent);

async function open() {
  await userEvent.keyboard('i');
  await expect.element(panel()).toBeVisible();
}

describe('the bell', () => {
  it('says how many nobody has looked at, and that nobody has to any more', async () => {
    const kith = aKith();
    await show(kith);
    await userEvent.click(page.getByRole('button', { name: 'Open inbox: 2 new' }));
    await expect.element(panel()).toBeVisible();
    await expect.poll(() => inputsOf(kith, 'reminders.seen').length).toBe(1);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Open inbox', exact: true })).toHaveFocus();
  });
});

describe('the inbox', () => {
  it('has everything that fired and waits, with when that was; what was new stays new until it is closed', async () => {
    const kith = aKith();
    await show(kith);
    await open();
    await expect.poll(titles).toEqual(['New', 'Seen before']);
    await expect.poll(() => inputsOf(kith, 'reminders.seen').length).toBe(1);
    expect(titles()).toEqual(['New', 'Seen before']);
    expect(rowsOf()).toEqual([expect.stringMatching(/Just now.*Person 1.*\d\d:\d\d/), expect.stringMatching(/Yesterday \d\d:\d\d/), expect.stringContaining('Seen yesterday')]);
    await userEvent.keyboard('{Escape}');
    await expect.element(panel()).not.toBeInTheDocument();
    await open();
    await expect.poll(titles).toEqual(['Seen before']);
  });

  it('is worked through by key, without touching the list of the page below', async () => {
    const kith = aKith();
    await show(kith);
    // The page below has a current row too, and the same keys.
    await userEvent.keyboard('{ArrowDown}');
    await open();
    await expect.element(panel().getByRole('grid')).toHaveFocus();
    await userEvent.keyboard('h');
    await expect.element(page.getByRole('menu', { name: 'Snooze Just now' })).toBeVisible();
    await userEvent.keyboard('2');
    await expect.poll(() => inputsOf(kith, 'reminders.snooze')).toEqual([{ id: anId('reminder', 1), to: { due: dayFromNow(1), zone: '' } }]);
    await expect.poll(() => rowsOf().length).toBe(2);
    await userEvent.keyboard('j');
    await userEvent.keyboard('e');
    await expect.element(panel().getByRole('textbox', { name: 'Next step' })).toHaveFocus();
    await userEvent.keyboard('Ask again{Enter}');
    await expect.poll(() => inputsOf(kith, 'reminders.complete')).toMatchObject([{ id: anId('reminder', 3), nextStep: { purpose: 'Ask again' } }]);
    await expect.poll(() => rowsOf().length).toBe(1);
    await userEvent.keyboard('e{Escape}');
    await expect.element(panel().getByText('Nothing has come due since you looked.')).toBeVisible();
    expect(document.activeElement?.closest('[role=dialog]')).not.toBeNull();
  });

  it('opens who it is about, and closes', async () => {
    const { wentTo } = await show(aKith());
    await open();
    await expect.element(panel().getByRole('grid')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(wentTo).toEqual([`/contacts/${anId('contact', 1)}`]);
    await expect.element(panel()).not.toBeInTheDocument();
  });

  it('leaves letters alone where somebody has switched them off', async () => {
    const kith = aKith();
    kith.profile = { ...kith.profile, device: { ...kith.profile.device, singleKeys: false } };
    await show(kith, { singleKeys: false });
    await userEvent.click(page.getByRole('button', { name: /^Open inbox/ }));
    await expect.element(panel().getByRole('grid')).toHaveFocus();
    await userEvent.keyboard('eh');
    await userEvent.keyboard('{ArrowDown}');
    expect(document.querySelector('[role=dialog] form, [role=menu]')).toBeNull();
  });

  it('follows what fires and what is done elsewhere', async () => {
    const kith = aKith();
    await show(kith);
    await open();
    await expect.poll(() => rowsOf().length).toBe(3);
    await expect.poll(() => inputsOf(kith, 'reminders.seen').length).toBe(1);
    kith.reminders = kith.reminders.map((reminder) => (reminder.id === anId('reminder', 4) ? { ...reminder, due: dayFromNow(0) } : reminder));
    kith.fired = [{ id: anId('reminder', 4), at: Date.now(), seen: false }, ...kith.fired];
    kith.changed({ fired: '*' });
    await expect.poll(() => rowsOf()[0]).toContain('Not yet');
    await expect.poll(() => inputsOf(kith, 'reminders.seen').length).toBe(2);
    kith.reminders = kith.reminders.filter(({ id }) => id !== anId('reminder', 4));
    kith.changed({ reminders: '*' });
    await expect.poll(() => rowsOf()[0]).toContain('Just now');
  });

  it('says that it is loading, that nothing has come due, and what failed', async () => {
    const kith = kithInMemory([]);
    await show(kith);
    const allow = kith.refuse('reminders.inbox', 'internal');
    kith.changed({ fired: '*' });
    await open();
    await expect.element(panel().getByRole('alert')).toBeVisible();
    allow();
    const release = kith.hold('reminders.inbox');
    await userEvent.click(panel().getByRole('button', { name: 'Try again' }));
    release();
    await expect.element(panel().getByText('Nothing has come due since you looked.')).toBeVisible();
    expect(await faults()).toBe('');
  });

  it('shows a skeleton while it is asked for', async () => {
    const kith = aKith();
    const release = kith.hold('reminders.inbox');
    await show(kith);
    await open();
    await expect.element(panel().getByRole('status', { name: 'Loading' })).toBeInTheDocument();
    release();
    await expect.poll(() => rowsOf().length).toBe(3);
  });

  it('is one that an address opens, once', async () => {
    const { place } = await show(aKith(), { address: '/today?inbox=open' });
    await expect.element(panel()).toBeVisible();
    expect(place()).toBe('/today');
  });

  it.each([['light', 1280, 'en-GB'], ['dark', 1280, 'en-GB'], ['light', 320, 'en-GB'], ['dark', 320, 'ar']] as const)('axe finds nothing wrong in %s at %i px in %s', async (theme, width, locale) => {
    await show(aKith(), { theme, width, locale });
    await open();
    await expect.poll(() => rowsOf().length).toBe(3);
    expect(await faults()).toBe('');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    const dialog = document.querySelector('[role=dialog]')!;
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
  });
});
