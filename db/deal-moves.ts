// Where a deal stands: its stage and its place there, won, lost, or open again.
import { CallError } from '../core/call.ts';
import type { NewReminder } from '../core/api/reminders.ts';
import type { Outcome } from '../core/deals.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import type { Need } from '../core/pipelines.ts';
import { placeInStage } from './board-order.ts';
import { reasonFor } from './close-reasons.ts';
import { linkReminder } from './deal-reminders.ts';
import { dealRow, recordStage } from './deal-row.ts';
import { dealColumns } from './derive-deals.ts';
import { usableStage } from './pipelines.ts';
import { createReminder } from './reminders.ts';
import type { Row, Store } from './store.ts';
import type { Tx } from './write.ts';

/**
 * Puts an open deal into a stage, behind `after`, with null at the top. Errors: `deal-not-found`, `deal-closed`, `stage-not-found`,
 * `stage-retired`, `deal-needs` with `missing`: what the stage asks for and the deal lacks.
 */
export function moveDeal(tx: Tx, id: Id, stageId: Id, after: Id | null): void {
  const deal = openDeal(tx.store, id);
  const stage = usableStage(tx, stageId);
  const isNew = stage.n !== deal['stageN'];
  if (isNew) requireNeeds(tx.store, deal, stage.n);
  tx.update('deals', id, { stageId, orderKey: placeInStage(tx, stage.n, after, deal.n) });
  if (isNew) recordStage(tx, id, stageId, '', tx.store.ports.now());
}

function openDeal(store: Store, id: Id): Row {
  const row = dealRow(store, id);
  if (row['outcome'] !== '') throw new CallError('deal-closed', 'This deal is closed. Open it again first.');
  return row;
}

/** Errors: `deal-needs`. */
export function requireNeeds(store: Store, deal: Row, stageN: number): void {
  const missing = store
    .prepare('SELECT field FROM stageNeeds WHERE stageN = ? AND hidden = 0 ORDER BY field')
    .all(stageN)
    .map((row) => row['field'] as Need)
    .filter((need) => !hasNeed(store, deal, need));
  if (missing.length > 0) throw new CallError('deal-needs', 'This stage asks for more than the deal says.', { missing });
}

function hasNeed(store: Store, deal: Row, need: Need): boolean {
  switch (need) {
    case 'contact':
      return deal['contactN'] !== null;
    case 'organisation':
      return deal['organisationN'] !== null;
    case 'owner':
      return deal['ownerId'] !== null;
    case 'expectedClose':
    case 'source':
      return deal[need] !== '';
    case 'amount':
      return dealColumns(store, deal)['amount'] !== null;
    case 'nextAction':
      return dealColumns(store, deal)['nextAt'] !== null;
    default: {
      const field = idToBytes(need.slice('field:'.length) as Id);
      // A field that is no longer offered can no longer be filled in.
      if (!store.prepare('SELECT 1 AS n FROM fields WHERE id = ? AND hidden = 0 AND retired = 0').get(field)) return true;
      return store.prepare('SELECT 1 AS n FROM dealFieldValues v JOIN fields f ON f.n = v.fieldN WHERE v.dealN = ? AND f.id = ? AND v.hidden = 0 LIMIT 1').get(deal.n, field) !== undefined;
    }
  }
}

export interface Closing {
  outcome: Outcome;
  reason?: { id: Id } | { origin: string } | { name: string } | null | undefined;
  note?: string | undefined;
  /** Also takes what was planned with it from the list. */
  dropReminders?: boolean | undefined;
  /** Something to remember because of it, such as that it is to be renewed. */
  reminder?: NewReminder | undefined;
}

/** Won or lost. One that is closed already may be closed otherwise. Errors: `deal-not-found`, `reason-not-found`. */
export function closeDeal(tx: Tx, id: Id, { outcome, reason, note = '', dropReminders, reminder }: Closing): Id | null {
  const deal = dealRow(tx.store, id);
  const reasonId = reason ? reasonFor(tx, outcome, reason) : null;
  const isNew = deal['outcome'] !== outcome;
  const closedAt = tx.store.ports.now();
  if (isNew) recordStage(tx, id, stageIdOf(deal), outcome, closedAt);
  tx.update('deals', id, { outcome, closedAt: isNew ? closedAt : undefined, reasonId, reasonNote: note });
  if (dropReminders === true) for (const open of openReminders(tx.store, deal.n)) tx.remove('reminders', open);
  return reminder ? linkReminder(tx, createReminder(tx, reminder), id) : null;
}

/** Errors: `deal-not-found`, `deal-not-closed`. */
export function reopenDeal(tx: Tx, id: Id, stageId?: Id): void {
  const deal = dealRow(tx.store, id);
  if (deal['outcome'] === '') throw new CallError('deal-not-closed', 'This deal is open.');
  const stage = usableStage(tx, stageId ?? usableOf(tx.store, deal));
  tx.update('deals', id, { outcome: '', closedAt: null, reasonId: null, reasonNote: '', stageId: idFromBytes(stage.id), orderKey: placeInStage(tx, stage.n, null, deal.n) });
  recordStage(tx, id, idFromBytes(stage.id), '', tx.store.ports.now());
}

/** The stage that it was in, or where that is no longer used, the first of its pipeline. */
function usableOf(store: Store, deal: Row): Id {
  const stage = store
    .prepare(
      `SELECT s.id FROM stages s WHERE s.hidden = 0 AND s.retired = 0 AND s.pipelineN = (SELECT pipelineN FROM stages WHERE n = $stage)
       ORDER BY s.n <> $stage, s.orderKey, s.id LIMIT 1`,
    )
    .get({ stage: deal['stageN'] });
  return stage ? idFromBytes(stage.id) : stageIdOf(deal);
}

const stageIdOf = (deal: Row): Id => idFromBytes(deal['stageId'] as Buffer);

export function openReminders(store: Store, dealN: number): Id[] {
  return store
    .prepare('SELECT id FROM reminders WHERE dealN = ? AND doneAt IS NULL AND hidden = 0')
    .all(dealN)
    .map((row) => idFromBytes(row.id));
}
