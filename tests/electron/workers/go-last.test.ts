import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

/** How far a thread stands back, from -20 to 19: the 19th field of proc(5), the 17th after the name. */
const nice = (stat: string): number => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);

it.skipIf(process.platform !== 'linux')('puts a worker behind the other threads of the program, and no other', async () => {
  const module = new URL('../../../electron/workers/go-last.ts', import.meta.url).href;
  const before = nice(readFileSync('/proc/thread-self/stat', 'utf8'));
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     import(${JSON.stringify(module)}).then(({ goLast }) => { goLast(); parentPort.postMessage(require('node:fs').readFileSync('/proc/thread-self/stat', 'utf8')); });`,
    { eval: true },
  );
  const [stat] = (await once(worker, 'message')) as [string];
  expect(nice(stat)).toBe(Math.max(before, 10));
  expect(nice(readFileSync('/proc/thread-self/stat', 'utf8'))).toBe(before);
  await worker.terminate();
});
