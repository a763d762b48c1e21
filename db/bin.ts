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

/** The ids of everything in the bin, entries first: a contact's own go with it. */
export function binContents(store: Store): { record: 'contacts' | 'entries'; id: Id }[] {
  return store
    .prepare(`${IN_BIN} ORDER BY record DESC`)
    .all()
    .map((row) => ({ record: row['record'] as 'contacts' | 'entries', id: idFromBytes(row.id) }));
}

const deletedStamp = (tableNo: number): string =>
  `(SELECT max(coalesce(c.stamp, k.stamp)) FROM changes c JOIN commits k ON k.n = c.commitN WHERE c.recordId = x.id AND c.op <> 1 AND c.op = 3 AND c.tableNo = ${tableNo})`;

const IN_BIN = `
  SELECT 'contacts' AS record, x.n, x.id, x.kind, x.name AS name, '' AS body, ${deletedStamp(2)} AS deletedStamp FROM contacts x WHERE x.hidden <> 0 AND x.hidden = 1 AND x.deleted <> x'ff'
  UNION ALL
  SELECT 'entries', x.n, x.id, x.kind, x.subject, substr(x.body, 1, 200), ${deletedStamp(17)} FROM entries x WHERE x.hidden = 1 AND x.deleted <> x'ff'`;

function binItem(store: Store, row: Row): BinItem {
  const stamp = row['deletedStamp'] as Buffer | null;
  const by = stamp && store.prepare('SELECT m.name FROM commits k JOIN batches b ON b.n = k.batchN JOIN members m ON m.id = b.memberId WHERE k.stamp = ?').get(stamp);
  return {
    id: idFromBytes(row.id),
    record: row['record'] as BinItem['record'],
    name: (row['name'] as string) || plainText(row['body'] as string).slice(0, 120),
    kind: row['kind'] as string,
    deletedAt: stamp ? stampMs(stamp) : 0,
    deletedBy: (by?.['name'] as string | undefined) ?? '',
  };
}
