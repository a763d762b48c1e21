import { CallError } from '../core/call.ts';
import type { EntryPage, NewAttachment } from '../core/api/entries.ts';
import type { ContactRef } from '../core/contacts.ts';
import type { Attachment, Entry, EntryFields, EntryKind } from '../core/entries.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { TIMELINE_OF, contactRef, contactRow } from './contacts.ts';
import { groupBy, seenOf } from './contact-list.ts';
import { dealRow } from './deal-row.ts';
import { dealMove } from './deal-timeline.ts';
import { memberRef } from './member.ts';
import { type Row, type Store, newId } from './store.ts';
import { type TimelineRequest, timelineRows } from './timeline.ts';
import type { Tx } from './write.ts';

/** Entries newest first: of a contact, of an organisation with its people, or of everybody; where asked for, with the changes of stage. */
export function listEntries(store: Store, request: TimelineRequest): EntryPage {
  const { entries, moves, next } = timelineRows(store, request);
  return { rows: entryRows(store, entries), moves: moves.map((row) => dealMove(store, row)), next };
}

/** How many entries are read at a time where all of them are wanted. */
const ALL_PAGE = 200;

/** The entries in which the contact of this row itself took part, newest first. */
export function* entriesOf(store: Store, contactN: number): Generator<Entry> {
  const page = store.prepare(
    `SELECT e.* FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND (p.at, p.entryN) < (?, ?) AND p.hidden = 0 AND e.hidden = 0
      GROUP BY p.at, p.entryN ORDER BY p.at DESC, p.entryN DESC LIMIT ${ALL_PAGE}`,
  );
  for (let last = { at: Number.MAX_SAFE_INTEGER, n: 0 }; ; ) {
    const rows = page.all(contactN, last.at, last.n);
    yield* entryRows(store, rows);
    if (rows.length < ALL_PAGE) return;
    last = { at: rows.at(-1)!['at'] as number, n: rows.at(-1)!.n };
  }
}

/** Errors: `entry-not-found`. */
export function getEntry(store: Store, id: Id): Entry {
  return entryRows(store, [entryRow(store, id)])[0]!;
}

export function entryRow(store: Store, id: Id): Row {
  const row = store.prepare('SELECT * FROM entries WHERE id = ?').get(idToBytes(id));
  if (!row || row.deleted?.length === 1) throw new CallError('entry-not-found', 'This entry no longer exists.');
  return row;
}

function entryRows(store: Store, rows: readonly Row[]): Entry[] {
  if (rows.length === 0) return [];
  const list = JSON.stringify(rows.map(({ n }) => n));
  const participants = groupBy(
    store
      .prepare(
        `SELECT DISTINCT p.entryN, c.n, c.id, c.kind, c.name, c.photo, c.hidden FROM participants p JOIN contacts c ON c.n = p.contactN
         WHERE p.entryN IN (SELECT value FROM json_each(?)) AND p.hidden = 0 ORDER BY p.id`,
      )
      .all(list),
    (row) => row['entryN'] as number,
  );
  const attachments = groupBy(store.prepare('SELECT * FROM attachments WHERE entryN IN (SELECT value FROM json_each(?)) AND hidden = 0 ORDER BY id').all(list), (row) => row['entryN'] as number);
  const deals = groupBy(
    store.prepare('SELECT x.entryN, d.id, d.title FROM entryDeals x JOIN deals d ON d.n = x.dealN WHERE x.entryN IN (SELECT value FROM json_each(?)) AND x.hidden = 0 AND d.hidden = 0 ORDER BY x.id').all(list),
    (row) => row['entryN'] as number,
  );
  return rows.map((row) => ({
    id: idFromBytes(row.id),
    kind: row['kind'] as EntryKind,
    at: row['at'] as number,
    direction: row['direction'] as Entry['direction'],
    outcome: row['outcome'] as string,
    minutes: row['minutes'] as number | null,
    subject: row['subject'] as string,
    body: row['body'] as string,
    pinned: row['pinned'] === 1,
    member: memberRef(store, row['memberId'] as Buffer | null),
    participants: (participants.get(row.n) ?? []).map((contact): ContactRef => contactRef(contact)),
    deals: (deals.get(row.n) ?? []).map((deal) => ({ id: idFromBytes(deal.id), title: deal['title'] as string })),
    attachments: (attachments.get(row.n) ?? []).map(attachmentOf),
    seen: seenOf('entries', row),
  }));
}

function attachmentOf(row: Row): Attachment {
  return { id: idFromBytes(row.id), name: row['name'] as string, type: row['type'] as string, size: row['size'] as number, hash: row['hash'] as string };
}

const FILES_OF_CONTACT = `participants p JOIN entries e ON e.n = p.entryN JOIN attachments f ON f.entryN = e.n WHERE p.contactN IN (${TIMELINE_OF})`;
const FILES_OF_DEAL = 'entryDeals p JOIN entries e ON e.n = p.entryN JOIN attachments f ON f.entryN = e.n WHERE p.dealN = $deal';

/** The files of a contact or of a deal, newest first. `after` is `at:OFFSET`. */
export function filesOf(store: Store, whose: { contactId: Id } | { dealId: Id }, limit: number, after?: string): { rows: (Attachment & { entryId: Id; at: number })[]; next: string | null } {
  const start = Number(/^at:(\d{1,9})$/.exec(after ?? '')?.[1] ?? 0);
  const rows = store
    .prepare(
      `SELECT f.*, e.id AS entryBytes, e.at FROM ${'dealId' in whose ? FILES_OF_DEAL : FILES_OF_CONTACT} AND p.hidden = 0 AND e.hidden = 0 AND f.hidden = 0 GROUP BY f.n ORDER BY e.at DESC, f.n DESC LIMIT $limit OFFSET $start`,
    )
    .all({ ...('dealId' in whose ? { deal: dealRow(store, whose.dealId).n } : { contact: contactRow(store, whose.contactId).n }), limit: limit + 1, start });
  return {
    rows: rows.slice(0, limit).map((row) => ({ ...attachmentOf(row), entryId: idFromBytes(row['entryBytes'] as Buffer), at: row['at'] as number })),
    next: rows.length > limit ? `at:${start + limit}` : null,
  };
}

export interface NewEntry extends Partial<EntryFields> {
  kind: EntryKind;
  participants: readonly Id[];
  deals?: readonly Id[] | undefined;
  attachments?: readonly NewAttachment[] | undefined;
}

/** Logs something that happened. Errors: `contact-not-found`, `deal-not-found`. */
export function createEntry(tx: Tx, entry: NewEntry, id = newId(tx.store)): Id {
  const { participants, deals = [], attachments = [], ...fields } = entry;
  tx.insert('entries', id, { at: tx.store.ports.now(), memberId: tx.store.member, ...fields });
  for (const contactId of participants) addParticipant(tx, id, contactId);
  for (const dealId of deals) addDealOf(tx, id, dealId);
  attachFiles(tx, id, attachments);
  return id;
}

export function updateEntry(tx: Tx, id: Id, fields: Partial<EntryFields>, participants: readonly Id[] | undefined, seen: Record<string, string> = {}, deals?: readonly Id[]): void {
  const row = entryRow(tx.store, id);
  tx.update('entries', id, fields, seen);
  if (deals) setDealsOf(tx, row, id, deals);
  if (!participants) return;
  const wanted = new Set(participants.map((contactId) => contactRow(tx.store, contactId).n));
  for (const present of tx.store.prepare('SELECT id, contactN AS n FROM participants WHERE entryN = ? AND hidden = 0').all(row.n)) {
    if (!wanted.delete(present.n)) tx.remove('participants', idFromBytes(present.id));
  }
  for (const contactId of participants) if (wanted.has(contactRow(tx.store, contactId).n)) addParticipant(tx, id, contactId);
}

function setDealsOf(tx: Tx, row: Row, id: Id, deals: readonly Id[]): void {
  const wanted = new Set(deals);
  for (const present of tx.store.prepare('SELECT x.id, x.dealId FROM entryDeals x WHERE x.entryN = ? AND x.hidden = 0').all(row.n)) {
    if (!wanted.delete(idFromBytes(present['dealId'] as Buffer))) tx.remove('entryDeals', idFromBytes(present.id));
  }
  for (const dealId of wanted) addDealOf(tx, id, dealId);
}

function addDealOf(tx: Tx, entryId: Id, dealId: Id): void {
  dealRow(tx.store, dealId);
  tx.insert('entryDeals', naturalId('entryDeal', entryId, dealId), { entryId, dealId });
}

export function addParticipant(tx: Tx, entryId: Id, contactId: Id): void {
  contactRow(tx.store, contactId);
  tx.insert('participants', naturalId('participant', entryId, contactId), { entryId, contactId });
}

export function attachFiles(tx: Tx, entryId: Id, attachments: readonly NewAttachment[]): void {
  for (const { name, type, size, hash } of attachments) tx.insert('attachments', newId(tx.store), { entryId, name, type, size, hash });
}
