import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { addPart, createContact, setTags, updateContact } from '../../db/contact-writes.ts';
import { createDeal } from '../../db/deals.ts';
import { attachFiles, createEntry, updateEntry } from '../../db/entries.ts';
import { purgeContact } from '../../db/purge.ts';
import { createReminder } from '../../db/reminders.ts';
import { type ComparedCount, compareDatabases } from '../../db/restore-compare.ts';
import { countsIn, differencesIn } from '../../db/restore-page.ts';
import { type Store, openReader, openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { seed } from '../../electron/seed.ts';
import { aStore, fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function aPair() {
  const ports = fakePorts(1);
  const { store, dir, remove } = aStore(1, ports);
  onTestFinished(remove);
  const act = <T>(change: Parameters<typeof write<T>>[2]): T => {
    ports.advance(1000);
    return write(store, { code: 'test' }, change).result;
  };
  const ids = act((tx) => {
    const ada = createContact(tx, { kind: 'person', fullName: 'Ada', tags: ['friend'] });
    const bob = createContact(tx, { kind: 'person', fullName: 'Bob' });
    const works = createContact(tx, { kind: 'organisation', organisationName: 'Works' });
    const note = createEntry(tx, { kind: 'note', at: 1, subject: '', body: 'about *Ada*', participants: [ada], pinned: false } as never);
    attachFiles(tx, note, [{ name: 'a', type: '', size: 1, hash: 'a'.repeat(64) }]);
    const reminder = createReminder(tx, { purpose: 'call', due: '2026-03-01', zone: 'UTC', contactId: ada });
    const { id: deal } = createDeal(tx, { title: 'Engine', contact: { id: ada } });
    return { ada, bob, works, note, reminder, deal };
  });
  const backup = join(dir, 'backup.sqlite');
  const into = join(dir, 'compared.sqlite');
  store.sql.exec(`VACUUM INTO '${backup}'`);
  const there = openReader(backup, fakePorts(1));
  onTestFinished(() => there.close());
  return { store, act, ids, there, into, compare: () => counted(compareDatabases({ path: backup }, { path: join(dir, 'kith.sqlite') }, into)) };
}

const counted = (counts: ComparedCount[]) => Object.fromEntries(counts.map(({ kind, ...count }) => [kind, count]));
const same = (n: number) => ({ inBackup: n, inProfile: n, there: 0, here: 0, changed: 0 });

describe('a backup compared with the profile', () => {
  it('differs in nothing right after it was made', () => {
    const { compare } = aPair();
    expect(compare()).toMatchObject({ person: same(2), organisation: same(1), entry: same(1), reminder: same(1), deal: same(1), file: same(1) });
  });

  it('says what is only there, only here, and what was changed, whichever part of it was', () => {
    const { store, act, ids, there, into, compare } = aPair();
    act((tx) => void addPart(tx, ids.ada, 'phones', { number: '123' }));
    act((tx) => void tx.remove('contacts', ids.bob));
    act((tx) => void createContact(tx, { kind: 'person', fullName: 'Cleo' }));
    act((tx) => updateEntry(tx, ids.note, { subject: 'Now' }, undefined));
    act((tx) => void tx.remove('reminders', ids.reminder));
    act((tx) => updateContact(tx, ids.works, { status: 'x' }));
    expect(compare()).toMatchObject({
      person: { inBackup: 2, inProfile: 2, there: 1, here: 1, changed: 1 },
      organisation: { ...same(1), changed: 1 },
      entry: { ...same(1), changed: 1 },
      reminder: { inBackup: 1, inProfile: 0, there: 1, here: 0, changed: 0 },
      deal: same(1),
      file: same(1),
    });
    const names = (kind: 'person' | 'entry' | 'reminder', side: 'there' | 'here' | 'changed') => differencesIn(into, there, store, { kind, side, limit: 9 }).rows.map(({ name }) => name);
    expect([names('person', 'there'), names('person', 'here'), names('person', 'changed')]).toEqual([['Bob'], ['Cleo'], ['Ada']]);
    expect([names('entry', 'changed'), names('reminder', 'there')]).toEqual([['about Ada'], ['call']]);
    expect(differencesIn(into, there, store, { kind: 'reminder', side: 'there', limit: 9 }).rows).toMatchObject([{ about: 'Ada', id: ids.reminder }]);
    expect(countsIn(into)?.find(({ kind }) => kind === 'person')).toMatchObject({ there: 1 });
  });

  it('knows the same record by its id where it has another local number', () => {
    const { act, ids, store, compare } = aPair();
    // As after taking in what another device wrote: the same rows, numbered otherwise.
    for (const table of ['contacts', 'entries']) store.sql.exec(`UPDATE ${table} SET n = n + 1000`);
    for (const [table, column] of [['contactTags', 'contactN'], ['participants', 'contactN'], ['reminders', 'contactN'], ['deals', 'contactN'], ['dealContacts', 'contactN']]) store.sql.exec(`UPDATE ${table} SET ${column} = ${column} + 1000`);
    store.sql.exec('UPDATE contacts SET rootN = rootN + 1000; UPDATE participants SET entryN = entryN + 1000; UPDATE attachments SET entryN = entryN + 1000');
    expect(compare()).toMatchObject({ person: same(2), organisation: same(1), entry: same(1), file: same(1) });
    store.nextNumbers.clear();
    act((tx) => setTags(tx, ids.ada, []));
    act((tx) => void purgeContact(tx, ids.bob));
    expect(compare()).toMatchObject({ person: { inBackup: 2, inProfile: 1, there: 1, here: 0, changed: 1 } });
  });

  it('misses what was lost without a trace in the log', () => {
    const { act, ids, store, compare } = aPair();
    act((tx) => updateContact(tx, ids.ada, { status: 'x' }));
    store.sql.exec('DELETE FROM entries');
    expect(compare()).toMatchObject({ entry: { inBackup: 1, inProfile: 0, there: 1 }, person: { changed: 1 } });
  });

  it('is paged, the last changed first', () => {
    const { act, store, there, into, compare } = aPair();
    const made: Id[] = Array.from({ length: 7 }, (_, n) => act((tx) => createContact(tx, { kind: 'person', fullName: `New ${n}` })));
    compare();
    const seen: Id[] = [];
    let after: string | undefined;
    do {
      const page = differencesIn(into, there, store, { kind: 'person', side: 'here', limit: 3, after });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(made.toReversed());
    expect(() => differencesIn(into, there, store, { kind: 'person', side: 'here', limit: 3, after: 'nonsense' })).toThrow('has changed');
    expect(() => differencesIn(`${into}.not`, there, store, { kind: 'person', side: 'here', limit: 3 })).toThrow('not compared');
  });
});

describe('many records', () => {
  it('are compared within seconds', { timeout: 600_000 }, () => {
    const dir = temporaryFolder();
    const path = join(dir, 'kith.sqlite');
    const store: Store = openStore(path, fakePorts(1));
    const contacts = Number(process.env['KITH_COMPARED'] ?? 2_000);
    for (const _ of seed(store, { contacts, entries: contacts * 10, reminders: contacts / 5, seed: 1 })) continue;
    store.sql.exec(`VACUUM INTO '${join(dir, 'backup.sqlite')}'`);
    write(store, { code: 'test' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Somebody New' }));
    const compare = () => {
      const started = performance.now();
      const counts = counted(compareDatabases({ path: join(dir, 'backup.sqlite') }, { path }, join(dir, 'compared.sqlite')));
      return { counts, ms: performance.now() - started };
    };
    const { counts, ms } = compare();
    // As if the backup were of another device: nothing can be told from the log.
    store.sql.exec("UPDATE commits SET stamp = zeroblob(17) WHERE n = (SELECT max(n) - 1 FROM commits)");
    const walked = compare();
    expect(walked.counts).toEqual(counts);
    store.close();
    expect(counts['person']).toMatchObject({ here: 1, there: 0, changed: 0 });
    expect(counts['entry']).toMatchObject(same(contacts * 10));
    if (process.env['KITH_COMPARED']) console.log(`${contacts} contacts compared in ${Math.round(ms)} ms by the log, in ${Math.round(walked.ms)} ms row by row`);
    expect(ms).toBeLessThan(contacts / 2 + 2_000);
    expect(walked.ms).toBeLessThan(contacts * 2 + 5_000);
  });
});
