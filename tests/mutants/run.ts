// Takes each control out and runs its tests, which must fail: `node tests/mutants/run.ts [WORDS OF A CONTROL]`.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { everythingMutants } from './everything.ts';
import { hostMutants } from './host.ts';
import type { Mutant } from './mutant.ts';
import { shellMutants } from './shell.ts';
import { vaultMutants } from './vault.ts';

const root = new URL('../..', import.meta.url).pathname;
const Report = z.object({ numFailedTests: z.number(), numPassedTests: z.number(), numTotalTests: z.number() });

/** How many of the control's tests failed. */
async function failures(mutant: Mutant, out: string): Promise<number> {
  const args = ['run', '--config', 'tests/mutants/vitest.ts', '--reporter=json', `--outputFile=${out}`, '-t', mutant.only, mutant.tests];
  await new Promise<void>((done) => {
    execFile(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, env: { ...process.env, KITH_MUTANT: JSON.stringify(mutant) } }, () => done());
  });
  return Report.parse(JSON.parse(readFileSync(out, 'utf8'))).numFailedTests;
}

const wanted = process.argv[2] ?? '';
const dir = mkdtempSync(join(tmpdir(), 'kith-mutants-'));
const survivors: string[] = [];
for (const mutant of [...hostMutants, ...shellMutants, ...everythingMutants, ...vaultMutants].filter(({ control }) => control.includes(wanted))) {
  const times = readFileSync(join(root, mutant.file), 'utf8').split(mutant.find).length - 1;
  if (times !== 1) throw new Error(`"${mutant.control}": its text occurs ${times} times in ${mutant.file}`);
  const failed = await failures(mutant, join(dir, 'report.json'));
  console.log(`${failed > 0 ? 'died    ' : 'SURVIVED'}  ${mutant.control} (${failed} tests failed)`);
  if (failed === 0) survivors.push(mutant.control);
}
rmSync(dir, { recursive: true });
if (survivors.length > 0) {
  console.error(`No test noticed: ${survivors.join(', ')}`);
  process.exitCode = 1;
}
