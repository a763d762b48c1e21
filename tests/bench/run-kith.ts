import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Ran {
  seconds: number;
  /** The most that was in memory at once, whatever it was for. 0 where the system does not say. */
  peakMb: number;
}

/** As a person runs it in a terminal, from the start of the built program to its end. */
export function runKith(...args: string[]): Promise<Ran> {
  const program = fileURLToPath(new URL('../../out/main/electron/cli.js', import.meta.url));
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = 0;
  const look = setInterval(() => {
    try {
      peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1e3 || peakMb;
    } catch {
      // It has ended, or the system has no such folder.
    }
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peakMb });
      else reject(new Error(`kith ${args[0]} ended with ${code}`));
    });
  });
}
