// Opens a profile's App, writes, makes its writer fail, and says what then can still be done: `node app-child.ts DIR`.
import { api } from '../../core/api/index.ts';
import { CallError } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { openApp } from '../../electron/app.ts';
import { portWires } from './wires.ts';

const logged: string[] = [];
const app = await openApp(process.argv[2]!, { log: ({ code }) => void logged.push(code) });
const { here, there } = portWires();
app.connect(there);
const calls = connectCalls(api, here);
const say = (said: unknown): void => console.log(JSON.stringify(said));
const refusal = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof CallError ? error.code : String(error)),
  );

const { id } = await calls.contacts.create({ kind: 'person', fullName: 'Ada Lovelace' });
say({ added: id });
say({ refused: await refusal(calls.profile.setPreference({ key: 'failNow', value: true })) });
say({ refused: await refusal(calls.contacts.update({ id, fields: { status: 'lost' } })) });
say({ read: (await calls.contacts.get({ id })).name });
say({ logged });
process.exit(0);
