import { CallError } from '../core/call.ts';
import type { ContactPage, ContactRow } from '../core/api/contacts.ts';
import type { FieldValue } from '../core/fields.ts';
import type { Filter, Sort } from '../core/filters.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { fieldStamp } from '../core/row-clock.ts';
import { stampToText } from '../core/stamp.ts';
import { filterSql, type FilterSql } from './contact-filter.ts';
import { readFieldValue, type FieldValueRow } from './field-values.ts';
import type { Row, Store } from './store.ts';
import { tableNamed, type TableName } from './tables/registry.ts';

export interface ListRequest {
  filter: Filter;
  sort: Sort;
  limit: number;
  after?: string | undefined;
  offset?: number | undefined;
  fields?: Id[] | undefined;
}

/** A page of the list. Errors: `bad-cursor` when `after` is not one of ours. */
export function listContacts(store: Store, request: ListRequest): ContactPage {
  const { ns, next } = contactNumbers(store, request);
  return { rows: contactRows(store, ns, request.fields ?? []), next };
}

/** The ids of a stretch of the list, `to` included, at most 10,000. */
export function contactIds(store: Store, filter: Filter, sort: Sort, from: number, to: number): Id[] {
  const limit = Math.min(10_000, to - from + 1);
  if (limit < 1) return [];
  const { ns } = contactNumbers(store, { filter, sort, limit, offset: from });
  return ns.map((n) => idFromBytes(store.prepare('SELECT id FROM contacts WHERE n = ?').get(n)!.id));
}

/** Everybody who matches, in the order of the list, in pages of numbers for long work. */
export function* allContactNumbers(store: Store, filter: Filter, pageSize: number): Generator<number[]> {
  const { where, params } = filterSql(store, filter);
  for (let last = 0; ; ) {
    const page = store.prepare(`SELECT c.n FROM contacts c WHERE ${where} AND c.n > ? ORDER BY c.n LIMIT ?`).all(...params, last, pageSize);
    if (page.length === 0) return;
    yield page.map(({ n }) => n);
    last = page.at(-1)!.n;
  }
}

function contactNumbers(store: Store, { filter, sort, limit, after, offset = 0 }: ListRequest): { ns: number[]; next: string | null } {
  const filtered = filterSql(store, filter, offset + limit);
  if (after !== undefined && after.startsWith('id:')) return afterContact(store, filtered, sort, limit, after.slice(3));
  const start = after === undefined ? offset : offsetOf(after);
  const rows = store
    .prepare(`SELECT c.n, c.id FROM contacts c WHERE ${filtered.where} ORDER BY ${orderSql(sort, filtered.isNarrow)} LIMIT ? OFFSET ?`)
    .all(...filtered.params, ...orderParams(sort), limit + 1, start);
  return cut(rows, limit, (last) => (isKeyed(sort) ? `id:${idFromBytes(last.id)}` : `at:${start + limit}`));
}

/** The page behind a contact, found by its place in the index and not by counting. */
function afterContact(store: Store, filtered: FilterSql, sort: Sort, limit: number, id: string): { ns: number[]; next: string | null } {
  const last = UUID.test(id) && store.prepare('SELECT n, sortKey, name, lastAt, createdAt FROM contacts WHERE id = ?').get(idToBytes(id as Id));
  if (!last || !isKeyed(sort)) throw badCursor();
  const rows: Row[] = [];
  for (const { test, params } of keySegments(sort, last)) {
    if (rows.length > limit) break;
    rows.push(
      ...store
        .prepare(`SELECT c.n, c.id FROM contacts c WHERE ${filtered.where} AND ${test} ORDER BY ${orderSql(sort, filtered.isNarrow)} LIMIT ?`)
        .all(...filtered.params, ...params, limit + 1 - rows.length),
    );
  }
  return cut(rows, limit, (row) => `id:${idFromBytes(row.id)}`);
}

function cut(rows: Row[], limit: number, cursor: (last: Row) => string): { ns: number[]; next: string | null } {
  const page = rows.slice(0, limit);
  return { ns: page.map(({ n }) => n), next: rows.length > limit ? cursor(page.at(-1)!) : null };
}

const isKeyed = (sort: Sort): boolean => sort.by === 'name' || sort.by === 'created' || sort.by === 'lastContact';

/** What lies behind a row, as ranges of the index; NULL takes part in no comparison, so it has a range of its own. */
function keySegments(sort: Sort, last: Row): { test: string; params: unknown[] }[] {
  const than = sort.descending ? '<' : '>';
  if (sort.by === 'name') return [{ test: `(c.sortKey, c.name, c.n) ${than} (?, ?, ?)`, params: [last['sortKey'], last['name'], last.n] }];
  if (sort.by === 'created') return [{ test: `(c.createdAt, c.n) ${than} (?, ?)`, params: [last['createdAt'], last.n] }];
  const empty = { test: `c.lastAt IS NULL AND c.n ${than} ?`, params: [last['lastAt'] === null ? last.n : sort.descending ? Number.MAX_SAFE_INTEGER : -1] };
  const filled = last['lastAt'] === null ? { test: 'c.lastAt IS NOT NULL', params: [] } : { test: `(c.lastAt, c.n) ${than} (?, ?)`, params: [last['lastAt'], last.n] };
  if (sort.descending) return last['lastAt'] === null ? [empty] : [filled, empty];
  return last['lastAt'] === null ? [empty, filled] : [filled];
}

const offsetOf = (cursor: string): number => {
  const match = /^at:(\d{1,9})$/.exec(cursor);
  if (!match) throw badCursor();
  return Number(match[1]);
};

const badCursor = (): CallError => new CallError('bad-cursor', 'The list has changed. Load it again from the start.');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Contacts without a value come last, whichever way. A plus keeps SQLite from walking the index of the order. */
function orderSql({ by, descending }: Sort, isNarrow: boolean): string {
  const down = descending ? ' DESC' : '';
  const plus = isNarrow ? '+' : '';
  if (by === 'name') return `${plus}c.sortKey${down}, c.name${down}, c.n${down}`;
  if (by === 'created') return `${plus}c.createdAt${down}, c.n${down}`;
  if (by === 'lastContact') return `${plus}c.lastAt${down}, c.n${down}`;
  const value = typeof by === 'string' ? SORT_VALUES[by] : CUSTOM_SORT;
  return `(${value}) IS NULL, (${value}) COLLATE NOCASE${down}, c.sortKey, c.name, c.n`;
}

function orderParams({ by }: Sort): unknown[] {
  return typeof by === 'string' ? [] : [idToBytes(by.fieldId), idToBytes(by.fieldId)];
}

const PRIMARY_EMAIL = `coalesce((SELECT e.n FROM emails e WHERE e.id = c.primaryEmailId AND e.contactN = c.n AND e.hidden = 0), (SELECT e.n FROM emails e WHERE e.contactN = c.n AND e.hidden = 0 ORDER BY e.id LIMIT 1))`;
const PRIMARY_AFFILIATION = `coalesce((SELECT a.n FROM affiliations a WHERE a.id = c.primaryAffiliationId AND a.personN = c.n AND a.hidden = 0), (SELECT a.n FROM affiliations a WHERE a.personN = c.n AND a.hidden = 0 ORDER BY a.endedOn IS NOT NULL, a.id LIMIT 1))`;
const CITY = `coalesce((SELECT d.city FROM addresses d WHERE d.id = c.primaryAddressId AND d.contactN = c.n AND d.hidden = 0), (SELECT d.city FROM addresses d WHERE d.contactN = c.n AND d.hidden = 0 ORDER BY d.id LIMIT 1))`;

const SORT_VALUES: Record<Exclude<Sort['by'], object | 'name' | 'created' | 'lastContact'>, string> = {
  organisation: `SELECT o.sortKey FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.n = ${PRIMARY_AFFILIATION}`,
  city: `SELECT nullif(${CITY}, '')`,
  email: `SELECT e.folded FROM emails e WHERE e.n = ${PRIMARY_EMAIL}`,
  status: `SELECT nullif(c.status, '')`,
  owner: 'SELECT m.name FROM members m WHERE m.id = c.ownerId',
  birthday: 'SELECT substr(c.birthday, -5)',
};

const CUSTOM_SORT = `SELECT coalesce(v.number, v.minor, ch.orderKey, r.sortKey, v.text) FROM fieldValues v LEFT JOIN fieldChoices ch ON ch.n = v.choiceN LEFT JOIN contacts r ON r.n = v.refN
  WHERE v.contactN = c.n AND v.hidden = 0 AND v.fieldN = (SELECT n FROM fields WHERE id = ?) LIMIT 1`;

const CONTACTS = `
  SELECT c.n, c.id, c.clock, c.kind, c.name, c.photo, c.status, c.source, c.ownerId, c.birthday, c.createdAt, c.lastAt,
    c.primaryEmailId, c.primaryPhoneId, c.primaryAddressId, c.primaryAffiliationId, m.name AS ownerName
  FROM json_each(?) j JOIN contacts c ON c.n = j.value LEFT JOIN members m ON c.ownerId IS NOT NULL AND m.id = c.ownerId ORDER BY j.key`;

const OF = 'IN (SELECT value FROM json_each(?))';
const EMAILS = `SELECT contactN AS ownerN, id, address AS value, clock FROM emails WHERE contactN ${OF} AND hidden = 0`;
const PHONES = `SELECT contactN AS ownerN, id, number AS value, clock FROM phones WHERE contactN ${OF} AND hidden = 0`;
const CITIES = `SELECT contactN AS ownerN, id, city AS value FROM addresses WHERE contactN ${OF} AND hidden = 0`;
const AFFILIATIONS = `
  SELECT a.personN AS ownerN, a.id, a.title AS value, a.endedOn, o.id AS orgId, o.name AS orgName
  FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.personN ${OF} AND a.hidden = 0`;
const TAGS = `SELECT DISTINCT x.contactN, t.id, t.name, t.colour, t.folded FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN ${OF} AND x.hidden = 0 AND t.hidden = 0`;
const ROLES = `SELECT DISTINCT contactN, role FROM contactRoles WHERE contactN ${OF} AND hidden = 0`;

/** The rows of these contacts, in this order: one statement a part for all of them. */
function contactRows(store: Store, ns: readonly number[], fieldIds: readonly Id[]): ContactRow[] {
  if (ns.length === 0) return [];
  const list = JSON.stringify(ns);
  const emails = byOwner(store, EMAILS, list);
  const phones = byOwner(store, PHONES, list);
  const cities = byOwner(store, CITIES, list);
  const affiliations = byOwner(store, AFFILIATIONS, list);
  const tags = groupBy(store.prepare(TAGS).all(list), (row) => row['contactN'] as number);
  const roles = groupBy(store.prepare(ROLES).all(list), (row) => row['contactN'] as number);
  const custom = customValues(store, list, fieldIds);
  return store
    .prepare(CONTACTS)
    .all(list)
    .map((row) => {
      const email = primaryOf(emails.get(row.n), row['primaryEmailId']);
      const phone = primaryOf(phones.get(row.n), row['primaryPhoneId']);
      const city = primaryOf(cities.get(row.n), row['primaryAddressId']);
      const all = affiliations.get(row.n);
      const affiliation = primaryOf(all?.some(({ endedOn }) => endedOn === null) ? all.filter(({ endedOn }) => endedOn === null) : all, row['primaryAffiliationId']);
      return {
        id: idFromBytes(row.id),
        kind: row['kind'] as ContactRow['kind'],
        name: row['name'] as string,
        photo: row['photo'] as string | null,
        organisation: affiliation ? { id: idFromBytes(affiliation['orgId'] as Buffer), name: affiliation['orgName'] as string, title: affiliation['value'] as string } : null,
        email: (email?.['value'] as string | undefined) ?? '',
        phone: (phone?.['value'] as string | undefined) ?? '',
        city: (city?.['value'] as string | undefined) ?? '',
        tags: (tags.get(row.n) ?? [])
          .sort((x, y) => ((x['folded'] as string) < (y['folded'] as string) ? -1 : 1))
          .map((tag) => ({ id: idFromBytes(tag.id), name: tag['name'] as string, colour: tag['colour'] as number })),
        roles: (roles.get(row.n) ?? []).map((role) => role['role'] as string).sort(),
        status: row['status'] as string,
        source: row['source'] as string,
        owner: row['ownerId'] ? { id: idFromBytes(row['ownerId'] as Buffer), name: (row['ownerName'] as string | null) ?? '' } : null,
        birthday: row['birthday'] as string | null,
        createdAt: row['createdAt'] as number,
        lastContactAt: row['lastAt'] as number | null,
        custom: Object.fromEntries(fieldIds.map((id) => [id, custom.get(row.n)?.[id] ?? null])),
        seen: {
          ...seenOf('contacts', row, ['status', 'source', 'ownerId', 'organisationName']),
          ...(email ? { email: seenOf('emails', email, ['address'])['address']! } : {}),
          ...(phone ? { phone: seenOf('phones', phone, ['number'])['number']! } : {}),
        },
        emailId: email ? idFromBytes(email.id) : null,
        phoneId: phone ? idFromBytes(phone.id) : null,
      };
    });
}

function byOwner(store: Store, sql: string, list: string): Map<number, Row[]> {
  return groupBy(store.prepare(sql).all(list), (row) => row['ownerN'] as number);
}

/** The one that the contact names, else the oldest: ids ascend with time. */
function primaryOf(rows: readonly Row[] | undefined, chosen: unknown): Row | undefined {
  if (!rows || rows.length <= 1) return rows?.[0];
  const named = chosen instanceof Uint8Array ? rows.find(({ id }) => id.equals(chosen)) : undefined;
  return named ?? rows.reduce((first, row) => (Buffer.compare(row.id, first.id) < 0 ? row : first));
}

/** The version of each field of a row, as text: what a form hands back. */
export function seenOf(name: TableName, row: { clock: Buffer }, columns?: readonly string[]): Record<string, string> {
  const table = tableNamed(name);
  const seen: Record<string, string> = {};
  for (const column of columns ? columns.map((wanted) => table.columnsByName.get(wanted)!) : table.columns) seen[column.name] = stampToText(fieldStamp(row.clock, column.number));
  return seen;
}

function customValues(store: Store, list: string, fieldIds: readonly Id[]): Map<number, Record<string, FieldValue>> {
  const values = new Map<number, Record<string, FieldValue>>();
  for (const id of fieldIds) {
    const rows = store
      .prepare(
        `SELECT v.*, f.type, ch.id AS choiceBytes, r.id AS refBytes FROM fieldValues v JOIN fields f ON f.n = v.fieldN LEFT JOIN fieldChoices ch ON ch.n = v.choiceN LEFT JOIN contacts r ON r.n = v.refN
         WHERE v.contactN IN (SELECT value FROM json_each(?)) AND v.hidden = 0 AND v.fieldN = (SELECT n FROM fields WHERE id = ?) ORDER BY v.id`,
      )
      .all(list, idToBytes(id));
    for (const [n, group] of groupBy(rows, (row) => row['contactN'] as number)) {
      const value = readFieldValue(group as unknown as FieldValueRow[]);
      if (value) values.set(n, { ...values.get(n), [id]: value });
    }
  }
  return values;
}

export function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
