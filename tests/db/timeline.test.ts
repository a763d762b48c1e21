import { describe, expect, it, onTestFinished } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { createContact } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { createEntry, listEntries } from '../../db/entries.ts';
import type { Store } from '../../db/store.ts';
import { type Tx, write } from '../../db/write.ts';
import { aStore } from '../support/stores.ts';

const act = <T>(store: Store, change: (tx: Tx) => T): T => write(store, { code: 'test' }, change).result;
const person = (store: Store, fullName: string, more: Partial<Parameters<typeof createContact>[1]> = {}): Id => act(store, (tx) => createContact(tx, { kind: 'person', fullName, ...more }));
const note = (store: Store, about: Id, at: number, kind: 'note' | 'call' = 'note'): Id => act(store, (tx) => createEntry(tx, { kind, at, body: `at ${at}`, participants: [about] }));

function aDesk(): Store {
  const { store, remove } = aStore();
  onTestFinished(remove);
  return store;
}

describe('the first page of a timeline', () => {
  it('reaches a page beyond the entry that is asked for, and goes on from there', () => {
    const store = aDesk();
    const ada = person(store, 'Ada Lovelace');
    const ids = Array.from({ length: 30 }, (_, place) => note(store, ada, 1_000 - Math.floor(place / 2)));
    const newestFirst = listEntries(store, { contactId: ada, limit: 100 }).rows.map(({ id }) => id);
    expect(newestFirst.toSorted()).toEqual(ids.toSorted());

    const first = listEntries(store, { contactId: ada, limit: 3, through: newestFirst[20]! });
    expect(first.rows.map(({ id }) => id)).toEqual(newestFirst.slice(0, 24));
    const second = listEntries(store, { contactId: ada, limit: 3, through: newestFirst[20]!, after: first.next! });
    expect(second.rows.map(({ id }) => id)).toEqual(newestFirst.slice(24, 27));
  });

  it('counts among what it is filtered by', () => {
    const store = aDesk();
    const ada = person(store, 'Ada Lovelace');
    const call = note(store, ada, 1, 'call');
    for (let at = 2; at < 20; at++) note(store, ada, at);
    expect(listEntries(store, { contactId: ada, limit: 2, kinds: ['call'], through: call }).rows.map(({ id }) => id)).toEqual([call]);
    expect(listEntries(store, { contactId: ada, limit: 2, kinds: ['note'], through: call }).rows).toHaveLength(2);
  });

  it('is no longer than ever for an entry that is gone or of somebody else', () => {
    const store = aDesk();
    const [ada, bo] = [person(store, 'Ada Lovelace'), person(store, 'Bo Ek')];
    const gone = note(store, ada, 1);
    const foreign = note(store, bo, 1);
    for (let at = 2; at < 20; at++) note(store, ada, at);
    act(store, (tx) => tx.remove('entries', gone));
    for (const through of [gone, foreign, ada]) expect(listEntries(store, { contactId: ada, limit: 4, through }).rows).toHaveLength(4);
  });

  it('reaches what happened with the people of an organisation', () => {
    const store = aDesk();
    const ada = person(store, 'Ada Lovelace', { organisation: { name: 'Engine Works', title: '' } });
    const firm = getContact(store, ada).affiliations[0]!.organisation!.id;
    const oldest = note(store, ada, 1);
    for (let at = 2; at < 20; at++) note(store, ada, at);
    expect(listEntries(store, { contactId: firm, limit: 4 }).rows).toHaveLength(4);
    expect(listEntries(store, { contactId: firm, limit: 4, through: oldest }).rows.at(-1)?.id).toBe(oldest);
  });
});
