import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import { parseQuickAdd } from '../../../core/quick-add.ts';
import { inputOf } from '../../../renderer/quick-add/meaning.ts';
import { QuickAddLine } from '../../../renderer/quick-add/quick-add-line.tsx';
import { type Answers, aProfile, idOf, showFeature } from '../show-feature.tsx';

const ADA = { id: idOf(7), kind: 'person' as const, name: 'Ada Lovelace', photo: null, hidden: false, detail: 'Analytical Engines' };

async function show(answers: Answers = {}, look = {}) {
  return showFeature(
    <div className="grid w-screen grid-cols-[minmax(0,1fr)] p-4"><QuickAddLine autoFocus /></div>,
    {
      profile: { info: () => aProfile() },
      search: { find: ({ text }) => ({ contacts: 'ada lovelace'.startsWith(text.toLowerCase()) ? [ADA] : [], entries: [], deals: [] }) },
      reminders: { quickAdd: () => ({ changeId: idOf(99), contactId: idOf(8), reminderId: idOf(9) }), ...answers.reminders },
    },
    look,
  );
}

/** What was added, without what the line keeps of itself. */
const added = (calls: { name: string; input: unknown }[]) => calls.filter(({ name }) => name === 'reminders.quickAdd');
const box = () => page.getByRole('textbox', { name: 'Quick add' });
const chips = () => Array.from(document.querySelectorAll('[aria-live=polite] > span.border'), (chip) => chip.textContent);

describe('the quick-add line', () => {
  it('shows what it understood before Enter, and adds all of it by Enter', async () => {
    const { calls, toasts } = await show();
    await box().fill('Tilde Marsh tilde@marsh.example call about the gate 2030-06-21 10:00 every 6 weeks #prospect @Marsh Cottage');
    await expect.poll(chips).toEqual(['New contact Tilde Marsh', 'tilde@marsh.example', 'Call about the gate Fri 21 Jun 10:00', 'Keep in touch Every 6 weeks', 'Marsh Cottage', 'prospect']);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => added(calls).at(-1)).toEqual({
      name: 'reminders.quickAdd',
      input: {
        contact: { fullName: 'Tilde Marsh', emails: ['tilde@marsh.example'], phones: [], tags: ['prospect'], organisation: 'Marsh Cottage' },
        reminder: { kind: 'call', purpose: 'about the gate', priority: 0, due: '2030-06-21T10:00', zone: new Intl.DateTimeFormat().resolvedOptions().timeZone },
        cadence: 'P6W',
      },
    });
    await expect.element(box()).toHaveValue('');
    await expect.poll(() => toasts.at(-1)?.text).toBe('Contact and reminder added');
  });

  it('offers who is there before it makes somebody new, by key and by click', async () => {
    const { calls, toasts } = await show();
    await box().fill('Ada Lovelace call 2030-06-21');
    await expect.element(page.getByRole('radio', { name: /Analytical Engines/ })).toBeChecked();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('radio', { name: /New contact/ })).toBeChecked();
    await page.getByRole('radio', { name: /Analytical Engines/ }).click();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => added(calls).at(-1)?.input).toMatchObject({ contact: { id: ADA.id, emails: [] }, reminder: { kind: 'call', due: '2030-06-21', zone: '' } });
    await expect.poll(() => toasts.at(-1)?.text).toBe('Reminder added');
  });

  it('forgets who was chosen when another name is typed', async () => {
    const { calls } = await show();
    await box().fill('Ada Lovelace call 2030-06-21');
    await expect.element(page.getByRole('radio', { name: /Analytical Engines/ })).toBeChecked();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.poll(chips).toEqual([expect.stringMatching(/^Call Ada Lovelace Fri 21 Jun/)]);
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('radio', { name: /Analytical Engines/ })).toBeChecked();
    await box().fill('Zebulon Second call 2030-06-21');
    await expect.poll(chips).toEqual(['New contact Zebulon Second', expect.stringMatching(/^Call Fri 21 Jun/)]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => added(calls).at(-1)?.input).toMatchObject({ contact: { fullName: 'Zebulon Second' }, reminder: { kind: 'call' } });
  });

  it('takes a name back that is none, and says what was added', async () => {
    const { calls, toasts } = await show();
    await box().fill('buy milk 2030-06-21');
    await expect.poll(chips).toEqual(['New contact buy milk', expect.stringMatching(/^To do /)]);
    await page.getByRole('button', { name: 'Not meant so: buy milk' }).click();
    await expect.poll(chips).toEqual([expect.stringMatching(/^To do buy milk /)]);
    await expect.element(box()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => added(calls).at(-1)?.input).toMatchObject({ contact: null, reminder: { purpose: 'buy milk' } });
    await expect.poll(() => toasts.at(-1)?.text).toBe('Reminder added');
  });

  it('takes a guess back with one click', async () => {
    await show();
    await box().fill('Tilde Marsh #gate');
    await expect.poll(chips).toEqual(['New contact Tilde Marsh', 'gate']);
    await page.getByRole('button', { name: 'Not meant so: #gate' }).click();
    await expect.poll(chips).toEqual(['New contact Tilde Marsh', expect.stringMatching(/^To do #gate /)]);
    await expect.element(box()).toHaveFocus();
  });

  it('keeps the line when it is refused, and says why', async () => {
    await show({ reminders: { quickAdd: () => { throw new CallError('bad-rule', 'no'); } } });
    await box().fill('Tilde Marsh call 2030-06-21');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Kith cannot repeat a reminder in this way. Choose another.');
    await expect.element(box()).toHaveValue('Tilde Marsh call 2030-06-21');
  });

  it.each([[1280, 'en-GB'], [320, 'ar']])('axe finds nothing at %i px in %s', async (width, locale) => {
    await show({}, { width, locale });
    await box().fill(`${'Wolfeschlegelsteinhausenbergerdorff '.repeat(3)}call 2030-06-21 #vip`);
    await expect.poll(() => chips().length).toBe(3);
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('what a line comes to', () => {
  const said = (line: string) => parseQuickAdd(line, { today: '2026-01-15', now: '10:00', languages: ['en', 'de', 'fr', 'es'], dayFirst: true, country: 'GB' });
  const here = { today: '2026-01-15', zone: 'Europe/Berlin' };

  it('is nothing for an empty line', () => {
    expect(inputOf(said('  '), { kind: 'new' }, here)).toBeNull();
  });

  it('is due today where it says no day', () => {
    expect(inputOf(said('Ada call'), { kind: 'new' }, here)?.reminder).toMatchObject({ kind: 'call', due: '2026-01-15', zone: '' });
  });

  it('comes again on a weekday from the next one on, and is no cadence', () => {
    expect(inputOf(said('Ada call every monday'), { kind: 'new' }, here)).toMatchObject({ reminder: { due: '2026-01-19', repeat: { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO' } } });
  });

  it('is something to do about nobody, with the name as its words', () => {
    expect(inputOf(said('Buy Oak tomorrow'), { kind: 'nobody' }, here)).toMatchObject({ contact: null, reminder: { kind: 'task', purpose: 'Buy Oak', due: '2026-01-16' } });
  });

  it('is a contact alone where nothing is to be done', () => {
    const input = inputOf(said('Ada Lovelace ada@x.org'), { kind: 'new' }, here);
    expect(input).toEqual({ contact: { fullName: 'Ada Lovelace', emails: ['ada@x.org'], phones: [], tags: [] } });
  });
});
