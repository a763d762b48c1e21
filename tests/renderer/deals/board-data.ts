import type { Board } from '../../../core/api/deals.ts';
import type { DealCard } from '../../../core/deals.ts';
import type { Id } from '../../../core/ids.ts';
import type { Pipeline, Stage } from '../../../core/pipelines.ts';
import type { Column } from '../../../renderer/features/deals/board/columns.ts';
import { idOf } from '../show-feature.tsx';

export const stageId = (number: number): Id => idOf(900 + number);

export const aStage = (number: number, stage: Partial<Stage> = {}): Stage => ({
  id: stageId(number),
  name: `Stage ${number}`,
  origin: '',
  probability: 10 * number,
  colour: 0,
  staleDays: 14,
  retired: false,
  steps: [],
  needs: [],
  seen: {},
  ...stage,
});

export const aPipeline = (stages: Stage[], pipeline: Partial<Pipeline> = {}): Pipeline => ({ id: idOf(800), origin: 'start', name: '', retired: false, stages, open: 1, seen: {}, ...pipeline });

export const aDeal = (number: number, deal: Partial<DealCard> = {}): DealCard => ({
  id: idOf(number),
  title: `Deal ${number}`,
  stageId: stageId(1),
  orderKey: 'a',
  contact: { id: idOf(700 + number), kind: 'person', name: `Person ${number}`, photo: null, hidden: false },
  organisation: null,
  owner: null,
  amount: { minor: 100_00 * number, currency: 'EUR' },
  probability: 10,
  committed: false,
  expectedClose: '',
  outcome: null,
  closedAt: null,
  createdAt: Date.now(),
  stageAt: Date.now(),
  touchedAt: Date.now(),
  next: null,
  staleDays: 14,
  tags: [],
  ...deal,
});

/** A column with all its deals, whose sums are theirs. */
export function aColumn(stage: Stage, rows: DealCard[], column: Partial<Column> = {}): Column {
  const currencies = [...new Set(rows.flatMap(({ amount }) => (amount ? [amount.currency] : [])))].toSorted();
  const sums = currencies.map((currency) => {
    const own = rows.filter(({ amount }) => amount?.currency === currency);
    return { currency, amount: own.reduce((sum, { amount }) => sum + amount!.minor, 0), weighted: own.reduce((sum, { amount, probability }) => sum + Math.round((amount!.minor * probability) / 100), 0) };
  });
  return { stage, rows, count: rows.length, sums, hasMore: false, ...column };
}

export const answerOf = (columns: readonly Column[]): Board['columns'] => columns.map(({ stage, count, sums, rows, hasMore }) => ({ stageId: stage.id, count, sums: [...sums], rows: [...rows], next: hasMore ? 'more' : null }));
