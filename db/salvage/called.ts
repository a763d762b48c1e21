// What a record is called of which not all was saved, by whatever still says it: its own fields, what belongs to it,
// whom it belongs to, and where nothing is left of it the words by which the damaged database found it.
import { plainText } from '../../core/markdown/plain-text.ts';
import type { Sql } from '../open.ts';
import { type SyncedTable, syncedTables } from '../tables/registry.ts';

/** SQL for what a row of a table says of itself, in one line; those that are named by what they belong to say nothing. */
const OWN: Readonly<Record<string, string>> = {
  contacts: "coalesce(nullif(name, ''), nullif(trim(given || ' ' || family), ''), nullif(organisationName, ''), nickname)",
  entries: "coalesce(nullif(subject, ''), substr(body, 1, 400))",
  reminders: 'purpose',
  reminderSeries: 'purpose',
  deals: 'title',
  emails: 'address',
  phones: 'number',
  addresses: "trim(street || ' ' || city)",
  links: 'url',
  facts: 'text',
  dates: 'date',
  contactRoles: 'role',
  affiliations: 'title',
  relations: 'toName',
  attachments: 'name',
  fieldValues: 'text',
  dealFieldValues: 'text',
  dealLines: 'text',
  dealCompetitors: 'name',
  tags: 'name',
  fields: 'name',
  fieldChoices: 'name',
  views: 'name',
  members: 'name',
  pipelines: 'name',
  stages: 'name',
  products: 'name',
  closeReasons: 'name',
};

/** What says who a contact is whose own name is lost. */
const PARTS_OF_CONTACT = [
  'SELECT address AS text FROM emails WHERE contactId = ? AND deleted IS NULL',
  'SELECT number AS text FROM phones WHERE contactId = ? AND deleted IS NULL',
  'SELECT url AS text FROM links WHERE contactId = ? AND deleted IS NULL',
  "SELECT e.subject AS text FROM participants p JOIN entries e ON e.id = p.entryId WHERE p.contactId = ? AND e.subject <> ''",
];

/** Of a row that was saved, with whom it belongs to; empty where nothing says it. */
export function calledIn(sql: Sql, table: string, id: Uint8Array): string {
  const own = text(sql, OWN[table] === undefined ? undefined : `SELECT ${OWN[table]} AS text FROM ${table} WHERE id = ?`, id) || (table === 'contacts' ? PARTS_OF_CONTACT.map((part) => text(sql, part, id)).find((part) => part !== '') ?? '' : '');
  const owner = syncedTables.find(({ name }) => name === table)?.owner;
  if (!owner?.references) return own;
  const ownerId = sql.prepare<[Uint8Array], Buffer | null>(`SELECT ${owner.name} FROM ${table} WHERE id = ?`).pluck().get(id);
  const whose = ownerId ? calledIn(sql, owner.references.table, ownerId) : '';
  return [own, whose].filter((part) => part !== '').join(' · ');
}

const LONGEST = 120;

function text(sql: Sql, query: string | undefined, id: Uint8Array): string {
  const found = query === undefined ? undefined : sql.prepare<[Uint8Array], string | null>(query).pluck().get(id);
  return typeof found === 'string' ? plainText(found).replace(/\s+/g, ' ').trim().slice(0, LONGEST) : '';
}

const SEARCHED = [
  ['contacts', 'contactSearch'],
  ['deals', 'dealSearch'],
] as const;

/** As many words say who somebody is. */
const WORDS = 6;

/**
 * For records of which nothing was saved, by their id in hexadecimal: the words by which the damaged database finds
 * them. It knows them by their numbers alone, which were given in the order of the ids. Where it does not find as many
 * as are missing it says nothing. `salvaged` has `missingRows`, as `fromLog` leaves it.
 */
export function wordsOfMissing(salvaged: Sql, damaged: Sql): Map<string, string> {
  const words = new Map<string, string>();
  for (const [table, search] of SEARCHED) {
    const { number } = syncedTables.find(({ name }) => name === table) as SyncedTable;
    const ids = salvaged.prepare<[number], Buffer>('SELECT id FROM temp.missingRows WHERE tableNo = ? ORDER BY id').pluck().all(number);
    if (ids.length === 0) continue;
    const isSaved = salvaged.prepare<[number]>(`SELECT 1 FROM ${table} t WHERE t.n = ? AND t.id NOT IN (SELECT id FROM temp.missingRows WHERE tableNo = ${number})`);
    const docs = damaged.prepare<[], number>(`SELECT id FROM ${search}_docsize ORDER BY id`).pluck().all().filter((n) => isSaved.get(n) === undefined);
    if (docs.length !== ids.length) continue;
    const found = new Map<number, string[]>();
    damaged.pragma('query_only = OFF');
    damaged.exec(`CREATE VIRTUAL TABLE temp.${search}Words USING fts5vocab(main, ${search}, instance)`);
    damaged.pragma('query_only = ON');
    const isMissing = new Set(docs);
    for (const [term, doc] of damaged.prepare<[], [string, number]>(`SELECT term, doc FROM temp.${search}Words`).raw().iterate()) {
      // Phones and addresses come in many pieces, which say little.
      if (isMissing.has(doc) && /^\p{L}{2,}$/u.test(term)) found.set(doc, [...(found.get(doc) ?? []), term]);
    }
    for (const [index, doc] of docs.entries()) if (found.has(doc)) words.set(ids[index]!.toString('hex'), found.get(doc)!.slice(0, WORDS).join(' '));
  }
  return words;
}
