import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { Field } from '../../../core/fields.ts';
import { SettingsPage } from '../../../renderer/features/settings/index.ts';
import { aProfile, idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { NO_DEAL_SETTINGS } from './deal-answers.ts';

const aField = (number: number, name: string, change: Partial<Field> = {}): Field => ({
  id: idOf(number),
  record: 'contact',
  name,
  type: 'text',
  currency: '',
  orderKey: `a${number}`,
  retired: false,
  choices: [],
  seen: {},
  ...change,
});

async function showSettings(answers: Answers = {}): Promise<Shown> {
  const shown = await showFeature(<SettingsPage />, {
    ...NO_DEAL_SETTINGS,
    fields: { list: () => [], ...answers.fields },
    tags: { list: () => [], ...answers.tags },
    transfer: { mappings: () => [], ...answers.transfer },
    backup: { status: () => ({ key: { kind: 'none' }, hasPassphrase: false, isInKeychain: false, automatic: true, destinations: [], folders: [], canChooseFolder: false }), list: () => [] },
    vault: { state: () => ({ encrypted: false, keychain: 'none', keychainFailed: false, recoveryKey: false, asks: null, lockAfter: null, systemPrompt: false, waitMs: 0 }) },
    calendar: { status: () => ({ file: null, name: 'kith.ics', folders: [], writtenAt: null, failure: null }) },
    ...(answers.profile ? { profile: answers.profile } : {}),
  });
  await expect.element(page.getByRole('heading', { level: 2, name: 'Profile' })).toBeVisible();
  return shown;
}

const lastCall = ({ calls }: Shown) => calls.at(-1);

describe('settings', () => {
  it('saves the name of the business on Enter and offers the way back', async () => {
    let place = '';
    const shown = await showSettings({
      profile: {
        info: () => aProfile({ team: { place, currency: 'EUR', country: 'DE' } }),
        setTeam: (settings) => {
          place = settings.place ?? '';
          return { changeId: idOf(9) };
        },
      },
    });
    const field = page.getByRole('textbox', { name: 'Your business' });
    await userEvent.fill(field, '  Larch & Stone ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shown.toasts.at(-1)?.action?.label).toBe('Undo');
    expect(lastCall(shown)).toEqual({ name: 'profile.setTeam', input: { place: 'Larch & Stone' } });
    await expect.element(field).toHaveValue('Larch & Stone');
  });

  it('keeps what was typed when it could not be saved, and puts it back on Esc', async () => {
    await showSettings({
      profile: {
        setTeam: () => {
          throw new CallError('read-only', 'no');
        },
      },
    });
    const field = page.getByRole('textbox', { name: 'Your business' });
    await userEvent.fill(field, 'Larch');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Kith may not write in its folder. Check the permissions of the folder.');
    await expect.element(field).toHaveValue('Larch');
    await userEvent.keyboard('{Escape}');
    await expect.element(field).toHaveValue('');
  });

  it('finds a country by its code and saves it at once', async () => {
    const shown = await showSettings({ profile: { setTeam: () => ({ changeId: idOf(9) }) } });
    await userEvent.click(page.getByRole('button', { name: /^Country/ }));
    await userEvent.keyboard('osterr');
    await expect.element(page.getByText('Nothing found.')).toBeVisible();
    await userEvent.keyboard('{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}AT');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'profile.setTeam', input: { country: 'AT' } });
    await expect.element(page.getByRole('button', { name: /^Country/ })).toHaveFocus();
  });

  it('saves when one is left alone when the field is left, and only a whole time', async () => {
    const { hours } = aProfile().device;
    const shown = await showSettings({ profile: { setDevice: () => undefined } });
    await userEvent.fill(page.getByLabelText('Quiet from'), '20:00');
    expect(shown.calls).toEqual([]);
    await userEvent.click(page.getByRole('heading', { level: 2, name: 'Reminders' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'profile.setDevice', input: { hours: { ...hours, quietFrom: '20:00' } } });
    await userEvent.click(page.getByRole('button', { name: 'Sat' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'profile.setDevice', input: { hours: { ...hours, workingDays: [1, 2, 3, 4, 5, 6] } } });
  });

  it('is narrowed by a search, whose words need not stand together', async () => {
    await showSettings({ tags: { list: () => [{ id: idOf(3), name: 'garden', colour: 0, count: 2 }] } });
    const search = page.getByRole('textbox', { name: 'Search settings' });
    await userEvent.fill(search, 'numbers country');
    await expect.poll(() => page.getByRole('heading', { level: 2 }).elements().map((heading) => heading.textContent)).toEqual(['Language and region']);
    await expect.element(page.getByRole('button', { name: /^Country/ })).toBeVisible();
    expect(page.getByRole('button', { name: /^Currency/ }).query()).toBeNull();
    await userEvent.fill(search, 'garden');
    await expect.poll(() => page.getByRole('heading', { level: 2 }).elements().map((heading) => heading.textContent)).toEqual(['Tags']);
    await userEvent.fill(search, 'zebra');
    await expect.element(page.getByText('No setting fits “zebra”.')).toBeVisible();
  });

  it('says what went wrong when it cannot be read, and tries again', async () => {
    let works = false;
    await showFeature(<SettingsPage />, {
      profile: {
        info: () => {
          if (!works) throw new CallError('internal', 'broken');
          return aProfile();
        },
      },
    });
    await expect.element(page.getByRole('alert')).toBeVisible();
    works = true;
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.element(page.getByRole('heading', { level: 2, name: 'Profile' })).toBeVisible();
  });
});

describe('custom fields', () => {
  it('are moved by key, and the focus stays with the field', async () => {
    const shown = await showSettings({
      fields: { list: () => [aField(1, 'Shoe size'), aField(2, 'Wood'), aField(3, 'Contract')], update: () => ({ changeId: idOf(9) }) },
    });
    const up = page.getByRole('button', { name: 'Move Contract up' });
    await expect.element(up).toBeVisible();
    up.element().focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'fields.update', input: { id: idOf(3), after: idOf(1) } });
    expect(shown.announced).toContain('Contract is now 2 of 3');
    await expect.element(up).toHaveFocus();
  });

  it('of a choice need each choice once', async () => {
    const shown = await showSettings({ fields: { list: () => [], create: () => ({ id: idOf(2), changeId: idOf(9) }) } });
    await userEvent.click(page.getByRole('button', { name: 'Add field' }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Name' }), 'Wood');
    await userEvent.click(page.getByRole('button', { name: /Type$/ }));
    await userEvent.click(page.getByRole('option', { name: /^Choice/ }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Choice 1' }), 'Larch');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('textbox', { name: 'Choice 2' })).toHaveFocus();
    await userEvent.keyboard('larch');
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Add field' }));
    await expect.element(page.getByText('Two choices have the same name.')).toBeVisible();
    await userEvent.fill(page.getByRole('textbox', { name: 'Choice 2' }), 'Oak');
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Add field' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'fields.create', input: { record: 'contact', name: 'Wood', type: 'choice', choices: ['Larch', 'Oak'] } });
  });

  it('that are retired stand apart and can come back', async () => {
    const shown = await showSettings({
      fields: { list: () => [aField(1, 'Shoe size'), aField(2, 'Wood', { retired: true })], update: () => ({ changeId: idOf(9) }) },
    });
    expect(page.getByRole('button', { name: 'Retire Wood' }).query()).toBeNull();
    await userEvent.click(page.getByRole('button', { name: 'Bring back' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'fields.update', input: { id: idOf(2), retired: false } });
  });
});

describe('tags', () => {
  it('are renamed in place, coloured, and leave the focus on their neighbour when they go', async () => {
    const shown = await showSettings({
      tags: {
        list: () => [{ id: idOf(3), name: 'garden', colour: 0, count: 2 }, { id: idOf(4), name: 'trade', colour: 1, count: 1 }],
        update: () => ({ changeId: idOf(9) }),
        remove: () => ({ changeId: idOf(9) }),
      },
    });
    await userEvent.fill(page.getByRole('textbox', { name: 'Name of garden' }), 'gardens');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'tags.update', input: { id: idOf(3), name: 'gardens' } });
    await userEvent.click(page.getByRole('button', { name: 'Colour of trade: Orange' }));
    await userEvent.click(page.getByRole('button', { name: 'Violet' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'tags.update', input: { id: idOf(4), colour: 4 } });
    await userEvent.click(page.getByRole('button', { name: 'Remove tag garden' }));
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'tags.remove', input: { id: idOf(3) } });
    expect(document.activeElement?.closest('li')?.textContent).toContain('1 contact');
  });
});
