import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import { CallError } from '../../../core/call.ts';
import type { Field } from '../../../core/fields.ts';
import { idOf } from '../show-feature.tsx';
import { aContact, aPhone, composer, seenWith, showContact, stampOf, writes, writesOf } from './show-contact.tsx';

const DONE = { changeId: idOf(999) };

const aField = (number: number, type: Field['type'], change: Partial<Field> = {}): Field => ({
  id: idOf(number),
  record: 'person',
  name: `My ${type}`,
  type,
  currency: 'EUR',
  orderKey: `a${number}`,
  retired: false,
  choices: [],
  seen: {},
  ...change,
});

describe('a phone number', () => {
  it('is changed by F2, the number and Enter', async () => {
    let contact = aContact({ phones: [aPhone(5)] });
    const shown = await showContact(() => contact, {
      contacts: {
        updatePart({ values }) {
          contact = { ...contact, phones: [aPhone(5, { number: String(values['number']), shown: String(values['number']) })] };
          return DONE;
        },
      },
    });
    await userEvent.keyboard('{F2}');
    await expect.element(page.getByRole('textbox', { name: 'Mobile' })).toHaveFocus();
    await userEvent.keyboard('+46 8 123 456{Enter}');
    await expect.poll(() => writes(shown)).toEqual([
      { name: 'contacts.updatePart', input: { part: 'phones', id: idOf(5), values: { number: '+46 8 123 456' }, seen: { number: stampOf(1) } } },
    ]);
    const value = page.getByRole('button', { name: 'Edit Phone (Mobile): +46 8 123 456' });
    await expect.element(value).toHaveFocus();
  });

  it('is saved with the version that its editor was opened on, whatever arrived since', async () => {
    let contact = aContact({ phones: [aPhone(5)] });
    const shown = await showContact(() => contact);
    await userEvent.keyboard('{F2}');
    const box = page.getByRole('textbox', { name: 'Mobile' });
    await expect.element(box).toHaveFocus();
    contact = aContact({ name: 'Ada L.', phones: [aPhone(5, { number: '+46 8 999', shown: '+46 8 999', seen: { number: stampOf(2), label: stampOf(2) } })] });
    shown.changed({ contacts: [contact.id] });
    await expect.element(page.getByRole('heading', { level: 1, name: 'Ada L.' })).toBeVisible();
    await userEvent.fill(box, '+46 8 123 456');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => writesOf(shown, 'contacts.updatePart')).toMatchObject([{ seen: { number: stampOf(1) } }]);
  });

  it('that could not be saved stays in its box and says why', async () => {
    await showContact(() => aContact({ phones: [aPhone(5)] }), {
      contacts: {
        updatePart: () => {
          throw new CallError('part-not-found', 'refused by the story');
        },
      },
    });
    await userEvent.keyboard('{F2}12345{Enter}');
    await expect.element(page.getByText('This was removed in the meantime.')).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Mobile' })).toHaveValue('12345');
  });

  it('is removed when it is emptied, with the way back', async () => {
    let contact = aContact({ phones: [aPhone(5), aPhone(6, { label: 'work' })] });
    const shown = await showContact(() => contact, {
      contacts: {
        removePart({ id }) {
          contact = { ...contact, phones: contact.phones.filter((phone) => phone.id !== id) };
          return DONE;
        },
      },
    });
    await userEvent.keyboard('{F2}{Backspace}{Enter}');
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Phone (Mobile) removed', action: { label: 'Undo' } });
    expect(writesOf(shown, 'contacts.removePart')).toEqual([{ part: 'phones', id: idOf(5) }]);
    await expect.poll(() => document.activeElement?.closest('[data-part=phones]') !== null).toBe(true);
  });

  it('gets another label from its menu, and can be made the primary one', async () => {
    const shown = await showContact(() => aContact({ phones: [aPhone(5), aPhone(6, { label: 'work' })] }));
    await userEvent.click(page.getByRole('button', { name: 'More for Phone (Office)' }));
    await userEvent.click(page.getByRole('menuitem', { name: 'Make primary' }));
    await expect.poll(() => writesOf(shown, 'contacts.update')).toEqual([{ id: idOf(1), fields: { primaryPhoneId: idOf(6) }, seen: { primaryPhoneId: stampOf(1) } }]);
    await userEvent.click(page.getByRole('button', { name: 'More for Phone (Office)' }));
    await userEvent.hover(page.getByRole('menuitem', { name: 'Label' }));
    await userEvent.click(page.getByRole('menuitem', { name: 'Fax' }));
    await expect.poll(() => writesOf(shown, 'contacts.updatePart')).toMatchObject([{ id: idOf(6), values: { label: 'fax' } }]);
  });
});

it('keeps the focus when the composer is ready only afterwards', async () => {
  let answer = () => {};
  await showContact(() => aContact({ phones: [aPhone(5)] }), {
    drafts: {
      get: () =>
        new Promise<null>((resolve) => {
          answer = () => resolve(null);
        }),
    },
  });
  await userEvent.keyboard('{F2}');
  const box = page.getByRole('textbox', { name: 'Mobile' });
  await expect.element(box).toHaveFocus();
  answer();
  await expect.element(composer()).toBeVisible();
  await userEvent.keyboard('123');
  await expect.element(box).toHaveValue('123');
});

describe('a field that is not there yet', () => {
  it('is written at once when it is added, and keeps the focus', async () => {
    let contact = aContact();
    const shown = await showContact(() => contact, {
      contacts: {
        addPart({ values }) {
          contact = { ...contact, emails: [{ id: idOf(7), label: '', address: String(values['address']), seen: {} }] };
          return { ...DONE, id: idOf(7) };
        },
      },
    });
    await userEvent.click(page.getByRole('button', { name: 'Add a field' }));
    await userEvent.click(page.getByRole('menuitem', { name: 'E-mail' }));
    await expect.element(page.getByRole('textbox', { name: 'E-mail' })).toHaveFocus();
    await userEvent.keyboard('ada@example.org{Enter}');
    await expect.poll(() => writesOf(shown, 'contacts.addPart')).toMatchObject([{ contactId: idOf(1), part: 'emails', values: { address: 'ada@example.org' } }]);
    await expect.element(page.getByRole('button', { name: 'Edit E-mail: ada@example.org' })).toHaveFocus();
  });

  it('goes again when nothing was typed', async () => {
    const shown = await showContact(() => aContact());
    await userEvent.click(page.getByRole('button', { name: 'Add a field' }));
    await userEvent.click(page.getByRole('menuitem', { name: 'Source' }));
    await expect.element(page.getByRole('combobox', { name: 'Source' })).toHaveFocus();
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.element(page.getByRole('button', { name: /^Edit Source/ })).toHaveFocus();
    (page.getByRole('button', { name: 'Add a field' }).element() as HTMLElement).focus();
    await expect.element(page.getByRole('button', { name: /^Edit Source/ })).not.toBeInTheDocument();
    expect(writes(shown)).toEqual([]);
  });

  it('may be a custom one that is made on the spot', async () => {
    let fields: Field[] = [];
    let contact = aContact();
    const shown = await showContact(() => contact, {
      fields: {
        list: () => fields,
        create({ name }) {
          fields = [aField(30, 'number', { name })];
          queueMicrotask(() => shown.changed({ fields: [idOf(30)] }));
          return { ...DONE, id: idOf(30) };
        },
      },
      contacts: {
        setCustom({ fieldId, value }) {
          contact = { ...contact, custom: value ? { [fieldId]: value } : {} };
          return DONE;
        },
      },
    });
    await userEvent.click(page.getByRole('button', { name: 'Add a field' }));
    await userEvent.click(page.getByRole('menuitem', { name: /New custom field/ }));
    await userEvent.fill(page.getByRole('textbox', { name: 'Name' }), 'Metres of deck');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => writesOf(shown, 'fields.create')).toMatchObject([{ name: 'Metres of deck', record: 'person' }]);
    await expect.element(page.getByRole('textbox', { name: 'Metres of deck' })).toHaveFocus();
    await userEvent.keyboard('12.5{Enter}');
    await expect.poll(() => writesOf(shown, 'contacts.setCustom')).toEqual([{ id: idOf(1), fieldId: idOf(30), value: { type: 'number', value: 12.5 } }]);
  });
});

describe('custom fields', () => {
  it('read what is typed by the locale and the type of the field', async () => {
    const fields = [aField(31, 'number'), aField(32, 'money'), aField(33, 'text')];
    const shown = await showContact(
      () => aContact({ custom: { [idOf(31)]: { type: 'number', value: 1 }, [idOf(32)]: { type: 'money', value: { minor: 100, currency: 'EUR' } }, [idOf(33)]: { type: 'text', value: 'Larch' } } }),
      { fields: { list: () => fields }, contacts: { setCustom: () => DONE } },
      { locale: 'de-DE' },
    );
    const type = async (name: string, text: string) => {
      await userEvent.click(page.getByRole('button', { name: new RegExp(`^${name} bearbeiten`) }));
      await userEvent.fill(page.getByRole('textbox', { name }), text);
      await userEvent.keyboard('{Enter}');
    };
    await type('My number', '1.234,5');
    await type('My money', '12,50');
    await type('My text', '');
    await expect.poll(() => writesOf(shown, 'contacts.setCustom')).toEqual([
      { id: idOf(1), fieldId: idOf(31), value: { type: 'number', value: 1234.5 } },
      { id: idOf(1), fieldId: idOf(32), value: { type: 'money', value: { minor: 1250, currency: 'EUR' } } },
      { id: idOf(1), fieldId: idOf(33), value: null },
    ]);
    await type('My number', 'viel');
    await expect.element(page.getByText('Das ist keine Zahl.')).toBeVisible();
  });

  it('of the other kind of record are not shown', async () => {
    await showContact(() => aContact(), { fields: { list: () => [aField(31, 'text', { name: 'Beds', record: 'organisation' }), aField(32, 'text', { name: 'Boat' })] } });
    await userEvent.click(page.getByRole('button', { name: 'Add a field' }));
    await expect.element(page.getByRole('menuitem', { name: 'Boat' })).toBeVisible();
    expect(page.getByRole('menuitem', { name: 'Beds' }).query()).toBeNull();
  });
});

describe('the name', () => {
  it('is edited in all its parts, and only what was changed is saved', async () => {
    const shown = await showContact(() => aContact({ seen: seenWith(3) }));
    await userEvent.click(page.getByRole('heading', { level: 1 }).getByRole('button'));
    await userEvent.fill(page.getByRole('textbox', { name: 'Middle name' }), 'Maria');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => writesOf(shown, 'contacts.update')).toEqual([{ id: idOf(1), fields: { middle: 'Maria' }, seen: { middle: stampOf(3) } }]);
    await expect.element(page.getByRole('textbox', { name: 'Middle name' })).not.toBeInTheDocument();
  });
});

describe('a conflict', () => {
  it('shows both values and takes the one that is picked', async () => {
    const conflict: ContactDetail['conflicts'][number] = {
      table: 'phones',
      recordId: idOf(5),
      field: 'number',
      current: { value: '111', stamp: stampOf(7) },
      others: [{ value: '222', stamp: stampOf(8) }],
    };
    const shown = await showContact(() => aContact({ phones: [aPhone(5, { number: '111', shown: '111' })], conflicts: [conflict] }), { contacts: { resolveConflict: () => DONE } });
    const choice = page.getByRole('group', { name: 'Phone: choose a value' });
    await expect.element(choice.getByRole('button', { name: '111' })).toBeVisible();
    await userEvent.click(choice.getByRole('button', { name: '222' }));
    await expect.poll(() => writesOf(shown, 'contacts.resolveConflict')).toEqual([{ table: 'phones', recordId: idOf(5), field: 'number', stamp: stampOf(8) }]);
  });
});

describe('tags', () => {
  it('are given with # from anywhere but a field, new ones too', async () => {
    let contact = aContact({ tags: [{ id: idOf(40), name: 'customer', colour: 0 }] });
    const shown = await showContact(() => contact, {
      tags: { list: () => [{ id: idOf(40), name: 'customer', colour: 0, count: 1 }] },
      contacts: {
        setTags({ tags }) {
          contact = { ...contact, tags: tags.map((name, place) => ({ id: idOf(40 + place), name, colour: 0 })) };
          return DONE;
        },
      },
    });
    await expect.element(composer()).toHaveFocus();
    (page.getByRole('button', { name: 'Add a field' }).element() as HTMLElement).focus();
    await userEvent.keyboard('#');
    await expect.element(page.getByRole('combobox', { name: 'Tags' })).toHaveFocus();
    await userEvent.keyboard('boathouse{Enter}');
    await expect.poll(() => writesOf(shown, 'contacts.setTags')).toEqual([{ id: idOf(1), tags: ['customer', 'boathouse'] }]);
  });
});
