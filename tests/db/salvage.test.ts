// A damaged database is read page by page: everything that lies on other pages comes back, and what is missing is told.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createContact, updateContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import { digests } from '../../db/digest.ts';
import { examine } from '../../db/doctor.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { putDraft } from '../../db/drafts.ts';
import { mendLog } from '../../db/salvage/mend-log.ts';
import { openPages } from '../../db/salvage/page-file.ts';
import { type Salvaged, prepare, salvage } from '../../db/salvage/salvage.ts';
import { type Store, openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
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
