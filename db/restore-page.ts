import Database from 'better-sqlite3';
import { CallError } from '../core/call.ts';
import type { DifferenceSide, RecordKind } from '../core/restore.ts';
import { plainText } from '../core/markdown/plain-text.ts';
import { type Id, idFromBytes } from '../core/ids.ts';
import type { ComparedCount } from './restore-compare.ts';
import { TABLE_OF } from './restore-look.ts';
import type { Store } from './store.ts';

/** A record that differs. */
export interface Difference {
  id: Id;
  kind: RecordKind;
  side: DifferenceSide;
  name: string;
  /** Whom a reminder, an entry or a deal is about. */
  about: string;
  /** When anything about it was last changed, in the backup or here: milliseconds since 1970. */
  changedAt: number;
}

export interface DifferenceRequest {
  kind: RecordKind;
  side: DifferenceSide;
  limit: number;
  after?: string | undefined;
}

/** What `compareDatabases` counted; undefined where it has not run. */
export function countsIn(path: string): ComparedCount[] | undefined {
  return reading(path, (sql) => {
    if (!sql.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'counts'").get()) return undefined;
    return sql.prepare<[], { counted: string }>('SELECT counted FROM counts ORDER BY rowid').all().map(({ counted }) => JSON.parse(counted) as ComparedCount);
  });
}

/** What `compareDatabases` found, the last changed first. Errors: `not-compared`, `bad-cursor`. */
export function differencesIn(path: string, there: Store, here: Store, { kind, side, limit, after }: DifferenceRequest): { rows: Difference[]; next: string | null } {
  const place = /^(\d{1,16}):([0-9a-f]{32})$/.exec(after ?? '');
  if (after !== undefined && !place) throw new CallError('bad-cursor', 'The list has changed. Load it again from the start.');
  const found = reading(path, (sql) =>
    sql
      .prepare<unknown[], { at: number; id: Buffer }>(
        `SELECT at, id FROM differences WHERE kind = ? AND side = ? ${place ? 'AND (at < ? OR (at = ? AND id > ?))' : ''} ORDER BY at DESC, id LIMIT ?`,
      )
      .all(kind, side, ...(place ? [Number(place[1]), Number(place[1]), Buffer.from(place[2]!, 'hex')] : []), limit + 1),
  );
  if (!found) throw new CallError('not-compared', 'This backup was not compared yet.');
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ at, id }) => ({ ...calledIn(side === 'here' ? here : there, kind, id), id: idFromBytes(id), kind, side, changedAt: at })),
    next: found.length > limit && last ? `${last.at}:${last.id.toString('hex')}` : null,
  };
}

function reading<T>(path: string, read: (sql: Database.Database) => T): T | undefined {
  let sql: Database.Database;
  try {
    sql = new Database(path, { readonly: true, fileMustExist: true });
  } catch (cause) {
    if (cause instanceof Database.SqliteError && cause.code === 'SQLITE_CANTOPEN') return undefined;
    throw cause;
  }
  try {
    return read(sql);
  } finally {
    sql.close();
  }
}

const CALLED: Record<RecordKind, string> = {
  person: "x.name AS name, '' AS text, NULL AS aboutN",
  organisation: "x.name AS name, '' AS text, NULL AS aboutN",
  entry: 'x.subject AS name, substr(x.body, 1, 400) AS text, (SELECT min(p.contactN) FROM participants p WHERE p.entryN = x.n AND p.hidden = 0) AS aboutN',
  reminder: "x.purpose AS name, '' AS text, x.contactN AS aboutN",
  deal: 'x.title AS name, substr(x.notes, 1, 400) AS text, coalesce(x.contactN, x.organisationN) AS aboutN',
};

function calledIn(store: Store, kind: RecordKind, id: Buffer): { name: string; about: string } {
  const row = store.prepare(`SELECT ${CALLED[kind]} FROM ${TABLE_OF[kind]} x WHERE x.id = ?`).get(id);
  const about = row && row['aboutN'] !== null ? store.prepare('SELECT name FROM contacts WHERE n = ?').get(row['aboutN'])?.['name'] : undefined;
  return { name: row ? (row['name'] as string) || plainText(row['text'] as string).slice(0, 120) : '', about: (about as string | undefined) ?? '' };
}
