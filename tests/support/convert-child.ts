// Encrypts a profile or makes it plain again, and ends itself at one of the moments between which a crash may fall:
// `node convert-child.ts DIR encrypted|plain SECRET STEP`. Without a step it says how many there are.
import { writeSync } from 'node:fs';
import { openProfile } from '../../electron/profile.ts';
import { convert } from '../../electron/vault/convert.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { testVault } from './vaults.ts';

const [dir, to, secretHex, stepText] = process.argv.slice(2) as [string, 'encrypted' | 'plain', string, string | undefined];
const secret = new Uint8Array(Buffer.from(secretHex, 'hex'));
const last = stepText === undefined ? Infinity : Number(stepText);
let steps = 0;

openProfile(dir, 'Kith in a test', Date.now());
convert(
  { profileDir: dir, keys: keysOf(secret), vault: to === 'encrypted' ? await testVault(secret) : undefined },
  {
    step() {
      if (++steps === last) process.kill(process.pid, 'SIGKILL');
    },
    progress: () => undefined,
    decided: () => undefined,
  },
);
writeSync(1, `${steps}\n`);
