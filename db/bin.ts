import type { BinItem } from '../core/api/history.ts';
import { type Id, idFromBytes } from '../core/ids.ts';
import { stampMs } from '../core/stamp.ts';
import { plainText } from '../core/markdown/plain-text.ts';
import type { Row, Store } from './store.ts';

/** What lies in the bin, what was put there last first. `after` is `at:OFFSET`; without it the page begins at `offset`. */
export function listBin(store: Store, limit: number, after?: string, offset = 0): { rows: BinItem[]; total: number; next: string | null } {
  const start = Number(/^at:(\d{1,9})$/.exec(after ?? '')?.[1] ?? offset);
  const rows = store.prepare(`${IN_BIN} ORDER BY deletedStamp DESC, id LIMIT ? OFFSET ?`).all(limit + 1, start);
  const total = store.prepare(`SELECT count(*) AS n FROM (${IN_BIN})`).get()!.n;
  return { rows: rows.slice(0, limit).map((row) => binItem(store, row)), total, next: rows.length > limit ? `at:${start + limit}` : null };
}

/** The ids of everything in the bin, contacts last: their own go with them. */
export function binContents(store: Store): { record: BinItem['record']; id: Id }[] {
  return store
    .prepare(`${IN_BIN} ORDER BY record DESC`)
    .all()
    .map((row) => ({ record: row['record'] as BinItem['record'], id: idFromBytes(row.id) }));
}

/** By these a reminder goes because another took its place, or it was left out: nobody threw it away. */
const REPLACED = ['reminder.updated', 'reminder.skipped'];

const deletedStamp = (tableNo: number): string =>
  `(SELECT max(coalesce(c.stamp, k.stamp)) FROM changes c JOIN commits k ON k.n = c.commitN WHERE c.recordId = x.id AND c.op <> 1 AND c.op = 3 AND c.tableNo = ${tableNo})`;

const wasReplaced = `(SELECT b.code IN (${REPLACED.map((code) => `'${code}'`).join()}) FROM changes c JOIN commits k ON k.n = c.commitN JOIN batches b ON b.n = k.batchN
  WHERE c.recordId = x.id AND c.op <> 1 AND c.op = 3 AND c.tableNo = 25 ORDER BY coalesce(c.stamp, k.stamp) DESC LIMIT 1)`;

/** Whether another took the place of a reminder that is hidden, or it was left out: nobody misses it. */
export function isReplaced(store: Store, reminder: Row): boolean {
  return store.prepare(`SELECT coalesce(${wasReplaced}, 0) AS n FROM reminders x WHERE x.n = ?`).get(reminder.n)!.n === 1;
}

/** Reminders of a deal that lies in the bin come and go with it. */
const IN_BIN = `
  SELECT 'contacts' AS record, x.n, x.id, x.kind, x.name AS name, '' AS body, NULL AS contactN, ${deletedStamp(2)} AS deletedStamp FROM contacts x WHERE x.hidden <> 0 AND x.hidden = 1 AND x.deleted <> x'ff'
  UNION ALL
  SELECT 'entries', x.n, x.id, x.kind, x.subject, substr(x.body, 1, 200), NULL, ${deletedStamp(17)} FROM entries x WHERE x.hidden = 1 AND x.deleted <> x'ff'
  UNION ALL
  SELECT 'reminders', x.n, x.id, x.kind, x.purpose, '', x.contactN, ${deletedStamp(25)} FROM reminders x WHERE x.hidden = 1 AND x.deleted <> x'ff' AND coalesce(${wasReplaced}, 0) = 0
    AND NOT EXISTS (SELECT 1 FROM deals d WHERE d.n = x.dealN AND d.hidden = 1)
  UNION ALL
  SELECT 'deals', x.n, x.id, x.outcome, x.title, substr(x.notes, 1, 200), coalesce(x.contactN, x.organisationN), ${deletedStamp(33)} FROM deals x WHERE x.hidden = 1 AND x.deleted <> x'ff'`;

function binItem(store: Store, row: Row): BinItem {
  const stamp = row['deletedStamp'] as Buffer | null;
  const by = stamp && store.prepare('SELECT m.name FROM commits k JOIN batches b ON b.n = k.batchN JOIN members m ON m.id = b.memberId WHERE k.stamp = ?').get(stamp);
  return {
    id: idFromBytes(row.id),
    record: row['record'] as BinItem['record'],
    name: (row['name'] as string) || plainText(row['body'] as string).slice(0, 120),
    kind: row['kind'] as string,
    about: row['contactN'] === null ? '' : (store.prepare('SELECT name FROM contacts WHERE n = ?').get(row['contactN'])?.['name'] as string | undefined) ?? '',
    deletedAt: stamp ? stampMs(stamp) : 0,
    deletedBy: (by?.['name'] as string | undefined) ?? '',
  };
}
