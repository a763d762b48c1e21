import { plainText } from '../core/markdown/plain-text.ts';
import { displayName } from '../core/names.ts';
import { phoneTokens, searchDocument } from '../core/text/search-document.ts';
import { makeSortKey } from '../core/text/sort-key.ts';
import type { Row, Store } from './store.ts';
import type { TableName } from './tables/registry.ts';

/** The parts of a contact that its search document is made of. */
const IN_CONTACT_DOCUMENT = new Set<TableName>(['emails', 'phones', 'addresses', 'affiliations', 'fieldValues', 'links']);

/** What depends on the rows of one transaction and is worked out again before it commits. */
export class Dirty {
  readonly #contacts = new Set<number>();
  /** Of these the name has not been worked out again yet. */
  readonly #unnamed = new Set<number>();
  readonly #activities = new Set<number>();
  readonly #entries = new Set<number>();
  readonly #entryTimes = new Set<number>();

  row(name: TableName, row: Row): void {
    if (name === 'contacts') {
      this.#document(row.n);
      // Somebody who was merged into another is still found by the old name.
      this.#document(row['rootN']);
    } else if (name === 'entries') this.#entry(row.n);
    else if (name === 'attachments') this.#addTo(this.#entries, row['entryN']);
    else if (name === 'participants') this.#addTo(this.#activities, row['contactN']);
    else if (name === 'affiliations') {
      this.#document(row['personN']);
      this.#addTo(this.#activities, row['organisationN']);
    } else if (IN_CONTACT_DOCUMENT.has(name)) this.#document(row['contactN']);
  }

  contact(n: number): void {
    this.#document(n);
    this.#activities.add(n);
  }

  #document(n: unknown): void {
    this.#addTo(this.#contacts, n);
    this.#addTo(this.#unnamed, n);
  }

  /** A contact or an entry has come to light or gone into the bin. */
  visibility(store: Store, name: 'contacts' | 'entries', n: number): void {
    if (name === 'entries') return this.#entry(n);
    this.contact(n);
    for (const { n: organisationN } of store.prepare('SELECT organisationN AS n FROM affiliations WHERE personN = ?').all(n)) this.#addTo(this.#activities, organisationN);
  }

  /** Gives the contacts, by local number, of whom something derived is new. */
  settle(store: Store): Set<number> {
    for (const n of this.#entryTimes) this.#settleEntryTime(store, n);
    for (const n of this.#entries) writeEntryDocument(store, n);
    this.settleNames(store);
    for (const n of this.#contacts) writeContactDocument(store, n);
    const renewed = new Set<number>();
    for (const n of this.#activities) {
      const before = lastAtOf(store, n);
      if (!writeLastActivity(store, n)) continue;
      renewed.add(n);
      for (const organisationN of organisationsWith(store, n)) if (passOnActivity(store, organisationN, before, lastAtOf(store, n))) renewed.add(organisationN);
    }
    return renewed;
  }

  /** Works out names now: for those who look somebody up by name in the same transaction. */
  settleNames(store: Store): void {
    for (const n of this.#unnamed) this.#settleName(store, n);
    this.#unnamed.clear();
  }

  #entry(n: number): void {
    this.#entries.add(n);
    this.#entryTimes.add(n);
  }

  #settleEntryTime(store: Store, entryN: number): void {
    store.prepare('UPDATE participants SET at = (SELECT at FROM entries WHERE n = $entry) WHERE entryN = $entry AND at <> (SELECT at FROM entries WHERE n = $entry)').run({ entry: entryN });
    for (const { n } of store.prepare('SELECT contactN AS n FROM participants WHERE entryN = ?').all(entryN)) this.#addTo(this.#activities, n);
  }

  /** People are found, and some are called, by the organisation they belong to. */
  #settleName(store: Store, n: number): void {
    if (!writeContactName(store, n)) return;
    for (const { n: personN } of store.prepare('SELECT personN AS n FROM affiliations WHERE organisationN = ?').all(n)) {
      this.#document(personN);
    }
  }

  #addTo(set: Set<number>, n: unknown): void {
    if (typeof n === 'number') set.add(n);
  }
}

/** Works out how a contact is called and sorted. Gives whether that is new. */
export function writeContactName(store: Store, n: number): boolean {
  const row = store.prepare('SELECT * FROM contacts WHERE n = ?').get(n);
  if (!row) return false;
  const name = contactName(store, row);
  const sortKey = sortKeyFor(store.locale)(name);
  if (name === row['name'] && sortKey === row['sortKey']) return false;
  store.prepare('UPDATE contacts SET name = ?, sortKey = ? WHERE n = ?').run(name, sortKey, n);
  return true;
}

/** The name a contact is shown by; of one without a name, its organisation or its first e-mail address. */
export function contactName(store: Store, row: Row): string {
  const chosen = row['displayAs'] as string;
  if (row['kind'] === 'organisation') return (row['organisationName'] as string) || chosen || fallbackName(store, row.n);
  if (chosen !== '') return chosen;
  const text = (column: string): string => row[column] as string;
  const parts = {
    prefix: text('prefix'),
    given: text('given'),
    middle: text('middle'),
    family: text('family'),
    suffix: text('suffix'),
    nickname: text('nickname'),
    phoneticGiven: text('phoneticGiven'),
    phoneticFamily: text('phoneticFamily'),
  };
  return displayName(parts, store.locale) || fallbackName(store, row.n);
}

function fallbackName(store: Store, n: number): string {
  const found = store
    .prepare(
      `SELECT coalesce(
         (SELECT o.name FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.personN = $n AND a.hidden = 0 AND o.kind = 'organisation' ORDER BY a.id LIMIT 1),
         (SELECT address FROM emails WHERE contactN = $n AND hidden = 0 ORDER BY id LIMIT 1),
         (SELECT number FROM phones WHERE contactN = $n AND hidden = 0 ORDER BY id LIMIT 1), '') AS name`,
    )
    .get({ n });
  return (found?.['name'] as string | undefined) ?? '';
}

/** Everything that a contact is found by, folded; one in the bin, or merged away, is not found. */
export function writeContactDocument(store: Store, n: number): void {
  store.prepare('DELETE FROM contactSearch WHERE rowid = ?').run(n);
  const row = store.prepare('SELECT * FROM contacts WHERE n = ? AND hidden = 0').get(n);
  if (row) store.prepare('INSERT INTO contactSearch (rowid, document) VALUES (?, ?)').run(n, contactDocument(store, row));
}

export function contactDocument(store: Store, row: Row): string {
  const parts = [row['name'], row['prefix'], row['given'], row['middle'], row['family'], row['nickname'], row['phoneticGiven'], row['phoneticFamily'], row['organisationName']] as string[];
  const phones: string[][] = [];
  for (const { what, text, extra } of store.prepare(DOCUMENT_PARTS).all({ n: row.n })) {
    if (what === 'phone') phones.push([text, extra].filter((digits): digits is string => typeof digits === 'string' && digits !== ''));
    else if (text) parts.push(text as string);
  }
  return [searchDocument(parts), ...phones.flatMap((spellings) => phoneTokens(...spellings))].join(' ');
}

const DOCUMENT_PARTS = `
  SELECT 'text' AS what, address AS text, NULL AS extra FROM emails WHERE contactN = $n AND hidden = 0
  UNION ALL SELECT 'phone', e164, digits FROM phones WHERE contactN = $n AND hidden = 0
  UNION ALL SELECT 'text', city, NULL FROM addresses WHERE contactN = $n AND hidden = 0
  UNION ALL SELECT 'text', url, NULL FROM links WHERE contactN = $n AND hidden = 0
  UNION ALL SELECT 'text', text, NULL FROM fieldValues WHERE contactN = $n AND hidden = 0
  UNION ALL SELECT 'text', a.title || ' ' || coalesce(o.name, ''), NULL FROM affiliations a LEFT JOIN contacts o ON o.n = a.organisationN WHERE a.personN = $n AND a.hidden = 0
  UNION ALL SELECT 'text', m.name, NULL FROM contacts m WHERE m.rootN = $n AND m.rootN <> m.n`;

export function writeEntryDocument(store: Store, n: number): void {
  store.prepare('DELETE FROM entrySearch WHERE rowid = ?').run(n);
  const row = store.prepare('SELECT * FROM entries WHERE n = ? AND hidden = 0').get(n);
  if (row) store.prepare('INSERT INTO entrySearch (rowid, document) VALUES (?, ?)').run(n, entryDocument(store, row));
}

export function entryDocument(store: Store, row: Row): string {
  const files = store.prepare('SELECT name FROM attachments WHERE entryN = ? AND hidden = 0').all(row.n).map((file) => file['name'] as string);
  return searchDocument([row['subject'] as string, plainText(row['body'] as string), row['outcome'] as string, ...files]);
}

/** When something last happened with a contact; of an organisation, also with its people. Gives whether that is new. */
export function writeLastActivity(store: Store, n: number): boolean {
  const lastAt = lastActivity(store, n);
  return store.prepare('UPDATE contacts SET lastAt = $lastAt WHERE n = $n AND lastAt IS NOT $lastAt').run({ lastAt, n }).changes > 0;
}

function lastAtOf(store: Store, n: number): number | null {
  return (store.prepare('SELECT lastAt FROM contacts WHERE n = ?').get(n)?.['lastAt'] as number | null | undefined) ?? null;
}

/** The organisations whose last activity counts that of this person. */
function organisationsWith(store: Store, personN: number): number[] {
  return store
    .prepare(
      `SELECT a.organisationN AS n FROM contacts c JOIN affiliations a ON a.personN = c.n
       WHERE c.n = ? AND c.kind = 'person' AND c.hidden = 0 AND a.hidden = 0 AND a.organisationN IS NOT NULL`,
    )
    .all(personN)
    .map(({ n }) => n);
}

/** An organisation of many is not walked when one of its people was just spoken to: that can only make its time later. */
function passOnActivity(store: Store, organisationN: number, before: number | null, now: number | null): boolean {
  if (now === null || (before !== null && now < before)) return writeLastActivity(store, organisationN);
  return store.prepare('UPDATE contacts SET lastAt = $now WHERE n = $n AND (lastAt IS NULL OR lastAt < $now)').run({ now, n: organisationN }).changes > 0;
}

export function lastActivity(store: Store, n: number): number | null {
  const own = store
    .prepare('SELECT p.at FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND p.hidden = 0 AND e.hidden = 0 ORDER BY p.at DESC LIMIT 1')
    .get(n);
  const people = store
    .prepare("SELECT max(c.lastAt) AS at FROM affiliations a JOIN contacts c ON c.n = a.personN WHERE a.organisationN = ? AND a.hidden = 0 AND c.hidden = 0 AND c.kind = 'person'")
    .get(n);
  const times = [own?.['at'], people?.['at']].filter((at): at is number => typeof at === 'number');
  return times.length === 0 ? null : Math.max(...times);
}

const sortKeys = new Map<string, (name: string) => string>();

/** The sort key of names in a locale; made once a locale. */
export function sortKeyFor(locale: string): (name: string) => string {
  const known = sortKeys.get(locale);
  if (known) return known;
  const sortKey = makeSortKey(locale);
  sortKeys.set(locale, sortKey);
  return sortKey;
}
