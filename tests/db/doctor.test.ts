import { closeSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addPart, createContact, mergeContacts } from '../../db/contact-writes.ts';
import { listContacts } from '../../db/contact-list.ts';
import { putDraft } from '../../db/drafts.ts';
import { type Examination, type FindingCode, examine } from '../../db/doctor.ts';
import { createEntry } from '../../db/entries.ts';
import { search } from '../../db/search.ts';
import { loadLocale, setDeviceSettings } from '../../db/settings.ts';
import { type Store, openReader } from '../../db/store.ts';
import { Batch, type Tx, write } from '../../db/write.ts';
import { derivedMistakes } from '../support/derived.ts';
import { type Desk, aDesk } from '../support/desk.ts';
import { fakePorts } from '../support/stores.ts';
import { withoutIndex } from '../support/without-index.ts';

const act = <T>(store: Store, change: (tx: Tx) => T): T => write(store, { code: 'test' }, change).result;

function run({ store, files }: Desk, how: Partial<Parameters<typeof examine>[2]> = {}): Examination {
  const steps = examine(store, files, { repair: false, isAlone: true, readsFile: true, ...how });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const codes = ({ findings }: Examination): FindingCode[] => findings.map(({ code }) => code);

/** People, a firm, notes, a file, somebody in the bin, two merged, something undone: all of it in order. */
function aLivelyDesk(): Desk {
  const desk = aDesk();
  const { store, files } = desk;
  const { hash } = files.put(undefined, new TextEncoder().encode('a plan'), true);
  const ids = Array.from({ length: 12 }, (_, i) => act(store, (tx) => createContact(tx, { kind: 'person', fullName: `Ada Łodz${i}`, emails: [{ address: `Ada${i}@x.org` }], phones: [{ number: '020 7946 0018' }], organisation: { name: 'Engines Ltd' }, tags: ['vip', `t${i % 3}`] })));
  for (const id of ids) act(store, (tx) => createEntry(tx, { kind: 'note', body: `spoke of engines with 王小明`, participants: [id, ids[0]!], attachments: [{ name: 'plan.pdf', type: '', size: 6, hash: hash! }] }));
  act(store, (tx) => tx.remove('contacts', ids[3]!));
  act(store, (tx) => mergeContacts(tx, ids[4]!, ids[5]!, []));
  act(store, (tx) => addPart(tx, ids[6]!, 'relations', { toId: ids[7]!, kind: 'friend' }));
  return desk;
}

describe('a profile in order', () => {
  it('has nothing found, by the writer and by a reader beside it', () => {
    const desk = aLivelyDesk();
    expect(run(desk)).toEqual({ ok: true, findings: [] });
    expect(run(desk, { repair: true })).toEqual({ ok: true, findings: [] });
    const store = openReader(desk.path, fakePorts(9));
    loadLocale(store);
    expect(run({ ...desk, store }, { isAlone: false })).toEqual({ ok: true, findings: [] });
    expect(() => store.sql.exec('DELETE FROM contacts')).toThrow('readonly');
    store.close();
  });

  it('is examined in steps between which others write, and tells how far it is', () => {
    const desk = aLivelyDesk();
    const steps = examine(desk.store, desk.files, { repair: true, isAlone: false, readsFile: false });
    const seen: number[] = [];
    for (let step = steps.next(); !step.done; step = steps.next()) {
      expect(desk.store.inTransaction).toBe(false);
      if (seen.length % 10 === 0) putDraft(desk.store, 'note', `typed ${seen.length}`, undefined);
      seen.push(step.value.done / step.value.total);
    }
    expect(seen.length).toBeGreaterThan(30);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  it('may have a tag twice, which is told and left', () => {
    const desk = aLivelyDesk();
    act(desk.store, (tx) => tx.insert('tags', '01900000-0000-7000-8000-000000000001' as never, { name: 'VIP' }));
    for (const repair of [false, true]) expect(run(desk, { repair })).toMatchObject({ ok: true, findings: [{ code: 'same-tags', table: 'tags', count: 1, mended: false }] });
  });
});

describe('damage of what is derived', () => {
  const one = (table: string, where = '1'): string => `n = (SELECT n FROM ${table} WHERE hidden = 0 AND ${where} ORDER BY n DESC LIMIT 1)`;
  const values: [place: string, damage: string][] = [
    ['contacts.name', `UPDATE contacts SET name = 'Somebody' WHERE ${one('contacts')}`],
    ['contacts.sortKey', `UPDATE contacts SET sortKey = 'zzz' WHERE ${one('contacts')}`],
    ['contacts.lastAt', `UPDATE contacts SET lastAt = 5 WHERE ${one('contacts', "kind = 'organisation'")}`],
    ['contacts.rootN', `UPDATE contacts SET rootN = 1 WHERE ${one('contacts')}`],
    ['contacts.hidden', `UPDATE contacts SET hidden = 0 WHERE hidden = 2`],
    ['contacts.hidden', `UPDATE contacts SET hidden = 1 WHERE ${one('contacts')}`],
    ['emails.hidden', `UPDATE emails SET hidden = 3 WHERE ${one('emails')}`],
    ['emails.folded', `UPDATE emails SET folded = address WHERE ${one('emails')}`],
    ['emails.contactN', `UPDATE emails SET contactN = 1 WHERE ${one('emails')}`],
    ['phones.e164', `UPDATE phones SET e164 = NULL WHERE ${one('phones')}`],
    ['phones.digits', `UPDATE phones SET digits = '' WHERE ${one('phones')}`],
    ['tags.folded', `UPDATE tags SET folded = 'x' WHERE ${one('tags')}`],
    ['contactTags.tagN', `UPDATE contactTags SET tagN = 99 WHERE ${one('contactTags')}`],
    ['participants.at', `UPDATE participants SET at = 1 WHERE ${one('participants')}`],
    ['participants.entryN', `UPDATE participants SET entryN = NULL WHERE ${one('participants')}`],
    ['attachments.entryN', `UPDATE attachments SET entryN = NULL WHERE ${one('attachments')}`],
    ['relations.toN', `UPDATE relations SET toN = 1 WHERE ${one('relations')}`],
  ];

  it.each(values)('%s is found and mended', (place, damage) => {
    const desk = aLivelyDesk();
    expect(desk.store.sql.prepare(damage).run().changes).toBeGreaterThan(0);
    const found = run(desk);
    expect(found.ok).toBe(false);
    expect(found.findings).toContainEqual({ code: 'derived', table: place.split('.')[0], count: 1, mended: false, message: `${place} of 1 row is not what follows from the rest.` });
    const mended = run(desk, { repair: true });
    expect(mended.ok).toBe(true);
    expect(mended.findings.find(({ message }) => message.startsWith(`${place} `))).toMatchObject({ mended: true });
    expect(run(desk)).toEqual({ ok: true, findings: [] });
    expect(derivedMistakes(desk.store)).toEqual([]);
  });

  it('of every derived column of everybody is mended', () => {
    const desk = aLivelyDesk();
    desk.store.sql.exec("UPDATE contacts SET name = '', sortKey = '', lastAt = NULL, rootN = n, hidden = 0; UPDATE emails SET contactN = NULL; UPDATE participants SET contactN = NULL, entryN = NULL, at = 0; UPDATE affiliations SET personN = NULL, organisationN = NULL");
    expect(run(desk).ok).toBe(false);
    expect(run(desk, { repair: true }).ok).toBe(true);
    expect(run(desk)).toEqual({ ok: true, findings: [] });
    expect(listContacts(desk.store, { filter: [], sort: { by: 'name', descending: false }, limit: 50 }).rows).toHaveLength(11);
  });

  it('names sorted by another locale are found', () => {
    const desk = aDesk();
    act(desk.store, (tx) => createContact(tx, { kind: 'person', fullName: 'Åsa Öberg' }));
    setDeviceSettings(desk.store, { locale: 'sv' });
    loadLocale(desk.store);
    expect(run(desk).findings).toMatchObject([{ code: 'derived', message: 'contacts.sortKey of 1 row is not what follows from the rest.' }]);
    expect(run(desk, { repair: true }).ok).toBe(true);
  });

  it('of what is waited for is found and mended', () => {
    const desk = aLivelyDesk();
    desk.store.sql.exec("INSERT INTO waiting (tableNo, rowN, col, refId) VALUES (3, 1, 1, x'00')");
    expect(run(desk).findings).toMatchObject([{ code: 'waiting', count: 1, mended: false }]);
    expect(run(desk, { repair: true })).toMatchObject({ ok: true, findings: [{ code: 'waiting', mended: true }] });
    expect(run(desk).findings).toEqual([]);
  });
});

describe('the full text', () => {
  const damages: [code: FindingCode, table: string, damage: (store: Store) => void][] = [
    ['search-missing', 'contactSearch', ({ sql }) => sql.exec('DELETE FROM contactSearch WHERE rowid = 1')],
    ['search-missing', 'entrySearch', ({ sql }) => sql.exec('DELETE FROM entrySearch WHERE rowid = 1')],
    ['search-extra', 'contactSearch', ({ sql }) => sql.exec("INSERT INTO contactSearch (rowid, document) VALUES (999, 'nobody')")],
    ['search-extra', 'contactSearch', ({ sql }) => sql.exec("INSERT INTO contactSearch (rowid, document) SELECT n, 'in the bin' FROM contacts WHERE hidden = 1")],
    ['search-outdated', 'contactSearch', ({ sql }) => sql.exec("DELETE FROM contactSearch WHERE rowid = 2; INSERT INTO contactSearch (rowid, document) VALUES (2, 'ada')")],
    ['search-outdated', 'entrySearch', ({ sql }) => sql.exec("UPDATE entries SET body = 'of something else' WHERE n = 2")],
  ];

  it.each(damages)('%s in %s is found and mended', (code, table, damage) => {
    const desk = aLivelyDesk();
    damage(desk.store);
    expect(run(desk)).toMatchObject({ ok: false, findings: [{ code, table, count: 1, mended: false }] });
    expect(run(desk, { repair: true })).toMatchObject({ ok: true, findings: [{ code, table, count: 1, mended: true }] });
    expect(run(desk)).toEqual({ ok: true, findings: [] });
  });

  it('is known to hold a word too many, not only one too few', () => {
    const desk = aLivelyDesk();
    const { store } = desk;
    const words = 'ada lodz1 x org engines ltd 02079460018'.split(' ');
    store.sql.exec('DELETE FROM contactSearch WHERE rowid = 3');
    store.prepare('INSERT INTO contactSearch (rowid, document) VALUES (3, ?)').run(`${words.join(' ')} surplus`);
    expect(codes(run(desk))).toEqual(['search-outdated']);
    run(desk, { repair: true });
    expect(search(store, 'surplus', { contacts: 5, entries: 0 }).contacts).toEqual([]);
  });

  it('takes words as the index cuts them, where that is otherwise than ours', () => {
    const desk = aDesk();
    // A letter that the index, which knows an older Unicode, takes for a sign between words.
    const body = Array.from({ length: 400 }, (_, i) => `word${String.fromCodePoint(0x1e900 + i)}end`).join(' ');
    act(desk.store, (tx) => createEntry(tx, { kind: 'note', body, participants: [createContact(tx, { kind: 'person', fullName: 'Ada' })] }));
    expect(run(desk)).toEqual({ ok: true, findings: [] });
  });

  it('that is damaged inside is made anew', () => {
    const desk = aLivelyDesk();
    const { sql } = desk.store;
    sql.unsafeMode(true);
    sql.exec("UPDATE contactSearch_data SET block = x'0000000000' WHERE id > 10");
    sql.unsafeMode(false);
    expect(run(desk)).toMatchObject({ ok: false, findings: [{ code: 'search-damaged', table: 'contactSearch', mended: false }] });
    expect(run(desk, { repair: true })).toMatchObject({ ok: true, findings: [{ code: 'search-damaged', mended: true }] });
    expect(run(desk)).toEqual({ ok: true, findings: [] });
    expect(search(desk.store, 'lodz7', { contacts: 5, entries: 0 }).contacts).toHaveLength(1);
  });
});

describe('the log', () => {
  it('with changes of tables and fields that this version does not know is told and left', () => {
    const desk = aLivelyDesk();
    desk.store.sql.exec("INSERT INTO changes (commitN, op, tableNo, recordId, col) VALUES (1, 2, 250, x'00', 1), (1, 2, 2, x'00', 240)");
    for (const repair of [false, true]) expect(run(desk, { repair })).toMatchObject({ ok: true, findings: [{ code: 'log-unknown', count: 2, mended: false }] });
  });

  it('with changes that belong to nothing is found', () => {
    const desk = aLivelyDesk();
    desk.store.sql.exec("INSERT INTO changes (commitN, op, tableNo, recordId, col) VALUES (99999, 2, 2, x'00', 1)");
    expect(run(desk)).toMatchObject({ ok: false, findings: [{ code: 'log-loose', count: 1, mended: false }] });
  });

  it('with a change that was begun and not finished is found, and it is taken back', () => {
    const desk = aLivelyDesk();
    const batch = Batch.open(desk.store, { code: 'contacts.imported' });
    batch.commit((tx) => createContact(tx, { kind: 'person', fullName: 'Half Imported' }));
    expect(run(desk, { isAlone: false })).toEqual({ ok: true, findings: [] });
    expect(run(desk)).toMatchObject({ ok: false, findings: [{ code: 'batch-open', count: 1, mended: false }] });
    expect(run(desk, { repair: true })).toMatchObject({ ok: true, findings: [{ code: 'batch-open', mended: true }] });
    expect(search(desk.store, 'imported', { contacts: 5, entries: 0 }).contacts).toEqual([]);
    expect(run(desk).findings).toEqual([]);
  });
});

describe('a reference to what is not there', () => {
  it('is found; that it is waited for is noted', () => {
    const desk = aLivelyDesk();
    desk.store.sql.exec("UPDATE relations SET toId = x'00112233445566778899aabbccddeeff'");
    expect(codes(run(desk))).toEqual(['reference-missing', 'waiting', 'derived']);
    expect(run(desk, { repair: true })).toMatchObject({ ok: false, findings: [{ code: 'reference-missing', table: 'relations', count: 1, mended: false }, { code: 'waiting', mended: true }, { code: 'derived', mended: true }] });
    expect(codes(run(desk))).toEqual(['reference-missing']);
  });
});

describe('the files', () => {
  it('that are named and not there, or cut short, are found and left', () => {
    const desk = aLivelyDesk();
    const [hash] = desk.files.list();
    writeFileSync(desk.files.path(hash!), 'a p');
    expect(run(desk, { repair: true })).toMatchObject({ ok: false, findings: [{ code: 'file-damaged', count: 12, mended: false }] });
    rmSync(desk.files.path(hash!));
    expect(run(desk, { repair: true })).toMatchObject({ ok: false, findings: [{ code: 'file-missing', count: 12, mended: false }] });
  });

  it('that nothing names are found, and removed when nobody else is at work', () => {
    const desk = aLivelyDesk();
    desk.files.put(undefined, new TextEncoder().encode('an export of last week'), true);
    expect(run(desk, { isAlone: false }).findings).toEqual([]);
    expect(run(desk)).toMatchObject({ ok: false, findings: [{ code: 'file-unnamed', count: 1, mended: false }] });
    expect(desk.files.list()).toHaveLength(2);
    expect(run(desk, { repair: true })).toMatchObject({ ok: true, findings: [{ code: 'file-unnamed', mended: true }] });
    expect(desk.files.list()).toHaveLength(1);
  });
});

describe('the database itself', () => {
  it('with an index that lacks a row is found and mended', () => {
    const desk = aLivelyDesk();
    const { path } = desk;
    desk.store.close();
    withoutIndex(path, 'contactsByName', (sql) => sql.exec("UPDATE contacts SET createdAt = createdAt + 1, sortKey = 'a' WHERE n = 2; UPDATE contacts SET sortKey = (SELECT sortKey FROM contacts WHERE n = 3) WHERE n = 2"));
    const again = aDesk(desk.dir);
    expect(codes(run(again))).toContain('damaged');
    expect(codes(run(again, { isAlone: false }))).toContain('damaged');
    expect(run(again, { repair: true }).findings[0]).toMatchObject({ code: 'damaged', mended: true });
    expect(run(again)).toEqual({ ok: true, findings: [] });
  });

  it('with a page written over is found, and nothing in it is touched', () => {
    const desk = aLivelyDesk();
    const page = desk.store.sql.prepare("SELECT pageno FROM dbstat WHERE name = 'entries' AND pagetype = 'leaf' LIMIT 1").pluck().get() as number;
    desk.store.close();
    const file = openSync(desk.path, 'r+');
    writeSync(file, Buffer.alloc(400, 0x5a), 0, 400, (page - 1) * 4_096);
    closeSync(file);
    const size = statSync(desk.path).size;
    const again = aDesk(desk.dir);
    expect(run(again).findings).toContainEqual(expect.objectContaining({ code: 'damaged', mended: false }));
    const repaired = run(again, { repair: true });
    expect(repaired.ok).toBe(false);
    expect(repaired.findings).toContainEqual(expect.objectContaining({ code: 'damaged', mended: false, message: expect.stringContaining('restore a backup') as string }));
    expect(statSync(desk.path).size).toBeGreaterThanOrEqual(size);
  });
});
