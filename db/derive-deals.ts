// What follows from the rows of a deal: what it is worth, since when it is where it is, what comes next, and the
// words that it is found by.
import { type Move, linesAmount, stays } from '../core/deals.ts';
import { plainText } from '../core/markdown/plain-text.ts';
import { searchDocument } from '../core/text/search-document.ts';
import type { Row, Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { idFromBytes } from '../core/ids.ts';

/** The derived columns of a deal, from what is stored of it. */
export function dealColumns(store: Store, row: Record<string, LogValue>): Record<string, LogValue> {
  const n = row['n'];
  const lines = store.prepare('SELECT quantity, price, discount, times FROM dealLines WHERE dealN = ? AND hidden = 0').all(n) as unknown as Parameters<typeof linesAmount>[0];
  const createdAt = row['createdAt'] as number;
  const stageAt = stays(movesOf(store, n as number)).findLast(({ to }) => to === null)?.from ?? lastChange(store, n) ?? createdAt;
  const entryAt = store.prepare('SELECT max(x.at) AS n FROM entryDeals x JOIN entries e ON e.n = x.entryN WHERE x.dealN = ? AND x.hidden = 0 AND e.hidden = 0').get(n)?.n ?? 0;
  const nextAt = store.prepare('SELECT min(sortAt) AS n FROM reminders WHERE dealN = ? AND doneAt IS NULL AND hidden = 0').get(n)?.n ?? null;
  return { amount: lines.length > 0 ? linesAmount(lines) : (row['minor'] ?? null), stageAt, touchedAt: Math.max(stageAt, entryAt), nextAt };
}

function lastChange(store: Store, n: LogValue | undefined): number | undefined {
  return store.prepare('SELECT max(at) AS n FROM stageChanges WHERE dealN = ? AND hidden = 0').get(n)?.n ?? undefined;
}

/** Where a deal went, in the order of time. */
export function movesOf(store: Store, dealN: number): Move[] {
  return store
    .prepare('SELECT stageId, outcome, at FROM stageChanges WHERE dealN = ? AND hidden = 0 AND stageId IS NOT NULL ORDER BY at, id')
    .all(dealN)
    .map((row) => ({ stageId: idFromBytes(row['stageId'] as Buffer), outcome: (row['outcome'] || null) as Move['outcome'], at: row['at'] as number }));
}

/** The derived columns of where a deal went: whether it came to a stage there, for how long it stayed, and how it left. */
export function stayColumns(store: Store, row: Record<string, LogValue>): Record<string, LogValue> {
  const found = row['dealN'] === null ? undefined : staysByNumber(store, row['dealN'] as number).get(row['n'] as number);
  return found ?? { entered: 0, leftAs: '', stayed: null };
}

function staysByNumber(store: Store, dealN: number): Map<number, { entered: number; leftAs: string; stayed: number | null }> {
  const rows = store.prepare('SELECT n, stageN, outcome, at FROM stageChanges WHERE dealN = ? AND hidden = 0 ORDER BY at, id').all(dealN);
  const found = new Map<number, { entered: number; leftAs: string; stayed: number | null }>();
  const visited = new Set<LogValue>();
  let open: Row | undefined;
  for (const row of rows) {
    const stageN = row['stageN']!;
    if (open?.['stageN'] === stageN && row['outcome'] === '') continue;
    if (open) Object.assign(found.get(open.n)!, { leftAs: row['outcome'] || 'moved', stayed: Math.max(0, (row['at'] as number) - (open['at'] as number)) });
    open = row['outcome'] === '' ? row : undefined;
    if (!open) continue;
    found.set(row.n, { entered: visited.has(stageN) ? 2 : 1, leftAs: '', stayed: null });
    visited.add(stageN);
  }
  return found;
}

/** Works out what follows from the parts of a deal. */
export function settleDeal(store: Store, n: number): void {
  const row = store.prepare('SELECT * FROM deals WHERE n = ?').get(n);
  if (!row) return;
  const found = staysByNumber(store, n);
  for (const change of store.prepare('SELECT n, entered, leftAs, stayed FROM stageChanges WHERE dealN = ?').all(n)) {
    const stay = found.get(change.n) ?? { entered: 0, leftAs: '', stayed: null };
    if (change['entered'] === stay.entered && change['leftAs'] === stay.leftAs && change['stayed'] === stay.stayed) continue;
    store.prepare('UPDATE stageChanges SET entered = $entered, leftAs = $leftAs, stayed = $stayed WHERE n = $n').run({ ...stay, n: change.n });
  }
  const columns = dealColumns(store, row);
  if (Object.entries(columns).some(([column, value]) => row[column] !== value)) {
    store.prepare('UPDATE deals SET amount = $amount, stageAt = $stageAt, touchedAt = $touchedAt, nextAt = $nextAt WHERE n = $n').run({ ...columns, n });
  }
}

export function writeDealDocument(store: Store, n: number): void {
  store.prepare('DELETE FROM dealSearch WHERE rowid = ?').run(n);
  const row = store.prepare('SELECT * FROM deals WHERE n = ? AND hidden = 0').get(n);
  if (row) store.prepare('INSERT INTO dealSearch (rowid, document) VALUES (?, ?)').run(n, dealDocument(store, row));
}

/** Everything that a deal is found by, folded. */
export function dealDocument(store: Store, row: Row): string {
  const competitors = store.prepare('SELECT name FROM dealCompetitors WHERE dealN = ? AND hidden = 0').all(row.n);
  const values = store.prepare('SELECT text FROM dealFieldValues WHERE dealN = ? AND hidden = 0 AND text IS NOT NULL').all(row.n);
  const texts = [row['title'], row['source'], row['reasonNote'], plainText(row['notes'] as string), ...competitors.map((c) => c['name']), ...values.map((v) => v['text'])];
  return searchDocument(texts as string[]);
}
