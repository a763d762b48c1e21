import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Sum } from '../../core/api/deals.ts';
import { CallError } from '../../core/call.ts';
import type { DealCard } from '../../core/deals.ts';
import type { Id } from '../../core/ids.ts';
import { board, column, dealTotals, listDeals } from '../../db/board.ts';
import { createContact } from '../../db/contact-writes.ts';
import { listPipelines } from '../../db/pipelines.ts';
import type { Store } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { type RandomDealCall, randomDealCall, runDealCall } from '../support/random-deal-calls.ts';
import { aStore } from '../support/stores.ts';

const RUNS = Number(process.env['KITH_RUNS'] ?? 40);
const NOW = Date.UTC(2026, 0, 16);

/** What one would add up by hand from what is shown. */
function sumsOf(cards: readonly DealCard[]): Pick<Sum, 'currency' | 'amount'>[] {
  const sums = new Map<string, number>();
  for (const { amount } of cards) if (amount) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

const amounts = (sums: readonly Sum[]) => sums.map(({ currency, amount }) => ({ currency, amount }));

/** All of a stage, three at a time. */
function wholeColumn(store: Store, stageId: Id, first: { rows: DealCard[]; next: string | null }): DealCard[] {
  const cards = [...first.rows];
  for (let { next } = first; next !== null; ) {
    const page = column(store, { stageId, filter: [], limit: 3, now: NOW, after: next });
    cards.push(...page.rows);
    next = page.next;
  }
  return cards;
}

/** What is refused, as by a stage that asks for more, changes nothing. */
function tried(store: Store, call: RandomDealCall): void {
  try {
    runDealCall(store, call);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}

it('sums say what the deals that are shown add up to, to the last minor unit', () => {
  fc.assert(
    fc.property(fc.array(randomDealCall, { maxLength: 60 }), (calls) => {
      const { store, remove } = aStore();
      try {
        write(store, { code: 'test.people' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Maren Holt' }));
        for (const call of calls) tried(store, call);
        for (const pipeline of listPipelines(store)) {
          const shown = board(store, { pipelineId: pipeline.id, filter: [], limit: 3, now: NOW, closedSince: 0 });
          const onBoard = shown.columns.map((stage) => ({ stage, cards: wholeColumn(store, stage.stageId, stage) }));
          for (const { stage, cards } of onBoard) {
            expect(cards.length).toBe(stage.count);
            expect(new Set(cards.map(({ id }) => id)).size).toBe(stage.count);
            expect(amounts(stage.sums)).toEqual(sumsOf(cards));
          }
          const open = dealTotals(store, [{ field: 'pipeline', pipelineId: pipeline.id }, { field: 'state', is: 'open' }], NOW);
          expect(amounts(open.sums)).toEqual(sumsOf(onBoard.flatMap(({ cards }) => cards)));
          for (const outcome of ['won', 'lost'] as const) {
            const list = listDeals(store, { filter: [{ field: 'pipeline', pipelineId: pipeline.id }, { field: 'state', is: outcome }], sort: { by: 'closed', descending: true }, limit: 200, now: NOW });
            expect(list.rows.length).toBe(shown[outcome].count);
            expect(amounts(shown[outcome].sums)).toEqual(sumsOf(list.rows));
          }
        }
      } finally {
        remove();
      }
    }),
    { numRuns: RUNS },
  );
});
