import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';

export type Program = {
  child: ChildProcess;
  /** What it has printed so far. */
  out(): string;
  errors(): string;
  /** Waits until the output has that many whole lines. */
  lines(count: number): Promise<string[]>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
};

const REPOSITORY = new URL('../../', import.meta.url).pathname;

/** Where a program of ours is that was built for the tests: `electron/cli.ts`, or a `…-child.ts` of `tests/support`. */
export const builtProgram = (source: `${string}.ts`): string => join(REPOSITORY, 'out/tests', source.replace(/\.ts$/, '.js'));

/** Starts a program under this Node, by its path from `root`; it is killed when the test ends. */
export function startProgram(file: string, args: readonly string[], environment: Record<string, string> = {}, root = REPOSITORY): Program {
  const child = spawn(process.execPath, [resolve(root, file), ...args], { env: { ...process.env, ...environment } });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    out: () => out,
    errors: () => errors,
    async lines(count) {
      const whole = () => out.split('\n').slice(0, -1);
      await vi.waitUntil(() => whole().length >= count || child.exitCode !== null, { timeout: 15_000 });
      return whole();
    },
    ended,
  };
}
