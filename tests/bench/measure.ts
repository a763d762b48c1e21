/** One line of the table: milliseconds, or another unit that the name says. */
export interface Row {
  name: string;
  p50Ms: number;
  p99Ms: number;
  rawP50Ms: number | null;
  ratio: number | null;
  budget: string;
  ok: boolean;
}

export interface Timing {
  p50: number;
  p95: number;
  p99: number;
}

const ROUNDS = 5;

/** Runs it `count` times in each of five rounds after one to warm up; each figure is the median of the rounds. */
export async function timed(run: (i: number) => unknown, count = 200): Promise<Timing> {
  for (let i = 0; i < Math.min(count, 20); i++) await run(i);
  const rounds: Timing[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const started = performance.now();
      await run(round * count + i);
      times.push(performance.now() - started);
    }
    rounds.push(percentiles(times));
  }
  return { p50: median(rounds.map(({ p50 }) => p50)), p95: median(rounds.map(({ p95 }) => p95)), p99: median(rounds.map(({ p99 }) => p99)) };
}

export function percentiles(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
