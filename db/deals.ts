import { generateNKeysBetween } from 'fractional-indexing';
import { CallError } from '../core/call.ts';
import type { NewDeal } from '../core/api/deals.ts';
import type { NewReminder } from '../core/api/reminders.ts';
import type { ContactKind } from '../core/contacts.ts';
import type { DealFields, DealLine } from '../core/deals.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { organisationNamed, createContact, tagNamed, requireOwner } from './contact-writes.ts';
import { contactsNamed } from './contact-names.ts';
import { contactRow } from './contacts.ts';
import { placeInStage } from './board-order.ts';
import { openReminders, requireNeeds } from './deal-moves.ts';
import { dealRow, recordStage } from './deal-row.ts';
import { linkReminder } from './deal-reminders.ts';
import { firstStage, usableStage } from './pipelines.ts';
import { createReminder } from './reminders.ts';
import { teamSettings } from './settings.ts';
import { newId } from './store.ts';
import { OP, type Tx } from './write.ts';

/** At the top of its stage. Errors: `empty-deal`, `contact-not-found`, `member-not-found`, `stage-not-found`, `stage-retired`, `deal-needs`, `no-pipeline`. */
export function createDeal(tx: Tx, deal: NewDeal): { id: Id; contactId: Id | null; organisationId: Id | null } {
  const { stageId = firstStage(tx.store), contact, organisation, lines, tags, next, ...given } = deal;
  const stage = usableStage(tx, stageId);
  const organisationId = organisation ? whoIs(tx, organisation, 'organisation') : null;
  const contactId = contact ? whoIs(tx, contact, 'person', organisationId) : null;
  const title = (given.title ?? '').trim();
  if (title === '' && contactId === null && organisationId === null) throw new CallError('empty-deal', 'A deal needs a title, a contact or an organisation.');
  requireOwner(tx, given.ownerId);
  const id = newId(tx.store);
  const now = tx.store.ports.now();
  const fields = { ownerId: tx.store.member, currency: teamSettings(tx.store).currency, ...given };
  tx.insert('deals', id, { ...fields, title, stageId, contactId, organisationId, orderKey: placeInStage(tx, stage.n, null, -1), createdAt: now });
  recordStage(tx, id, stageId, '', now);
  if (contactId) setDealContact(tx, id, contactId, '');
  if (lines) setLines(tx, id, lines);
  if (tags) setDealTags(tx, id, tags);
  if (next) planNext(tx, id, next);
  requireNeeds(tx.store, dealRow(tx.store, id), stage.n);
  return { id, contactId, organisationId };
}

/** Somebody who is there, or the one of that name, or somebody new. */
function whoIs(tx: Tx, who: { id: Id } | { name: string }, kind: ContactKind, organisationId: Id | null = null): Id {
  if ('id' in who) return idFromBytes(contactRow(tx.store, who.id).id);
  if (kind === 'organisation') return organisationNamed(tx, who.name);
  const known = contactsNamed(tx.store, who.name, 'person');
  if (known.length === 1) return idFromBytes(known[0]!.id);
  return createContact(tx, { kind, fullName: who.name, ...(organisationId ? { organisation: { id: organisationId } } : {}) });
}

/** Makes a reminder that is the next action of a deal, about its contact unless it says about whom. Errors: `deal-not-found`, `contact-not-found`, `bad-rule`. */
export function planNext(tx: Tx, id: Id, reminder: NewReminder): Id {
  const deal = dealRow(tx.store, id);
  const who = (deal['contactId'] ?? deal['organisationId']) as Buffer | null;
  return linkReminder(tx, createReminder(tx, { contactId: who && idFromBytes(who), ...reminder }), id);
}

/** Those who are put in by name, as who they are. A new contact belongs to the organisation of the deal. */
export function partiesNamed(tx: Tx, id: Id, { contact, organisation }: { contact?: { name: string } | undefined; organisation?: { name: string } | undefined }): Pick<Partial<DealFields>, 'contactId' | 'organisationId'> {
  const deal = dealRow(tx.store, id);
  const organisationId = organisation ? whoIs(tx, organisation, 'organisation') : undefined;
  const own = deal['organisationId'] as Buffer | null;
  return {
    ...(organisationId ? { organisationId } : {}),
    ...(contact ? { contactId: whoIs(tx, contact, 'person', organisationId ?? (own && idFromBytes(own))) } : {}),
  };
}

/** Gives somebody a part in a deal by name. Errors: `deal-not-found`. */
export function addNamedContact(tx: Tx, id: Id, { name, kind }: { name: string; kind: ContactKind }, role: string): void {
  dealRow(tx.store, id);
  setDealContact(tx, id, whoIs(tx, { name }, kind), role);
}

/** Errors: `deal-not-found`, `contact-not-found`, `member-not-found`. */
export function updateDeal(tx: Tx, id: Id, fields: Partial<DealFields>, seen?: Record<string, string>): void {
  dealRow(tx.store, id);
  requireOwner(tx, fields.ownerId);
  for (const who of [fields.contactId, fields.organisationId]) if (who) contactRow(tx.store, who);
  tx.update('deals', id, { ...fields, title: fields.title?.trim() }, seen);
  if (fields.contactId) addDealContact(tx, id, fields.contactId);
}

function addDealContact(tx: Tx, id: Id, contactId: Id): void {
  const present = tx.row('dealContacts', idToBytes(naturalId('dealContact', id, contactId)));
  if (present?.hidden !== 0) setDealContact(tx, id, contactId, '');
}

/** What somebody has to do with a deal; null takes them out. Errors: `deal-not-found`, `contact-not-found`. */
export function setDealContact(tx: Tx, id: Id, contactId: Id, role: string | null): void {
  const deal = dealRow(tx.store, id);
  const contact = contactRow(tx.store, contactId);
  const own = idFromBytes(contact.id);
  // Of those who were merged into this contact too.
  const present = tx.store.prepare('SELECT id FROM dealContacts WHERE dealN = ? AND contactN = ? AND hidden = 0').all(deal.n, contact.n);
  const kept = naturalId('dealContact', id, own);
  for (const row of present) if (role === null || idFromBytes(row.id) !== kept) tx.remove('dealContacts', idFromBytes(row.id));
  if (role !== null) tx.insert('dealContacts', kept, { dealId: id, contactId: own, role: role.trim() });
  else if (deal['contactN'] === contact.n) {
    const other = tx.store.prepare('SELECT c.id FROM dealContacts x JOIN contacts c ON c.n = x.contactN WHERE x.dealN = ? AND x.hidden = 0 AND c.hidden = 0 ORDER BY x.id LIMIT 1').get(deal.n);
    tx.update('deals', id, { contactId: other ? idFromBytes(other.id) : null });
  }
}

/** The whole list in its order; one without an id is new. Errors: `deal-not-found`, `line-not-found`, `product-not-found`. */
export function setLines(tx: Tx, id: Id, lines: readonly (DealLine & { id?: Id | undefined })[]): void {
  const deal = dealRow(tx.store, id);
  const present = new Set(tx.store.prepare('SELECT id FROM dealLines WHERE dealN = ? AND hidden = 0').all(deal.n).map((row) => idFromBytes(row.id)));
  const keys = generateNKeysBetween(null, null, lines.length);
  lines.forEach(({ id: lineId, ...line }, at) => {
    if (line.productId && !tx.row('products', idToBytes(line.productId))) throw new CallError('product-not-found', 'This product no longer exists.');
    const values = { ...line, text: line.text.trim(), orderKey: keys[at]! };
    if (lineId === undefined) tx.insert('dealLines', newId(tx.store), { dealId: id, ...values });
    else if (present.delete(lineId)) tx.update('dealLines', lineId, values);
    else throw new CallError('line-not-found', 'This line no longer exists.');
  });
  for (const gone of present) tx.remove('dealLines', gone);
}

export function setCompetitors(tx: Tx, id: Id, names: readonly string[]): void {
  const deal = dealRow(tx.store, id);
  const wanted = new Set(names.map((name) => name.trim()));
  for (const row of tx.store.prepare('SELECT id, name FROM dealCompetitors WHERE dealN = ? AND hidden = 0').all(deal.n)) {
    if (!wanted.delete(row['name'] as string)) tx.remove('dealCompetitors', idFromBytes(row.id));
  }
  for (const name of wanted) tx.insert('dealCompetitors', naturalId('dealCompetitor', id, name), { dealId: id, name });
}

/** By name; those that do not exist yet are made. */
export function setDealTags(tx: Tx, id: Id, names: readonly string[]): void {
  const deal = dealRow(tx.store, id);
  const wanted = new Set(names.map((name) => tagNamed(tx, name)));
  for (const row of tx.store.prepare('SELECT x.id, t.id AS tagBytes FROM dealTags x JOIN tags t ON t.n = x.tagN WHERE x.dealN = ? AND x.hidden = 0').all(deal.n)) {
    if (!wanted.delete(idFromBytes(row['tagBytes'] as Buffer))) tx.remove('dealTags', idFromBytes(row.id));
  }
  for (const tagId of wanted) tx.insert('dealTags', naturalId('dealTag', id, tagId), { dealId: id, tagId });
}

/** Errors: `deal-not-found`, `step-not-found`. */
export function setStep(tx: Tx, id: Id, stepId: Id, done: boolean): void {
  dealRow(tx.store, id);
  const step = tx.row('stageSteps', idToBytes(stepId));
  if (!step || step.hidden) throw new CallError('step-not-found', 'This step of the list no longer exists.');
  tx.insert('dealSteps', naturalId('dealStep', id, stepId), { dealId: id, stepId, doneAt: done ? tx.store.ports.now() : null });
}

/** With what was planned about it. Errors: `deal-not-found`. */
export function removeDeal(tx: Tx, id: Id): void {
  const deal = dealRow(tx.store, id);
  for (const reminder of openReminders(tx.store, deal.n)) tx.remove('reminders', reminder);
  tx.remove('deals', id);
}

/** With the reminders that went with it. */
export function restoreDeal(tx: Tx, id: Id): void {
  const row = tx.row('deals', idToBytes(id));
  if (!row || !tx.restore('deals', id)) return;
  const gone = tx.store
    .prepare(
      `SELECT r.id FROM reminders r JOIN changes c ON c.recordId = r.id AND c.op <> 1 AND c.op = ${OP.remove} WHERE r.dealN = $deal AND r.hidden = 1
       AND c.commitN = (SELECT max(d.commitN) FROM changes d WHERE d.recordId = $id AND d.op <> 1 AND d.op = ${OP.remove})`,
    )
    .all({ deal: row.n, id: row.id });
  for (const reminder of gone) tx.restore('reminders', idFromBytes(reminder.id));
}
