import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './page-build.mjs';

/** The browser host on a profile, in a process of its own. */
export interface HostProgram {
  /** Where it lets a page in, once. */
  readonly url: string;
  /** Of the process, for whoever measures it. */
  readonly pid: number;
  stop: () => Promise<void>;
}

/** As `npm start` has it: built. Throws when it does not start; it has said why on standard error. */
export async function startHostProgram(profile: string): Promise<HostProgram> {
  if (!buildIfStale('main')) throw new Error('the program could not be built');
  const program = fileURLToPath(new URL('../out/main/electron/serve.js', import.meta.url));
  const child = spawn(process.execPath, [program, '--no-open', '--json', '--profile', profile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it said its address`)));
  });
  const { url } = JSON.parse(line) as { url?: string };
  if (url === undefined) throw new Error(`the host did not start: ${line}`);
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
