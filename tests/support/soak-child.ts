// Uses a profile's App as a window does, for a long time, and says how it fares: `node soak-child.ts DIR OPERATIONS`.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '../../core/api/index.ts';
import { connectCalls } from '../../core/connect.ts';
import { openApp } from '../../electron/app.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import type { SoakSaid } from './soak-said.ts';
import { portWires } from './wires.ts';

const [dir, operations] = [process.argv[2]!, Number(process.argv[3])];
const TOLD = 20;
/** So many contacts are there at a time: the profile of somebody who works, and does not only collect. */
const CONTACTS = 200;

const app = await openApp(dir, { log: ({ code, error }) => console.error(code, error) });
const { here, there } = portWires();
app.connect(there);
const { contacts, entries, reminders, drafts, search, history } = connectCalls(api, here);

const people: string[] = [];
const person = (i: number): string => people[i % people.length]!;
let walBytes = 0;

const ACTS: ((i: number) => Promise<unknown>)[] = [
  async (i) => {
    people.push((await contacts.create({ kind: 'person', fullName: `Person ${i}`, emails: [{ address: `p${i}@x.org` }] })).id);
    if (people.length > CONTACTS) await contacts.remove({ id: people.shift()! });
  },
  (i) => contacts.update({ id: person(i), fields: { status: `state ${i % 7}` } }),
  (i) => entries.create({ kind: 'note', body: `Note ${i} ${'words '.repeat(i % 80)}`, participants: [person(i)] }),
  (i) => entries.list({ contactId: person(i), limit: 50 }),
  (i) => reminders.create({ purpose: `Ask ${i}`, contactId: person(i), due: '2027-03-04', zone: '' }),
  (i) => drafts.put({ key: 'note:here', about: person(i), text: `typed ${i}` }),
  (i) => search.find({ text: `note ${i % 100}`, contacts: 8, entries: 8 }),
  (i) => contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 50, offset: i % 150 }),
  async () => {
    const { undo } = await history.undoState(undefined);
    if (undo) await history.undo({ changeId: undo.changeId });
  },
  (i) => contacts.get({ id: person(i) }),
];

for (let i = 0; i < operations; i++) {
  await ACTS[i % ACTS.length]!(i);
  if (i % 50 === 0) walBytes = Math.max(walBytes, statSync(join(dir, `${DATABASE_NAME}-wal`), { throwIfNoEntry: false })?.size ?? 0);
  if ((i + 1) % Math.floor(operations / TOLD) === 0) console.log(JSON.stringify({ operations: i + 1, rssMb: process.memoryUsage.rss() / 1e6, walMb: walBytes / 1e6 } satisfies SoakSaid));
}
here.close();
await app.close();
