import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { expectKept } from '../support/kept.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Said, Work } from '../support/writer-said.ts';

/** More of them in the long suite. */
const CUTS = process.env['KITH_LONG'] ? 200 : 20;
const LONG_MS = 60_000 + CUTS * 20_000;

/** Undefined where it cannot be had: it works by what Linux has, and is made by a C compiler. */
const built = mkdtempSync(join(tmpdir(), 'kith-power-'));
const library = buildLibrary();
afterAll(() => rmSync(built, { recursive: true, force: true }));

function buildLibrary(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const made = join(built, 'power-cut.so');
  try {
    execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', made, fileURLToPath(new URL('power-cut.c', import.meta.url)), '-ldl', '-lpthread'], { stdio: 'pipe' });
    return made;
  } catch {
    console.log('Power cuts were left out: there is no C compiler here (Debian: apt-get install gcc libc6-dev).');
    return undefined;
  }
}

/** A writer whose power goes after so many writes and syncs; what it had acknowledged by then. */
async function cutOff(dir: string, work: Work, seed: number, after: number): Promise<Said[]> {
  const child = spawn(process.execPath, [builtProgram('tests/support/writer-child.ts'), dir, work, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LD_PRELOAD: library, KITH_POWER_DIR: dir, KITH_POWER_AFTER: String(after), KITH_POWER_SEED: String(seed) },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect([errors, signal]).toEqual(['', 'SIGKILL']);
  return out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Said);
}

it.skipIf(library === undefined).each(['edits', 'bulk', 'imports', 'erasures'] as const)('a power cut during %s loses nothing that was acknowledged', { timeout: LONG_MS }, async (work) => {
  const dir = temporaryFolder();
  let acknowledged = 0;
  for (let cut = 0; cut < CUTS / 4; cut++) {
    // Now while it opens what the last one left, now well into its work.
    const after = 1 + Math.floor(cut % 5 === 4 ? Math.random() * 60 : 40 + Math.random() * 3_000);
    const said = await cutOff(dir, work, cut + 1, after);
    acknowledged += said.length;
    expectKept(dir, work, said);
  }
  expect(acknowledged).toBeGreaterThan(CUTS / 4);
});
