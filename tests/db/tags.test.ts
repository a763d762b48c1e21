import { expect, it, onTestFinished } from 'vitest';
import { createContact, mergeContacts } from '../../db/contact-writes.ts';
import { listTags } from '../../db/lists.ts';
import { undo } from '../../db/undo.ts';
import { type Tx, write } from '../../db/write.ts';
import { aStore } from '../support/stores.ts';

it('a tag counts those who are there: once who was merged, and nobody in the bin', () => {
  const { store, remove } = aStore();
  onTestFinished(remove);
  const act = <T>(change: (tx: Tx) => T) => write(store, { code: 'test' }, change);
  const tagged = (fullName: string) => act((tx) => createContact(tx, { kind: 'person', fullName, tags: ['garden'] })).result;
  const counts = () => listTags(store).map(({ name, count }) => [name, count]);

  const [ada, other, bo] = [tagged('Ada Lovelace'), tagged('A. Lovelace'), tagged('Bo Ek')];
  act((tx) => createContact(tx, { kind: 'person', fullName: 'Cy Dahl', tags: ['house'] }));
  expect(counts()).toEqual([['garden', 3], ['house', 1]]);
  const merged = act((tx) => mergeContacts(tx, ada, other, [])).changeId;
  expect(counts()).toEqual([['garden', 2], ['house', 1]]);
  act((tx) => tx.remove('contacts', bo));
  expect(counts()).toEqual([['garden', 1], ['house', 1]]);
  undo(store, merged);
  expect(counts()).toEqual([['garden', 2], ['house', 1]]);
});
