import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Locator } from 'vitest/browser';
import { dayOf, daysAfter } from '../../../core/schedule.ts';
import { deviceZone } from '../../../renderer/reminders/device-zone.ts';
import { useReminderIntent } from '../../../renderer/reminders/intent.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { untranslated } from '../i18n/untranslated.ts';
import { aReminder, anId } from '../kith-in-memory.ts';
import { idOf } from '../show-feature.tsx';
import type { Shown } from '../show-feature.tsx';
import { person, showPalette, type } from './show-palette.tsx';

const ADA = person(1, 'Ada Lindqvist');
const ADAEZE = person(2, 'Adaeze Nwosu');
const MARTA = person(3, 'Marta Wójcik');
const PEOPLE = [ADA, ADAEZE, MARTA];

const dialog = () => page.getByRole('dialog', { name: 'Command palette' });
const box = () => page.getByRole('combobox', { name: 'Find people, pages and commands' });
const group = (name: string) => page.getByRole('group', { name });
const option = (name: string | RegExp) => page.getByRole('option', { name });
const chosen = () => page.getByRole('option', { selected: true });
/** What there is in it, sooner or later. */
const shows = (locator: Locator, text: string) => expect.poll(() => locator.query()?.textContent ?? '').toContain(text);
const field = () => page.getByRole('textbox', { name: 'On the page' });

describe('with nothing typed', () => {
  it('shows who was opened last, without whose page this is, and Enter goes there', async () => {
    const shown = await showPalette({ people: PEOPLE, recent: [MARTA, ADA], at: `/contacts/${MARTA.id}` });
    await type('');
    await shows(group('Last opened').getByRole('option'), 'Ada Lindqvist');
    await shows(chosen(), 'Ada Lindqvist');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  it('goes there also when Enter comes with the opening key', async () => {
    const shown = await showPalette({ people: PEOPLE, recent: [MARTA, ADA], at: `/contacts/${MARTA.id}` });
    await userEvent.keyboard('{Control>}k{/Control}{Enter}');
    await expect.poll(() => shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
  });

  it('then what can be done here, with its keys', async () => {
    await showPalette();
    await type('');
    await shows(group('Commands').getByRole('option', { name: /^New contact/ }), 'C');
    await shows(group('Commands').getByRole('option', { name: /^Settings/ }), 'Ctrl,');
    // No list is open that could be filtered.
    await expect.element(option(/^Filter/)).not.toBeInTheDocument();
  });
});

describe('while something is typed', () => {
  it('finds people by name, and what was written, and marks why', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('larch');
    await shows(group('Timeline').getByRole('option'), 'The boathouse wants larch');
    await userEvent.fill(box(), 'woj');
    await shows(chosen(), 'Marta Wójcik');
    expect(chosen().element().querySelector('b')?.textContent).toBe('Wój');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.goneTo).toEqual([`/contacts/${MARTA.id}`]);
  });

  it('finds views, settings, pages and help', async () => {
    const shown = await showPalette({ views: ['Quiet for 90 days'] });
    await type('quiet');
    await shows(chosen(), 'Quiet for 90 days');
    await userEvent.fill(box(), 'appear');
    await shows(chosen(), 'AppearanceSettings');
    await userEvent.fill(box(), 'keyboard sh');
    await expect.element(option(/Keyboard shortcuts/)).toBeVisible();
    await userEvent.fill(box(), 'quiet');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.goneTo).toEqual([`/contacts?view=${idOf(800)}`]);
  });

  it('finds commands in the language of the page, and in English', async () => {
    await showPalette({ locale: 'de-DE' });
    await type('');
    const german = page.getByRole('combobox', { name: 'Personen, Seiten und Befehle finden' });
    await userEvent.fill(german, 'druck');
    await shows(chosen(), 'Drucken');
    await userEvent.fill(german, 'print');
    await shows(chosen(), 'Drucken');
  });

  it('keeps the current row when the people come in', async () => {
    const shown = await showPalette({ people: [...PEOPLE, person(4, 'Imp Ortega')] });
    await type('');
    await expect.element(box()).toHaveFocus();
    const release = shown.holdSearch();
    await userEvent.keyboard('imp');
    await shows(chosen(), 'Import');
    release();
    await expect.element(option('Imp Ortega')).toBeVisible();
    await shows(chosen(), 'Import');
  });

  it('keeps a row that somebody went to', async () => {
    const shown = await showPalette({ people: [person(4, 'Rest Inn')] });
    await type('');
    await expect.element(box()).toHaveFocus();
    const release = shown.holdSearch();
    await userEvent.keyboard('re{ArrowDown}');
    const before = chosen().element().textContent;
    release();
    await expect.element(option('Rest Inn')).toBeVisible();
    expect(chosen().element().textContent).toBe(before);
  });

  it('waits with Enter for the people where nothing stands before them', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('');
    await expect.element(box()).toHaveFocus();
    const release = shown.holdSearch();
    await userEvent.keyboard('ada{Enter}');
    expect(shown.goneTo).toEqual([]);
    release();
    await expect.poll(() => shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
  });

  it('offers to make whom it does not find', async () => {
    await showPalette({ people: PEOPLE });
    await type('Greta Holm');
    await shows(page.getByRole('status'), 'Nothing found for “Greta Holm”.');
    await shows(chosen(), 'Create contact Greta Holm');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog', { name: 'New contact' }).getByRole('textbox', { name: 'Name' })).toHaveValue('Greta Holm');
  });

  it('says so when the search fails, and goes on with its commands', async () => {
    const shown = await showPalette({ people: PEOPLE });
    shown.failSearch(true);
    await type('imp');
    await shows(page.getByRole('alert'), 'Contacts and notes could not be searched.');
    await shows(chosen(), 'Import');
    shown.failSearch(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    await userEvent.click(box());
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.goneTo).toEqual(['/import']);
  });
});

describe('its keys', () => {
  it('close it again, by the same key, by Esc, and by a press outside; the focus is where it was', async () => {
    await showPalette();
    await userEvent.click(field());
    for (const close of ['{Escape}', '{Control>}k{/Control}', '{F8}']) {
      await userEvent.keyboard('{F8}');
      await expect.element(box()).toHaveFocus();
      await userEvent.keyboard(close);
      await expect.element(dialog()).not.toBeInTheDocument();
      await expect.element(field()).toHaveFocus();
    }
  });

  it('move through the rows and round, and Home and End stay in the line', async () => {
    await showPalette({ people: PEOPLE });
    await type('ada');
    await expect.element(option('Adaeze Nwosu')).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    await shows(chosen(), 'Adaeze Nwosu');
    await userEvent.keyboard('{ArrowDown}');
    await shows(chosen(), 'Ada Lindqvist');
    await userEvent.keyboard('{ArrowUp}');
    await shows(chosen(), 'Adaeze Nwosu');
    await userEvent.keyboard('{Home}x');
    await expect.element(box()).toHaveValue('xada');
  });

  it('do nothing odd: Ctrl Enter is no Enter, Tab stays inside, and what is being composed is no command', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('ada');
    await shows(chosen(), 'Ada Lindqvist');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    box().element().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
    await userEvent.keyboard('{Tab}');
    await expect.element(box()).toHaveFocus();
    await expect.element(box()).toHaveValue('ada');
    expect(shown.goneTo).toEqual([]);
  });

  it('leave another dialog alone', async () => {
    await showPalette();
    await userEvent.keyboard('c');
    await expect.element(page.getByRole('dialog', { name: 'New contact' })).toBeVisible();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  it('lose nothing that was typed before the box was there', async () => {
    await showPalette({ people: PEOPLE });
    await userEvent.click(field());
    // All within one turn of the page: nothing could be put up between them.
    for (const [key, more] of [['k', { ctrlKey: true }], ['a', {}], ['d', {}], ['a', {}], ['ArrowDown', {}]] as const) {
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, code: '', bubbles: true, cancelable: true, ...more }));
    }
    await expect.element(box()).toHaveValue('ada');
    await expect.element(field()).toHaveValue('');
  });

  it('lose nothing in a new contact either', async () => {
    const shown = await showPalette();
    for (const key of ['c', 'A', 'd', 'a', 'Tab', 'a', '@', 'b', 'Enter']) document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await expect.poll(() => shown.calls.find(({ name }) => name === 'contacts.create')?.input).toMatchObject({ fullName: 'Ada', emails: [{ address: 'a@b' }] });
  });
});

describe('a verb', () => {
  it('tags: the name is completed, tags are offered, and it can be undone', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('tag ada');
    await shows(group('Tag').getByRole('option', { name: /Ada Lindqvist/ }), 'Choose a tag');
    await userEvent.keyboard('{Tab}');
    await expect.element(box()).toHaveValue('tag Ada Lindqvist #');
    await expect.element(option(/Adds the tag ?#supplier/)).toBeVisible();
    await userEvent.keyboard('cus');
    await shows(chosen(), 'Adds the tag#customer');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.calls.find(({ name }) => name === 'contacts.bulk')?.input).toEqual({ selection: { ids: [ADA.id] }, change: { kind: 'tag', add: ['customer'], remove: [] } });
    await expect.poll(() => shown.toasts.map(({ text, action }) => [text, action?.label])).toEqual([['Ada Lindqvist is tagged: customer', 'Undo']]);
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  it('writes a note down, and keeps the line when that fails', async () => {
    const shown = await showPalette({ people: PEOPLE });
    shown.refuse('note');
    await type('note ada the boathouse wants larch');
    await shows(chosen(), 'Saves a note:the boathouse wants larch');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect.element(box()).toHaveValue('note ada the boathouse wants larch');
    expect(shown.calls.filter(({ name }) => name === 'entries.create')).toEqual([{ name: 'entries.create', input: { kind: 'note', body: 'the boathouse wants larch', participants: [ADA.id] } }]);
  });

  it('calls: the number is shown before, and the contact opens with a call begun', async () => {
    const shown = await showPalette({ people: PEOPLE });
    const dialled: string[] = [];
    // A link that is not in the document tells nobody but itself.
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function note(this: HTMLAnchorElement) { dialled.push(this.href); });
    await type('call ada l');
    await shows(chosen(), '070-174 06 42');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.goneTo).toEqual([`/contacts/${ADA.id}`]);
    click.mockRestore();
    expect(dialled).toEqual(['tel:+46701740642']);
    const draft = shown.calls.find(({ name }) => name === 'drafts.put')?.input as { key: string; text: string };
    expect(draft.key).toBe(`compose:${ADA.id}`);
    expect(JSON.parse(draft.text)).toMatchObject({ kind: 'call', direction: 'out', participants: [{ id: ADA.id }] });
  });

  it('opens, merges, and makes new ones, in German words too', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('öffne mart');
    await shows(chosen(), 'Marta WójcikOpens the page');
    await userEvent.fill(box(), 'merge ada l with mar');
    await shows(chosen(), 'Compares withMarta Wójcik');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.goneTo).toEqual([`/merge/${ADA.id}/${MARTA.id}`]);
    await type('new contact Greta Holm');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog', { name: 'New contact' }).getByRole('textbox', { name: 'Name' })).toHaveValue('Greta Holm');
  });

  it('is found by its name, and begins the line', async () => {
    await showPalette({ people: PEOPLE });
    await type('call');
    await shows(chosen(), 'Callname');
    await userEvent.keyboard('{Enter}mart');
    await expect.element(box()).toHaveValue('call mart');
    await shows(chosen(), 'Marta Wójcik');
  });
});

describe('a verb about reminders', () => {
  const planned = { [ADA.id]: aReminder(1, { purpose: 'Call back', due: '2030-06-19T10:00', zone: 'UTC' }) };
  const inputOf = (shown: Shown, call: string) => shown.calls.find(({ name }) => name === call)?.input;
  const nextFriday = () => [1, 2, 3, 4, 5, 6, 7].map((days) => daysAfter(dayOf(Date.now(), deviceZone()), days)).find((day) => new Date(`${day}T12:00Z`).getUTCDay() === 5)!;

  it('snoozes the next one to a day, at its own time, and it can be undone', async () => {
    const shown = await showPalette({ people: PEOPLE, planned });
    await type('snooze ada l');
    await shows(chosen(), 'Ada LindqvistSay until when: fri, in 3 weeks');
    await userEvent.keyboard('{Tab}');
    await expect.element(box()).toHaveValue('snooze Ada Lindqvist ');
    await userEvent.keyboard('fri');
    await shows(chosen(), '10:00 · Call back');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputOf(shown, 'reminders.snooze')).toEqual({ id: anId('reminder', 1), to: { due: `${nextFriday()}T10:00`, zone: 'UTC' } });
    await expect.poll(() => shown.toasts.map(({ action }) => action?.label)).toEqual(['Undo']);
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  it.each([
    ['en-GB', 'snooze ada in 3 weeks', () => daysAfter(dayOf(Date.now(), deviceZone()), 21)],
    ['de-DE', 'ada fr verschieben', nextFriday],
    ['de-DE', 'verschiebe ada l auf fr', nextFriday],
  ] as const)('in %s understands “%s”', async (locale, line, day) => {
    const shown = await showPalette({ people: PEOPLE, planned, locale });
    await type('');
    await userEvent.fill(page.getByRole('combobox'), line);
    await shows(chosen(), 'Call back');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputOf(shown, 'reminders.snooze')).toEqual({ id: anId('reminder', 1), to: { due: `${day()}T10:00`, zone: 'UTC' } });
  });

  it('keeps the line where that fails, and where nothing is planned', async () => {
    const shown = await showPalette({ people: PEOPLE, planned });
    shown.refuse('snooze');
    await type('snooze ada l fri');
    await shows(chosen(), 'Call back');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toBeVisible();
    await userEvent.fill(box(), 'done mart');
    await shows(chosen(), 'Nothing is planned');
    await userEvent.keyboard('{Enter}');
    await shows(page.getByRole('alert'), 'Nothing is planned with Marta Wójcik.');
    await expect.element(box()).toHaveValue('done mart');
    expect(inputOf(shown, 'reminders.complete')).toBeUndefined();
  });

  it('says of what is no day that it is none', async () => {
    await showPalette({ people: PEOPLE, planned });
    await type('snooze ada lindqvist whenever');
    await shows(chosen(), '“whenever” is no day');
  });

  it('marks the next one as done', async () => {
    const shown = await showPalette({ people: PEOPLE, planned });
    await type('done ada l');
    await shows(chosen(), 'Marks as done:Call back · ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputOf(shown, 'reminders.complete')).toEqual({ id: anId('reminder', 1) });
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Done: Call back');
  });

  it('makes a new one out of a line, about somebody', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('remind mart call about the roof fri 10am');
    await shows(chosen(), 'Marta WójcikNew reminder:about the roof · ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputOf(shown, 'reminders.quickAdd')).toEqual({
      contact: { id: MARTA.id, emails: [], phones: [], tags: [] },
      reminder: { kind: 'call', purpose: 'about the roof', priority: 0, due: `${nextFriday()}T10:00`, zone: deviceZone() },
    });
  });

  it('knows whom it is about where that comes after what is to be done', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('remind me to call mart fri 10am');
    await shows(chosen(), 'Marta WójcikNew reminder:Call · ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputOf(shown, 'reminders.quickAdd')).toEqual({
      contact: { id: MARTA.id, emails: [], phones: [], tags: [] },
      reminder: { kind: 'call', purpose: '', priority: 0, due: `${nextFriday()}T10:00`, zone: deviceZone() },
    });
  });

  it('makes one about nobody, and opens the form where no more is said', async () => {
    const shown = await showPalette({ people: PEOPLE });
    await type('remind me to buy oak fri');
    await shows(chosen(), 'About nobodyNew reminder:buy oak · ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inputOf(shown, 'reminders.quickAdd')).toEqual({ contact: null, reminder: { kind: 'task', purpose: 'buy oak', priority: 0, due: nextFriday(), zone: '' } });
    await type('remind ada l');
    await shows(chosen(), 'Ada LindqvistOpens a new reminder');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => useReminderIntent.getState().dialog).toEqual({ kind: 'new', contact: expect.objectContaining({ id: ADA.id }) as unknown });
    useReminderIntent.getState().close();
  });
});

const LONG = [person(11, 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3) + 'III'), person(12, '佐々木遥香'.repeat(24)), person(13, 'ليلى الحداد '.repeat(10))];

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each([
    ['', 1280, 'en-GB'],
    ['zzqx', 1280, 'en-GB'],
    ['note wolf larch', 1280, 'en-GB'],
    ['ل', 1280, 'ar-EG'],
    ['', 320, 'en-GB'],
    ['note wolf larch', 320, 'ar-EG'],
  ] as const)('axe finds nothing wrong with "%s" at %i px in %s, and nothing lies beside it', async (typed, width, locale) => {
    await showPalette({ people: LONG, recent: LONG, width, locale });
    setAppearance({ theme, density: 'default' });
    await type('');
    await userEvent.fill(box(), typed);
    await expect.element(chosen()).toBeVisible();
    await expect.poll(() => document.getAnimations().filter((animation) => animation.playState === 'running').length).toBe(0);
    const { violations } = await axe.run(document, { rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: true } }, resultTypes: ['violations'] });
    expect(violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`)).join('\n')).toBe('');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    const list = page.getByRole('listbox').element();
    expect(list.scrollWidth).toBe(list.clientWidth);
  });
});

it('says nothing that is not from the language files', async () => {
  await showPalette({ people: PEOPLE, recent: PEOPLE, locale: 'en-XA' });
  await type('');
  await expect.element(page.getByRole('option').first()).toBeVisible();
  expect(untranslated(page.getByRole('dialog').element())).toEqual([]);
  await userEvent.keyboard('note ada larch');
  await expect.poll(() => page.getByRole('option').elements().length).toBeGreaterThan(0);
  expect(untranslated(page.getByRole('dialog').element())).toEqual([]);
});
