// The tables of an export of everything that no other export has: one row a record, in words and numbers.
import { type Id, idFromBytes } from '../core/ids.ts';
import { currencyDigits } from '../core/money.ts';
import type { Row, Store } from './store.ts';
import { tableNamed } from './tables/registry.ts';

const PAGE = 500;

export interface WholeTable {
  name: string;
  headers: readonly string[];
  rows: (store: Store) => Generator<readonly string[]>;
}

/** The ids of the contacts of a kind that can be seen. */
export function* contactsOfKind(store: Store, kind: 'person' | 'organisation'): Generator<Id> {
  for (const { id } of paged(store, 'SELECT n, id FROM contacts WHERE hidden = 0 AND kind = ? AND n > ?', kind)) yield idFromBytes(id);
}

/** Names of people as the entry, reminder or deal shows them. */
const NAME_OF = (n: string): string => `(SELECT name FROM contacts WHERE n = ${n} AND hidden = 0)`;
const MEMBER_OF = (id: string): string => `(SELECT name FROM members WHERE id = ${id})`;

export const WHOLE_TABLES: readonly WholeTable[] = [
  {
    name: 'reminders',
    headers: ['ID', 'Contact', 'Deal', 'Owner', 'Kind', 'Purpose', 'Due', 'Time zone', 'Priority', 'Notes', 'Repeats', 'Done at', 'Done by', 'Created at'],
    *rows(store) {
      const select = `SELECT r.*, ${NAME_OF('r.contactN')} AS contact, (SELECT title FROM deals WHERE n = r.dealN AND hidden = 0) AS deal, ${MEMBER_OF('r.ownerId')} AS owner, ${MEMBER_OF('r.doneBy')} AS doer,
        (SELECT CASE WHEN rule <> '' THEN rule ELSE afterDone END FROM reminderSeries WHERE n = r.seriesN AND hidden = 0) AS repeats FROM reminders r WHERE r.hidden = 0 AND r.n > ?`;
      for (const row of paged(store, select)) {
        yield [idFromBytes(row.id), ...texts(row, ['contact', 'deal', 'owner', 'kind', 'purpose', 'due', 'zone', 'priority', 'notes', 'repeats']), instant(row['doneAt']), ...texts(row, ['doer']), instant(row['createdAt'])];
      }
    },
  },
  {
    name: 'entries',
    headers: ['ID', 'At', 'Kind', 'Direction', 'Outcome', 'Minutes', 'Subject', 'Text', 'Pinned', 'Author', 'Contacts', 'Deals', 'Files'],
    *rows(store) {
      const listed = (what: string, from: string): string => `(SELECT group_concat(${what}, '; ') FROM ${from})`;
      const select = `SELECT e.*, ${MEMBER_OF('e.memberId')} AS author,
        ${listed('c.name', 'participants p JOIN contacts c ON c.n = p.contactN WHERE p.entryN = e.n AND p.hidden = 0 AND c.hidden = 0')} AS contacts,
        ${listed('d.title', 'entryDeals x JOIN deals d ON d.n = x.dealN WHERE x.entryN = e.n AND x.hidden = 0 AND d.hidden = 0')} AS deals,
        ${listed('a.name', 'attachments a WHERE a.entryN = e.n AND a.hidden = 0')} AS files
        FROM entries e WHERE e.hidden = 0 AND e.n > ?`;
      for (const row of paged(store, select)) {
        yield [idFromBytes(row.id), instant(row['at']), ...texts(row, ['kind', 'direction', 'outcome', 'minutes', 'subject', 'body', 'pinned', 'author', 'contacts', 'deals', 'files'])];
      }
    },
  },
  {
    name: 'products',
    headers: ['ID', 'Name', 'Unit', 'Price', 'Cost', 'Currency', 'Every', 'Retired'],
    *rows(store) {
      for (const row of paged(store, 'SELECT * FROM products WHERE hidden = 0 AND n > ?')) {
        const currency = row['currency'] as string;
        yield [idFromBytes(row.id), ...texts(row, ['name', 'unit']), amount(row['price'], currency), amount(row['cost'], currency), currency, ...texts(row, ['recurring', 'retired'])];
      }
    },
  },
  {
    name: 'deal-lines',
    headers: ['Deal ID', 'Deal', 'Product', 'Text', 'Quantity', 'Price', 'Currency', 'Discount %', 'Every', 'Times'],
    *rows(store) {
      const select = `SELECT l.*, d.id AS deal, d.title, d.currency, (SELECT name FROM products WHERE n = l.productN) AS product FROM dealLines l JOIN deals d ON d.n = l.dealN WHERE l.hidden = 0 AND d.hidden = 0 AND l.n > ?`;
      for (const row of paged(store, select, undefined, 'l.n')) {
        const currency = row['currency'] as string;
        yield [idFromBytes(row['deal'] as Buffer), ...texts(row, ['title', 'product', 'text']), decimal(row['quantity'], 3), amount(row['price'], currency), currency, decimal(row['discount'], 2), ...texts(row, ['recurring', 'times'])];
      }
    },
  },
];

function* paged(store: Store, select: string, first?: string, by = 'n'): Generator<Row> {
  for (let last = 0; ; ) {
    const rows = store.prepare(`${select} ORDER BY ${by} LIMIT ${PAGE}`).all(...(first === undefined ? [last] : [first, last]));
    yield* rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.n;
  }
}

const texts = (row: Row, columns: readonly string[]): string[] => columns.map((column) => String(row[column] ?? ''));
const instant = (value: unknown): string => (typeof value === 'number' ? new Date(value).toISOString() : '');
const amount = (minor: unknown, currency: string): string => decimal(minor, currency === '' ? 2 : currencyDigits(currency));

/** A whole number as one with so many decimals; empty for none. */
function decimal(value: unknown, digits: number): string {
  if (typeof value !== 'number') return '';
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  return `${value < 0 ? '-' : ''}${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`}`;
}

const contacts = tableNamed('contacts');
const PHOTO = contacts.columnsByName.get('photo')!.number;

/** A file that some record names, and whose it is as far as somebody can be seen. */
export interface NamedFile {
  hash: string;
  name: string;
  /** A contact, for the folder of the file. */
  contactId: Id | null;
  contactName: string;
}

/** Photos and attachments, also those in the bin and those that undo may bring back. One may come several times. */
export function* namedFiles(store: Store): Generator<NamedFile> {
  const who = (row: Row): Pick<NamedFile, 'contactId' | 'contactName'> => ({ contactId: row['who'] ? idFromBytes(row['who'] as Buffer) : null, contactName: String(row['whose'] ?? '') });
  const attachments = `SELECT a.n, a.hash, a.name, c.id AS who, c.name AS whose FROM attachments a
    LEFT JOIN contacts c ON c.n = (SELECT min(p.contactN) FROM participants p JOIN contacts o ON o.n = p.contactN WHERE p.entryN = a.entryN AND p.hidden = 0 AND o.hidden = 0)
    WHERE (a.deleted IS NULL OR a.deleted <> x'ff') AND a.hash <> '' AND a.n > ?`;
  for (const row of paged(store, attachments, undefined, 'a.n')) yield { hash: String(row['hash']), name: String(row['name']), ...who(row) };
  for (const row of paged(store, 'SELECT n, photo, id AS who, name AS whose FROM contacts WHERE photo IS NOT NULL AND n > ?')) yield { hash: String(row['photo']), name: 'photo', ...who(row) };
  for (const column of ['before', 'after']) {
    const changed = `SELECT n, ${column} AS hash FROM changes WHERE tableNo = ${contacts.number} AND col = ${PHOTO} AND ${column} IS NOT NULL AND n > ?`;
    for (const row of paged(store, changed)) yield { hash: String(row['hash']), name: 'photo', contactId: null, contactName: '' };
  }
}
