import { describe, expect, it, onTestFinished } from 'vitest';
import { CallError } from '../../core/call.ts';
import type { Conflict } from '../../core/api/contacts.ts';
import { type Id, naturalId } from '../../core/ids.ts';
import { MAX_DRIFT_MS } from '../../core/stamp.ts';
import { createContact, makePrimary, resolveConflict, updateContact, updatePart } from '../../db/contact-writes.ts';
import { getContact, recordConflicts } from '../../db/contacts.ts';
import { digests } from '../../db/digest.ts';
import { createEntry, entryRow, updateEntry } from '../../db/entries.ts';
import { listTags } from '../../db/lists.ts';
import type { Store } from '../../db/store.ts';
import { tableNamed } from '../../db/tables/registry.ts';
import { undo } from '../../db/undo.ts';
import { write } from '../../db/write.ts';
import { aTeam, tickingPorts } from '../support/replicas.ts';
import { aStore } from '../support/stores.ts';

const label = { code: 'test' };
const DAY_MS = 86_400_000;

function addAda(store: Store): Id {
  return write(store, label, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', emails: [{ address: 'ada@x.org' }, { address: 'ada@y.org' }], tags: ['vip'] })).result;
}

const roleId = (id: Id): Id => naturalId('contactRole', id, 'partner');

const setStatus = (store: Store, id: Id, status: string, seen = {}): Id => write(store, label, (tx) => updateContact(tx, id, { status }, seen)).changeId;

/** The field's values, the shown one first. */
function versions(store: Store, id: Id): unknown[][] {
  return getContact(store, id).conflicts.map(({ field, current, others }) => [field, current.value, ...others.map(({ value }) => value)]);
}

function choose(store: Store, { table, recordId, field, current, others }: Conflict, value: unknown): void {
  const version = [current, ...others].find((candidate) => candidate.value === value)!;
  write(store, { code: 'conflict.resolved' }, (tx) => resolveConflict(tx, table, recordId, field, version.stamp));
}

describe('a form that stood open', () => {
  function aDesk(): Store {
    const { store, remove } = aStore(1, tickingPorts(1));
    onTestFinished(remove);
    return store;
  }

  it('keeps what came meanwhile as a second value, and both are shown', () => {
    const store = aDesk();
    const id = addAda(store);
    const { seen } = getContact(store, id);
    setStatus(store, id, 'came meanwhile');
    setStatus(store, id, 'typed in the form', seen);
    expect(versions(store, id)).toEqual([['status', 'typed in the form', 'came meanwhile']]);
  });

  it('makes no conflict of the fields that nobody touched', () => {
    const store = aDesk();
    const id = addAda(store);
    const { seen } = getContact(store, id);
    setStatus(store, id, 'came meanwhile');
    write(store, label, (tx) => updateContact(tx, id, { source: 'fair', status: 'came meanwhile' }, seen));
    expect(versions(store, id)).toEqual([]);
  });

  it('makes none when it is saved twice with what it showed before, once the first was seen', () => {
    const store = aDesk();
    const id = addAda(store);
    setStatus(store, id, 'one', getContact(store, id).seen);
    setStatus(store, id, 'two', getContact(store, id).seen);
    expect(versions(store, id)).toEqual([]);
  });

  it('makes one for a part too', () => {
    const store = aDesk();
    const id = addAda(store);
    const mail = getContact(store, id).emails[0]!;
    write(store, label, (tx) => updatePart(tx, 'emails', mail.id, { address: 'ada@new.org' }));
    write(store, label, (tx) => updatePart(tx, 'emails', mail.id, { address: 'ada@form.org' }, mail.seen));
    expect(getContact(store, id).conflicts).toMatchObject([{ table: 'emails', recordId: mail.id, field: 'address', current: { value: 'ada@form.org' }, others: [{ value: 'ada@new.org' }] }]);
  });
});

describe('two people who change one field without knowing', () => {
  it('are both shown both values, the same one first, and a choice settles it for both', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'mine');
    setStatus(theirs, id, 'theirs');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(versions(store, id)).toEqual([['status', 'theirs', 'mine']]);

    choose(mine, getContact(mine, id).conflicts[0]!, 'mine');
    expect(versions(mine, id)).toEqual([]);
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect(getContact(store, id).status).toBe('mine');
      expect(versions(store, id)).toEqual([]);
    }
    expect(digests(theirs)).toEqual(digests(mine));
  });

  it('may choose the value that is shown already', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'mine');
    setStatus(theirs, id, 'theirs');
    replicas.deliverAll();
    choose(mine, getContact(mine, id).conflicts[0]!, 'theirs');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect([getContact(store, id).status, versions(store, id)]).toEqual(['theirs', []]);
  });

  it('may both choose at once, and differently: then the choices are open', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'mine');
    setStatus(theirs, id, 'theirs');
    replicas.deliverAll();
    choose(mine, getContact(mine, id).conflicts[0]!, 'mine');
    choose(theirs, getContact(theirs, id).conflicts[0]!, 'theirs');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(versions(store, id).map((list) => list.length)).toEqual([3]);
    expect(versions(theirs, id)).toEqual(versions(mine, id));
    choose(theirs, getContact(theirs, id).conflicts[0]!, 'mine');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect([getContact(store, id).status, versions(store, id)]).toEqual(['mine', []]);
  });

  it('never conflict where they wrote the same', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'customer');
    setStatus(theirs, id, 'customer');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(versions(store, id)).toEqual([]);
  });

  it('are not asked about what matters to nobody: the later wins', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    const [first, second] = getContact(mine, id).emails;
    const tag = listTags(mine)[0]!.id;
    replicas.deliverAll();
    write(mine, label, (tx) => {
      makePrimary(tx, id, 'emails', first!.id);
      tx.update('tags', tag, { colour: 1 });
    });
    write(theirs, label, (tx) => {
      makePrimary(tx, id, 'emails', second!.id);
      tx.update('tags', tag, { colour: 2 });
    });
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      expect([getContact(store, id).primaryEmailId, versions(store, id)]).toEqual([second!.id, []]);
      expect(store.prepare('SELECT count(*) AS n FROM conflicts').get()!.n).toBe(0);
    }
  });

  it('keep both texts of a note', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    const note = write(mine, label, (tx) => createEntry(tx, { kind: 'note', body: 'first', participants: [id] })).result;
    replicas.deliverAll();
    write(mine, label, (tx) => updateEntry(tx, note, { body: 'mine' }, undefined));
    write(theirs, label, (tx) => updateEntry(tx, note, { body: 'theirs' }, undefined));
    replicas.deliverAll();
    for (const store of [mine, theirs]) {
      const [conflict] = recordConflicts(store, tableNamed('entries').number, entryRow(store, note));
      expect([conflict!.current.value, conflict!.others.map(({ value }) => value)]).toEqual(['theirs', ['mine']]);
    }
    choose(mine, recordConflicts(mine, tableNamed('entries').number, entryRow(mine, note))[0]!, 'mine');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(recordConflicts(store, tableNamed('entries').number, entryRow(store, note))).toEqual([]);
  });

  it('leave the value open that a third change did not see', () => {
    const { stores: [mine, theirs, third], replicas } = aTeam('Robin', 'Sam', 'Kim');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'mine');
    setStatus(theirs, id, 'theirs');
    replicas.deliver(1, 2);
    setStatus(third, id, 'third, having seen theirs');
    replicas.deliverAll();
    for (const store of [mine, theirs, third]) expect(versions(store, id)).toEqual([['status', 'third, having seen theirs', 'mine']]);
  });

  it('leave nothing open when one takes it back', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'same in the end');
    const change = setStatus(theirs, id, 'typed by mistake');
    undo(theirs, change);
    replicas.deliverAll();
    expect(versions(theirs, id)).toEqual(versions(mine, id));
    choose(mine, getContact(mine, id).conflicts[0]!, 'same in the end');
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect([getContact(store, id).status, versions(store, id)]).toEqual(['same in the end', []]);
  });
});

describe('choosing', () => {
  it('is refused when somebody chose already, or the value is gone', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'mine');
    setStatus(theirs, id, 'theirs');
    replicas.deliverAll();
    const [shown] = getContact(mine, id).conflicts;
    const refusal = (stamp: string): string => {
      try {
        write(mine, label, (tx) => resolveConflict(tx, 'contacts', id, 'status', stamp));
      } catch (error) {
        if (error instanceof CallError) return error.code;
        throw error;
      }
      return 'done';
    };
    expect(refusal('0'.repeat(34))).toBe('conflict-not-found');
    choose(mine, shown!, 'mine');
    expect(refusal(shown!.others[0]!.stamp)).toBe('conflict-not-found');
  });

  it('can be undone: the value comes back, and the conflict stays settled', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = addAda(mine);
    replicas.deliverAll();
    setStatus(mine, id, 'mine');
    setStatus(theirs, id, 'theirs');
    replicas.deliverAll();
    const [conflict] = getContact(mine, id).conflicts;
    const { changeId } = write(mine, label, (tx) => resolveConflict(tx, 'contacts', id, 'status', conflict!.others[0]!.stamp));
    expect(undo(mine, changeId).kept).toEqual([]);
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect([getContact(store, id).status, versions(store, id)]).toEqual(['theirs', []]);
  });
});

describe('a clock that runs far ahead', () => {
  it('does not make its values last: whoever saw one can write over it, and all agree', () => {
    const { stores: [mine, ahead, third], ports, replicas } = aTeam('Robin', 'Ahead', 'Kim');
    const id = addAda(mine);
    replicas.deliverAll();
    ports[1].advance(365 * DAY_MS);
    setStatus(ahead, id, 'from next year');
    replicas.deliverAll();
    setStatus(mine, id, 'from today');
    expect(getContact(mine, id).status).toBe('from today');
    replicas.deliverAll();
    for (const store of [mine, ahead, third]) expect([getContact(store, id).status, versions(store, id)]).toEqual(['from today', []]);
    setStatus(third, id, 'from today, later');
    replicas.deliverAll();
    for (const store of [mine, ahead, third]) expect([getContact(store, id).status, versions(store, id)]).toEqual(['from today, later', []]);
    expect(digests(third)).toEqual(digests(ahead));
  });

  it('does not pull other clocks along further than the drift allows', () => {
    const { stores: [mine, ahead], ports, replicas } = aTeam('Robin', 'Ahead');
    const id = addAda(mine);
    replicas.deliverAll();
    ports[1].advance(365 * DAY_MS);
    setStatus(ahead, id, 'from next year');
    replicas.deliverAll();
    expect(mine.clock.ms).toBeLessThanOrEqual(mine.ports.now() + MAX_DRIFT_MS);
  });

  it('cannot delete for good what is restored today, nor tag for good', () => {
    const { stores: [mine, ahead], ports, replicas } = aTeam('Robin', 'Ahead');
    const id = addAda(mine);
    replicas.deliverAll();
    ports[1].advance(365 * DAY_MS);
    write(ahead, label, (tx) => tx.remove('contacts', id));
    const made = write(ahead, label, (tx) => createContact(tx, { kind: 'person', fullName: 'Bo', roles: ['customer'] })).result;
    replicas.deliverAll();
    write(mine, label, (tx) => tx.restore('contacts', id));
    const role = getContact(mine, made).roles[0]!;
    write(mine, label, (tx) => tx.remove('contacts', made));
    replicas.deliverAll();
    for (const store of [mine, ahead]) expect([getContact(store, id).hidden, getContact(store, made).hidden, role]).toEqual([false, true, 'customer']);
    write(mine, label, (tx) => tx.restore('contacts', made));
    replicas.deliverAll();
    for (const store of [mine, ahead]) expect(getContact(store, made).hidden).toBe(false);
    expect(digests(ahead)).toEqual(digests(mine));
  });

  it('makes a natural row that can be taken off and put on again today', () => {
    const { stores: [mine, ahead], ports, replicas } = aTeam('Robin', 'Ahead');
    const id = addAda(mine);
    replicas.deliverAll();
    ports[1].advance(365 * DAY_MS);
    write(ahead, label, (tx) => createContact(tx, { kind: 'person', fullName: 'Bo', tags: ['later'] }));
    write(ahead, label, (tx) => tx.insert('contactRoles', roleId(id), { contactId: id, role: 'partner' }));
    replicas.deliverAll();
    write(mine, label, (tx) => tx.remove('contactRoles', roleId(id)));
    expect(getContact(mine, id).roles).toEqual([]);
    write(mine, label, (tx) => tx.insert('contactRoles', roleId(id), { contactId: id, role: 'partner' }));
    replicas.deliverAll();
    for (const store of [mine, ahead]) expect(getContact(store, id).roles).toEqual(['partner']);
    expect(digests(ahead)).toEqual(digests(mine));
  });
});
