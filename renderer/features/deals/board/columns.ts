// The columns of a board as they are shown: what was answered, with what was done since and is not in the answer yet.
import type { BoardColumn, Sum } from '../../../../core/api/deals.ts';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Stage } from '../../../../core/pipelines.ts';

export interface Column {
  stage: Stage;
  count: number;
  sums: readonly Sum[];
  /** In their order, those that are loaded. */
  rows: readonly DealCard[];
  hasMore: boolean;
}

export type Pending =
  /** Into a stage, behind another deal, with null at the top. */
  | { kind: 'move'; deal: DealCard; stageId: Id; after: Id | null; at: number }
  | { kind: 'gone'; deal: DealCard };

/** In the order of the stages. `more` are the rows of stages of which more than the first were loaded. */
export function columnsOf(answer: readonly BoardColumn[], stages: readonly Stage[], more: ReadonlyMap<Id, { rows: readonly DealCard[]; next: string | null }>): Column[] {
  return answer.flatMap(({ stageId, count, sums, ...first }): Column[] => {
    const stage = stages.find(({ id }) => id === stageId);
    const { rows, next } = more.get(stageId) ?? first;
    return stage ? [{ stage, count, sums, rows, hasMore: next !== null }] : [];
  });
}

/** An answer that has it already stays as it is; so do the columns that it does not touch. */
export function withPending(columns: readonly Column[], pending: Pending): readonly Column[] {
  const { deal } = pending;
  const from = columns.find(({ rows }) => rows.some(({ id }) => id === deal.id));
  const own = from?.rows.find(({ id }) => id === deal.id);
  if (pending.kind === 'gone') return from && own ? columns.map((column) => (column === from ? without(column, own) : column)) : columns;
  const to = columns.find(({ stage }) => stage.id === pending.stageId);
  // Into another pipeline: gone from this board.
  if (!to) return from && own ? columns.map((column) => (column === from ? without(column, own) : column)) : columns;
  const isThere = from === to;
  const moved = isThere ? (own ?? deal) : movedCard(own ?? deal, from?.stage, to.stage, pending.at);
  return columns.map((column) => {
    if (column === to) return placed(isThere ? column : withSums(column, moved, 1), moved, pending.after);
    return column === from && own ? without(column, own) : column;
  });
}

/** Its probability goes with the stage, unless it has one of its own. */
function movedCard(deal: DealCard, from: Stage | undefined, to: Stage, at: number): DealCard {
  const probability = deal.probability === from?.probability ? to.probability : deal.probability;
  return { ...deal, stageId: to.id, stageAt: at, touchedAt: at, staleDays: to.staleDays, probability };
}

function placed(column: Column, deal: DealCard, after: Id | null): Column {
  const others = column.rows.filter(({ id }) => id !== deal.id);
  const place = after === null ? 0 : others.findIndex(({ id }) => id === after) + 1;
  return { ...column, rows: [...others.slice(0, place), deal, ...others.slice(place)] };
}

const without = (column: Column, deal: DealCard): Column => ({ ...withSums(column, deal, -1), rows: column.rows.filter(({ id }) => id !== deal.id) });

function withSums(column: Column, { amount, probability }: DealCard, sign: 1 | -1): Column {
  const count = Math.max(0, column.count + sign);
  if (!amount) return { ...column, count };
  const { currency, minor } = amount;
  const weighted = Math.round((minor * probability) / 100);
  const before = column.sums.find((sum) => sum.currency === currency) ?? { currency, amount: 0, weighted: 0 };
  const after = { currency, amount: before.amount + sign * minor, weighted: before.weighted + sign * weighted };
  const others = column.sums.filter((sum) => sum.currency !== currency);
  const isLast = sign === -1 && !column.rows.some((row) => row.amount?.currency === currency && row.amount !== amount) && !column.hasMore;
  return { ...column, count, sums: isLast ? others : [...others, after].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

/** Behind which deal one lands that is put at a place among the others; undefined where that is where it is. */
export function afterAt(rows: readonly DealCard[], dealId: Id, place: number): Id | null | undefined {
  const others = rows.filter(({ id }) => id !== dealId);
  const own = rows.findIndex(({ id }) => id === dealId);
  const target = Math.max(0, Math.min(place, others.length));
  return own === target ? undefined : (others[target - 1]?.id ?? null);
}
