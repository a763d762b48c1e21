// Why deals are won and lost. Those of the start are no rows until one is used or changed.
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { CallError } from '../core/call.ts';
import type { CloseReason } from '../core/api/deals.ts';
import type { Outcome } from '../core/deals.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { START_REASONS } from '../core/pipelines.ts';
import { keyAtEnd, keyBehind } from './order-keys.ts';
import { type Store, newId } from './store.ts';
import type { Tx } from './write.ts';

const reasonId = (outcome: Outcome, origin: string): Id => naturalId('closeReason', outcome, origin);

/** In their order, the retired ones too. */
export function listReasons(store: Store): CloseReason[] {
  const rows = store.prepare('SELECT * FROM closeReasons WHERE hidden = 0 ORDER BY orderKey, id').all();
  const stored = rows.map((row) => ({
    id: idFromBytes(row.id),
    outcome: row['outcome'] as Outcome,
    origin: row['origin'] as string,
    name: row['name'] as string,
    retired: row['retired'] === 1,
    orderKey: row['orderKey'] as string,
  }));
  const known = new Set(stored.map(({ id }) => id));
  const missing = starts().filter(({ id }) => !known.has(id));
  return [...stored, ...missing]
    .sort((a, b) => (a.orderKey < b.orderKey ? -1 : a.orderKey > b.orderKey ? 1 : a.id < b.id ? -1 : 1))
    .map(({ orderKey: _orderKey, ...reason }) => reason);
}

function starts(): (CloseReason & { orderKey: string })[] {
  return (['won', 'lost'] as const).flatMap((outcome) => {
    const keys = generateNKeysBetween(null, null, START_REASONS[outcome].length);
    return START_REASONS[outcome].map((origin, at) => ({ id: reasonId(outcome, origin), outcome, origin, name: '', retired: false, orderKey: keys[at]! }));
  });
}

/** The id of a reason that was chosen or typed; what is new is kept for the next time. Errors: `reason-not-found`. */
export function reasonFor(tx: Tx, outcome: Outcome, reason: { id: Id } | { origin: string } | { name: string }): Id {
  if ('name' in reason) {
    const name = reason.name.trim();
    const known = listReasons(tx.store).find((other) => other.outcome === outcome && other.name.toLowerCase() === name.toLowerCase());
    return known?.id ?? createReason(tx, outcome, name);
  }
  const id = 'id' in reason ? reason.id : reasonId(outcome, reason.origin);
  requireReason(tx, id);
  return id;
}

export function createReason(tx: Tx, outcome: Outcome, name: string): Id {
  // Behind those of the start, also while they are no rows.
  const keys = [...starts().map(({ orderKey }) => orderKey), keyAtEnd(tx.store, 'closeReasons')];
  const id = newId(tx.store);
  tx.insert('closeReasons', id, { outcome, name: name.trim(), orderKey: generateKeyBetween(keys.sort().at(-1), null) });
  return id;
}

/** Errors: `reason-not-found`. */
export function updateReason(tx: Tx, id: Id, { name, retired, after }: { name?: string | undefined; retired?: boolean | undefined; after?: Id | null | undefined }): void {
  requireReason(tx, id);
  if (after !== undefined) for (const start of starts()) requireReason(tx, start.id);
  tx.update('closeReasons', id, { name: name?.trim(), retired, orderKey: after === undefined ? undefined : keyBehind(tx.store, 'closeReasons', after, id) });
}

/** Makes the row of one of the start. */
function requireReason(tx: Tx, id: Id): void {
  const row = tx.row('closeReasons', idToBytes(id));
  if (row?.hidden === 0) return;
  const start = starts().find((reason) => reason.id === id);
  if (!start) throw new CallError('reason-not-found', 'This reason no longer exists.');
  tx.insert('closeReasons', id, { outcome: start.outcome, origin: start.origin, orderKey: start.orderKey });
}
