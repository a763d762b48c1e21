import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactRow } from '../../core/api/contacts.ts';
import type { Condition, Filter, Sort } from '../../core/filters.ts';
import type { Id } from '../../core/ids.ts';
import { countContacts } from '../../db/contact-filter.ts';
import { contactIds, listContacts } from '../../db/contact-list.ts';
import { addPart, createContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { createField, listFields, listTags } from '../../db/lists.ts';
import { search } from '../../db/search.ts';
import type { Store } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { aStore, fakePorts } from '../support/stores.ts';

const NAMES = ['Ada Łódź', 'Zoë Müller', 'Émile Zola', '王小明', 'ليلى الحداد', 'Bo Ek', 'Ågot Ås', 'Ana', 'Øystein', 'José'];
const CITIES = ['Bath', 'Łódź', 'Huế', ''];
const BY_NAME: Sort = { by: 'name', descending: false };

let store: Store;
let remove: () => void;
let fieldId: Id;

/** 120 contacts of every kind: with and without a firm, a town, tags, entries and a custom number. */
beforeAll(() => {
  const ports = fakePorts(7);
  ({ store, remove } = aStore(7, ports));
  fieldId = write(store, { code: 'test' }, (tx) => createField(tx, { record: 'contact', name: 'Boats', type: 'number' })).result;
  for (let i = 0; i < 120; i++) {
    ports.advance(1_000);
    write(store, { code: 'test' }, (tx) => {
      const id = createContact(tx, {
        kind: i % 6 === 0 ? 'organisation' : 'person',
        fullName: `${NAMES[i % NAMES.length]!} ${i % 3}`,
        status: ['', 'new', 'active'][i % 3]!,
        emails: i % 4 === 0 ? [] : [{ address: `P${i}@X.org` }],
        phones: i % 5 === 0 ? [{ number: `+44 20 7946 ${String(1000 + i)}` }] : [],
        tags: [...(i % 2 === 0 ? ['even'] : []), ...(i === 77 ? ['rare'] : [])],
        ...(i % 6 !== 0 && i % 7 === 0 ? { organisation: { name: 'Åkers & Co', title: 'Owner' } } : {}),
      });
      if (CITIES[i % 4] !== '') addPart(tx, id, 'addresses', { city: CITIES[i % 4]! });
      if (i % 3 === 0) setFieldValue(tx, id, fieldId, { type: 'number', value: i % 10 });
      if (i % 5 < 2) createEntry(tx, { kind: 'note', participants: [id], body: 'x', at: 1_000_000 * ((i * 37) % 100) });
    });
  }
});
afterAll(() => remove());

const SORTS: Sort[] = (['name', 'lastContact', 'created', 'organisation', 'city', 'email', 'status', 'owner', 'birthday'] as const).flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);

function everybody(filter: Filter = [], sort: Sort = BY_NAME): ContactRow[] {
  const rows: ContactRow[] = [];
  for (let offset = 0; ; offset += 200) {
    const page = listContacts(store, { filter, sort, limit: 200, offset, fields: [fieldId] });
    rows.push(...page.rows);
    if (page.next === null) return rows;
  }
}

describe('the pages of the list', () => {
  it.each(SORTS)('hold everybody once, in one order, by $by (descending: $descending)', (sort) => {
    const whole = everybody([], sort).map(({ id }) => id);
    expect(new Set(whole).size).toBe(whole.length);
    expect(whole.length).toBe(countContacts(store, []));
    const paged: Id[] = [];
    for (let after: string | undefined; ; ) {
      const page = listContacts(store, { filter: [], sort, limit: 7, after });
      paged.push(...page.rows.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged).toEqual(whole);
    expect(contactIds(store, [], sort, 10, 30)).toEqual(whole.slice(10, 31));
  });

  it('orders names as the locale does', () => {
    const compare = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true }).compare;
    const names = everybody().map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)));
  });

  it('refuses a cursor that is not its own', () => {
    for (const after of ['', 'id:nobody', 'at:-1', 'at:99999999999', "id:' OR 1=1"]) {
      expect(() => listContacts(store, { filter: [], sort: BY_NAME, limit: 5, after })).toThrow(expect.objectContaining({ code: 'bad-cursor' }));
    }
  });
});

describe('conditions', () => {
  const tagId = (name: string): Id => listTags(store).find((tag) => tag.name === name)!.id;
  const holds: [string, () => Condition, (row: ContactRow) => boolean][] = [
    ['a kind', () => ({ field: 'kind', is: 'organisation' }), (row) => row.kind === 'organisation'],
    ['a common tag', () => ({ field: 'tag', op: 'has', tagId: tagId('even') }), (row) => row.tags.some(({ name }) => name === 'even')],
    ['a rare tag', () => ({ field: 'tag', op: 'has', tagId: tagId('rare') }), (row) => row.tags.some(({ name }) => name === 'rare')],
    ['not a tag', () => ({ field: 'tag', op: 'hasNot', tagId: tagId('even') }), (row) => !row.tags.some(({ name }) => name === 'even')],
    ['a status', () => ({ field: 'status', op: 'is', value: 'new' }), (row) => row.status === 'new'],
    ['another status', () => ({ field: 'status', op: 'isNot', value: 'new' }), (row) => row.status !== 'new'],
    ['a town', () => ({ field: 'city', op: 'is', value: 'Huế' }), (row) => row.city === 'Huế'],
    ['part of a town', () => ({ field: 'city', op: 'contains', value: 'at' }), (row) => row.city.includes('at')],
    ['a per cent sign in a town', () => ({ field: 'city', op: 'contains', value: '%' }), () => false],
    ['never spoken to', () => ({ field: 'lastContact', op: 'never' }), (row) => row.lastContactAt === null],
    ['spoken to before', () => ({ field: 'lastContact', op: 'before', at: 50_000_000 }), (row) => row.lastContactAt !== null && row.lastContactAt < 50_000_000],
    ['having an e-mail', () => ({ field: 'has', what: 'email', is: true }), (row) => row.email !== ''],
    ['having no phone', () => ({ field: 'has', what: 'phone', is: false }), (row) => row.phone === ''],
    ['an e-mail in another case', () => ({ field: 'email', op: 'is', value: ' p11@x.ORG ' }), (row) => row.email === 'P11@X.org'],
    ['a phone in another spelling', () => ({ field: 'phone', op: 'is', value: '(020) 7946-1005' }), (row) => row.phone.endsWith('1005')],
    ['a number at least', () => ({ field: 'custom', fieldId, op: 'atLeast', value: 6 }), (row) => Number(row.custom[fieldId]?.value ?? -1) >= 6],
    ['an empty custom field', () => ({ field: 'custom', fieldId, op: 'empty' }), (row) => row.custom[fieldId] === null],
    ['words', () => ({ field: 'text', words: 'lodz' }), (row) => row.name.includes('Łódź') || row.city === 'Łódź'],
    ['no words at all', () => ({ field: 'text', words: '!!' }), () => false],
  ];

  it.each(holds)('find by %s just those who have it', (_name, condition, has) => {
    const expected = everybody().filter(has).map(({ id }) => id);
    expect(everybody([condition()]).map(({ id }) => id)).toEqual(expected);
    expect(countContacts(store, [condition()])).toBe(expected.length);
  });

  it('hold together, whichever is the narrowest', () => {
    const both: Filter = [{ field: 'kind', is: 'person' }, { field: 'tag', op: 'has', tagId: tagId('even') }, { field: 'has', what: 'email', is: true }];
    const expected = everybody().filter((row) => row.kind === 'person' && row.email !== '' && row.tags.some(({ name }) => name === 'even'));
    for (const filter of [both, both.toReversed()]) expect(everybody(filter)).toEqual(expected);
  });

  it('find the people of a firm, also by its name', () => {
    const firm = everybody().find(({ name }) => name === 'Åkers & Co')!;
    const people = everybody([{ field: 'organisation', organisationId: firm.id }]);
    expect(people.length).toBeGreaterThan(5);
    expect(people.every(({ organisation }) => organisation?.id === firm.id)).toBe(true);
    expect(search(store, 'akers', { contacts: 100, entries: 0 }).contacts.length).toBe(people.length + 1);
  });
});

it('knows its custom fields', () => {
  expect(listFields(store).map(({ name, type }) => [name, type])).toEqual([['Boats', 'number']]);
});
