// Opens the App on a profile and says where its gate stands, as one line of JSON: `node gate-child.ts DIR`.
import { api } from '../../core/api/index.ts';
import { connectCalls } from '../../core/connect.ts';
import { openApp } from '../../electron/app.ts';
import { openProfile } from '../../electron/profile.ts';
import { portWires } from './wires.ts';

const dir = process.argv[2]!;
const app = await openApp(dir, { log: () => undefined, takeProfile: () => void openProfile(dir, 'Kith in a test', 0) });
const { here, there } = portWires();
app.connect(there);
console.log(JSON.stringify(await connectCalls(api, here).gate.state()));
process.exit(0);
