import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Id, idFromBytes, idToBytes } from '../../core/ids.ts';
import { type Choice, partKey } from '../../core/restore.ts';
import { addPart, createContact, mergeContacts, removePart, setTags, updateContact, updatePart } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { createDeal } from '../../db/deals.ts';
import { getDeal } from '../../db/deal-rows.ts';
import { examine } from '../../db/doctor.ts';
import { visibleState } from '../../db/digest.ts';
import { attachFiles, createEntry, listEntries } from '../../db/entries.ts';
import { purgeContact, purgeReminder } from '../../db/purge.ts';
import { listPipelines } from '../../db/pipelines.ts';
import { completeReminder, createReminder, listReminders, skipReminder } from '../../db/reminders.ts';
import { lookAtRecord } from '../../db/restore-look.ts';
import { BringBack, type BringChoices, type BroughtBack } from '../../db/restore-record.ts';
import { type Store, openReader } from '../../db/store.ts';
import { undo } from '../../db/undo.ts';
import { type Tx, write } from '../../db/write.ts';
import { aStore, fakePorts } from '../support/stores.ts';

interface World {
  store: Store;
  /** Does something under a label of the test. */
  act: <T>(change: (tx: Tx) => T) => T;
  /** Keeps the profile as it is now as a backup, and gives a store that reads it. */
  backUp: () => Store;
}

function aWorld(): World {
  const { store, dir, remove } = aStore();
  onTestFinished(remove);
  let backups = 0;
  return {
    store,
    act: (change) => write(store, { code: 'test' }, change).result,
    backUp() {
      const path = join(dir, `backup-${backups++}`);
      store.sql.exec(`VACUUM INTO '${path}'`);
      const there = openReader(path, fakePorts(2));
      onTestFinished(() => there.close());
      return there;
    },
  };
}

const WEEKLY = { kind: 'rule', rule: 'FREQ=WEEKLY' } as const;
const FILES = new Set(['a'.repeat(64)]);

function bring(world: World, there: Store, kind: 'person' | 'organisation' | 'entry' | 'reminder' | 'deal', id: Id, chosen?: BringChoices): { done: BroughtBack; changeId: Id } {
  const back = new BringBack(there, { bringFile: (hash) => FILES.has(hash) });
  const { changeId } = write(world.store, { code: 'backup.broughtBack' }, (tx) => {
    for (const step of back.steps(kind, id, chosen)) step(tx);
  });
  return { done: back.done, changeId };
}

const chosen = (choices: Record<string, Choice>): BringChoices => ({ choices: new Map(Object.entries(choices)) });

/** Everything that follows from the rest is as it should be. */
function expectSound(store: Store): void {
  const steps = examine(store, { list: () => [], has: () => true, size: () => 5, remove: () => undefined }, { repair: false, isAlone: true, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    expect(step.value.findings).toEqual([]);
    return;
  }
}

/** Ada with an e-mail address, a tag, two entries (one with Bob), a reminder, and a deal. */
function ada({ act, store }: World) {
  return act((tx) => {
    const bob = createContact(tx, { kind: 'person', fullName: 'Bob' });
    const id = createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', emails: [{ address: 'ada@example.com' }], tags: ['friend'], organisation: { name: 'Engines' }, status: 'client' });
    const note = createEntry(tx, { kind: 'note', at: 1_000, subject: 'Alone', body: 'with a file', participants: [id], pinned: false } as never);
    attachFiles(tx, note, [{ name: 'a.txt', type: 'text/plain', size: 5, hash: 'a'.repeat(64) }]);
    const meeting = createEntry(tx, { kind: 'meeting', at: 2_000, subject: 'Together', body: '', participants: [id, bob], pinned: false } as never);
    const reminder = createReminder(tx, { purpose: 'call Ada', due: '2026-03-01', zone: 'UTC', contactId: id });
    const stageId = listPipelines(store)[0]!.stages[0]!.id;
    const { id: deal } = createDeal(tx, { title: 'Engine', stageId, contact: { id } });
    const email = idFromBytes(store.prepare('SELECT id FROM emails').get()!.id);
    return { id, bob, note, meeting, reminder, deal, email };
  });
}

describe('somebody who is in a backup', () => {
  it('and in the bin comes out of it, with what was removed one by one', () => {
    const world = aWorld();
    const { id, email, note } = ada(world);
    const there = world.backUp();
    world.act((tx) => removePart(tx, 'emails', email));
    world.act((tx) => void tx.remove('entries', note));
    world.act((tx) => void tx.remove('contacts', id));
    expect(lookAtRecord(there, world.store, 'person', id)).toMatchObject({ state: 'in-bin', name: 'Ada Lovelace', fields: [], parts: [{ key: partKey('emails', email), isMissing: true }], missing: { entries: 1, reminders: 0, deals: 0 } });
    const { done, changeId } = bring(world, there, 'person', id);
    expect(done).toMatchObject({ records: { person: 1, entry: 1, reminder: 0, deal: 0 }, parts: 1, left: 0 });
    expect(getContact(world.store, id)).toMatchObject({ hidden: false, name: 'Ada Lovelace', emails: [{ address: 'ada@example.com' }] });
    expect(listEntries(world.store, { contactId: id, limit: 9 }).rows.map(({ subject }) => subject)).toEqual(['Together', 'Alone']);
    expectSound(world.store);
    undo(world.store, changeId);
    expect(getContact(world.store, id)).toMatchObject({ hidden: true, emails: [] });
    expectSound(world.store);
  });

  it('and here keeps what is here, fills what is empty, and takes what was chosen', () => {
    const world = aWorld();
    const { id, email } = ada(world);
    const there = world.backUp();
    world.act((tx) => {
      updateContact(tx, id, { status: '', family: 'King' });
      updatePart(tx, 'emails', email, { address: 'ada@king.example' });
      addPart(tx, id, 'phones', { number: '+44 20 7946 0018' });
    });
    const look = lookAtRecord(there, world.store, 'person', id);
    expect(look).toMatchObject({
      state: 'here',
      id,
      fields: [
        { field: 'family', there: 'Lovelace', here: 'King', suggested: 'here' },
        { field: 'status', there: 'client', here: '', suggested: 'there' },
      ],
      parts: [{ key: partKey('emails', email), isMissing: false, fields: [{ field: 'address', there: 'ada@example.com', here: 'ada@king.example', suggested: 'here' }] }],
    });
    expect(bring(world, there, 'person', id).done).toMatchObject({ records: { person: 0 }, parts: 0, fields: 1 });
    expect(getContact(world.store, id)).toMatchObject({ family: 'King', status: 'client', emails: [{ address: 'ada@king.example' }], phones: [{ number: '+44 20 7946 0018' }] });
    bring(world, there, 'person', id, chosen({ family: 'there', [partKey('emails', email, 'address')]: 'there' }));
    expect(getContact(world.store, id)).toMatchObject({ name: 'Ada Lovelace', emails: [{ address: 'ada@example.com' }], phones: [{ number: '+44 20 7946 0018' }] });
    expectSound(world.store);
  });

  it('leaves away what is not wanted', () => {
    const world = aWorld();
    const { id, email, note } = ada(world);
    const there = world.backUp();
    world.act((tx) => {
      removePart(tx, 'emails', email);
      tx.remove('entries', note);
      updateContact(tx, id, { status: '' });
    });
    const { done } = bring(world, there, 'person', id, { ...chosen({ [partKey('emails', email)]: 'here', status: 'here' }), without: new Set(['entries']) });
    expect(done).toMatchObject({ records: { entry: 0 }, parts: 0, fields: 0 });
    expect(getContact(world.store, id)).toMatchObject({ emails: [], status: '' });
  });

  it('and removed for good is made anew with everything, once', () => {
    const world = aWorld();
    const { id, meeting } = ada(world);
    const there = world.backUp();
    const before = getContact(there, id);
    world.act((tx) => void purgeContact(tx, id));
    expect(() => getContact(world.store, id)).toThrow('no longer exists');
    const look = lookAtRecord(there, world.store, 'person', id);
    expect(look).toMatchObject({ state: 'erased', missing: { entries: 1, reminders: 1, deals: 1 } });
    expect(look.id).not.toBe(id);
    const { done, changeId } = bring(world, there, 'person', id);
    expect(done).toMatchObject({ records: { person: 1, entry: 1, reminder: 1, deal: 1 }, left: 0, filesMissing: 0 });
    const made = getContact(world.store, look.id);
    expect(made).toMatchObject({ name: 'Ada Lovelace', status: 'client', createdAt: before.createdAt, tags: [{ name: 'friend' }], affiliations: [{ organisation: { name: 'Engines' } }], emails: [{ address: 'ada@example.com' }] });
    const timeline = listEntries(world.store, { contactId: look.id, limit: 9 }).rows;
    expect(timeline.map(({ subject }) => subject)).toEqual(['Together', 'Alone']);
    expect(timeline[0]!.id).toBe(meeting);
    expect(timeline[1]!.attachments).toMatchObject([{ name: 'a.txt', size: 5 }]);
    expect(listReminders(world.store, { state: 'open', contactId: look.id, limit: 9 }).rows).toMatchObject([{ purpose: 'call Ada' }]);
    expect(world.store.prepare('SELECT title FROM deals WHERE hidden = 0 AND contactId = ?').all(idToBytes(look.id))).toEqual([{ title: 'Engine' }]);
    expectSound(world.store);
    const once = visibleState(world.store);
    expect(bring(world, there, 'person', id).done).toMatchObject({ records: { person: 0, entry: 0, reminder: 0, deal: 0 }, parts: 0, fields: 0 });
    expect(visibleState(world.store)).toBe(once);
    undo(world.store, changeId);
    expect(getContact(world.store, look.id).hidden).toBe(true);
    expectSound(world.store);
  });

  it('merged into another stays part of it, unless somebody parts them', () => {
    const world = aWorld();
    const { id, bob } = ada(world);
    const there = world.backUp();
    world.act((tx) => mergeContacts(tx, bob, id, []));
    expect(lookAtRecord(there, world.store, 'person', id)).toMatchObject({ state: 'merged', fields: [{ field: 'mergedInto', there: null, here: bob, suggested: 'here' }] });
    expect(bring(world, there, 'person', id).done).toMatchObject({ records: { person: 0 }, fields: 0 });
    bring(world, there, 'person', id, chosen({ mergedInto: 'there' }));
    expect(getContact(world.store, id)).toMatchObject({ id, name: 'Ada Lovelace' });
    expect(getContact(world.store, bob).emails).toEqual([]);
    expectSound(world.store);
  });

  it('gets back a tag that was removed for good, under the id of the new one', () => {
    const world = aWorld();
    const { id } = ada(world);
    const there = world.backUp();
    world.act((tx) => setTags(tx, id, []));
    world.act((tx) => void purgeContact(tx, id));
    bring(world, there, 'person', id);
    const now = lookAtRecord(there, world.store, 'person', id).id;
    expect(getContact(world.store, now).tags).toMatchObject([{ name: 'friend' }]);
    expect(world.store.prepare("SELECT count(*) AS n FROM tags WHERE name = 'friend' AND hidden = 0").get()!.n).toBe(1);
    expectSound(world.store);
  });
});

describe('a deal that is still here', () => {
  it('has the contact in it again who was removed for good', () => {
    const world = aWorld();
    const { id, bob, deal } = ada(world);
    world.act((tx) => tx.insert('dealContacts', '00000000-0000-8000-8000-000000000001' as Id, { dealId: deal, contactId: bob, role: '' }));
    const there = world.backUp();
    world.act((tx) => void purgeContact(tx, id));
    expect(getDeal(world.store, deal).contacts.map(({ contact }) => contact.name)).toEqual(['Bob']);
    expect(bring(world, there, 'person', id).done.records).toMatchObject({ person: 1, deal: 0 });
    expect(getDeal(world.store, deal).contacts.map(({ contact }) => contact.name).sort()).toEqual(['Ada Lovelace', 'Bob']);
    expect(getDeal(world.store, deal).contact?.name).toBe('Ada Lovelace');
    expectSound(world.store);
  });
});

describe('a reminder of a backup', () => {
  it('comes back when it was removed, also for good', () => {
    const world = aWorld();
    const { reminder } = ada(world);
    const there = world.backUp();
    world.act((tx) => void tx.remove('reminders', reminder));
    world.act((tx) => purgeReminder(tx, reminder));
    expect(bring(world, there, 'reminder', reminder).done.records.reminder).toBe(1);
    expect(bring(world, there, 'reminder', reminder).done.records.reminder).toBe(0);
    expect(listReminders(world.store, { state: 'open', limit: 9 }).rows).toMatchObject([{ purpose: 'call Ada', contact: { name: 'Ada Lovelace' } }]);
    expectSound(world.store);
  });

  it('stays done, and skipped, where it was done or skipped since', () => {
    const world = aWorld();
    const { id, reminder } = ada(world);
    const weekly = world.act((tx) => createReminder(tx, { purpose: 'weekly', due: '2026-02-02', zone: 'UTC', contactId: id, repeat: WEEKLY }));
    const there = world.backUp();
    world.act((tx) => void completeReminder(tx, reminder, {}, 'UTC'));
    write(world.store, { code: 'reminder.skipped' }, (tx) => void skipReminder(tx, weekly, 'UTC'));
    const before = visibleState(world.store);
    expect(bring(world, there, 'person', id).done.records.reminder).toBe(0);
    expect(visibleState(world.store)).toBe(before);
  });
});

describe('what the backup names and does not hold', () => {
  it('is told', () => {
    const world = aWorld();
    const { id, note } = ada(world);
    world.act((tx) => attachFiles(tx, note, [{ name: 'b.txt', type: 'text/plain', size: 5, hash: 'b'.repeat(64) }]));
    const there = world.backUp();
    world.act((tx) => void purgeContact(tx, id));
    expect(bring(world, there, 'person', id).done).toMatchObject({ filesMissing: 1, records: { entry: 1 } });
  });
});
