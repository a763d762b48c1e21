import { describe, expect, it, onTestFinished } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { createContact, mergeContacts } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { visibleState } from '../../db/digest.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { createField, listFields } from '../../db/lists.ts';
import type { Store } from '../../db/store.ts';
import { undo } from '../../db/undo.ts';
import { write } from '../../db/write.ts';
import { aStore } from '../support/stores.ts';

const label = { code: 'test' };

interface Desk {
  store: Store;
  /** Two people of the same name, each with a wood. */
  winner: Id;
  loser: Id;
  wood: Id;
  uses: Id;
  use: (name: string) => Id;
}

function twoWithFields(): Desk {
  const { store, remove } = aStore();
  onTestFinished(remove);
  const made = write(store, label, (tx) => ({
    winner: createContact(tx, { kind: 'person', fullName: 'Ada Lindqvist' }),
    loser: createContact(tx, { kind: 'person', fullName: 'Ada Lindquist' }),
    wood: createField(tx, { record: 'contact', name: 'Wood', type: 'text' }),
    uses: createField(tx, { record: 'contact', name: 'Uses', type: 'choices', choices: ['Deck', 'Rail', 'Sauna'] }),
  })).result;
  const choices = listFields(store).find(({ id }) => id === made.uses)!.choices;
  const use = (name: string) => choices.find((choice) => choice.name === name)!.id;
  write(store, label, (tx) => {
    setFieldValue(tx, made.winner, made.wood, { type: 'text', value: 'Oak' });
    setFieldValue(tx, made.loser, made.wood, { type: 'text', value: 'Larch' });
    setFieldValue(tx, made.winner, made.uses, { type: 'choices', value: [use('Deck'), use('Rail')] });
    setFieldValue(tx, made.loser, made.uses, { type: 'choices', value: [use('Rail'), use('Sauna')] });
  });
  return { store, ...made, use };
}

const woodOf = ({ store, winner, wood }: Desk) => getContact(store, winner).custom[wood];
const woodRows = ({ store, winner, wood }: Desk) =>
  store.prepare('SELECT count(*) AS n FROM fieldValues v JOIN fields f ON f.n = v.fieldN WHERE v.hidden = 0 AND f.name = ? AND v.contactN = (SELECT n FROM contacts WHERE name = ?)').get(listFields(store).find(({ id }) => id === wood)!.name, getContact(store, winner).name)!.n;

describe('merging two contacts', () => {
  it('says on the page of the one that stays who was merged into it, until that is undone', () => {
    const { store, winner, loser } = twoWithFields();
    const { changeId } = write(store, label, (tx) => mergeContacts(tx, winner, loser, []));
    expect(getContact(store, winner).mergedFrom).toEqual([{ id: loser, name: 'Ada Lindquist' }]);
    undo(store, changeId);
    expect(getContact(store, winner).mergedFrom).toEqual([]);
  });
});

describe('merging two contacts with custom fields', () => {
  it('keeps the value of the one that stays, and that value alone', () => {
    const desk = twoWithFields();
    write(desk.store, label, (tx) => mergeContacts(tx, desk.winner, desk.loser, []));
    expect(woodOf(desk)).toEqual({ type: 'text', value: 'Oak' });
    expect(woodRows(desk)).toBe(1);
  });

  it('takes the value of the other where it was chosen by the field’s id', () => {
    const desk = twoWithFields();
    write(desk.store, label, (tx) => mergeContacts(tx, desk.winner, desk.loser, [desk.wood]));
    expect(woodOf(desk)).toEqual({ type: 'text', value: 'Larch' });
    expect(woodRows(desk)).toBe(1);
  });

  it('unites several choices, each of them once', () => {
    const desk = twoWithFields();
    write(desk.store, label, (tx) => mergeContacts(tx, desk.winner, desk.loser, []));
    const value = getContact(desk.store, desk.winner).custom[desk.uses];
    expect(value?.type === 'choices' && value.value.toSorted()).toEqual([desk.use('Deck'), desk.use('Rail'), desk.use('Sauna')].toSorted());
  });

  it('lets a value that came from the other be changed and emptied like any other', () => {
    const desk = twoWithFields();
    write(desk.store, label, (tx) => mergeContacts(tx, desk.winner, desk.loser, [desk.wood]));
    write(desk.store, label, (tx) => setFieldValue(tx, desk.winner, desk.wood, { type: 'text', value: 'Pine' }));
    expect(woodOf(desk)).toEqual({ type: 'text', value: 'Pine' });
    write(desk.store, label, (tx) => setFieldValue(tx, desk.winner, desk.wood, null));
    expect(woodOf(desk)).toBeUndefined();
  });

  it('is undone with both values back where they were', () => {
    const desk = twoWithFields();
    const before = visibleState(desk.store);
    const { changeId } = write(desk.store, label, (tx) => mergeContacts(tx, desk.winner, desk.loser, [desk.wood]));
    undo(desk.store, changeId);
    expect(visibleState(desk.store)).toEqual(before);
    expect(getContact(desk.store, desk.loser).custom[desk.wood]).toEqual({ type: 'text', value: 'Larch' });
  });
});
