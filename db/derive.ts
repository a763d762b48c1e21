import { plainText } from '../core/markdown/plain-text.ts';
import { displayName } from '../core/names.ts';
import { phoneTokens, searchDocument } from '../core/text/search-document.ts';
import { makeSortKey } from '../core/text/sort-key.ts';
import { deriveColumns } from './derive-columns.ts';
import { settleDeal, writeDealDocument } from './derive-deals.ts';
import type { Row, Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type TableName, tableNamed } from './tables/registry.ts';

/** A contact made in this very transaction, with its parts so far: what follows from them need not be read again. */
interface Fresh {
  row: Row;
  parts: { name: TableName; row: Row }[];
}

/** What depends on the rows of one transaction and is worked out again before it commits. */
export class Dirty {
  readonly #contacts = new Set<number>();
  /** Of these the name has not been worked out again yet. */
  readonly #unnamed = new Set<number>();
  readonly #fresh = new Map<number, Fresh>();
  readonly #activities = new Set<number>();
  readonly #entries = new Set<number>();
  readonly #entryTimes = new Set<number>();
  readonly #deals = new Set<number>();
  /** Of these the words may be new too. */
  readonly #dealDocuments = new Set<number>();

  /** `isNew`: the row was inserted just now. */
  row(name: TableName, row: Row, isNew: boolean): void {
    if (name === 'contacts') {
      if (isNew && row['name'] !== '' && row['rootN'] === row.n && !this.#contacts.has(row.n)) {
        this.#fresh.set(row.n, { row, parts: [] });
        this.#contacts.add(row.n);
        return;
      }
      this.#document(row.n);
      // Somebody who was merged into another is still found by the old name.
      this.#document(row['rootN']);
    } else if (name === 'entries') this.#entry(row.n);
    else if (name === 'attachments') this.#addTo(this.#entries, row['entryN']);
    else if (name === 'participants') this.#addTo(this.#activities, row['contactN']);
    else if (name === 'deals') this.deal(row.n);
    else if (PARTS_OF_DEALS.has(name)) this.#addTo(this.#deals, row['dealN']);
    else if (WORDS_OF_DEALS.has(name)) this.#addTo(this.#dealDocuments, row['dealN']);
    else {
      const part = CONTACT_DOCUMENT[name];
      if (part) this.#part(name, row, row[part.ownerN], isNew);
    }
  }

  deal(n: number): void {
    this.#deals.add(n);
    this.#dealDocuments.add(n);
  }

  contact(n: number): void {
    this.#document(n);
    this.#activities.add(n);
  }

  #part(name: TableName, row: Row, ownerN: LogValue | undefined, isNew: boolean): void {
    const fresh = isNew ? this.#fresh.get(ownerN as number) : undefined;
    if (fresh) fresh.parts.push({ name, row });
    else {
      this.#document(ownerN);
      // Nothing has happened yet with somebody fresh that an organisation would count.
      if (name === 'affiliations') this.#addTo(this.#activities, row['organisationN']);
    }
  }

  #document(n: unknown): void {
    this.#addTo(this.#contacts, n);
    this.#addTo(this.#unnamed, n);
    this.#fresh.delete(n as number);
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
    for (const n of this.#deals) settleDeal(store, n);
    for (const n of this.#dealDocuments) writeDealDocument(store, n);
    this.settleNames(store);
    for (const n of this.#contacts) {
      const fresh = this.#fresh.get(n);
      if (fresh) this.#writeFreshDocument(store, fresh);
      else writeContactDocument(store, n);
    }
    for (const n of new Set([...this.#contacts, ...this.#activities])) settleCadences(store, n);
    const renewed = new Set<number>();
    for (const n of this.#activities) {
      for (const organisationN of organisationsWith(store, n)) settleCadences(store, organisationN);
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
    store.prepare('UPDATE entryDeals SET at = (SELECT at FROM entries WHERE n = $entry) WHERE entryN = $entry AND at <> (SELECT at FROM entries WHERE n = $entry)').run({ entry: entryN });
    for (const { n } of store.prepare('SELECT dealN AS n FROM entryDeals WHERE entryN = ?').all(entryN)) this.#addTo(this.#deals, n);
  }

  /** People are found, and some are called, by the organisation they belong to. */
  #settleName(store: Store, n: number): void {
    if (!writeContactName(store, n)) return;
    for (const { n: personN } of store.prepare('SELECT personN AS n FROM affiliations WHERE organisationN = ?').all(n)) {
      this.#document(personN);
    }
  }

  #writeFreshDocument(store: Store, { row, parts }: Fresh): void {
    const texts = parts.map(({ name, row: part }): DocumentPart => {
      const { text, phone } = CONTACT_DOCUMENT[name]!;
      if (name !== 'affiliations') return { text: part[text] as string | null, phone: phone === undefined ? undefined : (part[phone] as string) };
      return { text: affiliationText(part[text] as string, this.#nameOf(store, part['organisationN'] as number | null)), phone: undefined };
    });
    store.prepare('INSERT INTO contactSearch (rowid, document) VALUES (?, ?)').run(row.n, documentOf(row, texts));
  }

  #nameOf(store: Store, n: number | null): string {
    if (n === null) return '';
    return (this.#fresh.get(n)?.row['name'] ?? store.prepare('SELECT name FROM contacts WHERE n = ?').get(n)?.['name'] ?? '') as string;
  }

  #addTo(set: Set<number>, n: unknown): void {
    if (typeof n === 'number') set.add(n);
  }
}

/** Rows that a deal's amount, times or next action follow from. */
const PARTS_OF_DEALS: ReadonlySet<TableName> = new Set(['dealLines', 'stageChanges', 'entryDeals', 'reminders']);
const WORDS_OF_DEALS: ReadonlySet<TableName> = new Set(['dealCompetitors', 'dealFieldValues']);

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
  return ownName(row, store.locale) || fallbackName(store, row.n);
}

/** The name that a contact's own fields give; empty where they give none. */
export function ownName(row: Record<string, LogValue>, locale: string): string {
  const chosen = row['displayAs'] as string;
  if (row['kind'] === 'organisation') return (row['organisationName'] as string) || chosen;
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
  return displayName(parts, locale);
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
  return documentOf(row, store.prepare(DOCUMENT_PARTS).all({ n: row.n }) as unknown as DocumentPart[]);
}

/** Digits of a phone stand in `phone`, its E.164 in `text`. */
interface DocumentPart {
  text: string | null;
  phone?: string | null | undefined;
}

function documentOf(row: Row, found: readonly DocumentPart[]): string {
  const parts = [row['name'], row['prefix'], row['given'], row['middle'], row['family'], row['nickname'], row['phoneticGiven'], row['phoneticFamily'], row['organisationName']] as string[];
  const phones: string[] = [];
  for (const { text, phone } of found) {
    if (typeof phone === 'string') phones.push(...phoneTokens(...[text, phone].filter((digits): digits is string => typeof digits === 'string' && digits !== '')));
    else if (text) parts.push(text);
  }
  return [searchDocument(parts), ...phones].join(' ');
}

/** The parts that a contact is found by: the column with the text, and of phones the one with the digits. */
const CONTACT_DOCUMENT: Partial<Record<TableName, { ownerN: string; text: string; phone?: string }>> = {
  emails: { ownerN: 'contactN', text: 'address' },
  phones: { ownerN: 'contactN', text: 'e164', phone: 'digits' },
  addresses: { ownerN: 'contactN', text: 'city' },
  links: { ownerN: 'contactN', text: 'url' },
  fieldValues: { ownerN: 'contactN', text: 'text' },
  affiliations: { ownerN: 'personN', text: 'title' },
};

const affiliationText = (title: string, organisation: string): string => `${title} ${organisation}`;

/** The same as rows. Those who were merged into a contact are found by their names too. */
const DOCUMENT_PARTS = Object.entries(CONTACT_DOCUMENT)
  .map(([table, { ownerN, text, phone = 'NULL' }]) =>
    table === 'affiliations'
      ? `SELECT a.${text} || ' ' || coalesce(o.name, '') AS text, NULL AS phone FROM affiliations a LEFT JOIN contacts o ON o.n = a.organisationN WHERE a.${ownerN} = $n AND a.hidden = 0`
      : `SELECT ${text} AS text, ${phone} AS phone FROM ${table} WHERE ${ownerN} = $n AND hidden = 0`,
  )
  .concat('SELECT name AS text, NULL AS phone FROM contacts WHERE rootN = $n AND rootN <> n')
  .join(' UNION ALL ');

export function writeEntryDocument(store: Store, n: number): void {
  store.prepare('DELETE FROM entrySearch WHERE rowid = ?').run(n);
  const row = store.prepare('SELECT * FROM entries WHERE n = ? AND hidden = 0').get(n);
  if (row) store.prepare('INSERT INTO entrySearch (rowid, document) VALUES (?, ?)').run(n, entryDocument(store, row));
}

export function entryDocument(store: Store, row: Row): string {
  const files = store.prepare('SELECT name FROM attachments WHERE entryN = ? AND hidden = 0').all(row.n).map((file) => file['name'] as string);
  return searchDocument([row['subject'] as string, plainText(row['body'] as string), row['outcome'] as string, ...files]);
}

/** When the contact is due to be talked to again. */
function settleCadences(store: Store, contactN: number): void {
  for (const row of store.prepare('SELECT * FROM cadences WHERE contactN = ?').all(contactN)) {
    const { touchedAt, dueOn } = deriveColumns(store, tableNamed('cadences'), row)!;
    store.prepare('UPDATE cadences SET touchedAt = ?, dueOn = ? WHERE n = ?').run(touchedAt, dueOn, row.n);
  }
}

/** When something last happened with a contact; of an organisation, also with its people. Gives whether that is new. */
function writeLastActivity(store: Store, n: number): boolean {
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
