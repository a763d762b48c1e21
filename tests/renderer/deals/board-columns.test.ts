import { describe, expect, it } from 'vitest';
import { afterAt, columnsOf, withPending } from '../../../renderer/features/deals/board/columns.ts';
import type { Column, Pending } from '../../../renderer/features/deals/board/columns.ts';
import { laneItems } from '../../../renderer/features/deals/board/lane-items.ts';
import { idOf } from '../show-feature.tsx';
import { aColumn, aDeal, answerOf, aStage, stageId } from './board-data.ts';

const STAGES = [aStage(1), aStage(3), aStage(5)];
const deals = [1, 2, 3].map((number) => aDeal(number));
const quoted = aDeal(7, { stageId: stageId(3), probability: 30, amount: { minor: 50_00, currency: 'GBP' } });
const COLUMNS = [aColumn(STAGES[0]!, deals), aColumn(STAGES[1]!, [quoted]), aColumn(STAGES[2]!, [])];

const after = (columns: readonly Column[], ...pending: Pending[]): readonly Column[] => pending.reduce<readonly Column[]>(withPending, columns);
const shown = (...pending: Pending[]): readonly Column[] => after(columnsOf(answerOf(COLUMNS), STAGES, new Map()), ...pending);
const ids = (column: Column): string[] => column.rows.map(({ id }) => id);
const move = (deal: number, stage: number, after: number | null): Pending => ({ kind: 'move', deal: [...deals, quoted].find(({ id }) => id === idOf(deal))!, stageId: stageId(stage), after: after === null ? null : idOf(after), at: 42 });

describe('columns with what is not stored yet', () => {
  it('has a deal where it was moved to, and the sums with it', () => {
    const [from, to] = shown(move(2, 3, 7));
    expect(ids(from!)).toEqual([idOf(1), idOf(3)]);
    expect(ids(to!)).toEqual([idOf(7), idOf(2)]);
    expect([from!.count, to!.count]).toEqual([2, 2]);
    expect(from!.sums).toEqual([{ currency: 'EUR', amount: 400_00, weighted: 40_00 }]);
    // Counted as likely as its new stage says, and beside the other currency.
    expect(to!.sums).toEqual([{ currency: 'EUR', amount: 200_00, weighted: 60_00 }, { currency: 'GBP', amount: 50_00, weighted: 15_00 }]);
    expect(to!.rows[1]).toMatchObject({ stageId: stageId(3), stageAt: 42, probability: 30 });
  });

  it('leaves a probability of its own with the deal', () => {
    const own = { ...deals[0]!, probability: 80 };
    const columns = [aColumn(STAGES[0]!, [own]), COLUMNS[1]!];
    const [, to] = after(columnsOf(answerOf(columns), STAGES, new Map()), move(1, 3, null));
    expect(to!.rows[0]!.probability).toBe(80);
  });

  it('changes nothing twice where the answer has it already', () => {
    const once = shown(move(2, 3, 7));
    expect(after(columnsOf(answerOf(once), STAGES, new Map()), move(2, 3, 7))).toEqual(once);
  });

  it('moves within a column without touching its sums', () => {
    const [column] = shown(move(3, 1, null));
    expect(ids(column!)).toEqual([idOf(3), idOf(1), idOf(2)]);
    expect(column).toMatchObject({ count: 3, sums: COLUMNS[0]!.sums });
  });

  it('takes away a currency with its last deal', () => {
    const [, from] = shown(move(7, 5, null));
    expect(from!.sums).toEqual([]);
  });

  it('leaves the columns alone that it does not touch, so that they are not drawn anew', () => {
    const before = shown();
    expect(after(before, move(2, 3, 7))[2]).toBe(before[2]);
  });

  it('has no longer what was deleted, or went to another pipeline', () => {
    expect(ids(shown({ kind: 'gone', deal: deals[0]! })[0]!)).toEqual([idOf(2), idOf(3)]);
    expect(ids(shown(move(1, 77, null))[0]!)).toEqual([idOf(2), idOf(3)]);
  });

  it('takes the longer rows where more was loaded', () => {
    const more = new Map([[stageId(1), { rows: [...deals, aDeal(4)], next: null }]]);
    expect(ids(columnsOf(answerOf(COLUMNS), STAGES, more)[0]!)).toHaveLength(4);
  });
});

describe('where a deal lands', () => {
  it('is behind the one above it, not counting itself, and nowhere where it is already', () => {
    expect(afterAt(deals, idOf(1), 0)).toBeUndefined();
    expect(afterAt(deals, idOf(1), 1)).toBe(idOf(2));
    expect(afterAt(deals, idOf(3), 0)).toBeNull();
    expect(afterAt(deals, idOf(9), 2)).toBe(idOf(2));
    expect(afterAt([], idOf(9), 5)).toBeNull();
  });
});

describe('what stands in a column', () => {
  const kinds = (liftedId: number | null, slot: number | null) =>
    laneItems(deals, { liftedId: liftedId === null ? null : idOf(liftedId), slot, hasMore: false }).map((item) => (item.kind === 'card' ? `${item.isLifted ? 'gap' : 'card'} ${item.deal.title.at(-1)}` : item.kind));

  it('is a slot among the cards of another column', () => expect(kinds(null, 1)).toEqual(['card 1', 'slot', 'card 2', 'card 3']));
  it('is a gap at the source, and a slot elsewhere', () => {
    expect(kinds(1, 2)).toEqual(['gap 1', 'card 2', 'card 3', 'slot']);
    expect(kinds(3, 0)).toEqual(['slot', 'card 1', 'card 2', 'gap 3']);
  });
  it('is the gap alone where it would go back', () => expect(kinds(2, 1)).toEqual(['card 1', 'gap 2', 'card 3']));
  it('ends in what is on its way', () => expect(laneItems(deals, { liftedId: null, slot: null, hasMore: true }).at(-1)).toEqual({ kind: 'more', key: 'more' }));
});
