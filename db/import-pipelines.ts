// Where the deals of a file go: its pipelines and stages by their names, those that are missing made.
import type { DealSheet, PipelineSheet } from '../core/deal-sheet.ts';
import { dealWords, stageNames } from '../core/deal-words.ts';
import type { Id } from '../core/ids.ts';
import type { Pipeline, Stage } from '../core/pipelines.ts';
import { fold } from '../core/text/fold.ts';
import { createPipeline, createStage, listPipelines, stageRow, updateStage } from './pipelines.ts';
import type { Tx } from './write.ts';

/** A stage that deals of the file may enter. */
export interface Place {
  id: Id;
  n: number;
  probability: number;
}

type Places = { stages: Place[]; byName: Map<string, Place> };

/** What one import knows of the pipelines of its file. */
export class PipelineBook {
  /** What a pipeline is called of which the file says only the stages; undefined where the program has no name. */
  readonly #programName: string | undefined;
  readonly #places = new Map<string, Places>();
  readonly made = { pipelines: 0, stages: 0 };

  constructor(programName: string | undefined) {
    this.#programName = programName;
  }

  /** Finds or makes pipelines with these stages. */
  prepare(tx: Tx, sheets: readonly PipelineSheet[]): void {
    for (const sheet of sheets) this.#places.set(keyOf(sheet.name), this.#placesOf(tx, sheet));
  }

  /** The stage that a deal names, else where one that is won ended, and any other begins. */
  placeOf(tx: Tx, { pipeline, stage, outcome }: Pick<DealSheet, 'pipeline' | 'stage' | 'outcome'>): Place {
    let places = this.#places.get(keyOf(pipeline));
    if (!places || (stage !== undefined && !places.byName.has(fold(stage)) && places.stages.length < MOST_STAGES)) {
      this.prepare(tx, [{ ...(pipeline === undefined ? {} : { name: pipeline }), stages: stage === undefined ? [] : [{ name: stage }] }]);
      places = this.#places.get(keyOf(pipeline))!;
    }
    const named = stage === undefined ? undefined : places.byName.get(fold(stage));
    return named ?? (outcome === 'won' ? places.stages.at(-1)! : places.stages[0]!);
  }

  #placesOf(tx: Tx, sheet: PipelineSheet): Places {
    const known = this.#known(tx, sheet);
    const id = known?.id ?? this.#make(tx, sheet);
    const present = new Set(known?.stages.flatMap(stageNames));
    const stages = known?.stages ?? [];
    for (const stage of known ? sheet.stages : []) {
      if (present.has(fold(stage.name))) continue;
      present.add(fold(stage.name));
      this.made.stages++;
      const stageId = createStage(tx, id, stage);
      const before = stages.findLast(({ probability }) => stage.probability !== undefined && probability <= stage.probability);
      if (before) updateStage(tx, stageId, { after: before.id });
    }
    return placesIn(tx, inUse(tx).find((pipeline) => pipeline.id === id)!);
  }

  #known(tx: Tx, { name, stages }: PipelineSheet): Pipeline | undefined {
    const pipelines = inUse(tx);
    const wanted = name ?? this.#programName ?? dealWords(tx.store.locale).imported;
    const named = pipelines.find((pipeline) => fold(pipeline.name) === fold(wanted) || (name !== undefined && pipeline.name === '' && fold(wanted) === fold(dealWords(tx.store.locale).pipeline)));
    if (named || name !== undefined) return named;
    if (stages.length === 0) return pipelines[0];
    const shared = (pipeline: Pipeline): number => {
      const names = new Set(pipeline.stages.flatMap(stageNames));
      return stages.filter((stage) => names.has(fold(stage.name))).length;
    };
    const [best] = pipelines.toSorted((a, b) => shared(b) - shared(a));
    return best && shared(best) * 2 > stages.length ? best : undefined;
  }

  #make(tx: Tx, { name, stages }: PipelineSheet): Id {
    const words = dealWords(tx.store.locale);
    const once = [...new Map(stages.map((stage) => [fold(stage.name), stage])).values()];
    const wanted = once.length > 0 ? once : [{ name: words.stages[0]! }];
    this.made.pipelines++;
    this.made.stages += wanted.length;
    const evenly = (at: number): number => Math.round((100 * (at + 1)) / (wanted.length + 1));
    return createPipeline(tx, name ?? this.#programName ?? words.imported, wanted.map((stage, at) => ({ ...stage, probability: stage.probability ?? evenly(at) })));
  }
}

/** A column of which every cell is another would make a board that nobody can read. */
const MOST_STAGES = 100;

const keyOf = (pipeline: string | undefined): string => (pipeline === undefined ? '' : `:${fold(pipeline)}`);

/** Pipelines that are in use, with the stages that are. */
function inUse(tx: Tx): Pipeline[] {
  return listPipelines(tx.store)
    .filter(({ retired }) => !retired)
    .map((pipeline) => ({ ...pipeline, stages: pipeline.stages.filter(({ retired }) => !retired) }));
}

function placesIn(tx: Tx, { stages }: Pipeline): Places {
  const places = stages.map(({ id, probability }: Stage): Place => ({ id, n: stageRow(tx, id).n, probability }));
  const byName = new Map(stages.flatMap((stage, at) => stageNames(stage).map((name) => [name, places[at]!] as const)));
  return { stages: places, byName };
}
