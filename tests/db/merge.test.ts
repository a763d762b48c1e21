import { describe, expect, it, onTestFinished } from 'vitest';
import { CallError } from '../../core/call.ts';
import type { Id } from '../../core/ids.ts';
import { attachedFiles } from '../../db/card-of-contact.ts';
import { addPart, createContact, mergeContacts, setTags, updateContact, updatePart } from '../../db/contact-writes.ts';
import { listContacts } from '../../db/contact-list.ts';
import { getContact } from '../../db/contacts.ts';
import { digests } from '../../db/digest.ts';
import { createEntry, getEntry, listEntries, updateEntry } from '../../db/entries.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { createField, listTags } from '../../db/lists.ts';
import { purgeContact } from '../../db/purge.ts';
import { search } from '../../db/search.ts';
import type { Store } from '../../db/store.ts';
import { undo, undoState } from '../../db/undo.ts';
import { type Tx, write } from '../../db/write.ts';
import { derivedMistakes } from '../support/derived.ts';
import { aTeam, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';

const act = <T>(store: Store, change: (tx: Tx) => T): { result: T; changeId: Id } => write(store, { code: 'test' }, change);
const add = (store: Store, fullName: string, more: Partial<Parameters<typeof createContact>[1]> = {}): Id => act(store, (tx) => createContact(tx, { kind: 'person', fullName, ...more })).result;
const merge = (store: Store, winner: Id, loser: Id, take: string[] = []): Id => act(store, (tx) => mergeContacts(tx, winner, loser, take)).changeId;
const note = (store: Store, about: Id, body: string): Id => act(store, (tx) => createEntry(tx, { kind: 'note', body, participants: [about] })).result;

const names = (store: Store): string[] => listContacts(store, { filter: [], sort: { by: 'name', descending: false }, limit: 50 }).rows.map(({ name }) => name);
const notes = (store: Store, id: Id): string[] => listEntries(store, { contactId: id, limit: 20 }).rows.map(({ body }) => body).sort();
const addresses = (store: Store, id: Id): string[] => getContact(store, id).emails.map(({ address }) => address).sort();

function aDesk(): Store {
  const { store, remove } = aStore(1, tickingPorts(1));
  onTestFinished(remove);
  return store;
}

describe('two contacts merged', () => {
  it('are one, with what both had, each address and number once', () => {
    const store = aDesk();
    const ada = add(store, 'Ada Lovelace', { emails: [{ address: 'ada@x.org' }], tags: ['vip', 'garden'], status: 'lead' });
    const double = add(store, 'A. Lovelace', { emails: [{ address: 'ADA@x.org' }, { address: 'ada@y.org' }], phones: [{ number: '+44 20 7946 0018' }], tags: ['vip'], status: 'customer', source: 'fair' });
    note(store, double, 'said hello');
    merge(store, ada, double, ['status']);

    expect(names(store)).toEqual(['Ada Lovelace']);
    expect(getContact(store, ada)).toMatchObject({ status: 'customer', source: 'fair', phones: [{ e164: '+442079460018' }], tags: [{ name: 'garden' }, { name: 'vip' }] });
    expect(addresses(store, ada)).toEqual(['ada@x.org', 'ada@y.org']);
    expect(notes(store, ada)).toEqual(['said hello']);
    expect(getContact(store, double).id).toBe(ada);
    expect(search(store, 'a. lovelace', { contacts: 5, entries: 0 }).contacts.map(({ id }) => id)).toEqual([ada]);
    expect(listTags(store)).toMatchObject([{ name: 'garden', count: 1 }, { name: 'vip', count: 1 }]);
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('have the files of both, under the id of either', () => {
    const store = aDesk();
    const [ada, double] = [add(store, 'Ada'), add(store, 'Ada L.')];
    const withFile = (about: Id, hash: string): void => void act(store, (tx) => createEntry(tx, { kind: 'note', body: hash, participants: [about], attachments: [{ name: 'plan.pdf', type: '', size: 6, hash }] }));
    withFile(ada, 'a'.repeat(64));
    withFile(double, 'b'.repeat(64));
    merge(store, ada, double);
    for (const id of [ada, double]) expect(attachedFiles(store, id).sort()).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
  });

  it('have one value of each custom field: the one chosen, and it can be changed and emptied', () => {
    const store = aDesk();
    const [size, colour] = ['Size', 'Colour'].map((name) => act(store, (tx) => createField(tx, { record: 'contact', name, type: 'text' })).result) as [Id, Id];
    const [ada, double] = [add(store, 'Ada'), add(store, 'Ada L.')];
    const set = (id: Id, field: Id, value: string | null): void => void act(store, (tx) => setFieldValue(tx, id, field, value === null ? null : { type: 'text', value }));
    for (const [id, value] of [[ada, 'hers'], [double, 'the other']] as const) for (const field of [size, colour]) set(id, field, value);
    merge(store, ada, double, [colour]);
    expect(getContact(store, ada).custom).toEqual({ [size]: { type: 'text', value: 'hers' }, [colour]: { type: 'text', value: 'the other' } });
    set(ada, colour, 'new');
    expect(getContact(store, ada).custom[colour]).toEqual({ type: 'text', value: 'new' });
    set(ada, colour, null);
    expect(getContact(store, ada).custom[colour]).toBeUndefined();
  });

  it('may be merged into a third, and everything is followed to the last', () => {
    const store = aDesk();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => add(store, name, { emails: [{ address: `${name}@x.org` }] })) as [Id, Id, Id];
    merge(store, b, a);
    merge(store, c, b);
    note(store, a, 'to the first');
    expect(names(store)).toEqual(['C']);
    expect(addresses(store, a)).toEqual(['A@x.org', 'B@x.org', 'C@x.org']);
    expect(notes(store, c)).toEqual(['to the first']);
    undo(store, undoState(store).undo!.changeId);
    undo(store, undoState(store).undo!.changeId);
    expect(names(store)).toEqual(['B', 'C']);
    expect(addresses(store, a)).toEqual(['A@x.org', 'B@x.org']);
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('is refused for one and the same, and for a person with a firm', () => {
    const store = aDesk();
    const [ada, firm] = [add(store, 'Ada'), act(store, (tx) => createContact(tx, { kind: 'organisation', organisationName: 'Firm' })).result];
    const code = (winner: Id, loser: Id): string => {
      try {
        merge(store, winner, loser);
      } catch (error) {
        if (error instanceof CallError) return error.code;
        throw error;
      }
      return 'merged';
    };
    const double = add(store, 'Ada L.');
    merge(store, ada, double);
    expect([code(ada, ada), code(ada, double), code(ada, firm)]).toEqual(['same-contact', 'same-contact', 'different-kinds']);
  });
});

describe('a merge here while the other device goes on', () => {
  it('leads a note that is added to the loser to the winner', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const [winner, loser] = [add(mine, 'Ada Lovelace'), add(mine, 'A. Lovelace')];
    replicas.deliverAll();
    merge(mine, winner, loser);
    const late = note(theirs, loser, 'they rang');
    act(theirs, (tx) => addPart(tx, loser, 'phones', { number: '+44 20 7946 0018' }));
    act(theirs, (tx) => setTags(tx, loser, ['rang']));
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toEqual(['Ada Lovelace']);
      expect(notes(store, winner)).toEqual(['they rang']);
      expect(getEntry(store, late).participants.map(({ id }) => id)).toEqual([winner]);
      expect(getContact(store, winner)).toMatchObject({ phones: [{ e164: '+442079460018' }], tags: [{ name: 'rang' }] });
      expect(derivedMistakes(store)).toEqual([]);
    }
    expect(digests(theirs)).toEqual(digests(mine));
  });

  it('leads a note that comes before the merge there too, whatever is heard first', () => {
    const { stores: [mine, theirs, third], replicas } = aTeam('Robin', 'Sam', 'Kim');
    const [winner, loser] = [add(mine, 'Ada Lovelace'), add(mine, 'A. Lovelace')];
    replicas.deliver(0, 1);
    note(theirs, loser, 'they rang');
    merge(mine, winner, loser);
    replicas.deliver(1, 2);
    replicas.deliver(0, 2);
    expect(notes(third, winner)).toEqual(['they rang']);
    replicas.deliverAll();
    for (const store of [mine, theirs, third]) expect(notes(store, loser)).toEqual(['they rang']);
    expect(derivedMistakes(third)).toEqual([]);
  });

  it('in a circle leaves one of them, the same on both, with everything', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const [one, two] = [add(mine, 'One', { emails: [{ address: 'one@x.org' }] }), add(mine, 'Two', { emails: [{ address: 'two@x.org' }] })];
    note(mine, one, 'about one');
    note(mine, two, 'about two');
    replicas.deliverAll();
    merge(mine, one, two);
    merge(theirs, two, one);
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toHaveLength(1);
      expect(names(store)).toEqual(names(mine));
      for (const id of [one, two]) {
        expect(addresses(store, id)).toEqual(['one@x.org', 'two@x.org']);
        expect(notes(store, id)).toEqual(['about one', 'about two']);
      }
      expect(derivedMistakes(store)).toEqual([]);
    }
    undo(mine, undoState(mine).undo!.changeId);
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toEqual(['Two']);
      expect(notes(store, one)).toEqual(['about one', 'about two']);
    }
    undo(theirs, undoState(theirs).undo!.changeId);
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toEqual(['One', 'Two']);
      expect([notes(store, one), notes(store, two)]).toEqual([['about one'], ['about two']]);
      expect(derivedMistakes(store)).toEqual([]);
    }
  });

  it('in a circle of three is followed too', () => {
    const { stores: [mine, theirs, third], replicas } = aTeam('Robin', 'Sam', 'Kim');
    const [a, b, c] = ['A', 'B', 'C'].map((name) => add(mine, name, { emails: [{ address: `${name}@x.org` }] })) as [Id, Id, Id];
    replicas.deliverAll();
    merge(mine, a, b);
    merge(theirs, b, c);
    merge(third, c, a);
    replicas.deliverAll();
    for (const store of [mine, theirs, third]) {
      expect(names(store)).toHaveLength(1);
      for (const id of [a, b, c]) expect(addresses(store, id)).toEqual(['A@x.org', 'B@x.org', 'C@x.org']);
      expect(derivedMistakes(store)).toEqual([]);
    }
    expect(names(theirs)).toEqual(names(mine));
    expect(digests(third)).toEqual(digests(mine));
  });

  it('and a delete of the loser there leave the winner with what the loser had', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const [winner, loser] = [add(mine, 'Ada Lovelace'), add(mine, 'Ada L.', { emails: [{ address: 'ada@x.org' }] })];
    replicas.deliverAll();
    merge(mine, winner, loser);
    act(theirs, (tx) => tx.remove('contacts', loser));
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toEqual(['Ada Lovelace']);
      expect(addresses(store, winner)).toEqual(['ada@x.org']);
      expect(derivedMistakes(store)).toEqual([]);
    }
  });

  it('and an erasure of the winner there give back the loser: nobody is lost', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const [winner, loser] = [add(mine, 'Ada'), add(mine, 'Someone else', { emails: [{ address: 'else@x.org' }] })];
    replicas.deliverAll();
    merge(mine, winner, loser);
    act(theirs, (tx) => {
      purgeContact(tx, winner);
      tx.makeFinal();
    });
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toEqual(['Someone else']);
      expect(addresses(store, loser)).toEqual(['else@x.org']);
      expect(derivedMistakes(store)).toEqual([]);
    }
    expect(digests(theirs)).toEqual(digests(mine));
  });
});

describe('undo of a merge', () => {
  it('parts the two after later edits, which stay where they were made', () => {
    const store = aDesk();
    const ada = add(store, 'Ada Lovelace', { emails: [{ address: 'ada@x.org' }] });
    const double = add(store, 'A. Lovelace', { emails: [{ address: 'ada@x.org' }], status: 'customer' });
    const spoken = note(store, double, 'before');
    const change = merge(store, ada, double);
    act(store, (tx) => updateContact(tx, ada, { nickname: 'Addie', status: 'partner' }));
    act(store, (tx) => updateEntry(tx, spoken, { body: 'before, corrected' }, undefined));
    note(store, ada, 'after');
    act(store, (tx) => updatePart(tx, 'emails', getContact(store, ada).emails[0]!.id, { label: 'work' }));

    expect(undo(store, change).kept).toEqual([{ table: 'contacts', id: ada, field: 'status', reason: 'changed-since' }]);
    expect(names(store)).toEqual(['A. Lovelace', 'Ada Lovelace']);
    expect(getContact(store, ada)).toMatchObject({ nickname: 'Addie', status: 'partner', emails: [{ address: 'ada@x.org', label: 'work' }] });
    expect(getContact(store, double)).toMatchObject({ status: 'customer', emails: [{ address: 'ada@x.org', label: '' }] });
    expect([notes(store, ada), notes(store, double)]).toEqual([['after'], ['before, corrected']]);
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('can be redone', () => {
    const store = aDesk();
    const [ada, double] = [add(store, 'Ada Lovelace'), add(store, 'Ada L.', { emails: [{ address: 'l@x.org' }] })];
    undo(store, merge(store, ada, double));
    expect(undo(store, undoState(store).redo!.changeId).kept).toEqual([]);
    expect(names(store)).toEqual(['Ada Lovelace']);
    expect(addresses(store, ada)).toEqual(['l@x.org']);
  });

  it('is heard by the other device, which merged nothing itself', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const [ada, double] = [add(mine, 'Ada'), add(mine, 'Ada L.')];
    const change = merge(mine, ada, double);
    replicas.deliverAll();
    note(theirs, double, 'said there');
    undo(mine, change);
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(names(store)).toEqual(['Ada', 'Ada L.']);
      expect([notes(store, ada), notes(store, double)]).toEqual([[], ['said there']]);
    }
  });
});
