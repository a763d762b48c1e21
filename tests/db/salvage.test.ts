// A damaged database is read page by page: everything that lies on other pages comes back, and what is missing is told.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContact, updateContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import { digests } from '../../db/digest.ts';
import { examine } from '../../db/doctor.ts';
import { commitsSince } from '../../db/exchange.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { putDraft } from '../../db/drafts.ts';
import { mendLog } from '../../db/salvage/mend-log.ts';
import { openPages } from '../../db/salvage/page-file.ts';
import { type Salvaged, prepare, salvage } from '../../db/salvage/salvage.ts';
import { type Store, openStore } from '../../db/store.ts';
import { tableNamed } from '../../db/tables/registry.ts';
import { write } from '../../db/write.ts';
import { doCall, randomCall } from '../support/random-calls.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PAGE = 4096;
const label = { code: 'test' };

function aProfile(people = 120): { dir: string; path: string } {
  const dir = temporaryFolder();
  const path = join(dir, 'kith.sqlite');
  const store = openStore(path, fakePorts(1));
  for (let i = 0; i < people; i++) {
    const { result: id } = write(store, label, (tx) => createContact(tx, { kind: 'person', fullName: `Person ${i}`, emails: [{ address: `p${i}@x.example` }] }));
    write(store, label, (tx) => createEntry(tx, { kind: 'note', body: `About ${i} ${'words '.repeat(i === 7 ? 5_000 : 20)}`, participants: [id] }));
    if (i % 3 === 0) write(store, label, (tx) => updateContact(tx, id, { status: `state ${i}`, given: `Given${i}` }));
  }
  putDraft(store, 'note:here', 'half a sentence', undefined);
  store.close();
  return { dir, path };
}

function salvaged({ dir, path }: { dir: string; path: string }): { told: Salvaged; store: Store } {
  const pages = openPages(path);
  const target = join(dir, 'rebuilt.sqlite');
  const sql = openDatabase(target, 'writer', readMigrations().length);
  prepare(pages, sql);
  const steps = salvage(pages, sql);
  let step = steps.next();
  while (!step.done) step = steps.next();
  let random = 0;
  mendLog(sql, () => new Uint8Array(16).fill(++random));
  sql.close();
  pages.close();
  const store = openStore(target, fakePorts(2, Date.UTC(2026, 6, 1)));
  const mending = examine(store, { list: () => [], has: () => true, remove: () => undefined, size: () => 0 }, { repair: true, isAlone: false, readsFile: true });
  for (let mended = mending.next(); !mended.done; mended = mending.next()) continue;
  return { told: step.value, store };
}

const columnNo = (name: string): number => tableNamed('contacts').columnsByName.get(name)!.number;
const of = ({ tables }: Salvaged, table: string) => tables.find((each) => each.table === table)!;
const count = (store: Store, table: string): number => store.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n;

function spoil(path: string, page: number, by = 0): void {
  const bytes = readFileSync(path);
  bytes.fill(by, (page - 1) * PAGE, page * PAGE);
  writeFileSync(path, bytes);
}

function pagesOf(path: string, table: string): { root: number; leaves: number[] } {
  const bytes = readFileSync(path);
  const sql = new Database(path, { readonly: true });
  const root = sql.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table)!;
  sql.close();
  const start = (root - 1) * PAGE;
  if (bytes[start] !== 5) return { root, leaves: [root] };
  const cells = bytes.readUInt16BE(start + 3);
  return { root, leaves: Array.from({ length: cells }, (_, cell) => bytes.readUInt32BE(start + bytes.readUInt16BE(start + 12 + cell * 2))) };
}

describe('a database that is whole', () => {
  it('comes back equal, long texts over many pages included', () => {
    const profile = aProfile();
    const { told, store } = salvaged(profile);
    expect(told.tables.every(({ saved, of: all }) => saved === all)).toBe(true);
    expect(told).toMatchObject({ lost: [], incomplete: [], fromLog: 0 });
    const before = openStore(profile.path, fakePorts(3));
    expect(digests(store)).toEqual(digests(before));
    before.close();
    store.close();
  });

  it('comes back with every line of its log, whatever was done, undone and erased', () => {
    const dir = temporaryFolder();
    const path = join(dir, 'kith.sqlite');
    const ports = fakePorts(4);
    const store = openStore(path, ports);
    for (const call of fc.sample(randomCall, { numRuns: 500, seed: 4 })) {
      ports.advance(60_000);
      doCall(store, call);
    }
    const kinds = store.prepare('SELECT DISTINCT op AS n FROM changes ORDER BY op').all();
    expect(kinds.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    expect(count(store, 'fieldValues')).toBeGreaterThan(0);
    const before = digests(store);
    store.close();
    const { told, store: rebuilt } = salvaged({ dir, path });
    expect(told.tables.filter(({ saved, of: all }) => saved !== all)).toEqual([]);
    expect([told.lost, told.incomplete]).toEqual([[], []]);
    expect(digests(rebuilt)).toEqual(before);
    rebuilt.close();
  });

  it('comes back with what lies only in its WAL', () => {
    const { dir, path } = aProfile(3);
    const store = openStore(path, fakePorts(5, Date.UTC(2026, 1, 1)));
    write(store, label, (tx) => createContact(tx, { kind: 'person', fullName: 'Only in the WAL' }));
    const copy = join(dir, 'copy.sqlite');
    for (const end of ['', '-wal']) writeFileSync(copy + end, readFileSync(path + end));
    store.close();
    const { store: rebuilt } = salvaged({ dir, path: copy });
    expect(count(rebuilt, 'contacts')).toBe(4);
    rebuilt.close();
  });

  it('comes back of an older version, and is migrated', () => {
    const dir = temporaryFolder();
    const path = join(dir, 'kith.sqlite');
    const old = openDatabase(path, 'writer', readMigrations().length);
    migrate(old, readMigrations().slice(0, 3));
    old.prepare("INSERT INTO members (id, clock, name) VALUES (?, ?, 'Robin')").run(Buffer.alloc(16, 1), Buffer.alloc(17, 2));
    old.close();
    const { store } = salvaged({ dir, path });
    expect(store.prepare('SELECT name FROM members').get()!['name']).toBe('Robin');
    expect(count(store, 'deals')).toBe(0);
    store.close();
  });

  it('comes back of an older version with what only the log knows', () => {
    const dir = temporaryFolder();
    const path = join(dir, 'kith.sqlite');
    const old = openDatabase(path, 'writer', readMigrations().length);
    migrate(old, readMigrations().slice(0, 3));
    const [id, stamp] = [Buffer.alloc(16, 1), Buffer.alloc(17, 2)];
    old.prepare("INSERT INTO contacts (id, clock, kind, family) VALUES (?, ?, 'person', 'Before')").run(id, stamp);
    old.prepare("INSERT INTO batches (id, code, params, memberId, device, at, kind) VALUES (?, 'test', '{}', ?, ?, 0, 'do')").run(id, id, stamp.subarray(0, 8));
    old.prepare('INSERT INTO commits (batchN, stamp) VALUES (1, ?)').run(stamp);
    old.prepare('INSERT INTO changes (commitN, op, tableNo, recordId) VALUES (1, 1, ?, ?)').run(tableNamed('contacts').number, id);
    old.prepare('INSERT INTO changes (commitN, op, tableNo, recordId, col, after) VALUES (1, 2, ?, ?, ?, ?)').run(tableNamed('contacts').number, id, columnNo('family'), 'Lovelace');
    old.close();
    spoil(path, pagesOf(path, 'contacts').root);
    const { told, store } = salvaged({ dir, path });
    expect(told.fromLog).toBe(1);
    expect(store.prepare('SELECT family FROM contacts').all()).toEqual([{ family: 'Lovelace' }]);
    store.close();
  });
});

describe('a broken page', () => {
  it('in the middle of a table takes its rows; those of the others stay, and what the log knows is built anew', () => {
    const profile = aProfile();
    const { leaves } = pagesOf(profile.path, 'contacts');
    spoil(profile.path, leaves[2]!);
    const { told, store } = salvaged(profile);
    const contacts = of(told, 'contacts');
    expect(contacts.of).toBe(120);
    expect(contacts.saved).toBe(120);
    expect(told.fromLog).toBeGreaterThan(5);
    expect(told.incomplete).toEqual([{ table: 'contacts', count: told.fromLog, ids: expect.any(Array) }]);
    // Those that were edited have again what was written last; of the others there is what belongs to them.
    const anew = store.prepare("SELECT status, given FROM contacts WHERE family = '' AND status <> ''").all();
    expect(anew.length).toBeGreaterThan(0);
    for (const row of anew) expect(row['given']).toBe(`Given${String(row['status']).split(' ')[1]}`);
    expect(count(store, 'emails')).toBe(120);
    expect(store.prepare('SELECT count(*) AS n FROM participants WHERE contactN IS NULL').get()!.n).toBe(0);
    store.close();
  });

  it('of parts that the log says nothing about tells whose ids are lost', () => {
    const profile = aProfile();
    const { leaves } = pagesOf(profile.path, 'emails');
    spoil(profile.path, leaves[0]!, 0xff);
    const { told, store } = salvaged(profile);
    const [lost] = told.lost;
    expect(lost!.table).toBe('emails');
    expect(lost!.count).toBe(120 - count(store, 'emails'));
    expect(of(told, 'emails')).toEqual({ table: 'emails', saved: 120 - lost!.count, of: 120 });
    // The log does not speak of them any longer, and can be told to another device.
    const lines = of(told, 'changes');
    expect([lines.of! - lines.saved, count(store, 'changes')]).toEqual([lost!.count, lines.saved]);
    expect(commitsSince(store, 0).messages.length).toBeGreaterThan(100);
    store.close();
  });

  it('brings back whom the log tells only what was last written of', () => {
    const profile = aProfile();
    const sql = new Database(profile.path);
    sql.prepare('DELETE FROM changes WHERE op = 1 AND tableNo = ?').run(tableNamed('contacts').number);
    sql.close();
    spoil(profile.path, pagesOf(profile.path, 'contacts').leaves[2]!);
    const { told, store } = salvaged(profile);
    const edited = store.prepare("SELECT given FROM contacts WHERE family = '' AND status <> ''").all();
    expect(edited.length).toBeGreaterThan(0);
    expect(told.incomplete).toEqual([{ table: 'contacts', count: edited.length, ids: expect.any(Array) }]);
    store.close();
  });

  it('from which a table hangs loses nothing: its pages are found one by one', () => {
    const profile = aProfile();
    for (const table of ['contacts', 'entries', 'participants']) spoil(profile.path, pagesOf(profile.path, table).root);
    const { told, store } = salvaged(profile);
    for (const table of ['contacts', 'entries', 'participants']) expect(of(told, table)).toEqual({ table, saved: 120, of: 120 });
    expect(store.prepare('SELECT max(length(body)) AS n FROM entries').get()!.n).toBeGreaterThan(30_000);
    store.close();
  });

  it('at the beginning, with the list of all tables, loses nothing that can be told from the rest', () => {
    const profile = aProfile();
    spoil(profile.path, 1);
    const { told, store } = salvaged(profile);
    expect(of(told, 'contacts')).toEqual({ table: 'contacts', saved: 120, of: null });
    expect([count(store, 'emails'), count(store, 'entries'), count(store, 'drafts')]).toEqual([120, 120, 1]);
    store.close();
  });

  it('of the log leaves no change without its time, and the history goes on', () => {
    const profile = aProfile();
    spoil(profile.path, pagesOf(profile.path, 'commits').leaves[0]!);
    spoil(profile.path, pagesOf(profile.path, 'batches').leaves[0]!);
    const { store } = salvaged(profile);
    expect(store.prepare('SELECT count(*) AS n FROM changes WHERE commitN NOT IN (SELECT n FROM commits)').get()!.n).toBe(0);
    expect(store.prepare('SELECT count(*) AS n FROM commits WHERE batchN NOT IN (SELECT n FROM batches)').get()!.n).toBe(0);
    write(store, label, (tx) => createContact(tx, { kind: 'person', fullName: 'Afterwards' }));
    expect(count(store, 'contacts')).toBe(121);
    store.close();
  });

  it('of what this device knows of itself takes neither its name nor its clock', () => {
    const profile = aProfile();
    const before = openStore(profile.path, fakePorts(9));
    const { device, member, clock } = before;
    before.close();
    spoil(profile.path, pagesOf(profile.path, 'device').root);
    const { store } = salvaged(profile);
    expect([Buffer.from(store.device).toString('hex'), store.member]).toEqual([Buffer.from(device).toString('hex'), member]);
    expect(store.clock.ms).toBeGreaterThanOrEqual(clock.ms);
    store.close();
  });
});

describe('a file that ends too early', () => {
  it('has nothing in the place of what is missing: a row that reaches over the end is lost, and told', () => {
    const profile = aProfile();
    const before = openStore(profile.path, fakePorts(9));
    const bodies = new Map(before.prepare('SELECT id, body FROM entries').all().map(({ id, body }) => [id.toString('hex'), body]));
    before.close();
    const cut = pagesOf(profile.path, 'entries').leaves.at(-1)! * PAGE - 30;
    writeFileSync(profile.path, readFileSync(profile.path).subarray(0, cut));
    const { told, store } = salvaged(profile);
    const entries = store.prepare('SELECT id, body FROM entries').all();
    expect(entries.length).toBeGreaterThan(20);
    const madeAnew = told.incomplete.find(({ table }) => table === 'entries')!;
    expect(madeAnew.count).toBeLessThan(entries.length / 2);
    for (const { id, body } of entries) expect(body).toBe(madeAnew.ids.some((made) => made.equals(id)) ? '' : bodies.get(id.toString('hex')));
    expect(of(told, 'entries')).toMatchObject({ saved: entries.length });
    store.close();
  });

  it.each([1, 20, 61, 103, 110, PAGE - 1, PAGE + 5])('after %i bytes is read as far as it goes', (bytes) => {
    const profile = aProfile(3);
    writeFileSync(profile.path, readFileSync(profile.path).subarray(0, bytes));
    const { told, store } = salvaged(profile);
    expect(told.tables.every(({ saved }) => saved === 0)).toBe(true);
    store.close();
  });

  it('within a long text marks it as incomplete, as zeros in it do', () => {
    const profile = aProfile(12);
    const bytes = readFileSync(profile.path);
    const at = bytes.lastIndexOf('words '.repeat(200));
    spoil(profile.path, Math.floor(at / PAGE) + 1);
    const { told } = salvaged(profile);
    expect([...told.incomplete, ...told.lost].map(({ table, count: records }) => [table, records])).toEqual([['entries', 1]]);
  });
});

describe('a line of the log', () => {
  const DAMAGE: Record<string, string> = {
    'about a table that never was': 'tableNo = 0',
    'about a field that never was': 'col = 200',
    'about a field with a number that none has': 'col = -120',
    'about a field, without saying which': 'col = NULL',
    'that is nothing that is done': 'op = 9',
    'about a row that is not there': `recordId = x'${'5a'.repeat(16)}'`,
    'about what is no id': "recordId = x'5a'",
    'with a time that is none': "stamp = x'5a'",
    'that saw what is no time': "seen = x'5a'",
    'that brings back what is no time': "restores = x'5a'",
  };

  it.each(Object.entries(DAMAGE))('%s is not taken, and told', (_what, damage) => {
    const profile = aProfile(6);
    const sql = new Database(profile.path);
    expect(sql.prepare(`UPDATE changes SET ${damage} WHERE n = (SELECT max(n) FROM changes WHERE op = 2)`).run().changes).toBe(1);
    const all = sql.prepare<[], number>('SELECT count(*) FROM changes').pluck().get()!;
    sql.close();
    const { told, store } = salvaged(profile);
    expect(of(told, 'changes')).toEqual({ table: 'changes', saved: all - 1, of: all });
    expect(count(store, 'changes')).toBe(all - 1);
    expect([told.lost, told.incomplete]).toEqual([[], []]);
    store.close();
  });

  it('about a field of a newer version is kept, as it is never the only one', () => {
    const profile = aProfile(6);
    const sql = new Database(profile.path);
    sql.exec('UPDATE changes SET col = 200 WHERE n IN (SELECT n FROM changes WHERE op = 2 ORDER BY n LIMIT 2)');
    sql.close();
    const { told, store } = salvaged(profile);
    expect(store.prepare('SELECT count(*) AS n FROM changes WHERE col = 200').get()!.n).toBe(2);
    expect(of(told, 'changes').saved).toBe(of(told, 'changes').of);
    store.close();
  });
});
