import type { Progress } from '../core/api/contacts.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { ruleFor } from '../core/recurrence.ts';
import type { Due } from '../core/reminders.ts';
import { dayOf, daysAfter, wallTimeOf } from '../core/schedule.ts';
import { addPart, addRole, createContact } from '../db/contact-writes.ts';
import { reasonFor } from '../db/close-reasons.ts';
import { linkReminder } from '../db/deal-reminders.ts';
import { recordStage } from '../db/deal-row.ts';
import { createDeal } from '../db/deals.ts';
import { createEntry } from '../db/entries.ts';
import { startStageId } from '../db/pipelines.ts';
import { purgeContact, purgeDeal, purgeRow } from '../db/purge.ts';
import { createReminder, setCadence } from '../db/reminders.ts';
import { getPreference, setPreference } from '../db/settings.ts';
import type { Store } from '../db/store.ts';
import { tableNumbered, type TableName } from '../db/tables/registry.ts';
import { Batch, type Tx } from '../db/write.ts';
import { type CallContext, breathe, changedEvent, forget } from './calls/context.ts';
import { SAMPLE_DEALS, SAMPLE_ORGANISATIONS, SAMPLE_PEOPLE, type SampleDeal, type SamplePerson, type SampleReminder } from './sample-people.ts';

const KEY = 'sampleBatch';
const DAY_MS = 86_400_000;

export function hasSampleData(store: Store): boolean {
  return typeof getPreference(store, KEY) === 'string';
}

/** Invented people and firms with something that happened and something to do, to look around with. */
export async function loadSample(context: CallContext, progress: (value: Progress) => void): Promise<{ changeId: Id }> {
  const { store } = context;
  const batch = Batch.open(store, { code: 'sample.loaded' });
  setPreference(store, KEY, batch.id);
  const organisations = new Map<string, Id>();
  const people = new Map<string, { id: Id; reminders: Id[] }>();
  const here = { now: store.ports.now(), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
  const total = SAMPLE_ORGANISATIONS.length + SAMPLE_PEOPLE.length + SAMPLE_DEALS.length;
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
      if (person.birthday) tx.update('contacts', id, { birthday: birthdayOf(person.birthday, here) });
      for (const { daysAgo, ...entry } of person.entries) createEntry(tx, { ...entry, at: here.now - daysAgo * DAY_MS, participants: [id] });
      people.set(person.name, { id, reminders: (person.reminders ?? []).map((reminder) => remind(tx, id, reminder, here)) });
      if (person.every) setCadence(tx, id, person.every);
    });
  }
  for (const deal of SAMPLE_DEALS) {
    const who = people.get(deal.contact)!;
    await step((tx) => makeDeal(tx, deal, who, organisations.get(deal.organisation) ?? null, here));
  }
  batch.close();
  return { changeId: batch.id };
}

function makeDeal(tx: Tx, deal: SampleDeal, who: { id: Id; reminders: Id[] }, organisationId: Id | null, here: Here): void {
  const { title, minor, closesIn, daysAgo, inStageFor, closed } = deal;
  const day = (days: number): string => daysAfter(dayOf(here.now, here.zone), days);
  const stages = [...Array(deal.stage).keys()].map((at) => startStageId(at + 1));
  const { id } = createDeal(tx, { title, stageId: stages.at(-1)!, contact: { id: who.id }, organisation: organisationId && { id: organisationId }, minor, expectedClose: day(closesIn) });
  const past = { createdAt: here.now - daysAgo * DAY_MS, ...(closed ? { outcome: closed.outcome, closedAt: here.now - closed.daysAgo * DAY_MS, reasonId: reasonFor(tx, closed.outcome, closed) } : {}) };
  tx.update('deals', id, past);
  // It came to its stage step by step; what it was made with says the last of them.
  const [last] = tx.store.prepare('SELECT x.id FROM stageChanges x JOIN deals d ON d.n = x.dealN WHERE d.id = ?').all(idToBytes(id));
  tx.update('stageChanges', idFromBytes(last!.id), { at: here.now - inStageFor * DAY_MS });
  const each = ((daysAgo - inStageFor) * DAY_MS) / Math.max(1, stages.length - 1);
  stages.slice(0, -1).forEach((stageId, at) => recordStage(tx, id, stageId, '', Math.round(past.createdAt + at * each)));
  if (closed) recordStage(tx, id, stages.at(-1)!, closed.outcome, here.now - closed.daysAgo * DAY_MS);
  if (deal.isPlanned) for (const reminder of who.reminders) linkReminder(tx, reminder, id);
}

interface Here {
  now: number;
  /** The device's. */
  zone: string;
}

/** What is late already counts as shown: nobody wants to be told at once of what invented people wait for. */
function remind(tx: Tx, contactId: Id, { kind, purpose, inDays, at, priority = 0, every }: SampleReminder, here: Here): Id {
  const due = at === 'soon' ? soon(here) : dueIn(inDays, at, here.now, here.zone);
  const id = createReminder(tx, { kind, purpose, contactId, priority, ...due, repeat: every ? { kind: 'rule', rule: ruleFor(every, due.due) } : null });
  if (inDays <= 0 && at !== 'soon') tx.store.prepare("INSERT INTO fired (reminderId, due, at, state, seenAt) VALUES (?, ?, ?, 'shown', ?)").run(idToBytes(id), due.due, here.now, here.now);
  return id;
}

function dueIn(days: number, at: string | undefined, now: number, zone: string): Due {
  const day = daysAfter(dayOf(now, zone), days);
  return at === undefined ? { due: day, zone: '' } : { due: `${day}T${at}`, zone };
}

const HALF_HOUR_MS = 30 * 60_000;

/** In two hours; not before ten in the morning, and after the working day tomorrow. */
function soon({ now, zone }: Here): Due {
  const wall = wallTimeOf(Math.ceil((now + 4 * HALF_HOUR_MS) / HALF_HOUR_MS) * HALF_HOUR_MS, zone);
  const [day, time] = wall.split('T') as [string, string];
  const isToday = day === dayOf(now, zone);
  if (isToday && time >= '10:00' && time <= '20:00') return { due: wall, zone };
  return dueIn(isToday && time < '10:00' ? 0 : 1, '10:00', now, zone);
}

function birthdayOf(birthday: NonNullable<SamplePerson['birthday']>, { now, zone }: Here): string {
  if (typeof birthday === 'string') return birthday;
  const day = daysAfter(dayOf(now, zone), birthday.inDays).slice(5);
  return day === '02-29' ? '--02-29' : `${birthday.year}-${day}`;
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
      else if (table === 'deals') purgeDeal(tx, id);
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

/** The contacts, entries, deals and tags that a batch made; what they own goes with them. A tag that others use stays. */
function insertedBy(store: Store, batchId: Id): { table: TableName; id: Id }[] {
  return store
    .prepare('SELECT c.tableNo, c.recordId FROM batches b JOIN commits k ON k.batchN = b.n JOIN changes c ON c.commitN = k.n WHERE b.id = ? AND c.op = 1 ORDER BY c.n')
    .all(idToBytes(batchId))
    .flatMap((row) => {
      const table = tableNumbered(row['tableNo'] as number)?.name;
      return table === 'contacts' || table === 'entries' || table === 'tags' || table === 'deals' ? [{ table, id: idFromBytes(row['recordId'] as Buffer) }] : [];
    })
    .filter(({ table, id }) => table !== 'tags' || !isUsedTag(store, id, batchId));
}

function isUsedTag(store: Store, id: Id, batchId: Id): boolean {
  const bySample = 'SELECT c.recordId FROM batches b JOIN commits k ON k.batchN = b.n JOIN changes c ON c.commitN = k.n WHERE b.id = $batch AND c.op = 1';
  return store.prepare(`SELECT 1 AS n FROM contactTags x WHERE x.tagId = $tag AND x.hidden = 0 AND x.id NOT IN (${bySample}) LIMIT 1`).get({ tag: idToBytes(id), batch: idToBytes(batchId) }) !== undefined;
}
