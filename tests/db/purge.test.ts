import Database from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Id, idFromBytes, idToBytes } from '../../core/ids.ts';
import { addPart, createContact, mergeContacts, setTags, updateContact } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { discardDraft, putDraft } from '../../db/drafts.ts';
import { createEntry, getEntry, updateEntry } from '../../db/entries.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { createField, listTags } from '../../db/lists.ts';
import { forgetSteps, isForgetting, purgeContact } from '../../db/purge.ts';
import { search } from '../../db/search.ts';
import { newId, openReader, type Store } from '../../db/store.ts';
import { type TableName, tableNamed, tables, tablesOwnedBy } from '../../db/tables/registry.ts';
import { undo } from '../../db/undo.ts';
import { type Tx, type Values, write } from '../../db/write.ts';
import { SAMPLE_PEOPLE } from '../../electron/sample-people.ts';
import { derivedMistakes } from '../support/derived.ts';
import { type Desk, NOBODY_WAITS, aDesk } from '../support/desk.ts';
import { fakePorts } from '../support/stores.ts';

/** Stands nowhere by chance, and is one word of the full text. */
const CANARY = 'zqcanaryqz';

const act = <T>(store: Store, change: (tx: Tx) => T): T => write(store, { code: 'test' }, change).result;

/** The columns of a table that hold what somebody typed. */
function textColumns(name: TableName): string[] {
  const columns = getTableColumns(tables[name] as SQLiteTable);
  return tableNamed(name).columns.map((column) => column.name).filter((column) => columns[column]!.dataType === 'string' && !columns[column]!.enumValues?.length);
}

const marked = (name: TableName, version: number): Values => Object.fromEntries(textColumns(name).map((column) => [column, `${CANARY} ${column} ${version}`]));

/** Every place of the profile folder that still has the canary: bytes of files, and words of the full text. */
function traces({ dir, path }: Desk, canary = CANARY): string[] {
  const found: string[] = [];
  const look = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (statSync(file).isDirectory()) look(file);
      else {
        const bytes = readFileSync(file);
        // The full text shares the beginning of a word with the word before.
        for (const form of [Buffer.from(canary.slice(2)), Buffer.from(canary.slice(2), 'utf16le'), Buffer.from(canary.slice(2), 'utf16le').swap16()]) if (bytes.includes(form)) found.push(file);
      }
    }
  };
  look(dir);
  const sql = new Database(path, { readonly: true });
  for (const table of ['contactSearch', 'entrySearch', 'dealSearch']) {
    sql.exec(`CREATE VIRTUAL TABLE temp.${table}Words USING fts5vocab(main, ${table}, row)`);
    if (sql.prepare(`SELECT count(*) FROM temp.${table}Words WHERE instr(term, ?) > 0`).pluck().get(canary) !== 0) found.push(`${table} words`);
  }
  sql.close();
  return [...new Set(found)];
}

/** Neighbours enough that pages are split and moved about while the canary is written. */
function addNeighbours({ store }: Desk, count = 250): Id[] {
  return Array.from({ length: count }, (_, i) =>
    act(store, (tx) => {
      const id = createContact(tx, { kind: 'person', fullName: `Neighbour Number${i}`, emails: [{ address: `n${i}@x.org` }], tags: ['street'] });
      createEntry(tx, { kind: 'note', body: `Said ${'hello '.repeat(20)}${i}`, participants: [id] });
      return id;
    }),
  );
}

function storeFile({ files }: Desk, text: string): { hash: string; size: number } {
  const bytes = new TextEncoder().encode(text);
  return { hash: files.put(undefined, bytes, true).hash!, size: bytes.length };
}

/** Somebody with the canary in everything that can be written about them, in all its versions. */
function addEverywhere(desk: Desk): { id: Id; shared: Id; friend: Id } {
  const { store } = desk;
  const friend = act(store, (tx) => createContact(tx, { kind: 'person', fullName: 'A Friend', emails: [{ address: 'friend@x.org' }] }));
  const id = act(store, (tx) => createContact(tx, { kind: 'person', fullName: CANARY, tags: [`${CANARY} tag`, 'street'], roles: [`${CANARY} role`] }));

  // Every column of everything that a contact owns, written and edited twice.
  for (let version = 0; version < 3; version++) {
    act(store, (tx) => tx.update('contacts', id, { ...marked('contacts', version), photo: storeFile(desk, `${CANARY} photo ${version}`).hash }));
  }
  for (const { table } of tablesOwnedBy('contacts').filter((owned) => textColumns(owned.table.name).length > 0)) {
    const part = newId(store);
    act(store, (tx) => tx.insert(table.name, part, { ...marked(table.name, 0), [table.owner!.name]: id }));
    for (const version of [1, 2]) act(store, (tx) => tx.update(table.name, part, marked(table.name, version)));
    const removed = newId(store);
    act(store, (tx) => tx.insert(table.name, removed, { ...marked(table.name, 3), [table.owner!.name]: id }));
    act(store, (tx) => tx.remove(table.name, removed));
    undo(store, write(store, { code: 'test' }, (tx) => tx.insert(table.name, newId(store), { ...marked(table.name, 4), [table.owner!.name]: id })).changeId);
    undo(store, write(store, { code: 'test' }, (tx) => tx.update(table.name, part, marked(table.name, 5))).changeId);
  }

  // What happened with them alone, and with a friend.
  const note = act(store, (tx) => {
    const made = createEntry(tx, { kind: 'note', participants: [id] });
    tx.update('entries', made, marked('entries', 0));
    return made;
  });
  for (const version of [1, 2]) act(store, (tx) => tx.update('entries', note, marked('entries', version)));
  const { hash, size } = storeFile(desk, `${CANARY} attached`.repeat(2_000));
  act(store, (tx) => tx.insert('attachments', newId(store), { entryId: note, ...marked('attachments', 0), size, hash }));
  const shared = act(store, (tx) => createEntry(tx, { kind: 'meeting', subject: 'With a friend', participants: [id, friend] }));

  // A field of their own, one that a form overwrote unseen, an undone change, drafts.
  const field = act(store, (tx) => createField(tx, { record: 'contact', name: 'Remark', type: 'longText' }));
  for (const version of [1, 2]) act(store, (tx) => setFieldValue(tx, id, field, { type: 'longText', value: `${CANARY} custom ${version} `.repeat(600) }));
  const { seen } = getContact(store, id);
  act(store, (tx) => updateContact(tx, id, { status: `${CANARY} meanwhile` }));
  act(store, (tx) => updateContact(tx, id, { status: `${CANARY} from a form` }, seen));
  expect(getContact(store, id).conflicts).toHaveLength(1);
  undo(store, write(store, { code: 'test' }, (tx) => updateContact(tx, id, { nickname: `${CANARY} taken back` })).changeId);
  putDraft(store, `note:${id}`, `${CANARY} half typed`, undefined);
  putDraft(store, 'page', `${CANARY} half typed`, id);
  putDraft(store, `entry:${note}`, `${CANARY} half typed`, note);

  // A second card of theirs, merged; a relation, a job and a field of others that point at them.
  const double = act(store, (tx) => createContact(tx, { kind: 'person', fullName: `${CANARY} double`, phones: [{ number: '+44 20 7946 0018' }] }));
  act(store, (tx) => mergeContacts(tx, id, double, []));
  act(store, (tx) => addPart(tx, friend, 'relations', { toId: id, kind: 'friend', toName: `${CANARY} related` }));
  const who = act(store, (tx) => createField(tx, { record: 'contact', name: 'Brought by', type: 'contact' }));
  act(store, (tx) => setFieldValue(tx, friend, who, { type: 'contact', value: id }));
  return { id, shared, friend };
}

describe('erasing somebody', () => {
  it('leaves no trace of them in any file of the profile', async () => {
    const desk = aDesk();
    const neighbours = addNeighbours(desk);
    const { id, shared, friend } = addEverywhere(desk);
    for (const [i, neighbour] of neighbours.entries()) if (i % 3 === 0) act(desk.store, (tx) => updateContact(tx, neighbour, { status: `moved ${i}` }));
    expect(traces(desk).length).toBeGreaterThan(5);
    const exported = await desk.calls.transfer.exportContacts({ format: 'json' }, NOBODY_WAITS);
    expect(readFileSync(desk.files.path(exported.hash), 'utf8')).toContain(CANARY);

    const erased = await desk.calls.contacts.erase({ id, confirm: true }, NOBODY_WAITS);
    expect(traces(desk)).toEqual([]);
    expect(erased).toMatchObject({ records: 3, files: 5 });
    expect(desk.files.list()).toEqual([]);
    expect(isForgetting(desk.store)).toBe(false);

    // That it was done remains, and so does what is others'.
    expect(desk.store.prepare('SELECT records, files FROM erasures').all()).toEqual([{ records: 3, files: 2 }]);
    expect(() => getContact(desk.store, id)).toThrow('no longer exists');
    expect(getEntry(desk.store, shared)).toMatchObject({ subject: 'With a friend', participants: [{ name: 'A Friend' }] });
    expect(getContact(desk.store, friend)).toMatchObject({ emails: [{ address: 'friend@x.org' }], relations: [] });
    expect(getContact(desk.store, friend).custom).toEqual({});
    expect(listTags(desk.store)).toMatchObject([{ name: 'street', count: neighbours.length }]);
    expect(search(desk.store, 'neighbour', { contacts: 100, entries: 0 }).contacts).toHaveLength(100);
    expect(derivedMistakes(desk.store)).toEqual([]);
  });

  it('takes a firm out of the names and the search of those who worked there', async () => {
    const desk = aDesk();
    const firm = act(desk.store, (tx) => createContact(tx, { kind: 'organisation', organisationName: CANARY }));
    const nameless = act(desk.store, (tx) => createContact(tx, { kind: 'person', organisation: { id: firm, title: CANARY } }));
    expect(getContact(desk.store, nameless).name).toBe(CANARY);
    await desk.calls.contacts.erase({ id: firm, confirm: true }, NOBODY_WAITS);
    expect(getContact(desk.store, nameless)).toMatchObject({ name: '', affiliations: [] });
    expect(traces(desk)).toEqual([]);
    expect(derivedMistakes(desk.store)).toEqual([]);
  });

  it('takes them out of a full text of any size, in steps', () => {
    const desk = aDesk();
    const [id, friend] = [CANARY, 'A Friend'].map((fullName) => act(desk.store, (tx) => createContact(tx, { kind: 'person', fullName }))) as [Id, Id];
    const words = (from: number): string => Array.from({ length: 6_000 }, (_, i) => `w${((from * 6_000 + i) * 7_919).toString(36)}`).join(' ');
    for (let i = 0; i < 20; i++) act(desk.store, (tx) => createEntry(tx, { kind: 'note', body: `${words(i)} ${i === 5 ? CANARY : ''}`, participants: [i === 5 ? id : friend] }));
    act(desk.store, (tx) => void purgeContact(tx, id));
    const steps = [...forgetSteps(desk.store, desk.files)].length;
    expect(traces(desk)).toEqual([]);
    expect(steps).toBeGreaterThan(5);
    expect(search(desk.store, words(3).slice(0, 30), { contacts: 0, entries: 5 }).entries).toHaveLength(1);
  });

  it('takes them out of pages that were split, where rows that moved away leave a copy', () => {
    const desk = aDesk();
    const people = Array.from({ length: 300 }, (_, i) => act(desk.store, (tx) => createContact(tx, { kind: 'person', fullName: i % 4 === 2 ? `${CANARY} Long${i}` : `Plain Name${i}` })));
    for (let i = 0; i < 300; i++) act(desk.store, (tx) => updateContact(tx, people[(i * 3) % 300]!, { status: 's'.repeat(30 + ((i * 53) % 400)) }));
    act(desk.store, (tx) => people.filter((_, i) => i % 4 === 2).forEach((id) => void purgeContact(tx, id)));
    for (const _ of forgetSteps(desk.store, desk.files)) continue;
    expect(traces(desk)).toEqual([]);
  });

  it('keeps a file that somebody else has too, and one that a draft or an undo needs', async () => {
    const desk = aDesk();
    const [id, friend] = ['Ada', 'Friend'].map((fullName) => act(desk.store, (tx) => createContact(tx, { kind: 'person', fullName }))) as [Id, Id];
    const both = storeFile(desk, 'the same picture');
    const [old, drafted] = [storeFile(desk, 'an older picture'), storeFile(desk, 'dropped on a draft')];
    act(desk.store, (tx) => updateContact(tx, friend, { photo: old.hash }));
    for (const who of [id, friend]) act(desk.store, (tx) => updateContact(tx, who, { photo: both.hash }));
    putDraft(desk.store, `note:${friend}`, JSON.stringify({ attachments: [drafted] }), friend);
    await desk.calls.contacts.erase({ id, confirm: true }, NOBODY_WAITS);
    expect(desk.files.list().sort()).toEqual([both.hash, old.hash, drafted.hash].sort());
  });

  it('cannot be undone', async () => {
    const desk = aDesk();
    const { id, changeId } = await desk.calls.contacts.create({ kind: 'person', fullName: 'Ada' }, NOBODY_WAITS);
    await desk.calls.contacts.erase({ id, confirm: true }, NOBODY_WAITS);
    expect(undo(desk.store, changeId).kept).toEqual([{ table: 'contacts', id, reason: 'erased' }]);
    const last = desk.store.prepare("SELECT id FROM batches WHERE code = 'contact.erased'").get()!;
    expect(() => undo(desk.store, idFromBytes(last.id))).toThrow('cannot be undone');
  });

  it('is carried through at the next start when a crash came between', () => {
    const desk = aDesk();
    addNeighbours(desk, 20);
    const { id } = addEverywhere(desk);
    act(desk.store, (tx) => {
      purgeContact(tx, id);
      tx.makeFinal();
    });
    expect(isForgetting(desk.store)).toBe(true);
    expect(traces(desk)).not.toEqual([]);
    desk.store.close();

    const again = aDesk(desk.dir);
    expect(isForgetting(again.store)).toBe(true);
    for (const _ of forgetSteps(again.store, again.files)) continue;
    expect(traces(again)).toEqual([]);
    expect(isForgetting(again.store)).toBe(false);
  });

  it('stays to be carried through while another program reads, and lets others write meanwhile', () => {
    const desk = aDesk();
    const id = act(desk.store, (tx) => createContact(tx, { kind: 'person', fullName: CANARY }));
    const reader = openReader(desk.path, fakePorts(9));
    reader.sql.exec('BEGIN; SELECT count(*) FROM contacts');
    act(desk.store, (tx) => void purgeContact(tx, id));
    const started = performance.now();
    let steps = 0;
    for (const _ of forgetSteps(desk.store, desk.files)) {
      expect(desk.store.inTransaction).toBe(false);
      if (steps++ % 10 === 0) putDraft(desk.store, 'note', 'typed meanwhile', undefined);
    }
    expect(isForgetting(desk.store)).toBe(true);
    expect(performance.now() - started).toBeLessThan(15_000);
    reader.close();
    for (const _ of forgetSteps(desk.store, desk.files)) continue;
    expect(isForgetting(desk.store)).toBe(false);
    expect(traces(desk)).toEqual([]);
  });
});

describe('a draft', () => {
  it('that is discarded is written over at once', () => {
    const desk = aDesk();
    putDraft(desk.store, 'note', `${CANARY} half typed`, undefined);
    desk.store.sql.pragma('wal_checkpoint(TRUNCATE)');
    expect(traces(desk)).toEqual([desk.path]);
    discardDraft(desk.store, 'note');
    desk.store.sql.pragma('wal_checkpoint(TRUNCATE)');
    expect(traces(desk)).toEqual([]);
  });
});

describe('emptying the bin', () => {
  it('leaves no trace of what lay in it', async () => {
    const desk = aDesk();
    addNeighbours(desk, 60);
    const { id, shared, friend } = addEverywhere(desk);
    const loose = act(desk.store, (tx) => createEntry(tx, { kind: 'note', body: 'first', participants: [friend] }));
    act(desk.store, (tx) => updateEntry(tx, loose, { body: `${CANARY} about a friend` }, undefined));
    act(desk.store, (tx) => tx.remove('contacts', id));
    act(desk.store, (tx) => tx.remove('entries', loose));
    act(desk.store, (tx) => setTags(tx, friend, ['street']));
    expect(await desk.calls.bin.empty({ confirm: true }, NOBODY_WAITS)).toMatchObject({ records: 5 });
    expect(traces(desk)).toEqual([]);
    expect(getEntry(desk.store, shared).participants).toMatchObject([{ name: 'A Friend' }]);
    expect((await desk.calls.bin.list({ limit: 10 }, NOBODY_WAITS)).total).toBe(0);
    expect(derivedMistakes(desk.store)).toEqual([]);
  });
});

describe('sample data', () => {
  it('is removed without a trace, with what was written about it since', async () => {
    const desk = aDesk();
    const mine = act(desk.store, (tx) => createContact(tx, { kind: 'person', fullName: 'My Own', tags: ['mine'] }));
    await desk.calls.profile.loadSample(undefined, NOBODY_WAITS);
    const names = desk.store.prepare("SELECT DISTINCT family AS name FROM contacts WHERE family <> '' AND id <> ?").all(idToBytes(mine)).map((row) => row['name'] as string);
    expect(names.length).toBeGreaterThan(5);
    const someone = desk.store.prepare('SELECT c.id FROM contacts c JOIN emails e ON e.contactN = c.n WHERE e.address = ?').get(SAMPLE_PEOPLE[0]!.email)!;
    act(desk.store, (tx) => createEntry(tx, { kind: 'note', body: `${CANARY} about a sample`, participants: [idFromBytes(someone.id)], attachments: [{ name: 'a', type: '', ...storeFile(desk, CANARY) }] }));

    await desk.calls.profile.removeSample(undefined, NOBODY_WAITS);
    expect(traces(desk)).toEqual([]);
    for (const text of SAMPLE_PEOPLE.flatMap(({ email, reminders = [] }) => [email, ...reminders.map(({ purpose }) => purpose)])) expect(traces(desk, text)).toEqual([]);
    for (const name of names.filter((candidate) => candidate.length > 6)) expect(traces(desk, name)).toEqual([]);
    expect(desk.store.prepare("SELECT count(*) AS n FROM contacts WHERE deleted IS NULL OR deleted <> x'ff'").get()!.n).toBe(1);
    expect(desk.store.prepare("SELECT count(*) AS n FROM entries WHERE deleted IS NULL OR deleted <> x'ff'").get()!.n).toBe(0);
    expect(listTags(desk.store).map(({ name }) => name)).toEqual(['mine']);
    expect(existsSync(desk.path)).toBe(true);
    expect(derivedMistakes(desk.store)).toEqual([]);
  });
});
