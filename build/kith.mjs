// @ts-check
// `npm run --silent kith -- COMMAND`: the terminal, in a process of its own that this one stands for.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { passSignalsTo } from './child-process.mjs';
import { tooOldNode } from './node-version.mjs';

const args = process.argv.slice(2);
const message = tooOldNode(process.versions.node);
if (message) {
  if (args.includes('--json')) console.log(JSON.stringify({ error: { code: 'node-too-old', message } }));
  else console.error(message);
  process.exit(1);
}
const child = spawn(process.execPath, [fileURLToPath(new URL('../electron/cli.ts', import.meta.url)), ...args], { stdio: 'inherit' });
passSignalsTo(child);
child.on('exit', (code) => process.exit(code ?? 1));
