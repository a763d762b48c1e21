import { describe, expect, it, onTestFinished } from 'vitest';
import { CallError } from '../../core/call.ts';
import { type Id, idToBytes } from '../../core/ids.ts';
import { addPart, applyBulkChange, createContact, setTags, updateContact } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { visibleState } from '../../db/digest.ts';
import { createEntry, getEntry, updateEntry } from '../../db/entries.ts';
import { listTags } from '../../db/lists.ts';
import { type Store, openStore } from '../../db/store.ts';
import { abandonSteps, undo, undoOpenBatches, undoState, undoSteps } from '../../db/undo.ts';
import { Batch, write } from '../../db/write.ts';
import { derivedMistakes } from '../support/derived.ts';
import { aTeam, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const label = { code: 'test' };

/** On a slow machine a step of long work does little before it lets others go. */
const SLOW_MS = 20;

function aDesk(tickMs?: number): Store {
  const { store, remove } = aStore(1, tickingPorts(1, tickMs));
  onTestFinished(remove);
  return store;
}

function add(store: Store, fullName: string, more: Partial<Parameters<typeof createContact>[1]> = {}): { id: Id; changeId: Id } {
  const { result: id, changeId } = write(store, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'person', fullName, ...more }));
  return { id, changeId };
}

function undoLast(store: Store): ReturnType<typeof undo> {
  return undo(store, undoState(store).undo!.changeId);
}

function redoLast(store: Store): ReturnType<typeof undo> {
  return undo(store, undoState(store).redo!.changeId);
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CallError) return error.code;
    throw error;
  }
  return expect.fail('it was done');
}

describe('undo', () => {
  it('puts back what nothing has changed since, and keeps and lists what somebody else did', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const { id } = add(mine, 'Ada Lovelace');
    const edit = write(mine, label, (tx) => updateContact(tx, id, { status: 'lead', source: 'fair' })).changeId;
    replicas.deliverAll();
    write(theirs, label, (tx) => updateContact(tx, id, { status: 'customer' }));
    replicas.deliverAll();

    expect(undo(mine, edit).kept).toEqual([{ table: 'contacts', id, field: 'status', reason: 'changed-since' }]);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(getContact(store, id)).toMatchObject({ status: 'customer', source: '' });
  });

  it('of a new contact keeps it when somebody edited it since', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const { id, changeId } = add(mine, 'Ada Lovelace', { emails: [{ address: 'ada@x.org' }] });
    replicas.deliverAll();
    write(theirs, label, (tx) => updateContact(tx, id, { nickname: 'Addie' }));
    replicas.deliverAll();

    expect(undo(mine, changeId).kept).toContainEqual({ table: 'contacts', id, reason: 'changed-since' });
    expect(getContact(mine, id)).toMatchObject({ name: 'Ada Lovelace', nickname: 'Addie', hidden: false });
  });

  it('of a new contact keeps it when something hangs on it since', () => {
    const store = aDesk();
    const { id, changeId } = add(store, 'Ada Lovelace');
    const note = write(store, label, (tx) => createEntry(tx, { kind: 'note', body: 'Likes engines', participants: [id] })).changeId;

    expect(undo(store, changeId).kept).toEqual([{ table: 'contacts', id, reason: 'has-dependants' }]);
    expect(getContact(store, id).hidden).toBe(false);

    const other = add(store, 'Mary Somerville');
    const mail = write(store, label, (tx) => addPart(tx, other.id, 'emails', { address: 'mary@x.org' })).changeId;
    expect(undo(store, other.changeId).kept).toEqual([{ table: 'contacts', id: other.id, reason: 'has-dependants' }]);
    for (const change of [note, mail]) expect(undo(store, change).kept).toEqual([]);
  });

  it('keeps a tag that another contact got in the meantime', () => {
    const store = aDesk();
    const { changeId } = add(store, 'Ada', { tags: ['garden'] });
    add(store, 'Bo', { tags: ['Garden'] });
    expect(undo(store, changeId).kept).toMatchObject([{ table: 'tags', reason: 'has-dependants' }]);
    expect(listTags(store)).toMatchObject([{ name: 'garden', count: 1 }]);
  });

  it('goes back step by step and forth again, and a new change ends what can be redone', () => {
    const store = aDesk();
    const { id } = add(store, 'Ada');
    for (const status of ['one', 'two', 'three']) write(store, label, (tx) => updateContact(tx, id, { status }));
    undoLast(store);
    undoLast(store);
    expect(getContact(store, id).status).toBe('one');
    redoLast(store);
    expect(getContact(store, id).status).toBe('two');
    write(store, label, (tx) => updateContact(tx, id, { source: 'fair' }));
    expect(undoState(store).redo).toBeUndefined();
    undoLast(store);
    undoLast(store);
    expect(getContact(store, id)).toMatchObject({ status: 'one', source: '' });
  });

  it('can be redone after a restart', () => {
    const path = `${temporaryFolder()}/kith.sqlite`;
    const before = openStore(path, tickingPorts(1));
    const { id } = add(before, 'Ada', { tags: ['vip'] });
    write(before, label, (tx) => setTags(tx, id, ['vip', 'garden']));
    undoLast(before);
    before.close();

    const after = openStore(path, tickingPorts(2));
    onTestFinished(() => after.close());
    expect(getContact(after, id).tags.map(({ name }) => name)).toEqual(['vip']);
    expect(redoLast(after).kept).toEqual([]);
    expect(getContact(after, id).tags.map(({ name }) => name)).toEqual(['garden', 'vip']);
    expect(undoLast(after).kept).toEqual([]);
    expect(getContact(after, id).tags.map(({ name }) => name)).toEqual(['vip']);
  });

  it('takes a change back that was saved from a form which stood open during another', () => {
    const store = aDesk();
    const { id } = add(store, 'Ada');
    const { seen } = getContact(store, id);
    write(store, label, (tx) => updateContact(tx, id, { status: 'first' }, seen));
    write(store, label, (tx) => updateContact(tx, id, { status: 'second' }, seen));
    expect(undoLast(store).kept).toEqual([]);
    expect(getContact(store, id).status).toBe('first');
    expect(undoLast(store).kept).toEqual([]);
    expect(getContact(store, id).status).toBe('');
  });

  it('reverts an old change from history and leaves what came after', () => {
    const store = aDesk();
    const { id } = add(store, 'Ada');
    const old = write(store, label, (tx) => updateContact(tx, id, { status: 'lead' })).changeId;
    write(store, label, (tx) => updateContact(tx, id, { source: 'fair' }));
    expect(undo(store, old).kept).toEqual([]);
    expect(getContact(store, id)).toMatchObject({ status: '', source: 'fair' });
  });

  it('offers only what this person did on this device; history reverts what anybody did', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const { id, changeId } = add(theirs, 'Ada');
    replicas.deliverAll();
    expect(undoState(mine).undo).toBeUndefined();
    expect(undo(mine, changeId).kept).toEqual([]);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(getContact(store, id).hidden).toBe(true);
    expect(undoState(theirs).undo).toBeUndefined();
    expect(redoLast(mine).kept).toEqual([]);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(getContact(store, id).hidden).toBe(false);
    expect(undoState(theirs).undo?.changeId).toBe(changeId);
  });

  it('is refused twice, for what is not there, for what is final and for what is under way', () => {
    const store = aDesk();
    const { changeId } = add(store, 'Ada');
    undo(store, changeId);
    expect(refusal(() => undo(store, changeId))).toBe('already-undone');
    expect(refusal(() => undo(store, '00000000-0000-7000-8000-000000000000' as Id))).toBe('change-not-found');
    const final = write(store, label, (tx) => {
      createContact(tx, { kind: 'person', fullName: 'Bo' });
      tx.makeFinal();
    }).changeId;
    expect(refusal(() => undo(store, final))).toBe('cannot-undo');
    expect(refusal(() => undo(store, Batch.open(store, label).id))).toBe('cannot-undo');
  });

  it('says nothing was done when nothing changed', () => {
    const store = aDesk();
    const { id, changeId } = add(store, 'Ada', { status: 'lead' });
    write(store, label, (tx) => updateContact(tx, id, { status: 'lead' }));
    expect(undoState(store).undo?.changeId).toBe(changeId);
  });
});

describe('a bulk change', () => {
  function tagEverybody(store: Store, people: number): { batch: Batch; contactNs: number[] } {
    for (let i = 0; i < people; i++) add(store, `Person ${i}`);
    const contactNs = store.prepare('SELECT n FROM contacts ORDER BY n').all().map(({ n }) => n);
    const batch = Batch.open(store, { code: 'contacts.bulk.tag' });
    for (let at = 0; at < people; at += 7) {
      batch.commit((tx) => {
        for (const n of contactNs.slice(at, at + 7)) applyBulkChange(tx, n, { kind: 'tag', add: ['vip'], remove: [] });
      });
    }
    return { batch, contactNs };
  }

  it('of many transactions is undone and redone as one', () => {
    const store = aDesk();
    const { batch } = tagEverybody(store, 40);
    batch.close();
    const tagged = visibleState(store);
    expect(listTags(store)).toMatchObject([{ name: 'vip', count: 40 }]);
    expect(undoLast(store)).toMatchObject({ kept: [] });
    expect(listTags(store)).toEqual([]);
    expect(redoLast(store)).toMatchObject({ kept: [] });
    expect(visibleState(store)).toBe(tagged);
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('is undone in steps, between which others write', () => {
    const store = aDesk(SLOW_MS);
    const { batch } = tagEverybody(store, 60);
    batch.close();
    const steps = undoSteps(store, batch.id);
    let waits = 0;
    for (let step = steps.next(); !step.done; step = steps.next()) {
      add(store, `Visitor ${waits++}`);
      expect(store.inTransaction).toBe(false);
    }
    expect(waits).toBeGreaterThan(1);
    expect(listTags(store)).toEqual([]);
    expect(store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n).toBe(60 + waits);
  });

  it('that is cancelled is taken back, and not offered for undo', () => {
    const store = aDesk();
    const { batch } = tagEverybody(store, 20);
    const last = undoState(store).undo!.changeId;
    for (const _ of abandonSteps(store, batch)) expect(store.inTransaction).toBe(false);
    expect(listTags(store)).toEqual([]);
    expect(undoState(store).undo?.changeId).toBe(last);
  });

  it('that a crash cut short is taken back at the next start, with what others did meanwhile left alone', () => {
    const path = `${temporaryFolder()}/kith.sqlite`;
    const before = openStore(path, tickingPorts(1));
    tagEverybody(before, 20);
    const bo = add(before, 'Bo', { tags: ['vip'] });
    before.close();

    const after = openStore(path, tickingPorts(2));
    onTestFinished(() => after.close());
    expect(undoOpenBatches(after)).toBe(1);
    expect(listTags(after)).toMatchObject([{ name: 'vip', count: 1 }]);
    expect(getContact(after, bo.id).tags).toHaveLength(1);
    expect(undoOpenBatches(after)).toBe(0);
    expect(undoState(after).undo?.changeId).toBe(bo.changeId);
    expect(derivedMistakes(after)).toEqual([]);
  });

  it('whose undo a crash cut short is there whole again at the next start', () => {
    const path = `${temporaryFolder()}/kith.sqlite`;
    const before = openStore(path, tickingPorts(1, SLOW_MS));
    const { batch } = tagEverybody(before, 40);
    batch.close();
    const steps = undoSteps(before, batch.id);
    steps.next();
    expect(listTags(before)[0]!.count).toBeLessThan(40);
    before.close();

    const after = openStore(path, tickingPorts(2));
    onTestFinished(() => after.close());
    expect(undoOpenBatches(after)).toBe(1);
    expect(listTags(after)).toMatchObject([{ name: 'vip', count: 40 }]);
    expect(undoLast(after)).toMatchObject({ kept: [] });
    expect(listTags(after)).toEqual([]);
  });

  it('is told to nobody before it is closed', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const { batch } = tagEverybody(mine, 10);
    replicas.deliverAll();
    expect(listTags(theirs)).toEqual([]);
    batch.close();
    replicas.deliverAll();
    expect(listTags(theirs)).toMatchObject([{ count: 10 }]);
  });
});

describe('undo of a note', () => {
  it('gives back its words and its people', () => {
    const store = aDesk();
    const [ada, bo] = [add(store, 'Ada').id, add(store, 'Bo').id];
    const id = write(store, label, (tx) => createEntry(tx, { kind: 'note', body: 'first', participants: [ada] })).result;
    write(store, label, (tx) => updateEntry(tx, id, { body: 'second' }, [bo]));
    undoLast(store);
    expect(getEntry(store, id)).toMatchObject({ body: 'first', participants: [{ name: 'Ada' }] });
    redoLast(store);
    expect(getEntry(store, id)).toMatchObject({ body: 'second', participants: [{ name: 'Bo' }] });
    expect(store.prepare('SELECT lastAt AS n FROM contacts WHERE id = ?').get(idToBytes(ada))!.n).toBeNull();
  });
});
