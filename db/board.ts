// Deals as people look at them: as a board, one column of it, or a list.
import type { Board, Sum, Totals } from '../core/api/deals.ts';
import { CallError } from '../core/call.ts';
import type { DealFilter, DealSort } from '../core/deal-filters.ts';
import type { DealCard } from '../core/deals.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { DEALS_OF, type DealSql, WEIGHTED, dealWhere } from './deal-filter.ts';
import { dealCards } from './deal-rows.ts';
import { contactRow } from './contacts.ts';
import { listPipelines } from './pipelines.ts';
import type { Store } from './store.ts';

const FROM = 'FROM deals d JOIN stages s ON s.n = d.stageN';

interface Page {
  rows: DealCard[];
  next: string | null;
}

/** The open deals of a pipeline by stage. Errors: `pipeline-not-found`. */
export function board(store: Store, { pipelineId, filter, limit, now, closedSince }: { pipelineId: Id; filter: DealFilter; limit: number; now: number; closedSince: number }): Board {
  const pipeline = listPipelines(store).find(({ id }) => id === pipelineId);
  if (!pipeline) throw new CallError('pipeline-not-found', 'This pipeline no longer exists.');
  const open = stageTotals(store, [...filter, { field: 'pipeline', pipelineId }, { field: 'state', is: 'open' }], now);
  const closed = (is: 'won' | 'lost'): Totals =>
    dealTotals(store, [...filter, { field: 'pipeline', pipelineId }, { field: 'state', is }, { field: 'closed', from: closedSince, to: Number.MAX_SAFE_INTEGER }], now);
  return {
    columns: pipeline.stages
      .filter(({ id, retired }) => !retired || open.has(id))
      .map(({ id: stageId }) => ({ stageId, ...(open.get(stageId) ?? { count: 0, sums: [] }), ...(open.has(stageId) ? column(store, { stageId, filter, limit, now }) : { rows: [], next: null }) })),
    won: closed('won'),
    lost: closed('lost'),
  };
}

function stageTotals(store: Store, filter: DealFilter, now: number): Map<Id, Totals> {
  const { where, params } = dealWhere(store, filter, now);
  const rows = store
    .prepare(`SELECT s.id, d.currency, count(*) AS count, count(d.amount) AS known, sum(coalesce(d.amount, 0)) AS amount, sum(${WEIGHTED}) AS weighted ${FROM} WHERE ${where} GROUP BY d.stageN, d.currency ORDER BY d.currency`)
    .all(...params);
  const totals = new Map<Id, Totals>();
  for (const row of rows) {
    const id = idFromBytes(row.id);
    const stage = totals.get(id) ?? { count: 0, sums: [] };
    stage.count += row['count'] as number;
    if ((row['known'] as number) > 0) stage.sums.push({ currency: row['currency'] as string, amount: row['amount'] as number, weighted: row['weighted'] as number });
    totals.set(id, stage);
  }
  return totals;
}

/** One stage in its order. Errors: `bad-cursor`. */
export function column(store: Store, { stageId, filter, limit, now, after }: { stageId: Id; filter: DealFilter; limit: number; now: number; after?: string | undefined }): Page {
  const { where, params } = dealWhere(store, [...filter, { field: 'state', is: 'open' }], now);
  const stage = store.prepare('SELECT n FROM stages WHERE id = ?').get(idToBytes(stageId));
  if (!stage) return { rows: [], next: null };
  const place = after === undefined ? undefined : /^([0-9A-Za-z]{0,200})\/([0-9a-f-]{36})$/.exec(after);
  if (place === null) throw new CallError('bad-cursor', 'The board has changed. Load it again from the start.');
  const bounds = place ? [place[1], idToBytes(place[2] as Id)] : [];
  const rows = store
    .prepare(`SELECT d.n, d.id, d.orderKey ${FROM} WHERE d.stageN = ? AND ${where}${place ? ' AND (d.orderKey, d.id) > (?, ?)' : ''} ORDER BY d.orderKey, d.id LIMIT ?`)
    .all(stage.n, ...params, ...bounds, limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: dealCards(store, rows.slice(0, limit).map(({ n }) => n)), next: last ? `${String(last['orderKey'])}/${idFromBytes(last.id)}` : null };
}

/** How many match, and what they are worth, by currency. */
export function dealTotals(store: Store, filter: DealFilter, now: number): Totals {
  return totalsWhere(store, dealWhere(store, filter, now));
}

function totalsWhere(store: Store, { where, params }: DealSql): Totals {
  const rows = store
    .prepare(`SELECT d.currency, count(*) AS n, count(d.amount) AS known, sum(coalesce(d.amount, 0)) AS amount, sum(${WEIGHTED}) AS weighted ${FROM} WHERE ${where} GROUP BY d.currency ORDER BY d.currency`)
    .all(...params);
  return {
    count: rows.reduce((sum, { n }) => sum + n, 0),
    sums: rows.filter((row) => (row['known'] as number) > 0).map((row): Sum => ({ currency: row['currency'] as string, amount: row['amount'] as number, weighted: row['weighted'] as number })),
  };
}

const SORTS: Record<DealSort['by'], string> = {
  title: 'lower(d.title)',
  amount: 'coalesce(d.amount, -1)',
  expectedClose: "iif(d.expectedClose = '', '9999', d.expectedClose)",
  stage: "s.orderKey || '/' || d.orderKey",
  stageAt: 'd.stageAt',
  touchedAt: 'd.touchedAt',
  created: 'd.createdAt',
  closed: 'coalesce(d.closedAt, 0)',
  next: 'coalesce(d.nextAt, 9007199254740991)',
};

/** Errors: `bad-cursor`. */
export function listDeals(store: Store, { filter, sort, limit, now, after }: { filter: DealFilter; sort: DealSort; limit: number; now: number; after?: string | undefined }): Totals & Page {
  const matching = dealWhere(store, filter, now);
  const { where, params } = matching;
  const key = SORTS[sort.by];
  const direction = sort.descending ? 'DESC' : 'ASC';
  const place = after === undefined ? undefined : placeOf(after);
  const bound = place ? ` AND (${key}, d.n) ${sort.descending ? '<' : '>'} (?, ?)` : '';
  const rows = store
    .prepare(`SELECT d.n, ${key} AS key ${FROM} WHERE ${where}${bound} ORDER BY ${key} ${direction}, d.n ${direction} LIMIT ?`)
    .all(...params, ...(place ?? []), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { ...totalsWhere(store, matching), rows: dealCards(store, rows.slice(0, limit).map(({ n }) => n)), next: last ? JSON.stringify([last['key'], last.n]) : null };
}

function placeOf(after: string): [string | number, number] {
  try {
    const place: unknown = JSON.parse(after);
    if (Array.isArray(place) && place.length === 2 && (typeof place[0] === 'string' || typeof place[0] === 'number') && typeof place[1] === 'number') return [place[0], place[1]];
  } catch {
    // Not ours either.
  }
  throw new CallError('bad-cursor', 'The list has changed. Load it again from the start.');
}

/** Of a contact, or of an organisation with its people. Errors: `contact-not-found`. */
export function dealsOfContact(store: Store, contactId: Id, limit: number): { rows: DealCard[]; total: number } {
  const { n } = contactRow(store, contactId);
  const rows = store
    .prepare(`SELECT d.n FROM deals d WHERE d.hidden = 0 AND d.n IN (${DEALS_OF('$who')}) ORDER BY d.outcome <> '', coalesce(d.closedAt, 0) DESC, d.nextAt IS NULL, d.nextAt, d.n DESC`)
    .all({ who: n });
  return { rows: dealCards(store, rows.slice(0, limit).map((row) => row.n)), total: rows.length };
}
