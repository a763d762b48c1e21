import { CallError } from '../core/call.ts';
import type { Conflict, ContactDetail } from '../core/api/contacts.ts';
import { type ContactFields, type ContactKind, type ContactRef, type Part, type PartName, partDefaults } from '../core/contacts.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { formatPhone } from '../core/phones.ts';
import { fieldStamp } from '../core/row-clock.ts';
import { stampToText } from '../core/stamp.ts';
import { seenOf } from './contact-list.ts';
import { contactsNamed } from './contact-names.ts';
import { countMoves } from './deal-timeline.ts';
import { foldEmail } from './derive-columns.ts';
import { fieldValuesOf } from './field-values.ts';
import { type Row, type Store, isInBin } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, tableNamed, tableNumbered, tablesOwnedBy } from './tables/registry.ts';
import { sameValue } from './write.ts';

/** How many of an organisation's people come with its page; the rest is paged. */
const FIRST_PEOPLE = 50;

/** The contact that stands for `id`: itself, or the one it was merged into. Errors: `contact-not-found`. */
export function contactRow(store: Store, id: Id): Row {
  const row = store.prepare('SELECT r.* FROM contacts c JOIN contacts r ON r.n = c.rootN WHERE c.id = ?').get(idToBytes(id));
  if (!row || row.deleted?.length === 1) throw new CallError('contact-not-found', 'This contact no longer exists.');
  return row;
}

/** Everything about a contact but its timeline. Errors: `contact-not-found`. */
export function getContact(store: Store, id: Id): ContactDetail {
  const row = contactRow(store, id);
  const people = peopleOf(store, row.n, FIRST_PEOPLE);
  return {
    ...contactItself(store, row),
    relatedFrom: relatedFrom(store, row.n),
    peopleCount: store.prepare(`SELECT count(*) AS n ${PEOPLE}`).get(row.n)!.n,
    people: people.rows,
    entryCounts: { ...entryCountsOf(store, row.n), moves: countMoves(store, row.n) },
    mergedFrom: store.prepare('SELECT id, name FROM contacts WHERE rootN = ? AND rootN <> n ORDER BY n').all(row.n).map((merged) => ({ id: idFromBytes(merged.id), name: merged['name'] as string })),
    conflicts: conflictsOf(store, row),
  };
}

/** What a contact's own record and parts say, and nothing that is counted or stands elsewhere. */
export type ContactItself = Omit<ContactDetail, 'relatedFrom' | 'peopleCount' | 'people' | 'entryCounts' | 'mergedFrom' | 'conflicts'>;

export function contactItself(store: Store, row: Row): ContactItself {
  return {
    ...contactFields(row),
    id: idFromBytes(row.id),
    name: row['name'] as string,
    createdAt: row['createdAt'] as number,
    lastContactAt: row['lastAt'] as number | null,
    owner: ownerOf(store, row),
    emails: parts(store, 'emails', row.n),
    phones: parts(store, 'phones', row.n),
    addresses: parts(store, 'addresses', row.n),
    links: parts(store, 'links', row.n),
    dates: parts(store, 'dates', row.n),
    facts: parts(store, 'facts', row.n),
    affiliations: parts(store, 'affiliations', row.n),
    relations: parts(store, 'relations', row.n),
    roles: store.prepare('SELECT DISTINCT role FROM contactRoles WHERE contactN = ? AND hidden = 0 ORDER BY role').all(row.n).map((role) => role['role'] as string),
    tags: store
      .prepare('SELECT DISTINCT t.id, t.name, t.colour FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN = ? AND x.hidden = 0 AND t.hidden = 0 ORDER BY t.folded')
      .all(row.n)
      .map((tag) => ({ id: idFromBytes(tag.id), name: tag['name'] as string, colour: tag['colour'] as number })),
    custom: fieldValuesOf(store, row.n),
    hidden: isInBin(row),
    seen: seenOf('contacts', row),
  };
}

/** A contact in one line. */
export function contactRef(row: Row): ContactRef {
  return { id: idFromBytes(row.id), kind: row['kind'] as ContactKind, name: row['name'] as string, photo: row['photo'] as string | null, hidden: isInBin(row) };
}

export function contactRefByN(store: Store, n: number | null): ContactRef | null {
  const row = n === null ? undefined : store.prepare('SELECT id, kind, name, photo, hidden FROM contacts WHERE n = ?').get(n);
  return row ? contactRef(row) : null;
}

/** The people of an organisation by name, the present ones first. `after` is an affiliation's id. */
export function peopleOfOrganisation(store: Store, organisationId: Id, limit: number, after?: string): { rows: ContactDetail['people']; next: string | null } {
  return peopleOf(store, contactRow(store, organisationId).n, limit, after);
}

const PEOPLE = 'FROM affiliations a JOIN contacts c ON c.n = a.personN WHERE a.organisationN = ? AND a.hidden = 0 AND c.hidden = 0';

function peopleOf(store: Store, organisationN: number, limit: number, after?: string): { rows: ContactDetail['people']; next: string | null } {
  const start = after === undefined ? 0 : Number(/^at:(\d{1,9})$/.exec(after)?.[1] ?? 0);
  const rows = store
    .prepare(`SELECT c.id, c.kind, c.name, c.photo, c.hidden, a.title, a.id AS affiliationId, a.endedOn ${PEOPLE} ORDER BY a.endedOn IS NOT NULL, c.sortKey, c.n LIMIT ? OFFSET ?`)
    .all(organisationN, limit + 1, start);
  return {
    rows: rows.slice(0, limit).map((row) => ({
      contact: contactRef(row),
      title: row['title'] as string,
      affiliationId: idFromBytes(row['affiliationId'] as Buffer),
      endedOn: row['endedOn'] as string | null,
    })),
    next: rows.length > limit ? `at:${start + limit}` : null,
  };
}

/** Contacts that may be the same as one about to be made: by address, number, or name. */
export function similarContacts(store: Store, wanted: { fullName?: string | undefined; email?: string | undefined; phoneDigits?: string | undefined }): ContactRef[] {
  const found = new Map<number, ContactRef>();
  const add = (sql: string, value: string | undefined): void => {
    if (!value) return;
    for (const row of store.prepare(`SELECT c.n, c.id, c.kind, c.name, c.photo, c.hidden ${sql} AND c.hidden = 0 LIMIT 5`).all(value)) found.set(row.n, contactRef(row));
  };
  add('FROM emails e JOIN contacts c ON c.n = e.contactN WHERE e.hidden = 0 AND e.folded = ?', wanted.email && foldEmail(wanted.email));
  add('FROM phones p JOIN contacts c ON c.n = p.contactN WHERE p.hidden = 0 AND p.digits = ?', wanted.phoneDigits);
  for (const row of contactsNamed(store, wanted.fullName ?? '')) found.set(row.n, contactRef(row));
  return [...found.values()].slice(0, 5);
}

function contactFields(row: Row): ContactFields {
  const fields: Record<string, unknown> = {};
  for (const column of tableNamed('contacts').columns) {
    if (column.name === 'mergedInto' || column.name === 'createdAt') continue;
    fields[column.name] = readable(column, row[column.name]!);
  }
  return fields as ContactFields;
}

function ownerOf(store: Store, row: Row): { id: Id; name: string } | null {
  if (!row['ownerId']) return null;
  return { id: idFromBytes(row['ownerId'] as Buffer), name: (store.prepare('SELECT name FROM members WHERE id = ?').get(row['ownerId'])?.['name'] as string | undefined) ?? '' };
}

const PART_KEY: Record<PartName, string> = {
  emails: 'contactN',
  phones: 'contactN',
  addresses: 'contactN',
  links: 'contactN',
  dates: 'contactN',
  facts: 'contactN',
  affiliations: 'personN',
  relations: 'fromN',
};

function parts<N extends PartName>(store: Store, name: N, contactN: number): Part<N>[] {
  const table = tableNamed(name);
  const rows = store.prepare(`SELECT * FROM ${name} WHERE ${PART_KEY[name]} = ? AND hidden = 0 ORDER BY id`).all(contactN);
  return rows.map((row) => {
    const part: Record<string, unknown> = { id: idFromBytes(row.id), seen: seenOf(name, row) };
    for (const field of Object.keys(partDefaults[name])) part[field] = readable(table.columnsByName.get(field)!, row[field]!);
    return { ...part, ...partExtras(store, name, row) } as Part<N>;
  });
}

function partExtras(store: Store, name: PartName, row: Row): Record<string, unknown> {
  if (name === 'phones') return { e164: row['e164'], shown: row['e164'] ? formatPhone(row['e164'] as string, store.country) : row['number'] };
  if (name === 'affiliations') return { organisation: contactRefByN(store, row['organisationN'] as number | null) };
  if (name === 'relations') return { to: contactRefByN(store, row['toN'] as number | null) };
  return {};
}

function relatedFrom(store: Store, n: number): ContactDetail['relatedFrom'] {
  return store
    .prepare('SELECT r.id AS relationId, r.kind AS relationKind, c.id, c.kind, c.name, c.photo, c.hidden FROM relations r JOIN contacts c ON c.n = r.fromN WHERE r.toN = ? AND r.hidden = 0 AND c.hidden = 0 ORDER BY r.id LIMIT 200')
    .all(n)
    .map((row) => ({ id: idFromBytes(row['relationId'] as Buffer), kind: row['relationKind'] as string, from: contactRef(row) }));
}

/** Whose entries a page shows: a contact's own, and of an organisation those of its people. */
export const TIMELINE_OF = 'SELECT $contact UNION SELECT personN FROM affiliations WHERE organisationN = $contact AND hidden = 0';

function entryCountsOf(store: Store, n: number): Record<string, number> {
  const hasPeople = store.prepare('SELECT 1 AS n FROM affiliations WHERE organisationN = ? AND hidden = 0 LIMIT 1').get(n) !== undefined;
  const numbers = hasPeople
    ? `SELECT DISTINCT p.entryN FROM participants p WHERE p.contactN IN (${TIMELINE_OF}) AND p.hidden = 0`
    : 'SELECT p.entryN FROM participants p WHERE p.contactN = $contact AND p.hidden = 0';
  return entryCounts(store, numbers, { contact: n });
}

/** How many of these entries there are by kind; `numbers` is a query for them. */
export function entryCounts(store: Store, numbers: string, params: Record<string, number>): Record<string, number> {
  const rows = store.prepare(`SELECT e.kind, count(*) AS n, sum(e.pinned) AS pinned FROM entries e WHERE e.n IN (${numbers}) AND e.hidden = 0 GROUP BY e.kind`).all(params);
  const counts: Record<string, number> = { all: 0, pinned: 0 };
  for (const row of rows) {
    counts[row['kind'] as string] = row.n;
    counts['all']! += row.n;
    counts['pinned']! += row['pinned'] as number;
  }
  return counts;
}

/** Open conflicts of a contact and of what it owns: versions that differ from what is shown. */
function conflictsOf(store: Store, contact: Row): Conflict[] {
  if (!store.prepare('SELECT 1 AS n FROM conflicts LIMIT 1').get()) return [];
  const records: { table: number; row: Row }[] = [{ table: tableNamed('contacts').number, row: contact }];
  for (const { table, nColumn } of tablesOwnedBy('contacts')) {
    for (const row of store.prepare(`SELECT * FROM ${table.name} WHERE ${nColumn} = ? AND hidden = 0`).all(contact.n)) records.push({ table: table.number, row });
  }
  return records.flatMap(({ table, row }) => recordConflicts(store, table, row));
}

export function recordConflicts(store: Store, tableNo: number, row: Row): Conflict[] {
  const table = tableNumbered(tableNo)!;
  const found = store.prepare('SELECT col, stamp, value FROM conflicts WHERE recordId = ? AND tableNo = ? ORDER BY col, stamp').all(row.id, tableNo);
  return table.columns.flatMap((column) => {
    const others = found.filter((version) => version['col'] === column.number && !sameValue(version['value'], row[column.name]));
    if (others.length === 0) return [];
    return [
      {
        table: table.name,
        recordId: idFromBytes(row.id),
        field: column.name,
        current: { value: readable(column, row[column.name]!), stamp: stampToText(fieldStamp(row.clock, column.number)) },
        others: others.map((version) => ({ value: readable(column, version['value']!), stamp: stampToText(version['stamp'] as Buffer) })),
      },
    ];
  });
}

/** A column's value outside the database: ids as text. */
function readable(column: SyncedColumn, value: LogValue): unknown {
  return column.isId && value ? idFromBytes(value as Buffer) : value;
}
