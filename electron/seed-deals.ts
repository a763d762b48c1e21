import { generateNKeysBetween } from 'fractional-indexing';
import { type Id, idFromBytes, naturalId } from '../core/ids.ts';
import { createPipeline, listPipelines } from '../db/pipelines.ts';
import { createReminder } from '../db/reminders.ts';
import { linkReminder } from '../db/deal-reminders.ts';
import { recordStage } from '../db/deal-row.ts';
import { type Store, newId } from '../db/store.ts';
import { Batch, type Tx } from '../db/write.ts';

export interface SeedDeals {
  /** Open in the pipeline that every profile begins with. */
  open: number;
  /** Open in a second one. */
  second: number;
  /** Won and lost, each with a stay in all stages. */
  closed: number;
}

const CHUNK = 250;
const DAY_MS = 86_400_000;
const WORKS = ['Pergola', 'Courtyard levels', 'Green roof', 'Boathouse decking', 'Oak staircase', 'Kitchen garden', 'Sliding screens', 'Larch cladding', 'Raised beds', 'Garden care'];
const PLACES = ['over the bakery yard', 'for a bicycle shelter', 'at the arboretum', 'and drainage', 'in white oak', 'for three houses', 'by the lake', ''];

/** Invented deals with people who are there, through the one door. Yields how many are made. */
export function* seedDeals(store: Store, { open, second, closed }: SeedDeals): Generator<number> {
  const people = store.prepare("SELECT id FROM contacts WHERE kind = 'person' AND hidden = 0 ORDER BY n LIMIT 20000").all().map((row) => idFromBytes(row.id));
  const batch = Batch.open(store, { code: 'seeded' }, 'final');
  const stagesOf = (name: string): Id[] => listPipelines(store).find((pipeline) => pipeline.name === name)!.stages.map(({ id }) => id);
  batch.commit((tx) => createPipeline(tx, 'Wholesale', [10, 30, 50, 90].map((probability, at) => ({ name: ['Prospect', 'Samples', 'Terms', 'First order'][at]!, probability, staleDays: 14 }))));
  const plans = [
    { stages: stagesOf(''), count: open, isClosed: false },
    { stages: stagesOf('Wholesale'), count: second, isClosed: false },
    { stages: stagesOf('Wholesale'), count: closed, isClosed: true },
  ];
  let done = 0;
  for (const { stages, count, isClosed } of plans) {
    const keys = generateNKeysBetween(null, null, count);
    for (let from = 0; from < count; from += CHUNK) {
      batch.commit((tx) => {
        for (let at = from; at < Math.min(count, from + CHUNK); at++) makeDeal(tx, at, stages, keys[at]!, people[(at * 37) % people.length]!, isClosed);
      });
      yield (done += Math.min(CHUNK, count - from));
    }
  }
  batch.close();
}

function makeDeal(tx: Tx, at: number, stages: readonly Id[], orderKey: string, contactId: Id, isClosed: boolean): void {
  const now = tx.store.ports.now();
  const id = newId(tx.store);
  const createdAt = now - (isClosed ? 30 + (at % 900) : at % 40) * DAY_MS;
  const stage = isClosed ? stages.length - 1 : at % stages.length;
  const closedAt = createdAt + (10 + (at % 19)) * DAY_MS;
  tx.insert('deals', id, {
    title: `${WORKS[at % WORKS.length]!} ${PLACES[(at * 7) % PLACES.length]!}`.trim(),
    stageId: stages[stage]!,
    orderKey,
    contactId,
    ownerId: tx.store.member,
    minor: at % 11 === 0 ? null : (1 + ((at * 13) % 400)) * 10_000,
    currency: at % 9 === 0 ? 'GBP' : 'EUR',
    ...(isClosed ? { outcome: at % 3 === 0 ? 'lost' : 'won', closedAt } : {}),
    expectedClose: at % 5 === 0 ? '' : new Date(now + ((at * 3) % 200) * DAY_MS).toISOString().slice(0, 10),
    createdAt,
  });
  tx.insert('dealContacts', naturalId('dealContact', id, contactId), { dealId: id, contactId });
  for (let passed = 0; passed <= stage; passed++) {
    tx.insert('stageChanges', newId(tx.store), { dealId: id, stageId: stages[passed]!, at: createdAt + passed * (1 + (at % 3)) * DAY_MS, memberId: tx.store.member });
  }
  // Somebody thought better of it on the way.
  if (isClosed) tx.insert('stageChanges', newId(tx.store), { dealId: id, stageId: stages[1]!, at: createdAt + 1.5 * (1 + (at % 3)) * DAY_MS, memberId: tx.store.member });
  if (isClosed) recordStage(tx, id, stages[stage]!, at % 3 === 0 ? 'lost' : 'won', closedAt);
  else if (at % 4 !== 0) linkReminder(tx, createReminder(tx, { contactId, kind: 'call', purpose: 'Call', due: new Date(now + ((at % 30) - 3) * DAY_MS).toISOString().slice(0, 10), zone: '' }), id);
}
