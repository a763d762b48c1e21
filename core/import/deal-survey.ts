// What only all rows of a file of deals tell together: how its numbers are written, and which stages there are.
import type { PipelineSheet } from '../deal-sheet.ts';
import { outcomeIn } from './deal-outcome.ts';
import type { DealColumn, DealTarget } from './deal-targets.ts';

export interface DealSurvey {
  /** By column: the sign before the decimals, where some value shows it. */
  readonly decimals: ReadonlyMap<number, '.' | ','>;
  /** Probabilities are shares of one, not of a hundred. */
  readonly isShare: boolean;
  /** Every stage has the name of its pipeline behind it: `Proposal (Sales)`. */
  readonly namesPipelineInStage: boolean;
}

const indexesOf = (columns: readonly DealColumn[], target: DealTarget): number[] => columns.flatMap((column, index) => (column.target === target ? [index] : []));

/** Looks at rows one after the other. */
export class DealSurveyor {
  readonly #columns: readonly DealColumn[];
  readonly #values: number[];
  readonly #probabilities: number[];
  readonly #stages: number[];
  readonly #decimals = new Map<number, '.' | ',' | 'both'>();
  #highest = 0;
  #hasFraction = false;
  #stagesInPlain = 0;
  #stagesInBrackets = 0;

  constructor(columns: readonly DealColumn[]) {
    this.#columns = columns;
    this.#values = indexesOf(columns, 'deal.value');
    this.#probabilities = indexesOf(columns, 'deal.probability');
    this.#stages = indexesOf(columns, 'deal.stage');
  }

  add(cells: readonly string[]): void {
    for (const index of this.#values) {
      const sign = decimalSignOf(cells[index] ?? '');
      if (sign === undefined) continue;
      const before = this.#decimals.get(index);
      this.#decimals.set(index, before === undefined || before === sign ? sign : 'both');
    }
    for (const index of this.#probabilities) {
      const text = (cells[index] ?? '').trim();
      const value = Number(text.replace(',', '.'));
      if (text === '') continue;
      if (!Number.isFinite(value)) this.#highest = 100;
      else {
        this.#highest = Math.max(this.#highest, value);
        this.#hasFraction ||= !Number.isInteger(value);
      }
    }
    for (const index of this.#stages) {
      const text = (cells[index] ?? '').trim();
      if (text === '') continue;
      if (IN_BRACKETS.test(text)) this.#stagesInBrackets++;
      else this.#stagesInPlain++;
    }
  }

  done(): DealSurvey {
    const hasPipeline = this.#columns.some(({ target }) => target === 'deal.pipeline');
    return {
      decimals: new Map([...this.#decimals].flatMap(([index, sign]) => (sign === 'both' ? [] : [[index, sign] as const]))),
      isShare: this.#highest <= 1 && this.#hasFraction,
      namesPipelineInStage: !hasPipeline && this.#stagesInBrackets > 0 && this.#stagesInPlain === 0,
    };
  }
}

export const IN_BRACKETS = /^(.*\S)\s*\(([^()]+)\)$/;

/** The sign before the decimals of an amount, where the amount alone shows it. */
function decimalSignOf(text: string): '.' | ',' | undefined {
  const number = /\d[\d.,]*/.exec(text.replaceAll(/[\s'’]/g, ''))?.[0];
  if (number === undefined) return undefined;
  const last = /([.,])(\d*)$/.exec(number);
  if (!last) return undefined;
  const sign = last[1] as '.' | ',';
  const other = sign === '.' ? ',' : '.';
  const before = number.slice(0, last.index);
  if (before.includes(sign)) return before.includes(other) ? undefined : other;
  if (before.includes(other)) return sign;
  // Three digits may be thousands; two or one are decimals, and so are more.
  return last[2]!.length === THOUSANDS || last[2] === '' ? undefined : sign;
}

const THOUSANDS = 3;

/** Gathers the stages that rows name, each pipeline with its own, in the order in which they came. */
export class StageCollector {
  readonly #pipelines = new Map<string, { name: string | undefined; stages: Map<string, { name: string; probability: number | undefined }> }>();

  add({ pipeline, stage, outcome, probability }: { pipeline?: string | undefined; stage?: string | undefined; outcome?: string | undefined; probability?: number | undefined }): void {
    const found = this.#pipelines.get(pipeline ?? '') ?? { name: pipeline, stages: new Map() };
    this.#pipelines.set(pipeline ?? '', found);
    if (stage === undefined || outcomeIn(stage) === 'won' || outcomeIn(stage) === 'lost') return;
    const known = found.stages.get(stage);
    // What a closed deal says of its probability is that of its end.
    const told = outcome === undefined ? probability : undefined;
    if (!known) found.stages.set(stage, { name: stage, probability: told });
    else known.probability ??= told;
  }

  /** By probability where all of a pipeline have one. */
  done(): PipelineSheet[] {
    return [...this.#pipelines.values()].map(({ name, stages }) => {
      const all = [...stages.values()];
      const isOrdered = all.every(({ probability }) => probability !== undefined);
      const ordered = isOrdered ? all.toSorted((a, b) => a.probability! - b.probability!) : all;
      return { ...(name === undefined ? {} : { name }), stages: ordered.slice(0, MOST_STAGES).map(({ name: stage, probability }) => ({ name: stage, ...(probability === undefined ? {} : { probability }) })) };
    });
  }
}

/** Nobody has so many; a column that is none of stages has. */
const MOST_STAGES = 100;
