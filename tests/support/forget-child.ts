// Fills a profile with the words and writes it anew several times, as after a purge: `node forget-child.ts DIR WORDS [SECRET]`.
import { forgetSteps } from '../../db/purge.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { keysOf } from '../../electron/vault/keys.ts';

const [dir, words, secretHex] = process.argv.slice(2) as [string, string, string | undefined];

openProfile(dir, 'Kith in a test', Date.now());
const { store, files } = openForWriting(dir, 'Robin', secretHex === undefined ? undefined : keysOf(new Uint8Array(Buffer.from(secretHex, 'hex'))));
store.sql.exec('CREATE TABLE filling (words TEXT)');
store.sql.prepare('WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO filling SELECT ? || i FROM n').run(words.repeat(100));
for (let round = 0; round < 5; round++) for (const _ of forgetSteps(store, files)) continue;
