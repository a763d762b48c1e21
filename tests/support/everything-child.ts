// Takes an export of everything in and kills itself: `node everything-child.ts DIR EXPORT AT [SECRET]`, where AT is the
// number of the step, or `last` for the moment before everything is put in place.
import { importEverything } from '../../electron/import/everything/run.ts';
import { openSource } from '../../electron/import/everything/open-source.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { keysOf } from '../../electron/vault/keys.ts';

const [dir, path, at, secretHex] = process.argv.slice(2) as [string, string, string, string | undefined];
const keys = secretHex === undefined ? undefined : keysOf(new Uint8Array(Buffer.from(secretHex, 'hex')));
const die = (): void => void process.kill(process.pid, 'SIGKILL');

openProfile(dir, 'Kith in a test', Date.now());
const { store, files } = openForWriting(dir, 'Sam', keys);
if (at === 'last') store.close = die;
let step = 0;
await importEverything({ store, files, profileDir: dir, keys }, openSource(path)!, false, { aborted: false }, () => {
  if (String(step++) === at) die();
});
