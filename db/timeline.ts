// Which entries and changes of stage stand on a page of a timeline.
import { CallError } from '../core/call.ts';
import type { EntryKind } from '../core/entries.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { searchQuery } from '../core/text/search-document.ts';
import { TIMELINE_OF, contactRow } from './contacts.ts';
import { dealRow } from './deal-row.ts';
import { countMovesAfter, moveRows } from './deal-timeline.ts';
import type { Row, Store } from './store.ts';

export interface TimelineRequest {
  contactId?: Id | undefined;
  dealId?: Id | undefined;
  kinds?: EntryKind[] | undefined;
  text?: string | undefined;
  pinned?: boolean | undefined;
  /** Of a contact: its entries with its deals' changes of stage, or these alone. */
  moves?: 'too' | 'only' | undefined;
  limit: number;
  after?: string | undefined;
  /** The first page of a contact reaches `limit` beyond this entry. */
  through?: Id | undefined;
}

export interface TimelineRows {
  entries: Row[];
  moves: Row[];
  next: string | null;
}

/** What is asked of entries `e`, with its values. */
interface Asked {
  conditions: string[];
  params: unknown[];
}

/** Newest first: of a contact, of an organisation with its people, or of everybody. */
export function timelineRows(store: Store, request: TimelineRequest): TimelineRows {
  const match = request.text === undefined || request.text.trim() === '' ? null : searchQuery(request.text);
  if (match === undefined) return { entries: [], moves: [], next: null };
  const asked = askedOf(store, request, match);
  const last = request.after === undefined ? undefined : placeAfter(store, request.after);
  const contact = request.contactId === undefined ? undefined : contactRow(store, request.contactId);
  if (!contact) return pageOf(ofEverybody(store, asked, last, request.limit + 1), [], request.limit);
  const showsMoves = request.moves !== undefined && request.pinned !== true;
  const limit = request.limit + (!last && request.through !== undefined ? countDownTo(store, contact.n, asked, request.through, showsMoves) : 0);
  const entries = request.moves === 'only' ? [] : ofContact(store, contact.n, asked, last, limit + 1);
  return pageOf(entries, showsMoves ? moveRows(store, contact.n, limit + 1, { below: last, match }) : [], limit);
}

function askedOf(store: Store, { kinds, pinned, dealId }: TimelineRequest, match: string | null): Asked {
  const asked: Asked = { conditions: [], params: [] };
  const ask = (condition: string, ...params: unknown[]): void => {
    asked.conditions.push(condition);
    asked.params.push(...params);
  };
  if (kinds?.length) ask('e.kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds));
  if (pinned !== undefined) ask(`e.pinned = ${pinned ? 1 : 0}`);
  if (match !== null) ask('e.n IN (SELECT rowid FROM entrySearch WHERE entrySearch MATCH ?)', match);
  if (dealId !== undefined) ask('e.n IN (SELECT x.entryN FROM entryDeals x WHERE x.dealN = ? AND x.hidden = 0)', dealRow(store, dealId).n);
  return asked;
}

/** The newest `limit` of both: of one moment, entries stand above changes of stage. */
function pageOf(entries: readonly Row[], moves: readonly Row[], limit: number): TimelineRows {
  const all = [...entries.map((row) => ({ row, isMove: false })), ...moves.map((row) => ({ row, isMove: true }))];
  if (moves.length > 0) all.sort((a, b) => (b.row['at'] as number) - (a.row['at'] as number));
  const page = all.slice(0, limit);
  const rows = (isMove: boolean): Row[] => page.filter((each) => each.isMove === isMove).map(({ row }) => row);
  return { entries: rows(false), moves: rows(true), next: all.length > limit ? idFromBytes(page.at(-1)!.row.id) : null };
}

/** Where a page ended: what follows is older, or of the same moment an entry with a smaller number or a change of stage with a smaller id. */
interface Place {
  at: number;
  n: number;
  id: Uint8Array;
}

const ABOVE_ALL_IDS = new Uint8Array(16).fill(0xff);

function placeAfter(store: Store, after: string): Place {
  const id = /^[0-9a-f-]{36}$/.test(after) ? idToBytes(after as Id) : undefined;
  const entry = id && store.prepare('SELECT n, at FROM entries WHERE id = ?').get(id);
  if (entry) return { at: entry['at'] as number, n: entry.n, id: ABOVE_ALL_IDS };
  const move = id && store.prepare('SELECT at FROM stageChanges WHERE id = ?').get(id);
  if (!id || !move) throw new CallError('bad-cursor', 'The timeline has changed. Load it again from the start.');
  return { at: move['at'] as number, n: 0, id };
}

function ofEverybody(store: Store, { conditions, params }: Asked, last: Place | undefined, limit: number): Row[] {
  const where = ['e.hidden = 0', ...(last ? ['(e.at, e.n) < (?, ?)'] : []), ...conditions].join(' AND ');
  return store.prepare(`SELECT e.* FROM entries e WHERE ${where} ORDER BY e.at DESC, e.n DESC LIMIT ?`).all(...(last ? [last.at, last.n] : []), ...params, limit);
}

function ofContact(store: Store, contactN: number, { conditions, params }: Asked, last: Place | undefined, limit: number): Row[] {
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

/** How many there are of a contact from the newest to this entry; none where it is not among them. */
function countDownTo(store: Store, contactN: number, { conditions, params }: Asked, through: Id, withMoves: boolean): number {
  const entry = store.prepare('SELECT n, at FROM entries WHERE id = ?').get(idToBytes(through));
  if (!entry) return 0;
  const people = store.prepare(TIMELINE_OF).all({ contact: contactN });
  const numbers = JSON.stringify(people.map((row) => Number(Object.values(row)[0])));
  const where = ['p.contactN IN (SELECT value FROM json_each(?))', 'p.hidden = 0', 'e.hidden = 0', '(p.at, p.entryN) >= (?, ?)', ...conditions].join(' AND ');
  const counted = store
    .prepare(`SELECT count(DISTINCT e.n) AS n, max(e.n = ?) AS isAmong FROM participants p JOIN entries e ON e.n = p.entryN WHERE ${where}`)
    .get(entry.n, numbers, entry['at'], entry.n, ...params);
  if (counted?.['isAmong'] !== 1) return 0;
  return counted.n + (withMoves ? countMovesAfter(store, contactN, entry['at'] as number) : 0);
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
