import type Database from 'better-sqlite3';
import type { Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import type { Filter, Sort } from '../../core/filters.ts';
import { type Id, idFromBytes, idToBytes } from '../../core/ids.ts';
import { searchQuery } from '../../core/text/search-document.ts';
import { type Row, rounded, timed } from './measure.ts';

type Only = (name: string) => boolean;

const BY_NAME: Sort = { by: 'name', descending: false };
const BY_LAST: Sort = { by: 'lastContact', descending: true };
const PAGE = 50;

/** Pages of the list, search, and opening a contact: through the whole call, beside the same statements bare. */
export async function readRows(client: Client<Api>, raw: Database.Database, only: Only): Promise<Row[]> {
  const rows: Row[] = [];
  const pages = new RawPages(raw);
  const { common, rare, empty, field, choice } = pages.subjects();
  const lists: { name: string; filter: Filter; sort: Sort; offset?: number; sql: string; params: unknown[] }[] = [
    { name: 'page by name', filter: [], sort: BY_NAME, sql: `WHERE c.hidden = 0 ORDER BY c.sortKey, c.name, c.n`, params: [] },
    { name: 'page by last activity', filter: [], sort: BY_LAST, sql: `WHERE c.hidden = 0 ORDER BY c.lastAt DESC, c.n DESC`, params: [] },
    { name: 'page by a common tag', filter: [{ field: 'tag', op: 'has', tagId: common.id }], sort: BY_NAME, sql: `${TAGGED} ORDER BY c.sortKey, c.name, c.n`, params: [common.n] },
    { name: 'page by a rare tag', filter: [{ field: 'tag', op: 'has', tagId: rare.id }], sort: BY_NAME, sql: `${IN_TAG} ORDER BY +c.sortKey, c.name, c.n`, params: [rare.n] },
    { name: 'page by an empty tag', filter: [{ field: 'tag', op: 'has', tagId: empty.id }], sort: BY_NAME, sql: `${IN_TAG} ORDER BY +c.sortKey, c.name, c.n`, params: [empty.n] },
    {
      name: 'page by a custom field',
      filter: [{ field: 'custom', fieldId: field.id, op: 'is', value: choice.id }],
      sort: BY_NAME,
      sql: `WHERE c.hidden = 0 AND EXISTS (SELECT 1 FROM fieldValues x WHERE x.contactN = c.n AND x.fieldN = ${field.n} AND x.hidden = 0 AND x.choiceN = ?) ORDER BY c.sortKey, c.name, c.n`,
      params: [choice.n],
    },
    {
      name: 'page by two filters and a sort',
      filter: [
        { field: 'tag', op: 'has', tagId: common.id },
        { field: 'kind', is: 'person' },
      ],
      sort: BY_LAST,
      sql: `${TAGGED} AND c.kind = 'person' ORDER BY c.lastAt DESC, c.n DESC`,
      params: [common.n],
    },
    { name: 'page 1,000 by name', filter: [], sort: BY_NAME, offset: 999 * PAGE, sql: `WHERE c.hidden = 0 ORDER BY c.sortKey, c.name, c.n`, params: [] },
  ];
  for (const { name, filter, sort, offset = 0, sql, params } of lists) {
    if (!only(name)) continue;
    const kith = await timed(() => client.contacts.list({ filter, sort, limit: PAGE, offset }));
    const bare = await timed(() => pages.page(sql, params, offset));
    const ok = kith.p50 <= bare.p50 + 0.6 && kith.p99 <= 10;
    rows.push({ name, p50Ms: rounded(kith.p50), p99Ms: rounded(kith.p99), rawP50Ms: rounded(bare.p50), ratio: rounded(kith.p50 / bare.p50), budget: 'p50 ≤ raw + 0.6, p99 ≤ 10', ok });
  }
  if (only('search of three letters')) {
    const starts = pages.firstLetters();
    const kith = await timed((i) => client.search.find({ text: starts[i % starts.length]!, contacts: 8, entries: 4 }));
    const bare = await timed((i) => pages.search(starts[i % starts.length]!));
    rows.push({ name: 'search of three letters', p50Ms: rounded(kith.p50), p99Ms: rounded(kith.p99), rawP50Ms: rounded(bare.p50), ratio: rounded(kith.p50 / bare.p50), budget: `p95 ≤ 15 (is ${kith.p95.toFixed(2)})`, ok: kith.p95 <= 15 });
  }
  for (const [name, ids, budget] of [
    ['open a contact', pages.contacts(400), 10],
    ['open the organisation of 500', pages.largestOrganisation(), 25],
  ] as const) {
    if (!only(name)) continue;
    const kith = await timed((i) => openContact(client, ids[i % ids.length]!), 100);
    const bare = await timed((i) => pages.open(ids[i % ids.length]!), 100);
    rows.push({ name, p50Ms: rounded(kith.p50), p99Ms: rounded(kith.p99), rawP50Ms: rounded(bare.p50), ratio: rounded(kith.p50 / bare.p50), budget: `p95 ≤ ${budget} (is ${kith.p95.toFixed(2)})`, ok: kith.p95 <= budget });
  }
  return rows;
}

/** What the page of a contact asks for: everything about it and the first stretch of its timeline. */
async function openContact(client: Client<Api>, id: Id): Promise<void> {
  await Promise.all([client.contacts.get({ id }), client.entries.list({ contactId: id, moves: 'too', limit: PAGE })]);
}

const TAGGED = 'WHERE c.hidden = 0 AND EXISTS (SELECT 1 FROM contactTags x WHERE x.tagN = ? AND x.contactN = c.n AND x.hidden = 0)';
const IN_TAG = 'WHERE c.hidden = 0 AND c.n IN (SELECT x.contactN FROM contactTags x WHERE x.tagN = ? AND x.hidden = 0)';
/** The same questions in bare SQL. */
class RawPages {
  readonly #raw: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(raw: Database.Database) {
    this.#raw = raw;
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#raw.prepare(sql)));
    return statement;
  }

  page(sql: string, params: readonly unknown[], offset: number): unknown[] {
    const found = this.#prepare(`SELECT c.n FROM contacts c ${sql} LIMIT ${PAGE} OFFSET ?`).all(...params, offset) as { n: number }[];
    const list = JSON.stringify(found.map(({ n }) => n));
    const of = 'IN (SELECT value FROM json_each(?)) AND hidden = 0';
    const rows = this.#prepare('SELECT c.* FROM json_each(?) j JOIN contacts c ON c.n = j.value ORDER BY j.key').all(list);
    for (const part of ['emails', 'phones', 'addresses', 'contactRoles']) this.#prepare(`SELECT * FROM ${part} WHERE contactN ${of}`).all(list);
    this.#prepare('SELECT a.*, o.name FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.personN IN (SELECT value FROM json_each(?)) AND a.hidden = 0').all(list);
    this.#prepare('SELECT x.contactN, t.name, t.colour FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN IN (SELECT value FROM json_each(?)) AND x.hidden = 0').all(list);
    return rows;
  }

  search(text: string): unknown[] {
    const match = searchQuery(text)!;
    this.#prepare('SELECT e.* FROM (SELECT rowid FROM entrySearch WHERE entrySearch MATCH ? ORDER BY rowid DESC LIMIT 400) f JOIN entries e ON e.n = f.rowid WHERE e.hidden = 0 ORDER BY e.at DESC LIMIT 4').all(match);
    return this.#prepare('SELECT c.id, c.name, c.lastAt FROM (SELECT rowid FROM contactSearch WHERE contactSearch MATCH ? LIMIT 400) f JOIN contacts c ON c.n = f.rowid WHERE c.hidden = 0').all(match);
  }

  open(id: Id): void {
    const { n } = this.#prepare('SELECT n FROM contacts WHERE id = ?').get(idToBytes(id)) as { n: number };
    this.#prepare('SELECT * FROM contacts WHERE n = ?').get(n);
    for (const table of ['emails', 'phones', 'addresses', 'links', 'dates', 'facts', 'contactTags', 'contactRoles', 'fieldValues']) this.#prepare(`SELECT * FROM ${table} WHERE contactN = ? AND hidden = 0`).all(n);
    const people = this.#prepare('SELECT c.n, c.name FROM affiliations a JOIN contacts c ON c.n = a.personN WHERE a.organisationN = ? AND a.hidden = 0 ORDER BY c.sortKey').all(n) as { n: number }[];
    const numbers = JSON.stringify([n, ...people.map((person) => person.n)]);
    this.#prepare('SELECT e.kind, count(*) FROM entries e WHERE e.n IN (SELECT entryN FROM participants WHERE contactN IN (SELECT value FROM json_each(?)) AND hidden = 0) GROUP BY e.kind').all(numbers);
    this.#prepare(`SELECT DISTINCT e.* FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN IN (SELECT value FROM json_each(?)) AND p.hidden = 0 ORDER BY p.at DESC LIMIT ${PAGE}`).all(numbers);
  }

  /** Tags of many, few and no contacts; a choice of the custom field. */
  subjects(): Record<'common' | 'rare' | 'empty' | 'field' | 'choice', { id: Id; n: number }> {
    const tags = this.#prepare('SELECT t.n, t.id, (SELECT count(*) FROM contactTags x WHERE x.tagN = t.n) AS count FROM tags t ORDER BY count DESC').all() as { n: number; id: Buffer; count: number }[];
    const named = (row: { n: number; id: Buffer }): { id: Id; n: number } => ({ id: idFromBytes(row.id), n: row.n });
    const missing = { id: idFromBytes(Buffer.alloc(16, 1)), n: -1 };
    const one = (sql: string): { id: Id; n: number } => named(this.#prepare(sql).get() as { n: number; id: Buffer });
    return {
      common: named(tags[0]!),
      rare: named(tags.at(-1)!),
      empty: missing,
      field: one('SELECT n, id FROM fields LIMIT 1'),
      choice: one('SELECT n, id FROM fieldChoices LIMIT 1'),
    };
  }

  firstLetters(): string[] {
    const names = this.#prepare('SELECT name FROM contacts WHERE hidden = 0 ORDER BY n LIMIT 300').all() as { name: string }[];
    return names.map(({ name }) => name.slice(0, 3)).filter((start) => searchQuery(start) !== undefined);
  }

  contacts(count: number): Id[] {
    return (this.#prepare('SELECT id FROM contacts WHERE hidden = 0 ORDER BY id LIMIT ?').all(count) as { id: Buffer }[]).map(({ id }) => idFromBytes(id));
  }

  largestOrganisation(): Id[] {
    const { id } = this.#prepare('SELECT o.id FROM affiliations a JOIN contacts o ON o.n = a.organisationN GROUP BY o.n ORDER BY count(*) DESC LIMIT 1').get() as { id: Buffer };
    return [idFromBytes(id)];
  }
}
