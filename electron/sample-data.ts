import type { Progress } from '../core/api/contacts.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { addPart, addRole, createContact } from '../db/contact-writes.ts';
import { createEntry } from '../db/entries.ts';
import { purgeContact, purgeRow } from '../db/purge.ts';
import { getPreference, setPreference } from '../db/settings.ts';
import type { Store } from '../db/store.ts';
import { tableNumbered, type TableName } from '../db/tables/registry.ts';
import { Batch, type Tx } from '../db/write.ts';
import { type CallContext, breathe, changedEvent, forget } from './calls/context.ts';
import { SAMPLE_ORGANISATIONS, SAMPLE_PEOPLE } from './sample-people.ts';

const KEY = 'sampleBatch';
const DAY_MS = 86_400_000;

export function hasSampleData(store: Store): boolean {
  return typeof getPreference(store, KEY) === 'string';
}

/** Invented people and firms with something that happened, to look around with. */
export async function loadSample(context: CallContext, progress: (value: Progress) => void): Promise<{ changeId: Id }> {
  const { store } = context;
  const batch = Batch.open(store, { code: 'sample.loaded' });
  setPreference(store, KEY, batch.id);
  const organisations = new Map<string, Id>();
  const total = SAMPLE_ORGANISATIONS.length + SAMPLE_PEOPLE.length;
  let done = 0;
  const step = async (change: (tx: Tx) => void): Promise<void> => {
    context.changed(changedEvent(batch.commit(change).changed));
    progress({ done: ++done, total });
    await breathe();
  };
  for (const { name, city, country, role, web } of SAMPLE_ORGANISATIONS) {
    await step((tx) => {
      const id = createContact(tx, { kind: 'organisation', organisationName: name, roles: [role] });
      addPart(tx, id, 'addresses', { city, country });
      addPart(tx, id, 'links', { kind: 'web', url: web });
      organisations.set(name, id);
    });
  }
  for (const person of SAMPLE_PEOPLE) {
    await step((tx) => {
      const id = createContact(tx, { kind: 'person', fullName: person.name, tags: person.tags, emails: [{ address: person.email }], phones: [{ number: person.phone, label: 'mobile' }] });
      addRole(tx, id, person.role);
      const organisationId = organisations.get(person.organisation);
      if (organisationId) addPart(tx, id, 'affiliations', { organisationId, title: person.title });
      if (person.birthday) tx.update('contacts', id, { birthday: person.birthday });
      for (const { daysAgo, ...entry } of person.entries) createEntry(tx, { ...entry, at: store.ports.now() - daysAgo * DAY_MS, participants: [id] });
    });
  }
  batch.close();
  return { changeId: batch.id };
}

/** Removes for good what the sample brought, and what was written about it since. */
export async function removeSample(context: CallContext, progress: (value: Progress) => void): Promise<{ removed: number }> {
  const { store } = context;
  const loaded = getPreference(store, KEY);
  if (typeof loaded !== 'string') return { removed: 0 };
  const rows = insertedBy(store, loaded as Id);
  const batch = Batch.open(store, { code: 'sample.removed' }, 'final');
  for (const [index, { table, id }] of rows.entries()) {
    const { changed } = batch.commit((tx) => {
      if (table === 'contacts') purgeContact(tx, id);
      else purgeRow(tx, table, id);
    });
    context.changed(changedEvent(changed));
    progress({ done: index + 1, total: rows.length });
    await breathe();
  }
  batch.close();
  setPreference(store, KEY, null);
  store.prepare("UPDATE batches SET kind = 'final' WHERE id = ?").run(idToBytes(loaded as Id));
  await forget(context);
  return { removed: rows.filter(({ table }) => table === 'contacts').length };
}

/** The contacts, entries and tags that a batch made; what they own goes with them. A tag that others use stays. */
function insertedBy(store: Store, batchId: Id): { table: TableName; id: Id }[] {
  return store
    .prepare('SELECT c.tableNo, c.recordId FROM batches b JOIN commits k ON k.batchN = b.n JOIN changes c ON c.commitN = k.n WHERE b.id = ? AND c.op = 1 ORDER BY c.n')
    .all(idToBytes(batchId))
    .flatMap((row) => {
      const table = tableNumbered(row['tableNo'] as number)?.name;
      return table === 'contacts' || table === 'entries' || table === 'tags' ? [{ table, id: idFromBytes(row['recordId'] as Buffer) }] : [];
    })
    .filter(({ table, id }) => table !== 'tags' || !isUsedTag(store, id, batchId));
}

function isUsedTag(store: Store, id: Id, batchId: Id): boolean {
  const bySample = 'SELECT c.recordId FROM batches b JOIN commits k ON k.batchN = b.n JOIN changes c ON c.commitN = k.n WHERE b.id = $batch AND c.op = 1';
  return store.prepare(`SELECT 1 AS n FROM contactTags x WHERE x.tagId = $tag AND x.hidden = 0 AND x.id NOT IN (${bySample}) LIMIT 1`).get({ tag: idToBytes(id), batch: idToBytes(batchId) }) !== undefined;
}
