// What it costs to take everything out and in again, beside SQLite's own text of the same database.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../../build/page-build.mjs';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { type Row, rounded } from './measure.ts';
import { type Ran, runKith } from './run-kith.ts';

export async function everythingRows(dir: string): Promise<Row[]> {
  if (!buildIfStale('main')) throw new Error('the program could not be built');
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-everything-'));
  try {
    const file = join(folder, 'everything.zip');
    const dumped = shell(`sqlite3 "$1" '.dump --nosys' | gzip > "$2"`, join(dir, DATABASE_NAME), join(folder, 'dump.gz'));
    const written = await runKith('export', '--everything', file, '--profile', dir);
    const read = shell(`gzip -dc "$1" | sqlite3 "$2"`, join(folder, 'dump.gz'), join(folder, 'dump.sqlite'));
    const taken = await runKith('import', file, '--profile', join(folder, 'profile'));
    const size = statSync(file).size / 1e6;
    return [...rows('export of everything', written, dumped), ...rows('import of everything', taken, read), row('export of everything, size in MB', size, null, 'shown', true)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rows(name: string, { seconds, peakMb }: Ran, sqlite: number | null): Row[] {
  return [row(`${name}, s`, seconds, sqlite, 'beside sqlite3 .dump', true), row(`${name}, memory in MB`, peakMb, null, '≤ 400', peakMb <= 400)];
}

function row(name: string, figure: number, beside: number | null, budget: string, ok: boolean): Row {
  return { name, p50Ms: rounded(figure), p99Ms: rounded(figure), rawP50Ms: beside === null ? null : rounded(beside), ratio: beside === null ? null : rounded(figure / beside), budget, ok };
}

/** In seconds; null where the tool is not there. */
function shell(script: string, ...args: string[]): number | null {
  if (spawnSync('sqlite3', ['--version']).status !== 0) return null;
  const started = performance.now();
  const { status } = spawnSync('bash', ['-o', 'pipefail', '-c', script, 'bash', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
  return (performance.now() - started) / 1000;
}
