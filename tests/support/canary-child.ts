// Writes the words into everything that a profile has a place for, in an import under way as well, says so, and waits
// to be killed: `node canary-child.ts DIR WORDS PASSPHRASE`. `close` on its standard input closes the profile in order.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { api } from '../../core/api/index.ts';
import { connectCalls } from '../../core/connect.ts';
import { nodePortWire } from '../../core/wire.ts';
import { openApp } from '../../electron/app.ts';
import { openProfile } from '../../electron/profile.ts';

const [dir, words, passphrase] = process.argv.slice(2) as [string, string, string];

const profile = openProfile(dir, 'Kith in a test', Date.now());
const app = await openApp(dir, { log: () => undefined });
const { port1, port2 } = new MessageChannel();
app.connect(nodePortWire(port2));
const page = connectCalls(api, nodePortWire(port1));
await page.vault.unlock({ passphrase });

const encoded = new TextEncoder();
const { id } = await page.contacts.create({ kind: 'person', fullName: `${words} of the WAL` });
const { hash, size } = await page.files.put({ bytes: encoded.encode(`attached ${words}`), last: true });
await page.entries.create({ kind: 'note', body: `noted ${words}`, participants: [id], attachments: [{ name: `${words}.txt`, type: 'text/plain', size, hash: hash! }] });
await page.contacts.update({ id, fields: { photo: (await page.files.put({ bytes: encoded.encode(`photo ${words}`), last: true })).hash! } });
await page.drafts.put({ key: 'note:here', text: `drafted ${words}`, about: id });
await page.search.find({ text: words, contacts: 5, entries: 5 });
await page.profile.setPreference({ key: 'search', value: words });
await page.files.put({ bytes: encoded.encode(`half of ${words}`), last: false });
await page.transfer.exportContacts({ format: 'csv' });
const rows = Array.from({ length: 30_000 }, (_, row) => `${words} ${row},Bern`).join('\n');
const { uploadId } = await page.transfer.upload({ name: 'people.csv', last: true, bytes: encoded.encode(`name,city\n${rows}`.slice(0, 900_000)) });
await page.transfer.look({ uploadId });
let began = () => {};
const isUnderWay = new Promise<void>((resolve) => (began = resolve));
const running = page.transfer.run({ uploadId }, { onProgress: () => began() }).catch(() => undefined);
await Promise.race([isUnderWay, running]);
const trial = page.transfer.upload({ name: 'people.csv', last: true, bytes: encoded.encode(`name,city\n${rows.slice(0, 800_000)}`) }).then((other) => page.transfer.dryRun({ uploadId: other.uploadId }).catch(() => undefined));
writeSync(1, 'ready\n');

await once(process.stdin, 'data');
await Promise.all([running, trial]);
port1.close();
await app.close();
profile.release();
writeSync(1, 'closed\n');
process.exit(0);
