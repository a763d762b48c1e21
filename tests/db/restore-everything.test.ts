import { describe, expect, it, onTestFinished } from 'vitest';
import { createContact } from '../../db/contact-writes.ts';
import { createDeal } from '../../db/deals.ts';
import { everythingIn } from '../../db/restore-everything.ts';
import { write } from '../../db/write.ts';
import { aStore } from '../support/stores.ts';

function aBackup() {
  const { store, remove } = aStore(1);
  onTestFinished(remove);
  write(store, { code: 'test' }, (tx) => {
    const works = createContact(tx, { kind: 'organisation', organisationName: 'Analytical Works' });
    const ada = createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', emails: [{ address: 'ada@mail.example' }], organisation: { id: works } });
    createContact(tx, { kind: 'person', fullName: 'Émile Zola', phones: [{ number: '030 1234567' }] });
    tx.remove('contacts', createContact(tx, { kind: 'person', fullName: 'Adam Gone' }));
    createDeal(tx, { title: 'Second engine', contact: { id: ada }, minor: 120_000, currency: 'EUR' });
    createDeal(tx, { title: 'a first engine', contact: { id: works } });
    tx.remove('deals', createDeal(tx, { title: 'Gone engine', contact: { id: ada } }).id);
  });
  const found = (what: 'contacts' | 'deals', words = '', limit = 50, offset = 0) => {
    const { rows, total } = everythingIn(store, { what, words, limit, offset });
    return [total, ...rows.map(({ name }) => name)];
  };
  return { store, found };
}

describe('everything in a backup', () => {
  it('comes by name, without what lay in the bin', () => {
    const { store, found } = aBackup();
    expect(found('contacts')).toEqual([3, 'Ada Lovelace', 'Analytical Works', 'Émile Zola']);
    expect(found('deals')).toEqual([2, 'a first engine', 'Second engine']);
    expect(everythingIn(store, { what: 'contacts', words: '', limit: 3, offset: 0 }).rows).toMatchObject([
      { kind: 'person', about: 'Analytical Works', detail: 'ada@mail.example', amount: null },
      { kind: 'organisation', about: '', detail: '' },
      { kind: 'person', about: '', detail: '030 1234567' },
    ]);
    expect(everythingIn(store, { what: 'deals', words: '', limit: 3, offset: 0 }).rows).toMatchObject([
      { kind: 'deal', about: 'Analytical Works', amount: null },
      { kind: 'deal', about: 'Ada Lovelace', amount: { minor: 120_000, currency: 'EUR' } },
    ]);
  });

  it('is found by any word of it, in any spelling, just begun', () => {
    const { found } = aBackup();
    expect(found('contacts', 'emile')).toEqual([1, 'Émile Zola']);
    expect(found('contacts', 'ada@mail')).toEqual([1, 'Ada Lovelace']);
    expect(found('contacts', 'lovel ada')).toEqual([1, 'Ada Lovelace']);
    expect(found('contacts', 'ada gone')).toEqual([0]);
    expect(found('contacts', '"*(')).toEqual([0]);
    expect(found('deals', 'FIRST')).toEqual([1, 'a first engine']);
  });

  it('comes in pages, from any place', () => {
    const { found } = aBackup();
    expect(found('contacts', '', 1, 1)).toEqual([3, 'Analytical Works']);
    expect(found('contacts', '', 5, 3)).toEqual([3]);
    expect(found('deals', 'engine', 1, 1)).toEqual([2, 'Second engine']);
  });
});
