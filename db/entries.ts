import { CallError } from '../core/call.ts';
import type { EntryPage, NewAttachment } from '../core/api/entries.ts';
import type { ContactRef } from '../core/contacts.ts';
import type { Attachment, Entry, EntryFields, EntryKind } from '../core/entries.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { searchQuery } from '../core/text/search-document.ts';
import { TIMELINE_OF, contactRef, contactRow } from './contacts.ts';
import { groupBy, seenOf } from './contact-list.ts';
import { dealRow } from './deal-row.ts';
import { type Row, type Store, newId } from './store.ts';
import type { Tx } from './write.ts';

export interface TimelineRequest {
  contactId?: Id | undefined;
  dealId?: Id | undefined;
  kinds?: EntryKind[] | undefined;
  text?: string | undefined;
  pinned?: boolean | undefined;
  limit: number;
  after?: string | undefined;
  /** The first page of a contact reaches `limit` beyond this entry. */
  through?: Id | undefined;
}

/** Entries newest first: of a contact, of an organisation with its people, or of everybody. */
export function listEntries(store: Store, request: TimelineRequest): EntryPage {
  const conditions: string[] = [];
  const params: unknown[] = [];
  if (request.kinds?.length) {
    conditions.push('e.kind IN (SELECT value FROM json_each(?))');
    params.push(JSON.stringify(request.kinds));
  }
  if (request.pinned !== undefined) conditions.push(`e.pinned = ${request.pinned ? 1 : 0}`);
  if (request.text !== undefined && request.text.trim() !== '') {
    const match = searchQuery(request.text);
    if (match === undefined) return { rows: [], next: null };
    conditions.push('e.n IN (SELECT rowid FROM entrySearch WHERE entrySearch MATCH ?)');
    params.push(match);
  }
  if (request.dealId !== undefined) {
    conditions.push('e.n IN (SELECT x.entryN FROM entryDeals x WHERE x.dealN = ? AND x.hidden = 0)');
    params.push(dealRow(store, request.dealId).n);
  }
  const last = request.after === undefined ? undefined : entryAt(store, request.after);
  const contact = request.contactId === undefined ? undefined : contactRow(store, request.contactId);
  const limit = request.limit + (contact && !last && request.through !== undefined ? countDownTo(store, contact.n, conditions, params, request.through) : 0);
  const found = contact ? ofContact(store, contact.n, conditions, params, last, limit + 1) : ofEverybody(store, conditions, params, last, limit + 1);
  const page = found.slice(0, limit);
  return { rows: entryRows(store, page), next: found.length > limit ? idFromBytes(page.at(-1)!.id) : null };
}

interface Place {
  at: number;
  n: number;
}

function entryAt(store: Store, after: string): Place {
  const row = /^[0-9a-f-]{36}$/.test(after) ? store.prepare('SELECT n, at FROM entries WHERE id = ?').get(idToBytes(after as Id)) : undefined;
  if (!row) throw new CallError('bad-cursor', 'The timeline has changed. Load it again from the start.');
  return { at: row['at'] as number, n: row.n };
}

function ofEverybody(store: Store, conditions: string[], params: unknown[], last: Place | undefined, limit: number): Row[] {
  const where = ['e.hidden = 0', ...(last ? ['(e.at, e.n) < (?, ?)'] : []), ...conditions].join(' AND ');
  return store.prepare(`SELECT e.* FROM entries e WHERE ${where} ORDER BY e.at DESC, e.n DESC LIMIT ?`).all(...(last ? [last.at, last.n] : []), ...params, limit);
}

function ofContact(store: Store, contactN: number, conditions: string[], params: unknown[], last: Place | undefined, limit: number): Row[] {
  const people = store.prepare(TIMELINE_OF).all({ contact: contactN });
  const numbers = people.map((row) => Number(Object.values(row)[0]));
  const where = ['p.hidden = 0', 'e.hidden = 0', ...(last ? ['(p.at, p.entryN) < (?, ?)'] : []), ...conditions].join(' AND ');
  const bounds = last ? [last.at, last.n] : [];
  if (numbers.length === 1) {
    return store
      .prepare(`SELECT e.* FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND ${where} GROUP BY p.at, p.entryN ORDER BY p.at DESC, p.entryN DESC LIMIT ?`)
      .all(contactN, ...bounds, ...params, limit);
  }
  return newestOf(store, numbers, where, bounds, params, limit);
}

/** How many entries of a contact there are from the newest to this one; none where this one is not among them. */
function countDownTo(store: Store, contactN: number, conditions: readonly string[], params: readonly unknown[], through: Id): number {
  const entry = store.prepare('SELECT n, at FROM entries WHERE id = ?').get(idToBytes(through));
  if (!entry) return 0;
  const people = store.prepare(TIMELINE_OF).all({ contact: contactN });
  const numbers = JSON.stringify(people.map((row) => Number(Object.values(row)[0])));
  const where = ['p.contactN IN (SELECT value FROM json_each(?))', 'p.hidden = 0', 'e.hidden = 0', '(p.at, p.entryN) >= (?, ?)', ...conditions].join(' AND ');
  const counted = store
    .prepare(`SELECT count(DISTINCT e.n) AS n, max(e.n = ?) AS isAmong FROM participants p JOIN entries e ON e.n = p.entryN WHERE ${where}`)
    .get(entry.n, numbers, entry['at'], entry.n, ...params);
  return counted?.['isAmong'] === 1 ? counted.n : 0;
}

/**
 * The newest entries of many people: the newest of each is read from the index, and where one is taken, the
 * next of that person; nobody's whole timeline is read.
 */
function newestOf(store: Store, contactNs: readonly number[], where: string, bounds: readonly number[], params: readonly unknown[], limit: number): Row[] {
  const select = 'SELECT p.entryN AS n, p.at FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ?';
  const order = 'ORDER BY p.at DESC, p.entryN DESC LIMIT 1';
  const first = store.prepare(`${select} AND ${where} ${order}`);
  const following = store.prepare(`${select} AND (p.at, p.entryN) < (?, ?) AND ${where} ${order}`);
  const heads = contactNs.flatMap((contactN) => {
    const row = first.get(contactN, ...bounds, ...params);
    return row ? [{ contactN, n: row.n, at: row['at'] as number }] : [];
  });
  const found = new Set<number>();
  while (heads.length > 0 && found.size < limit) {
    const newest = heads.reduce((best, head, i) => (head.at > heads[best]!.at || (head.at === heads[best]!.at && head.n > heads[best]!.n) ? i : best), 0);
    const head = heads[newest]!;
    found.add(head.n);
    const next = following.get(head.contactN, head.at, head.n, ...bounds, ...params);
    if (next) Object.assign(head, { n: next.n, at: next['at'] });
    else heads.splice(newest, 1);
  }
  return [...found].map((n) => store.prepare('SELECT * FROM entries WHERE n = ?').get(n)!);
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
    member: memberOf(store, row['memberId'] as Buffer | null),
    participants: (participants.get(row.n) ?? []).map((contact): ContactRef => contactRef(contact)),
    deals: (deals.get(row.n) ?? []).map((deal) => ({ id: idFromBytes(deal.id), title: deal['title'] as string })),
    attachments: (attachments.get(row.n) ?? []).map(attachmentOf),
    seen: seenOf('entries', row),
  }));
}

function memberOf(store: Store, id: Buffer | null): Entry['member'] {
  if (!id) return null;
  return { id: idFromBytes(id), name: (store.prepare('SELECT name FROM members WHERE id = ?').get(id)?.['name'] as string | undefined) ?? '' };
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
