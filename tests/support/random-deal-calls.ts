import fc from 'fast-check';
import type { Due } from '../../core/reminders.ts';
import { type Id, idFromBytes } from '../../core/ids.ts';
import { createEntry } from '../../db/entries.ts';
import { closeDeal, moveDeal, reopenDeal } from '../../db/deal-moves.ts';
import { createDeal, planNext, removeDeal, restoreDeal, setCompetitors, setDealContact, setDealTags, setLines, setStep, updateDeal } from '../../db/deals.ts';
import { createPipeline, listPipelines, retireStage, updateStage } from '../../db/pipelines.ts';
import type { Store } from '../../db/store.ts';
import type { TableName } from '../../db/tables/registry.ts';
import { write } from '../../db/write.ts';

/** One thing that somebody does with deals; numbers pick among what is there. */
export type RandomDealCall =
  | { do: 'deal'; title: string; who: number; stage: number; minor: number | null; next: Due | null }
  | { do: 'changeDeal'; which: number; title: string; who: number | null; minor: number | null }
  | { do: 'moveDeal'; which: number; stage: number; after: number | null }
  | { do: 'closeDeal'; which: number; outcome: 'won' | 'lost'; reason: string | null; drop: boolean }
  | { do: 'reopenDeal'; which: number }
  | { do: 'dealLines'; which: number; prices: number[] }
  | { do: 'dealRole'; which: number; who: number; role: string | null }
  | { do: 'dealWords'; which: number; words: string[] }
  | { do: 'planDeal'; which: number; due: Due; repeats: boolean }
  | { do: 'dealNote'; which: number; body: string }
  | { do: 'stage'; stage: number; steps: string[]; needs: boolean }
  | { do: 'dealStep'; which: number; step: number; done: boolean }
  | { do: 'pipeline'; name: string }
  | { do: 'retireStage'; stage: number; to: number }
  | { do: 'removeDeal'; which: number }
  | { do: 'restoreDeal'; which: number };

const pick = fc.nat({ max: 11 });
const stage = fc.nat({ max: 5 });
const word = fc.constantFrom('Pergola', 'Größe', '庭', 'حديقة', '🌲', '');
const due = fc.constantFrom<Due[]>({ due: '2026-01-10', zone: '' }, { due: '2026-01-15T10:00', zone: 'Europe/Berlin' });
const minor = fc.option(fc.integer({ min: 0, max: 1_000_000 }));

export const randomDealCall: fc.Arbitrary<RandomDealCall> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('deal' as const), title: word, who: pick, stage, minor, next: fc.option(due) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('changeDeal' as const), which: pick, title: word, who: fc.option(pick), minor }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('moveDeal' as const), which: pick, stage, after: fc.option(pick) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('closeDeal' as const), which: pick, outcome: fc.constantFrom('won' as const, 'lost' as const), reason: fc.option(word.filter(Boolean)), drop: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopenDeal' as const), which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dealLines' as const), which: pick, prices: fc.array(fc.integer({ min: 0, max: 9999 }), { maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dealRole' as const), which: pick, who: pick, role: fc.option(fc.constantFrom('pays', '')) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dealWords' as const), which: pick, words: fc.uniqueArray(word.filter(Boolean), { maxLength: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('planDeal' as const), which: pick, due, repeats: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dealNote' as const), which: pick, body: word }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stage' as const), stage, steps: fc.array(fc.constantFrom('Measure', 'Quote'), { maxLength: 2 }), needs: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dealStep' as const), which: pick, step: pick, done: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pipeline' as const), name: word.filter(Boolean) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retireStage' as const), stage, to: stage }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('removeDeal' as const), which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restoreDeal' as const), which: pick }) },
);

function pickId(store: Store, table: TableName, which: number, where: string): Id | undefined {
  const rows = store.prepare(`SELECT id FROM ${table} WHERE ${where} ORDER BY id`).all();
  return rows.length === 0 ? undefined : idFromBytes(rows[which % rows.length]!.id);
}

function pickStage(store: Store, which: number): Id | undefined {
  const stages = listPipelines(store).flatMap((pipeline) => pipeline.stages.filter(({ retired }) => !retired && !pipeline.retired));
  return stages[which % (stages.length || 1)]?.id;
}

/** Does it as the calls do; has nothing to act on: nothing. */
export function runDealCall(store: Store, call: RandomDealCall): void {
  const label = { code: `test.${call.do}` };
  const contact = (which: number): Id | undefined => pickId(store, 'contacts', which, 'hidden = 0');
  const openDeal = 'which' in call ? pickId(store, 'deals', call.which, "hidden = 0 AND outcome = ''") : undefined;
  const deal = 'which' in call ? pickId(store, 'deals', call.which, 'hidden = 0') : undefined;
  switch (call.do) {
    case 'deal': {
      const [who, stageId] = [contact(call.who), pickStage(store, call.stage)];
      write(store, label, (tx) => createDeal(tx, { title: call.title, minor: call.minor, currency: 'EUR', stageId, contact: who ? { id: who } : null, next: call.next ? { purpose: 'ask', ...call.next } : undefined }));
      return;
    }
    case 'changeDeal': {
      const contactId = call.who === null ? null : contact(call.who);
      if (deal && contactId !== undefined) write(store, label, (tx) => updateDeal(tx, deal, { title: call.title, minor: call.minor, contactId }));
      return;
    }
    case 'moveDeal': {
      const stageId = pickStage(store, call.stage);
      if (!openDeal || !stageId) return;
      const after = call.after === null ? null : (pickId(store, 'deals', call.after, "hidden = 0 AND outcome = ''") ?? null);
      write(store, label, (tx) => moveDeal(tx, openDeal, stageId, after === openDeal ? null : after));
      return;
    }
    case 'closeDeal':
      if (openDeal) write(store, label, (tx) => closeDeal(tx, openDeal, { outcome: call.outcome, reason: call.reason === null ? null : { name: call.reason }, dropReminders: call.drop }));
      return;
    case 'reopenDeal': {
      const id = pickId(store, 'deals', call.which, "hidden = 0 AND outcome <> ''");
      if (id) write(store, label, (tx) => reopenDeal(tx, id));
      return;
    }
    case 'dealLines':
      if (deal) write(store, label, (tx) => setLines(tx, deal, call.prices.map((price) => ({ productId: null, text: '', quantity: 1500, price, discount: 500, recurring: '', times: 1 }))));
      return;
    case 'dealRole': {
      const who = contact(call.who);
      if (deal && who) write(store, label, (tx) => setDealContact(tx, deal, who, call.role));
      return;
    }
    case 'dealWords':
      if (!deal) return;
      write(store, label, (tx) => {
        setCompetitors(tx, deal, call.words);
        setDealTags(tx, deal, call.words);
      });
      return;
    case 'planDeal':
      if (deal) write(store, label, (tx) => planNext(tx, deal, { purpose: 'plan', ...call.due, ...(call.repeats ? { repeat: { kind: 'rule', rule: 'FREQ=WEEKLY' } } : {}) }));
      return;
    case 'dealNote':
      if (deal) write(store, label, (tx) => createEntry(tx, { kind: 'note', body: call.body, participants: [], deals: [deal] }));
      return;
    case 'stage': {
      const id = pickStage(store, call.stage);
      if (id) write(store, label, (tx) => updateStage(tx, id, { steps: call.steps.map((text) => ({ text })), needs: call.needs ? ['amount'] : [] }));
      return;
    }
    case 'dealStep': {
      const stepId = pickId(store, 'stageSteps', call.step, 'hidden = 0');
      if (deal && stepId) write(store, label, (tx) => setStep(tx, deal, stepId, call.done));
      return;
    }
    case 'pipeline':
      write(store, label, (tx) => createPipeline(tx, call.name, [{ name: 'First', probability: 10 }, { name: 'Second', probability: 90 }]));
      return;
    case 'retireStage': {
      const [id, to] = [pickStage(store, call.stage), pickStage(store, call.to)];
      if (id && to) write(store, label, (tx) => retireStage(tx, id, to));
      return;
    }
    case 'removeDeal':
      if (deal) write(store, label, (tx) => removeDeal(tx, deal));
      return;
    case 'restoreDeal': {
      const id = pickId(store, 'deals', call.which, 'hidden IN (1, 3)');
      if (id) write(store, label, (tx) => restoreDeal(tx, id));
      return;
    }
  }
}
