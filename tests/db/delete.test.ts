import { describe, expect, it, onTestFinished } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { listBin } from '../../db/bin.ts';
import { addPart, createContact, removePart, setTags, updateContact, updatePart } from '../../db/contact-writes.ts';
import { listContacts } from '../../db/contact-list.ts';
import { getContact } from '../../db/contacts.ts';
import { createEntry, getEntry, listEntries, updateEntry } from '../../db/entries.ts';
import { purgeContact } from '../../db/purge.ts';
import { search } from '../../db/search.ts';
import type { Store } from '../../db/store.ts';
import { undo, undoState } from '../../db/undo.ts';
import { write } from '../../db/write.ts';
import { derivedMistakes } from '../support/derived.ts';
import { aTeam, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';

const label = { code: 'test' };

const names = (store: Store): string[] => listContacts(store, { filter: [], sort: { by: 'name', descending: false }, limit: 50 }).rows.map(({ name }) => name);
const binned = (store: Store): string[] => listBin(store, 50).rows.map(({ name }) => name);
const found = (store: Store, text: string): string[] => search(store, text, { contacts: 10, entries: 0 }).contacts.map(({ name }) => name);

/** Somebody with one of everything. */
function addAda(store: Store): Id {
  return write(store, { code: 'contact.created' }, (tx) => {
    const id = createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', emails: [{ address: 'ada@x.org' }], phones: [{ number: '+44 20 7946 0018' }], tags: ['vip'], roles: ['customer'] });
    addPart(tx, id, 'addresses', { city: 'London' });
    addPart(tx, id, 'facts', { label: 'likes', text: 'engines' });
    return id;
  }).result;
}

function remove(store: Store, table: 'contacts' | 'entries', id: Id): void {
  write(store, { code: 'contact.removed' }, (tx) => tx.remove(table, id));
}

function aDesk(): Store {
  const { store, remove: gone } = aStore(1, tickingPorts(1));
  onTestFinished(gone);
  return store;
}

function expectWhole(store: Store, id: Id): void {
  expect(getContact(store, id)).toMatchObject({
    hidden: false,
    emails: [{ address: 'ada@x.org' }],
    phones: [{ e164: '+442079460018' }],
    addresses: [{ city: 'London' }],
    facts: [{ text: 'engines' }],
    roles: ['customer'],
    tags: [{ name: 'vip' }],
  });
  expect(names(store)).toEqual(['Ada Lovelace']);
  expect(found(store, 'ada@x')).toEqual(['Ada Lovelace']);
  expect(binned(store)).toEqual([]);
  expect(derivedMistakes(store)).toEqual([]);
}

describe('somebody deleted', () => {
  it('is gone from lists and search with all their parts, and lies in the bin', () => {
    const store = aDesk();
    const id = addAda(store);
    remove(store, 'contacts', id);
    expect(names(store)).toEqual([]);
    for (const text of ['ada', 'ada@x.org', '7946', 'london']) expect(found(store, text)).toEqual([]);
    expect(getContact(store, id).hidden).toBe(true);
    expect(listBin(store, 5)).toMatchObject({ total: 1, rows: [{ id, name: 'Ada Lovelace', record: 'contacts', kind: 'person' }] });
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('comes back whole from the bin', () => {
    const store = aDesk();
    const id = addAda(store);
    remove(store, 'contacts', id);
    write(store, label, (tx) => tx.restore('contacts', id));
    expectWhole(store, id);
  });

  it('without a phone that was removed before comes back without it', () => {
    const store = aDesk();
    const id = addAda(store);
    write(store, label, (tx) => removePart(tx, 'phones', getContact(store, id).phones[0]!.id));
    remove(store, 'contacts', id);
    write(store, label, (tx) => tx.restore('contacts', id));
    expect(getContact(store, id)).toMatchObject({ phones: [], emails: [{ address: 'ada@x.org' }] });
  });

  it('lies in the bin again when their restore is undone, and comes back by its redo', () => {
    const store = aDesk();
    const id = addAda(store);
    remove(store, 'contacts', id);
    const { changeId } = write(store, { code: 'contact.restored' }, (tx) => tx.restore('contacts', id));
    const undone = undo(store, changeId);
    expect(undone.kept).toEqual([]);
    expect(binned(store)).toEqual(['Ada Lovelace']);
    undo(store, undone.changeId);
    expectWhole(store, id);
  });

  it('is in no bin when it never was, however often that is taken back', () => {
    const store = aDesk();
    addAda(store);
    const first = undo(store, undoState(store).undo!.changeId);
    const again = undo(store, first.changeId);
    undo(store, again.changeId);
    expect(names(store)).toEqual([]);
    expect(binned(store)).toEqual([]);
  });

  it('says in the bin who put them there, the last one first, a page at a time', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const ids = ['One', 'Two', 'Three'].map((fullName) => write(mine, label, (tx) => createContact(tx, { kind: 'person', fullName })).result);
    replicas.deliverAll();
    remove(mine, 'contacts', ids[0]!);
    remove(theirs, 'contacts', ids[1]!);
    remove(mine, 'contacts', ids[2]!);
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      const first = listBin(store, 2);
      const rest = listBin(store, 2, first.next!);
      expect([...first.rows, ...rest.rows].map(({ name, deletedBy }) => [name, deletedBy])).toEqual(expect.arrayContaining([['One', 'Robin'], ['Two', 'Sam'], ['Three', 'Robin']]));
      expect(rest.next).toBeNull();
      const times = [...first.rows, ...rest.rows].map(({ deletedAt }) => deletedAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
  });

  it('is not in the bin when undo took them back: they never were', () => {
    const store = aDesk();
    addAda(store);
    undo(store, undoState(store).undo!.changeId);
    expect(binned(store)).toEqual([]);
    expect(names(store)).toEqual([]);
  });
});

describe('a delete on one device and an edit on the other', () => {
  const edits: [what: string, edit: (store: Store, id: Id) => void][] = [
    ['a field', (store, id) => void write(store, label, (tx) => updateContact(tx, id, { status: 'lead' }))],
    ['a phone', (store, id) => void write(store, label, (tx) => updatePart(tx, 'phones', getContact(store, id).phones[0]!.id, { label: 'mobile' }))],
    ['a new link', (store, id) => void write(store, label, (tx) => addPart(tx, id, 'links', { url: 'x.org' }))],
  ];

  it.each(edits)('of %s bring the record back whole, with all its parts, on both', (_what, edit) => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    remove(mine, 'contacts', id);
    edit(theirs, id);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expectWhole(store, id);
  });

  it.each(edits)('of %s that the delete saw leave it deleted', (_what, edit) => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    edit(theirs, id);
    replicas.deliverAll();
    remove(mine, 'contacts', id);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect([names(store), binned(store)]).toEqual([[], ['Ada Lovelace']]);
  });

  it('is deleted when a second delete has seen the edit', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    remove(mine, 'contacts', id);
    write(theirs, label, (tx) => updateContact(tx, id, { status: 'lead' }));
    replicas.deliverAll();
    remove(mine, 'contacts', id);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(names(store)).toEqual([]);
  });

  it('counts two deletes together: each saw a part of what there was', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    write(mine, label, (tx) => updateContact(tx, id, { status: 'lead' }));
    remove(mine, 'contacts', id);
    write(theirs, label, (tx) => updateContact(tx, id, { source: 'fair' }));
    remove(theirs, 'contacts', id);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect([names(store), binned(store)]).toEqual([[], ['Ada Lovelace']]);
  });

  it('brings a note back too', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    const note = write(mine, label, (tx) => createEntry(tx, { kind: 'note', body: 'first', participants: [id] })).result;
    replicas.deliverAll();
    remove(mine, 'entries', note);
    write(theirs, label, (tx) => updateEntry(tx, note, { body: 'second' }, undefined));
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(getEntry(store, note)).toMatchObject({ body: 'second', participants: [{ name: 'Ada Lovelace' }] });
      expect(listEntries(store, { contactId: id, limit: 5 }).rows).toHaveLength(1);
    }
  });
});

describe('a restore', () => {
  it('is a change like any other: a delete that came before it, heard later, counts no more', () => {
    const { stores: [mine, theirs, slow], replicas } = aTeam('Robin', 'Sam', 'Kim');
    const id = addAda(mine);
    replicas.deliverAll();
    remove(mine, 'contacts', id);
    replicas.deliver(0, 1);
    write(theirs, label, (tx) => tx.restore('contacts', id));
    replicas.deliver(1, 2);
    replicas.deliverAll();
    for (const store of [mine, theirs, slow]) expectWhole(store, id);
  });

  it('on one device and a later delete on the other leave it deleted on both', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    remove(mine, 'contacts', id);
    replicas.deliverAll();
    write(mine, label, (tx) => tx.restore('contacts', id));
    replicas.deliverAll();
    remove(theirs, 'contacts', id);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(names(store)).toEqual([]);
  });
});

describe('a tag that two people take off and put on', () => {
  it('stays when one puts it on again, having seen it taken off', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    for (let round = 0; round < 3; round++) {
      write(mine, label, (tx) => setTags(tx, id, []));
      replicas.deliverAll();
      for (const store of [mine, theirs]) expect(getContact(store, id).tags).toEqual([]);
      write(theirs, label, (tx) => setTags(tx, id, ['vip']));
      replicas.deliverAll();
      for (const store of [mine, theirs]) expect(getContact(store, id).tags).toHaveLength(1);
    }
  });

  it('can be taken off and put on again within one change', () => {
    const store = aDesk();
    const id = addAda(store);
    write(store, label, (tx) => {
      for (const tags of [[], ['vip'], [], ['vip', 'garden'], ['garden'], ['vip']]) setTags(tx, id, tags);
    });
    expect(getContact(store, id).tags).toMatchObject([{ name: 'vip' }]);
    undo(store, undoState(store).undo!.changeId);
    expect(getContact(store, id).tags).toMatchObject([{ name: 'vip' }]);
    const fresh = write(store, label, (tx) => {
      const made = createContact(tx, { kind: 'person', fullName: 'Bo', tags: ['vip'] });
      setTags(tx, made, []);
      setTags(tx, made, ['vip']);
      return made;
    }).result;
    expect(getContact(store, fresh).tags).toMatchObject([{ name: 'vip' }]);
  });

  it('who was erased while somebody took them back is equally gone everywhere, whatever came first', () => {
    const { stores: [mine, theirs, slow], replicas } = aTeam('Robin', 'Sam', 'Kim');
    const { result: id, changeId } = write(mine, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada', emails: [{ address: 'a@x.org' }] }));
    replicas.deliverAll();
    undo(mine, changeId);
    replicas.deliver(0, 2);
    write(theirs, { code: 'contact.erased' }, (tx) => void purgeContact(tx, id));
    replicas.deliverAll();
    for (const store of [mine, theirs, slow]) expect(derivedMistakes(store)).toEqual([]);
  });
});
