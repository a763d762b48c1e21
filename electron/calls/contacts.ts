import type { GroupHandlers } from '../../core/call.ts';
import type { BulkChange, BulkPreview, MergePreview, contacts } from '../../core/api/contacts.ts';
import { CallError } from '../../core/call.ts';
import type { Selection } from '../../core/filters.ts';
import { type Id, idFromBytes, idToBytes } from '../../core/ids.ts';
import { parsePhone } from '../../core/phones.ts';
import { allContactNumbers, contactIds, listContacts } from '../../db/contact-list.ts';
import { countContacts } from '../../db/contact-filter.ts';
import {
  addPart,
  applyBulkChange,
  createContact,
  makePrimary,
  mergeContacts,
  removePart,
  resolveConflict,
  setRoles,
  setTags,
  updateContact,
  updatePart,
  withOrganisation,
} from '../../db/contact-writes.ts';
import { contactRef, contactRefByN, contactRow, getContact, peopleOfOrganisation, similarContacts } from '../../db/contacts.ts';
import { setFieldValue } from '../../db/field-values.ts';
import { knownValues } from '../../db/known-values.ts';
import { purgeContact } from '../../db/purge.ts';
import { newId, type Store } from '../../db/store.ts';
import { Batch } from '../../db/write.ts';
import { type CallContext, abandon, breathe, changedEvent, forget, writeAndTell } from './context.ts';

/** A transaction of long work takes about this long, in milliseconds, so that others' calls go between. */
const STEP_MS = 20;

export function contactCalls(context: CallContext): GroupHandlers<typeof contacts> {
  const { store } = context;
  const done = ({ changeId }: { changeId: Id }): { changeId: Id } => ({ changeId });
  const requirePhoto = (hash: string | null | undefined): void => {
    if (hash && !context.files.has(hash)) throw new CallError('file-not-found', 'The photo did not arrive whole. Choose it again.');
  };
  return {
    list: (request) => listContacts(store, request),
    count: ({ filter }) => ({ total: countContacts(store, filter) }),
    ids: ({ filter, sort, from, to }) => ({ ids: contactIds(store, filter, sort, from, to) }),
    get: ({ id }) => getContact(store, id),
    people: ({ organisationId, limit, after }) => peopleOfOrganisation(store, organisationId, limit, after),
    similar: ({ fullName, email, phone }) => similarContacts(store, { fullName, email, phoneDigits: phone && parsePhone(phone, store.country).digits }),
    values: ({ field }) => knownValues(store, field),
    create: (contact) => {
      requirePhoto(contact.photo);
      const { result: id, changeId } = writeAndTell(context, { code: 'contact.created' }, (tx) => createContact(tx, contact));
      return { id, changeId };
    },
    update: ({ id, fields, seen }) => {
      requirePhoto(fields.photo);
      return done(writeAndTell(context, { code: 'contact.updated' }, (tx) => updateContact(tx, id, fields, seen)));
    },
    addPart: ({ contactId, part, values, organisationName, primary }) => {
      const { result: id, changeId } = writeAndTell(context, { code: 'contact.updated' }, (tx) => {
        const owner = idFromBytes(contactRow(store, contactId).id);
        const added = addPart(tx, owner, part, withOrganisation(tx, values, organisationName));
        if (primary) makePrimary(tx, owner, part, added);
        return added;
      });
      return { id, changeId };
    },
    updatePart: ({ part, id, values, seen, organisationName }) =>
      done(writeAndTell(context, { code: 'contact.updated' }, (tx) => updatePart(tx, part, id, withOrganisation(tx, values, organisationName), seen))),
    removePart: ({ part, id }) => done(writeAndTell(context, { code: 'contact.updated' }, (tx) => removePart(tx, part, id))),
    setRoles: ({ id, roles }) => done(writeAndTell(context, { code: 'contact.updated' }, (tx) => setRoles(tx, id, roles))),
    setTags: ({ id, tags }) => done(writeAndTell(context, { code: 'contact.tagged' }, (tx) => setTags(tx, id, tags))),
    setCustom: ({ id, fieldId, value }) =>
      done(writeAndTell(context, { code: 'contact.updated' }, (tx) => setFieldValue(tx, idFromBytes(contactRow(store, id).id), fieldId, value))),
    remove: ({ id }) => done(writeAndTell(context, { code: 'contact.removed' }, (tx) => tx.remove('contacts', idFromBytes(contactRow(store, id).id)))),
    restore: ({ id }) => done(writeAndTell(context, { code: 'contact.restored' }, (tx) => tx.restore('contacts', idFromBytes(contactRow(store, id).id)))),
    bulkPreview: ({ selection, change }) => previewBulk(store, selection, change),
    bulk: ({ selection, change }, { signal, progress }) => runBulk(context, selection, change, signal, progress),
    mergePreview: ({ a, b }) => previewMerge(store, a, b),
    merge: ({ winner, loser, take }) => done(writeAndTell(context, { code: 'contact.merged' }, (tx) => mergeContacts(tx, winner, loser, take))),
    resolveConflict: ({ table, recordId, field, stamp }) =>
      done(writeAndTell(context, { code: 'conflict.resolved' }, (tx) => resolveConflict(tx, table, recordId, field, stamp))),
    erase: ({ id }) => eraseContact(context, id),
  };
}

/** The numbers of the chosen contacts, in pages. */
function* selected(store: Store, selection: Selection): Generator<number[]> {
  if ('ids' in selection) {
    for (let at = 0; at < selection.ids.length; at += 500) {
      const list = JSON.stringify(selection.ids.slice(at, at + 500).map((id) => Buffer.from(idToBytes(id)).toString('hex')));
      yield store.prepare('SELECT DISTINCT c.rootN AS n FROM json_each(?) j JOIN contacts c ON c.id = unhex(j.value)').all(list).map(({ n }) => n);
    }
    return;
  }
  const except = new Set(selection.except.map((id) => contactRow(store, id).n));
  // All at once: what a bulk act changes may no longer match the filter.
  const all = [...allContactNumbers(store, selection.filter, 5_000)].flat();
  for (let at = 0; at < all.length; at += 500) yield all.slice(at, at + 500).filter((n) => !except.has(n));
}

async function runBulk(
  context: CallContext,
  selection: Selection,
  change: BulkChange,
  signal: { readonly aborted: boolean },
  progress: (value: { done: number; total: number }) => void,
): Promise<{ changeId: Id; changed: number }> {
  const { store } = context;
  const numbers = [...selected(store, selection)].flat();
  const batch = Batch.open(store, { code: `contacts.bulk.${change.kind}`, params: { count: numbers.length } });
  let changed = 0;
  try {
    for (let at = 0; at < numbers.length; ) {
      if (signal.aborted) throw new CallError('cancelled', 'Cancelled. Nothing was changed.');
      const step = batch.commit((tx) => {
        const started = performance.now();
        while (at < numbers.length && performance.now() - started < STEP_MS) if (applyBulkChange(tx, numbers[at++]!, change)) changed++;
      });
      context.changed(changedEvent(step.changed));
      progress({ done: at, total: numbers.length });
      await breathe();
    }
    batch.close();
    context.changed({ history: '*' });
    return { changeId: batch.id, changed };
  } catch (cause) {
    await abandon(context, batch);
    throw cause;
  }
}

const SAMPLES = 5;

/** How many of the chosen would change, and the first of them with what they have and would get. */
function previewBulk(store: Store, selection: Selection, change: BulkChange): BulkPreview {
  const numbers = [...selected(store, selection)].flat();
  const samples = numbers.slice(0, SAMPLES).flatMap((n) => {
    const contact = contactRefByN(store, n);
    return contact ? [{ contact, ...beforeAndAfter(store, n, change) }] : [];
  });
  return { selected: numbers.length, changing: numbers.filter((n) => wouldChange(store, n, change)).length, samples };
}

function wouldChange(store: Store, n: number, change: BulkChange): boolean {
  if (change.kind === 'delete' || change.kind === 'custom') return true;
  const { before, after } = beforeAndAfter(store, n, change);
  return before !== after;
}

function beforeAndAfter(store: Store, n: number, change: BulkChange): { before: string; after: string } {
  const column = (sql: string, ...params: unknown[]): string[] => store.prepare(sql).all(...params).map((row) => row['value'] as string);
  if (change.kind === 'tag' || change.kind === 'role') {
    const before =
      change.kind === 'tag'
        ? column('SELECT t.name AS value FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN = ? AND x.hidden = 0 AND t.hidden = 0 ORDER BY t.folded', n)
        : column('SELECT role AS value FROM contactRoles WHERE contactN = ? AND hidden = 0 ORDER BY role', n);
    const removed = new Set(change.remove.map((name) => name.trim().toLowerCase()));
    const had = new Set(before.map((name) => name.toLowerCase()));
    const after = [...before.filter((name) => !removed.has(name.toLowerCase())), ...change.add.filter((name) => !had.has(name.trim().toLowerCase()))];
    return { before: before.join(', '), after: after.join(', ') };
  }
  if (change.kind === 'set') return { before: column(`SELECT ${change.field} AS value FROM contacts WHERE n = ?`, n)[0] ?? '', after: change.value };
  if (change.kind === 'owner') {
    const nameOf = 'SELECT name AS value FROM members WHERE id = ';
    return {
      before: column(`${nameOf}(SELECT ownerId FROM contacts WHERE n = ?)`, n)[0] ?? '',
      after: change.memberId ? (column(`${nameOf}?`, idToBytes(change.memberId))[0] ?? '') : '',
    };
  }
  return { before: '', after: '' };
}

function previewMerge(store: Store, a: Id, b: Id): MergePreview {
  const contacts: MergePreview['contacts'] = [getContact(store, a), getContact(store, b)];
  if (contacts[0].id === contacts[1].id) throw new CallError('same-contact', 'Choose two different contacts to merge.');
  const fields = Object.keys(contacts[0].seen).filter((field) => field !== 'mergedInto' && field !== 'createdAt' && !field.startsWith('primary'));
  const value = (contact: MergePreview['contacts'][number], field: string): unknown => (contact as unknown as Record<string, unknown>)[field] ?? '';
  const differing = fields.filter((field) => value(contacts[0], field) !== value(contacts[1], field) && value(contacts[0], field) !== '' && value(contacts[1], field) !== '');
  return { contacts, differing };
}

async function eraseContact(context: CallContext, id: Id): Promise<{ records: number; files: number }> {
  const { store } = context;
  const contact = contactRow(store, id);
  const { result } = writeAndTell(context, { code: 'contact.erased' }, (tx) => {
    const purged = purgeContact(tx, contactRef(contact).id);
    tx.insert('erasures', newId(store), { memberId: store.member, at: store.ports.now(), records: purged.records, files: purged.files.size });
    tx.makeFinal();
    return purged;
  });
  return { records: result.records, files: await forget(context) };
}
