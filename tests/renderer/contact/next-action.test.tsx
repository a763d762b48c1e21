import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { Reminder } from '../../../core/reminders.ts';
import type { OutputOf } from '../../../renderer/api.ts';
import { idOf } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';
import { aContact, aRef, showContact, writes } from './show-contact.tsx';

const DONE = { changeId: idOf(999) };

const aReminder = (change: Partial<Reminder> = {}): Reminder => ({
  id: idOf(70),
  kind: 'call',
  purpose: 'Agree the height',
  contact: { ...aRef(1, 'Ada Lindqvist'), organisation: '' },
  owner: null,
  due: '2031-06-20T10:00',
  zone: 'UTC',
  priority: 0,
  notes: '',
  deal: null,
  repeat: null,
  doneAt: null,
  seen: {},
  ...change,
});

const planned = (state: () => Partial<OutputOf<'reminders.ofContact'>>, more: Answers['reminders'] = {}): Answers => ({
  reminders: { ofContact: () => ({ next: null, open: 0, cadence: null, ...state() }), ...more },
});

const block = () => page.getByRole('region', { name: 'Next action' });

it('shows the next action with when and how, and completes it with what comes next', async () => {
  const shown = await showContact(() => aContact(), planned(() => ({ next: aReminder(), open: 1 }), { complete: () => ({ ...DONE, nextId: null, entryId: null, isNextKnown: true }) }));
  await expect.element(block().getByText('Agree the height')).toBeVisible();
  await expect.element(block().getByText('Call, 20 Jun 2031 10:00')).toBeVisible();
  await userEvent.click(block().getByRole('button', { name: /^Done/ }));
  await userEvent.fill(block().getByRole('textbox', { name: 'What happened?' }), 'Ninety it is');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => writes(shown)).toEqual([{ name: 'reminders.complete', input: { id: idOf(70), log: { kind: 'call', body: 'Ninety it is' } } }]);
});

it('keeps what was typed when completing is refused', async () => {
  await showContact(
    () => aContact(),
    planned(() => ({ next: aReminder(), open: 1 }), {
      complete: () => {
        throw new CallError('read-only', 'refused by the test');
      },
    }),
  );
  await userEvent.click(block().getByRole('button', { name: /^Done/ }));
  await userEvent.fill(block().getByRole('textbox', { name: 'Next step' }), 'Kept');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Kith may not write in its folder.', { exact: false })).toBeVisible();
  await expect.element(block().getByRole('textbox', { name: 'Next step' })).toHaveValue('Kept');
});

it('snoozes it, at the same time of day', async () => {
  const shown = await showContact(() => aContact(), planned(() => ({ next: aReminder(), open: 1 }), { snooze: () => DONE }));
  await userEvent.click(block().getByRole('button', { name: /^Snooze/ }));
  await userEvent.keyboard('4');
  await expect.poll(() => writes(shown)).toMatchObject([{ name: 'reminders.snooze', input: { id: idOf(70), to: { due: expect.stringMatching(/T10:00$/), zone: 'UTC' } } }]);
});

it('says that nothing is planned, and offers to plan', async () => {
  await showContact(() => aContact(), planned(() => ({})));
  await expect.element(block().getByText('No next step')).toBeVisible();
  await expect.element(block().getByRole('button', { name: /Add reminder/ })).toBeVisible();
});

it('unfolds what else is planned', async () => {
  await showContact(
    () => aContact(),
    planned(() => ({ next: aReminder(), open: 2 }), { list: () => ({ rows: [aReminder(), aReminder({ id: idOf(71), purpose: 'Measure' })], next: null }) }),
  );
  await userEvent.click(block().getByRole('button', { name: '1 more' }));
  await expect.element(block().getByRole('button', { name: /Measure/ })).toBeVisible();
});

it('says how often one wants to talk, and changes it', async () => {
  const shown = await showContact(() => aContact(), planned(() => ({ cadence: { every: 'P6W', dueOn: '2020-01-01', lastContactAt: null } }), { setCadence: () => DONE }));
  await expect.element(page.getByText(/days over$/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Every 6 weeks' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'Another…' }));
  await userEvent.fill(page.getByRole('spinbutton', { name: 'Every …' }), '10');
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Save' }));
  await expect.poll(() => writes(shown)).toEqual([{ name: 'reminders.setCadence', input: { contactId: idOf(1), every: 'P10W' } }]);
});

it('of somebody in the bin only says what is planned', async () => {
  await showContact(() => aContact({ hidden: true }), planned(() => ({ next: aReminder(), open: 1 })));
  await expect.element(block().getByText('Agree the height')).toBeVisible();
  expect(block().getByRole('button').elements()).toEqual([]);
});

it('is seen without scrolling on a narrow screen, once', async () => {
  await showContact(() => aContact(), planned(() => ({ next: aReminder(), open: 1 })));
  await page.viewport(375, 667);
  await expect.element(block().getByText('Agree the height')).toBeVisible();
  expect(document.querySelectorAll('section[aria-label="Next action"]')).toHaveLength(1);
  await expect.poll(() => block().element().getBoundingClientRect().bottom).toBeLessThan(667);
});
