import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { builtProgram } from '../support/program.ts';
import type { SoakSaid } from '../support/soak-said.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isLong = process.env['KITH_LONG'] !== undefined;
const OPERATIONS = Number(process.env['KITH_SOAK'] ?? (isLong ? 100_000 : 1_500));

it(`works ${OPERATIONS} times with the memory that it began with, and keeps the log of what it writes short`, { timeout: 60_000 + OPERATIONS * 60 }, async () => {
  const child = spawn(process.execPath, [builtProgram('tests/support/soak-child.ts'), temporaryFolder(), String(OPERATIONS)], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const said = out.trim().split('\n').map((line) => JSON.parse(line) as SoakSaid);
  if (isLong) writeFileSync('test-results/soak.json', JSON.stringify(said));
  expect(said.at(-1)!.operations).toBe(OPERATIONS);
  const rss = said.map(({ rssMb }) => rssMb);
  // The first quarter fills caches and lets the engine compile; after that nothing may be added.
  const [early, late] = [Math.max(...rss.slice(5, 10)), Math.min(...rss.slice(15))];
  if (isLong) expect(late).toBeLessThan(early * 1.1);
  else expect(late).toBeLessThan(400);
  expect(said.at(-1)!.walMb).toBeLessThan(64);
});
