// Pipelines and their stages. The one that every profile begins with is no row until something is written in it: it
// has ids made from its name, so that two devices that begin with it have the same.
import { generateNKeysBetween } from 'fractional-indexing';
import { CallError } from '../core/call.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { type Need, type Pipeline, START_STAGES, type Stage, type StageFields } from '../core/pipelines.ts';
import { appendToStage } from './board-order.ts';
import { groupBy, seenOf } from './contact-list.ts';
import { recordStage } from './deal-row.ts';
import { keyAtEnd, keyBehind } from './order-keys.ts';
import { type Row, type Store, newId } from './store.ts';
import type { Tx } from './write.ts';

const START_PIPELINE = naturalId('pipeline', 'start');
export const startStageId = (number: number): Id => naturalId('stage', START_PIPELINE, String(number));
const START_KEYS = generateNKeysBetween(null, null, START_STAGES.length);

/** In their order, the retired ones too, each with all its stages. */
export function listPipelines(store: Store): Pipeline[] {
  const steps = groupBy(store.prepare('SELECT * FROM stageSteps WHERE hidden = 0 ORDER BY orderKey, id').all(), (row) => row['stageN'] as number);
  const needs = groupBy(store.prepare('SELECT * FROM stageNeeds WHERE hidden = 0 ORDER BY field').all(), (row) => row['stageN'] as number);
  const stages = groupBy(store.prepare('SELECT * FROM stages WHERE hidden = 0 ORDER BY orderKey, id').all(), (row) => row['pipelineN'] as number);
  const open = new Map(
    store
      .prepare("SELECT s.pipelineN AS n, count(*) AS count FROM deals d JOIN stages s ON s.n = d.stageN WHERE d.hidden = 0 AND d.outcome = '' GROUP BY s.pipelineN")
      .all()
      .map((row) => [row.n, row['count'] as number]),
  );
  const stored = store
    .prepare('SELECT * FROM pipelines WHERE hidden = 0 ORDER BY orderKey, id')
    .all()
    .map((row): Pipeline => ({
      id: idFromBytes(row.id),
      origin: row['origin'] as string,
      name: row['name'] as string,
      retired: row['retired'] === 1,
      stages: (stages.get(row.n) ?? []).map((stage) => stageOf(stage, steps.get(stage.n), needs.get(stage.n))),
      open: open.get(row.n) ?? 0,
      seen: seenOf('pipelines', row),
    }));
  return stored.some(({ id }) => id === START_PIPELINE) ? stored : [startPipeline(), ...stored];
}

function stageOf(row: Row, steps: readonly Row[] = [], needs: readonly Row[] = []): Stage {
  return {
    id: idFromBytes(row.id),
    origin: row['origin'] as string,
    name: row['name'] as string,
    probability: row['probability'] as number,
    colour: row['colour'] as number,
    staleDays: row['staleDays'] as number | null,
    retired: row['retired'] === 1,
    steps: steps.map((step) => ({ id: idFromBytes(step.id), text: step['text'] as string })),
    needs: needs.map((need) => need['field'] as Need),
    seen: seenOf('stages', row),
  };
}

function startPipeline(): Pipeline {
  const stages = START_STAGES.map((fields, at): Stage => ({ ...fields, id: startStageId(at + 1), origin: String(at + 1), name: '', retired: false, steps: [], needs: [], seen: {} }));
  return { id: START_PIPELINE, origin: 'start', name: '', retired: false, stages, open: 0, seen: {} };
}

/** Makes the rows of the start, where they are not there yet. */
function storeStart(tx: Tx): void {
  const row = tx.row('pipelines', idToBytes(START_PIPELINE));
  if (row?.hidden === 0) return;
  tx.insert('pipelines', START_PIPELINE, { origin: 'start', orderKey: START_KEYS[0]! });
  START_STAGES.forEach(({ probability, colour, staleDays }, at) => {
    tx.insert('stages', startStageId(at + 1), { pipelineId: START_PIPELINE, origin: String(at + 1), probability, colour, staleDays, orderKey: START_KEYS[at]! });
  });
}

const isOfStart = (id: Id): boolean => id === START_PIPELINE || START_STAGES.some((_, at) => id === startStageId(at + 1));

/** Errors: `pipeline-not-found`. */
function pipelineRow(tx: Tx, id: Id): Row {
  if (isOfStart(id)) storeStart(tx);
  const row = tx.row('pipelines', idToBytes(id));
  if (!row || row.hidden) throw new CallError('pipeline-not-found', 'This pipeline no longer exists.');
  return row;
}

/** A stage as stored; one that is retired too. Errors: `stage-not-found`. */
export function stageRow(tx: Tx, id: Id): Row {
  if (isOfStart(id)) storeStart(tx);
  const row = tx.row('stages', idToBytes(id));
  if (!row || row.hidden) throw new CallError('stage-not-found', 'This stage no longer exists.');
  return row;
}

/** A stage that deals may enter. Errors: `stage-not-found`, `stage-retired`. */
export function usableStage(tx: Tx, id: Id): Row {
  const row = stageRow(tx, id);
  if (row['retired'] === 1) throw new CallError('stage-retired', 'This stage is no longer used. Choose another.');
  return row;
}

/** The first stage of the first pipeline that is in use. Errors: `no-pipeline`. */
export function firstStage(store: Store): Id {
  const stage = listPipelines(store).filter(({ retired }) => !retired).flatMap(({ stages }) => stages).find(({ retired }) => !retired);
  if (!stage) throw new CallError('no-pipeline', 'There is no pipeline to put a deal in. Make one in the settings.');
  return stage.id;
}

export interface NewStage extends Partial<StageFields> {
  name: string;
  steps?: readonly { text: string }[] | undefined;
  needs?: readonly Need[] | undefined;
}

export function createPipeline(tx: Tx, name: string, stages: readonly NewStage[]): Id {
  // What every profile begins with stays in front.
  storeStart(tx);
  const id = newId(tx.store);
  tx.insert('pipelines', id, { name: name.trim(), orderKey: keyAtEnd(tx.store, 'pipelines') });
  stages.forEach((stage, at) => createStage(tx, id, { colour: (at * 3) % 12, ...stage }));
  return id;
}

/** Errors: `pipeline-not-found`, `pipeline-in-use` for one with open deals that is to be retired, `last-pipeline`. */
export function updatePipeline(tx: Tx, id: Id, { name, retired, after }: { name?: string | undefined; retired?: boolean | undefined; after?: Id | null | undefined }): void {
  const row = pipelineRow(tx, id);
  if (retired === true) {
    const open = tx.store.prepare("SELECT count(*) AS n FROM deals d JOIN stages s ON s.n = d.stageN WHERE s.pipelineN = ? AND d.hidden = 0 AND d.outcome = ''").get(row.n)!.n;
    if (open > 0) throw new CallError('pipeline-in-use', 'Deals are still open in this pipeline. Move or close them first.', { open });
    if (!listPipelines(tx.store).some((other) => other.id !== id && !other.retired)) throw new CallError('last-pipeline', 'This is the only pipeline. Make another one first.');
  }
  tx.update('pipelines', id, { name: name?.trim(), retired, orderKey: after === undefined ? undefined : keyBehind(tx.store, 'pipelines', after, id) });
}

/** At the end of its pipeline. Errors: `pipeline-not-found`. */
export function createStage(tx: Tx, pipelineId: Id, { steps, needs, ...fields }: NewStage): Id {
  const pipeline = pipelineRow(tx, pipelineId);
  const id = newId(tx.store);
  tx.insert('stages', id, { ...fields, name: fields.name.trim(), pipelineId, orderKey: keyAtEnd(tx.store, 'stages', { column: 'pipelineN', n: pipeline.n }) });
  if (steps) setSteps(tx, id, steps);
  if (needs) setNeeds(tx, id, needs);
  return id;
}

export interface StageChange extends Partial<StageFields> {
  after?: Id | null | undefined;
  steps?: readonly { id?: Id | undefined; text: string }[] | undefined;
  needs?: readonly Need[] | undefined;
}

/** Errors: `stage-not-found`. */
export function updateStage(tx: Tx, id: Id, { after, steps, needs, ...fields }: StageChange, seen?: Record<string, string>): void {
  const row = stageRow(tx, id);
  const orderKey = after === undefined ? undefined : keyBehind(tx.store, 'stages', after, id, { column: 'pipelineN', n: row['pipelineN'] as number });
  tx.update('stages', id, { ...fields, name: fields.name?.trim(), orderKey }, seen);
  if (steps) setSteps(tx, id, steps);
  if (needs) setNeeds(tx, id, needs);
}

/** Takes a stage out of use, its open deals moved along to the end of another. Errors: `stage-not-found`, `stage-in-use`, `last-stage`. */
export function retireStage(tx: Tx, id: Id, moveTo: Id | null): { moved: number } {
  const row = stageRow(tx, id);
  const others = tx.store.prepare('SELECT 1 AS n FROM stages WHERE pipelineN = ? AND hidden = 0 AND retired = 0 AND n <> ? LIMIT 1').get(row['pipelineN'], row.n);
  if (!others) throw new CallError('last-stage', 'A pipeline needs a stage. Make another one first.');
  const deals = tx.store.prepare("SELECT id FROM deals WHERE stageN = ? AND hidden = 0 AND outcome = '' ORDER BY orderKey, id").all(row.n);
  if (deals.length > 0) {
    if (moveTo === null || moveTo === id) throw new CallError('stage-in-use', 'Deals are still open in this stage. Say where they go.', { open: deals.length });
    const target = usableStage(tx, moveTo);
    const keys = appendToStage(tx.store, target.n, deals.length);
    const now = tx.store.ports.now();
    deals.forEach((deal, at) => {
      tx.update('deals', idFromBytes(deal.id), { stageId: moveTo, orderKey: keys[at]! });
      recordStage(tx, idFromBytes(deal.id), moveTo, '', now);
    });
  }
  tx.update('stages', id, { retired: true });
  return { moved: deals.length };
}

export function reviveStage(tx: Tx, id: Id): void {
  stageRow(tx, id);
  tx.update('stages', id, { retired: false });
}

function setSteps(tx: Tx, stageId: Id, steps: readonly { id?: Id | undefined; text: string }[]): void {
  const present = new Set(tx.store.prepare('SELECT x.id FROM stageSteps x JOIN stages s ON s.n = x.stageN WHERE s.id = ? AND x.hidden = 0').all(idToBytes(stageId)).map((row) => idFromBytes(row.id)));
  const keys = generateNKeysBetween(null, null, steps.length);
  steps.forEach(({ id, text }, at) => {
    const values = { text: text.trim(), orderKey: keys[at]! };
    if (id === undefined) tx.insert('stageSteps', newId(tx.store), { stageId, ...values });
    else if (present.delete(id)) tx.update('stageSteps', id, values);
    else throw new CallError('step-not-found', 'This step of the list no longer exists.');
  });
  for (const id of present) tx.remove('stageSteps', id);
}

function setNeeds(tx: Tx, stageId: Id, needs: readonly Need[]): void {
  const wanted = new Set(needs);
  for (const row of tx.store.prepare('SELECT x.id, x.field FROM stageNeeds x JOIN stages s ON s.n = x.stageN WHERE s.id = ? AND x.hidden = 0').all(idToBytes(stageId))) {
    if (!wanted.delete(row['field'] as Need)) tx.remove('stageNeeds', idFromBytes(row.id));
  }
  for (const field of wanted) tx.insert('stageNeeds', naturalId('stageNeed', stageId, field), { stageId, field });
}
