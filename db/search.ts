import type { SearchHits } from '../core/api/history.ts';
import type { ContactKind } from '../core/contacts.ts';
import { type Id, idFromBytes } from '../core/ids.ts';
import { plainText } from '../core/markdown/plain-text.ts';
import { fold } from '../core/text/fold.ts';
import { searchMatcher, searchQuery } from '../core/text/search-document.ts';
import { contactRef, contactRefByN } from './contacts.ts';
import { entryDocument } from './derive.ts';
import type { Row, Store } from './store.ts';

/** How many matches of the full text are looked at to find the best: more would cost more than it finds. */
const LOOKED_AT = 400;
/** Of how many contacts that match the deals are looked for. */
const FEW = 50;

/** How many of the newest entries, and of their characters, are read before the full text is asked. */
const NEWEST = 250;
const MOST_CHARACTERS = 200_000;

/** Contacts, names that begin with the words first, then those touched last; entries, the newest first. */
export function search(store: Store, text: string, limits: { contacts: number; entries: number; deals?: number | undefined; kind?: ContactKind | undefined }): SearchHits {
  const match = searchQuery(text);
  if (match === undefined) return { contacts: [], entries: [], deals: [] };
  return {
    contacts: limits.contacts > 0 ? findContacts(store, match, text, limits.contacts, limits.kind) : [],
    entries: limits.entries > 0 ? findEntries(store, match, text, limits.entries) : [],
    deals: limits.deals ? findDeals(store, match, text, limits.deals) : [],
  };
}

function findContacts(store: Store, match: string, text: string, limit: number, kind: ContactKind | undefined): SearchHits['contacts'] {
  const rows = store
    .prepare(
      `SELECT c.n, c.id, c.kind, c.name, c.photo, c.hidden, c.lastAt FROM (SELECT rowid FROM contactSearch WHERE contactSearch MATCH $match LIMIT ${LOOKED_AT}) f
       JOIN contacts c ON c.n = f.rowid WHERE c.hidden = 0 AND ($kind IS NULL OR c.kind = $kind)`,
    )
    .all({ match, kind: kind ?? null });
  const words = fold(text).trim();
  return rows
    .map((row) => ({ row, rank: nameRank(fold(row['name'] as string), words) }))
    .sort((a, b) => a.rank - b.rank || ((b.row['lastAt'] as number | null) ?? 0) - ((a.row['lastAt'] as number | null) ?? 0) || a.row.n - b.row.n)
    .slice(0, limit)
    .map(({ row }) => ({ ...contactRef(row), detail: detailOf(store, row) }));
}

/** 0: the name begins so; 1: a word of it does; 2: the name has it; 3: found by something else. */
function nameRank(name: string, words: string): number {
  if (name.startsWith(words)) return 0;
  if (name.includes(` ${words}`)) return 1;
  return name.includes(words) ? 2 : 3;
}

/** What tells two contacts of one name apart. */
function detailOf(store: Store, row: Row): string {
  const found = store
    .prepare(
      `SELECT coalesce(
         (SELECT o.name FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.personN = $n AND a.hidden = 0 ORDER BY a.id LIMIT 1),
         (SELECT address FROM emails WHERE contactN = $n AND hidden = 0 ORDER BY id LIMIT 1),
         (SELECT number FROM phones WHERE contactN = $n AND hidden = 0 ORDER BY id LIMIT 1),
         (SELECT city FROM addresses WHERE contactN = $n AND hidden = 0 ORDER BY id LIMIT 1), '') AS detail`,
    )
    .get({ n: row.n });
  return (found?.['detail'] as string | undefined) ?? '';
}

function findEntries(store: Store, match: string, text: string, limit: number): SearchHits['entries'] {
  return (amongNewest(store, text, limit) ?? inFullText(store, match, limit)).map((row) => ({
    id: idFromBytes(row.id),
    kind: row['kind'] as string,
    at: row['at'] as number,
    subject: row['subject'] as string,
    excerpt: excerpt(plainText(row['body'] as string), text),
    contact: contactRefByN(
      store,
      store.prepare('SELECT c.n FROM participants p JOIN contacts c ON c.n = p.contactN WHERE p.entryN = ? AND p.hidden = 0 AND c.hidden = 0 ORDER BY p.id LIMIT 1').get(row.n)?.n ?? null,
    ),
    deal: dealOf(store, row.n),
  }));
}

function dealOf(store: Store, entryN: number): { id: Id; title: string } | null {
  const row = store.prepare('SELECT d.id, d.title FROM entryDeals x JOIN deals d ON d.n = x.dealN WHERE x.entryN = ? AND x.hidden = 0 AND d.hidden = 0 ORDER BY x.id LIMIT 1').get(entryN);
  return row ? { id: idFromBytes(row.id), title: row['title'] as string } : null;
}

/**
 * The newest entries that match, where so many do that the last few hundred have enough of them; undefined where
 * they do not. The full text has to walk all that begins so, up to 0.2 s for a letter, before it gives the first.
 */
function amongNewest(store: Store, text: string, limit: number): Row[] | undefined {
  const matches = searchMatcher(text)!;
  const found: Row[] = [];
  let characters = 0;
  for (const row of store.prepare(`SELECT e.* FROM entries e WHERE e.hidden = 0 ORDER BY e.at DESC, e.n DESC LIMIT ${NEWEST}`).iterate()) {
    characters += (row['body'] as string).length;
    if (characters > MOST_CHARACTERS) return undefined;
    if (!matches(entryDocument(store, row)) || !store.prepare(`SELECT 1 AS n FROM entries e WHERE e.n = ? AND ${IS_WITH_SOMEBODY}`).get(row.n)) continue;
    found.push(row);
    if (found.length === limit) return found;
  }
  return undefined;
}

function inFullText(store: Store, match: string, limit: number): Row[] {
  return store
    .prepare(
      `SELECT e.* FROM (SELECT rowid FROM entrySearch WHERE entrySearch MATCH ? ORDER BY rowid DESC LIMIT ${LOOKED_AT}) f JOIN entries e ON e.n = f.rowid
       WHERE e.hidden = 0 AND ${IS_WITH_SOMEBODY} ORDER BY e.at DESC, e.n DESC LIMIT ?`,
    )
    .all(match, limit);
}

const IS_WITH_SOMEBODY = `(EXISTS (SELECT 1 FROM participants p JOIN contacts c ON c.n = p.contactN WHERE p.entryN = e.n AND p.hidden = 0 AND c.hidden = 0)
  OR EXISTS (SELECT 1 FROM entryDeals x JOIN deals d ON d.n = x.dealN WHERE x.entryN = e.n AND x.hidden = 0 AND d.hidden = 0))`;

/** By their own words, and those of the contacts that were found: open ones first, the last touched before others. */
function findDeals(store: Store, match: string, text: string, limit: number): SearchHits['deals'] {
  const rows = store
    .prepare(
      `SELECT d.* FROM (SELECT rowid FROM (SELECT rowid FROM dealSearch WHERE dealSearch MATCH $match ORDER BY rowid DESC LIMIT ${LOOKED_AT})
         UNION SELECT x.dealN FROM (SELECT rowid FROM contactSearch WHERE contactSearch MATCH $match LIMIT ${FEW}) f JOIN dealContacts x ON x.contactN = f.rowid WHERE x.hidden = 0
         UNION SELECT o.n FROM (SELECT rowid FROM contactSearch WHERE contactSearch MATCH $match LIMIT ${FEW}) f JOIN deals o ON o.organisationN = f.rowid) f
       JOIN deals d ON d.n = f.rowid WHERE d.hidden = 0`,
    )
    .all({ match });
  const words = fold(text).trim();
  return rows
    .map((row) => ({ row, rank: nameRank(fold(row['title'] as string), words) + (row['outcome'] === '' ? 0 : 4) }))
    .sort((a, b) => a.rank - b.rank || (b.row['touchedAt'] as number) - (a.row['touchedAt'] as number) || a.row.n - b.row.n)
    .slice(0, limit)
    .map(({ row }) => ({
      id: idFromBytes(row.id),
      title: row['title'] as string,
      outcome: ((row['outcome'] as string) || null) as SearchHits['deals'][number]['outcome'],
      amount: row['amount'] === null ? null : { minor: row['amount'] as number, currency: row['currency'] as string },
      contact: contactRefByN(store, row['contactN'] as number | null),
      organisation: contactRefByN(store, row['organisationN'] as number | null),
    }));
}

/** The text around the first of the words, at most 160 characters. */
function excerpt(body: string, text: string): string {
  const first = fold(text).trim().split(/\s+/)[0] ?? '';
  const at = Math.max(0, body.toLowerCase().indexOf(first));
  const from = at < 60 ? 0 : body.lastIndexOf(' ', at - 40) + 1;
  return `${from > 0 ? '… ' : ''}${body.slice(from, from + 160).replaceAll(/\s+/g, ' ').trim()}`;
}
