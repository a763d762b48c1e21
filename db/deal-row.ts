import { CallError } from '../core/call.ts';
import type { Outcome } from '../core/deals.ts';
import { type Id, idToBytes } from '../core/ids.ts';
import { type Row, type Store, isInBin, newId } from './store.ts';
import type { Tx } from './write.ts';

/** Errors: `deal-not-found`, also for one in the bin. */
export function dealRow(store: Store, id: Id): Row {
  const row = store.prepare('SELECT * FROM deals WHERE id = ?').get(idToBytes(id));
  if (!row || isInBin(row)) throw new CallError('deal-not-found', 'This deal no longer exists.');
  return row;
}

/** Says for ever that a deal was in a stage from `at` on. */
export function recordStage(tx: Tx, dealId: Id, stageId: Id, outcome: Outcome | '', at: number): void {
  tx.insert('stageChanges', newId(tx.store), { dealId, stageId, outcome, at, memberId: tx.store.member });
}
