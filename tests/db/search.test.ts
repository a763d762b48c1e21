import { describe, expect, it, onTestFinished } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { createContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import { search } from '../../db/search.ts';
import type { Store } from '../../db/store.ts';
import { type Tx, write } from '../../db/write.ts';
import { aStore } from '../support/stores.ts';

const act = <T>(store: Store, change: (tx: Tx) => T): T => write(store, { code: 'test' }, change).result;
const person = (store: Store, fullName: string): Id => act(store, (tx) => createContact(tx, { kind: 'person', fullName }));
const note = (tx: Tx, about: Id, at: number, body: string): Id => createEntry(tx, { kind: 'note', at, body, participants: [about] });
const entriesFor = (store: Store, text: string, entries = 3): Id[] => search(store, text, { contacts: 0, entries }).entries.map(({ id }) => id);

function aDesk(): Store {
  const { store, remove } = aStore();
  onTestFinished(remove);
  return store;
}

describe('what was written is found', () => {
  it('the newest first, whenever it was written down', () => {
    const store = aDesk();
    const ada = person(store, 'Ada Lovelace');
    const [third, first, second] = act(store, (tx) => [note(tx, ada, 100, 'larch'), note(tx, ada, 300, 'larches'), note(tx, ada, 200, 'Larch!')]);
    expect(entriesFor(store, 'larch')).toEqual([first, second, third]);
    expect(entriesFor(store, 'l', 2)).toEqual([first, second]);
    expect(entriesFor(store, 'oak')).toEqual([]);
  });

  it.each([['many short ones', 600, 'rain'], ['few long ones', 60, 'rain '.repeat(2_000)]])('also behind %s', (_, count, body) => {
    const store = aDesk();
    const ada = person(store, 'Ada Lovelace');
    const old = act(store, (tx) => note(tx, ada, 1, 'larch'));
    act(store, (tx) => {
      for (let at = 2; at < count; at++) note(tx, ada, at, body);
      note(tx, ada, count, 'larch');
    });
    expect(entriesFor(store, 'larch')).toContain(old);
    expect(entriesFor(store, 'lar')).toHaveLength(2);
  });

  it('not where it, or all that it was about, is in the bin', () => {
    const store = aDesk();
    const [ada, bo] = [person(store, 'Ada Lovelace'), person(store, 'Bo Ek')];
    const [kept, removed] = act(store, (tx) => [note(tx, ada, 1, 'larch'), note(tx, ada, 2, 'larch'), note(tx, bo, 3, 'larch')]);
    act(store, (tx) => {
      tx.remove('entries', removed);
      tx.remove('contacts', bo);
    });
    expect(entriesFor(store, 'larch', 1)).toEqual([kept]);
  });
});
