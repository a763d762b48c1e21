import { describe, expect, it, onTestFinished } from 'vitest';
import type { HistoryItem } from '../../core/api/history.ts';
import { CallError } from '../../core/call.ts';
import type { Id } from '../../core/ids.ts';
import { addPart, applyBulkChange, createContact, mergeContacts, removePart, setTags, updateContact, updatePart } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { createEntry, updateEntry } from '../../db/entries.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { historyOf, recentBatches } from '../../db/history.ts';
import { createField, listFields } from '../../db/lists.ts';
import { purgeContact } from '../../db/purge.ts';
import { ensureMember } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';
import { undo } from '../../db/undo.ts';
import { Batch, type Tx, write } from '../../db/write.ts';
import { aTeam, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';

function aDesk(): Store {
  const { store, remove } = aStore(1, tickingPorts(1));
  onTestFinished(remove);
  write(store, { code: 'profile.started' }, (tx) => {
    ensureMember(tx, 'Robin');
    tx.makeFinal();
  });
  return store;
}

const act = <T>(store: Store, code: string, change: (tx: Tx) => T): T => write(store, { code }, change).result;
const addAda = (store: Store): Id => act(store, 'contact.created', (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', emails: [{ address: 'ada@x.org' }], tags: ['vip'] }));

/** One line a change, as a screen would word it. */
const lines = (store: Store, id: Id): string[] => historyOf(store, id, 100).items.map(inWords);
const inWords = ({ member, code, op, table, field, before, after }: HistoryItem): string => `${member} ${code}: ${table} ${op} ${field ?? '-'} ${String(before)} → ${String(after)}`;

describe('the history of a contact', () => {
  it('tells who changed what from what to what, the newest first', () => {
    const store = aDesk();
    const id = addAda(store);
    act(store, 'contact.updated', (tx) => updateContact(tx, id, { status: 'lead' }));
    act(store, 'contact.updated', (tx) => updateContact(tx, id, { status: 'customer' }));
    expect(lines(store, id).slice(0, 2)).toEqual(['Robin contact.updated: contacts updated status lead → customer', 'Robin contact.updated: contacts updated status  → lead']);
    const { items } = historyOf(store, id, 100);
    expect(items.at(-1)!.code).toBe('contact.created');
    expect(items.every(({ at, device }) => at > Date.UTC(2026, 0, 1) && /^[0-9a-f]{4}$/.test(device))).toBe(true);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort((a, b) => b - a));
  });

  it('tells of its parts, tags, links to others and custom fields by their names', () => {
    const store = aDesk();
    const id = addAda(store);
    const field = act(store, 'field.created', (tx) => createField(tx, { record: 'contact', name: 'Shirt', type: 'choice', choices: ['Small', 'Large'] }));
    const [small, large] = listFields(store)[0]!.choices;
    const organisation = act(store, 'contact.created', (tx) => createContact(tx, { kind: 'organisation', organisationName: 'Engines Ltd' }));
    act(store, 'a', (tx) => updatePart(tx, 'emails', getContact(store, id).emails[0]!.id, { address: 'ada@y.org' }));
    act(store, 'b', (tx) => setTags(tx, id, []));
    act(store, 'c', (tx) => addPart(tx, id, 'affiliations', { organisationId: organisation }));
    act(store, 'd', (tx) => setFieldValue(tx, id, field, { type: 'choice', value: small!.id }));
    act(store, 'e', (tx) => setFieldValue(tx, id, field, { type: 'choice', value: large!.id }));
    act(store, 'f', (tx) => updateContact(tx, id, { ownerId: store.member }));
    act(store, 'g', (tx) => removePart(tx, 'emails', getContact(store, id).emails[0]!.id));
    const told = lines(store, id);
    expect(told.slice(0, 8)).toEqual([
      'Robin g: emails removed address ada@y.org → null',
      'Robin f: contacts updated ownerId null → Robin',
      'Robin e: fieldValues updated Shirt Small → Large',
      'Robin d: fieldValues updated Shirt null → Small',
      'Robin d: fieldValues inserted Shirt null → null',
      'Robin c: affiliations inserted organisationId null → Engines Ltd',
      'Robin b: contactTags removed tagId vip → null',
      'Robin a: emails updated address ada@x.org → ada@y.org',
    ]);
    const made = ['contactTags inserted tagId null → vip', 'contacts inserted - null → null', 'emails inserted address null → ada@x.org'];
    expect(told.slice(8).sort()).toEqual(made.map((line) => `Robin contact.created: ${line}`));
  });

  it('goes on after a merge with what the other brought along', () => {
    const store = aDesk();
    const id = addAda(store);
    const other = act(store, 'contact.created', (tx) => createContact(tx, { kind: 'person', fullName: 'A. Lovelace', phones: [{ number: '020 7946 0018' }] }));
    act(store, 'contact.merged', (tx) => mergeContacts(tx, id, other, []));
    expect(lines(store, id)).toContain('Robin contact.created: phones inserted number null → 020 7946 0018');
    expect(lines(store, other)[0]).toBe('Robin contact.merged: contacts updated mergedInto null → Ada Lovelace');
  });

  it('names the one who did it, also on another device', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    act(theirs, 'contact.updated', (tx) => updateContact(tx, id, { nickname: 'Addie' }));
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(lines(store, id)[0]).toBe('Sam contact.updated: contacts updated nickname  → Addie');
  });

  it('comes in pages that leave nothing out, however much one change made', () => {
    const store = aDesk();
    const id = act(store, 'contact.created', (tx) => createContact(tx, { kind: 'person', fullName: 'Ada', emails: Array.from({ length: 9 }, (_, i) => ({ address: `a${i}@x.org` })), tags: ['a', 'b', 'c'] }));
    act(store, 'contact.updated', (tx) => updateContact(tx, id, { status: 'a', source: 'b', language: 'en' }));
    const all = historyOf(store, id, 100).items;
    for (const size of [1, 2, 5]) {
      const paged: HistoryItem[] = [];
      for (let after: string | undefined; ; ) {
        const page = historyOf(store, id, size, after);
        paged.push(...page.items);
        if (page.next === null) break;
        after = page.next;
      }
      expect(paged).toEqual(all);
    }
    expect(() => historyOf(store, id, 5, 'elsewhere')).toThrow(CallError);
  });

  it('keeps of somebody erased that it was done, and nothing more', () => {
    const store = aDesk();
    const id = addAda(store);
    act(store, 'contact.updated', (tx) => updateContact(tx, id, { status: 'secret', nickname: 'secret' }));
    act(store, 'contact.erased', (tx) => {
      purgeContact(tx, id);
      tx.makeFinal();
    });
    const { items } = historyOf(store, id, 100);
    expect(items[0]).toMatchObject({ op: 'erased', code: 'contact.erased' });
    expect(JSON.stringify(items)).not.toContain('secret');
    expect(JSON.stringify(items)).not.toContain('ada@x.org');
  });
});

describe('the history of a note', () => {
  it('keeps each text that it had', () => {
    const store = aDesk();
    const id = addAda(store);
    const note = act(store, 'entry.created.note', (tx) => createEntry(tx, { kind: 'note', body: 'one', participants: [id] }));
    for (const body of ['two', 'three']) act(store, 'entry.updated', (tx) => updateEntry(tx, note, { body }, undefined));
    expect(lines(store, note).filter((line) => line.includes('body'))).toEqual(['Robin entry.updated: entries updated body two → three', 'Robin entry.updated: entries updated body one → two']);
  });
});

describe('the history of everything', () => {
  it('tells each change once with whom it was about, and what was taken back', () => {
    const store = aDesk();
    const id = addAda(store);
    const { changeId } = write(store, { code: 'contact.updated' }, (tx) => updateContact(tx, id, { status: 'lead' }));
    undo(store, changeId);
    const batch = Batch.open(store, { code: 'contacts.bulk.tag', params: { count: 1 } });
    batch.commit((tx) => applyBulkChange(tx, store.prepare('SELECT n FROM contacts').get()!.n, { kind: 'tag', add: ['new'], remove: [] }));
    expect(recentBatches(store, 10).batches.map(({ code }) => code)).not.toContain('contacts.bulk.tag');
    batch.close();
    const { batches } = recentBatches(store, 10);
    expect(batches.map(({ code, kind, undone, contacts, member }) => [code, kind, undone, contacts.map(({ name }) => name).join(), member])).toEqual([
      ['contacts.bulk.tag', 'do', false, 'Ada Lovelace', 'Robin'],
      ['contact.updated', 'undo', false, 'Ada Lovelace', 'Robin'],
      ['contact.updated', 'do', true, 'Ada Lovelace', 'Robin'],
      ['contact.created', 'do', false, 'Ada Lovelace', 'Robin'],
      ['profile.started', 'final', false, '', 'Robin'],
    ]);
    expect(batches[0]).toMatchObject({ params: { count: 1 }, changes: 2 });
  });

  it('counts the changes of a large import no further than anybody would read', () => {
    const store = aDesk();
    const batch = Batch.open(store, { code: 'contacts.imported' });
    for (let some = 0; some < 3; some++) batch.commit((tx) => Array.from({ length: 4_000 }, (_, n) => createContact(tx, { kind: 'person', fullName: `Person ${some} ${n}` })));
    batch.close();
    const [imported] = recentBatches(store, 1).batches;
    expect(imported?.changes).toBe(10_000);
    expect(imported?.contacts.map(({ name }) => name)).toEqual(['Person 0 0', 'Person 0 1', 'Person 0 2']);
  });

  it('comes in pages', () => {
    const store = aDesk();
    const id = addAda(store);
    for (const status of ['a', 'b', 'c', 'd']) act(store, `set.${status}`, (tx) => updateContact(tx, id, { status }));
    const first = recentBatches(store, 2);
    const second = recentBatches(store, 2, first.next!);
    expect([...first.batches, ...second.batches].map(({ code }) => code)).toEqual(['set.d', 'set.c', 'set.b', 'set.a']);
  });
});
