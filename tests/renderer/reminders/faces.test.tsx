import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { Reminder } from '../../../core/reminders.ts';
import { RemindersPage } from '../../../renderer/features/reminders/index.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { aContact, aRef, showContact } from '../contact/show-contact.tsx';
import { aReminder, aRow, kithInMemory } from '../kith-in-memory.ts';
import type { KithInMemory } from '../kith-in-memory.ts';
import { person, showPalette, type } from '../palette/show-palette.tsx';
import { idOf } from '../show-feature.tsx';
import { dayFromNow, faults, showToday } from '../today/show-today.tsx';

const THEMES = ['light', 'dark'] as const;
const status = () => expect.element(page.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
const failed = () => expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
const shows = (words: string | RegExp) => () => expect.element(page.getByText(words).first()).toBeVisible();

/** With reminders of every kind and group, a name of 120 characters and one that runs from the right. */
function aFullKith(): KithInMemory {
  const kith = kithInMemory([aRow(1, { name: `${'Bartholomew '.repeat(9)}Featherstone` }), aRow(2, { name: 'ليلى الحداد' })]);
  kith.reminders = [
    aReminder(1, { purpose: 'Ring the sawmill', due: `${dayFromNow(-2)}T16:00`, zone: 'UTC', priority: 1 }),
    aReminder(2, { purpose: 'Send the quote', kind: 'email', due: dayFromNow(0) }),
    aReminder(3, { purpose: 'Agree the height', due: `${dayFromNow(3)}T10:00`, zone: 'UTC', repeat: { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO' }, priority: 2 }),
    aReminder(4, { purpose: 'Was done', doneAt: Date.now() }),
  ];
  return kith;
}

interface Face {
  kith?: () => KithInMemory;
  /** What comes of the call that fills the list. */
  answer?: 'held' | 'refused';
  is: () => Promise<unknown>;
}

const SCREENS: Record<string, { call: string; screen?: () => React.ReactNode; faces: Record<string, Face> }> = {
  Today: {
    call: 'reminders.today',
    faces: {
      loading: { answer: 'held', is: status },
      empty: { kith: () => kithInMemory([aRow(1)]), is: shows(/^Nothing is planned/) },
      clear: {
        kith() {
          const kith = kithInMemory([aRow(1)]);
          kith.reminders = [aReminder(1, { due: dayFromNow(2) })];
          return kith;
        },
        is: shows(/^Clear until/),
      },
      full: { is: shows('Ring the sawmill') },
      failed: { answer: 'refused', is: failed },
    },
  },
  Reminders: {
    call: 'reminders.list',
    screen: () => <RemindersPage />,
    faces: {
      loading: { answer: 'held', is: status },
      empty: { kith: () => kithInMemory([aRow(1)]), is: shows(/^Nothing is to be done/) },
      full: { is: shows('Ring the sawmill') },
      failed: { answer: 'refused', is: failed },
    },
  },
};

const cases = Object.entries(SCREENS).flatMap(([name, { faces }]) => Object.keys(faces).flatMap((face) => THEMES.map((theme) => [name, face, theme] as const)));

describe('a list of reminders', () => {
  it.each(cases)('%s, %s, in %s: says what it is, and axe finds nothing', async (name, face, theme) => {
    const { call, screen, faces } = SCREENS[name]!;
    const { kith: make = aFullKith, answer, is } = faces[face]!;
    const kith = make();
    const release = answer === 'held' ? kith.hold(call) : answer === 'refused' ? kith.refuse(call, 'internal') : () => {};
    await showToday(kith, { theme, ...(screen ? { screen: screen() } : {}) });
    await is();
    expect(await faults()).toBe('');
    release();
  });
});

describe('the next action of a contact', () => {
  const next: Reminder = {
    id: idOf(70),
    kind: 'call',
    purpose: 'Agree the height',
    contact: { ...aRef(1, 'Ada Lindqvist'), organisation: '' },
    owner: null,
    due: '2020-06-20T10:00',
    zone: 'UTC',
    priority: 0,
    notes: '',
    deal: null,
    repeat: null,
    doneAt: null,
    seen: {},
  };
  const block = () => page.getByRole('region', { name: 'Next action' });
  const planned = { next: null, open: 0, cadence: null };
  const FACES: Record<string, { ofContact: () => Promise<typeof planned> | (Omit<typeof planned, 'next'> & { next: Reminder | null }); is: () => Promise<unknown> }> = {
    loading: { ofContact: () => new Promise(() => {}), is: () => expect.element(block().getByRole('status', { name: 'Loading' })).toBeInTheDocument() },
    empty: { ofContact: () => planned, is: () => expect.element(block().getByRole('button', { name: /Add reminder/ })).toBeVisible() },
    full: { ofContact: () => ({ ...planned, next, open: 3 }), is: () => expect.element(block().getByText('Agree the height')).toBeVisible() },
    failed: {
      ofContact() {
        throw new CallError('internal', 'refused by the test');
      },
      is: () => expect.element(block().getByRole('button', { name: 'Try again' })).toBeVisible(),
    },
  };

  it.each(Object.keys(FACES).flatMap((face) => THEMES.map((theme) => [face, theme] as const)))('%s, in %s: says what it is, and axe finds nothing', async (face, theme) => {
    await showContact(() => aContact(), { reminders: { ofContact: FACES[face]!.ofContact } });
    setAppearance({ theme, density: 'default' });
    await FACES[face]!.is();
    const { violations } = await axe.run(block().element(), { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('tries again', async () => {
    let works = false;
    await showContact(() => aContact(), {
      reminders: {
        ofContact() {
          if (!works) throw new CallError('internal', 'refused by the test');
          return { ...planned, next, open: 1 };
        },
      },
    });
    await expect.element(block().getByRole('alert')).toBeVisible();
    works = true;
    await block().getByRole('button', { name: 'Try again' }).click();
    await expect.element(block().getByText('Agree the height')).toBeVisible();
  });
});

describe('the palette', () => {
  const FACES = ['loading', 'empty', 'full', 'failed'] as const;
  it.each(FACES.flatMap((face) => THEMES.map((theme) => [face, theme] as const)))('%s, in %s: says what it is, and axe finds nothing', async (face, theme) => {
    const shown = await showPalette({ people: [person(1, 'Ada Lindqvist'), person(2, 'ليلى الحداد')] });
    setAppearance({ theme, density: 'default' });
    const release = face === 'loading' ? shown.holdSearch() : () => {};
    shown.failSearch(face === 'failed');
    await type({ loading: 'imp', empty: 'Greta Holm', full: 'ad', failed: 'ad' }[face]);
    const dialog = page.getByRole('dialog', { name: 'Command palette' });
    await expect.element(dialog).toBeVisible();
    // What is searched for elsewhere is not waited for: commands stand at once.
    if (face === 'loading') await expect.element(dialog.getByRole('option', { name: /Import/ }).first()).toBeVisible();
    if (face === 'empty') await expect.element(dialog.getByRole('option', { name: /Create contact/ })).toBeVisible();
    if (face === 'full') await expect.element(dialog.getByRole('option', { name: /Ada Lindqvist/ })).toBeVisible();
    if (face === 'failed') await expect.element(dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(await faults()).toBe('');
    release();
  });
});
