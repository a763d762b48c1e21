// A worker for one task with a backup: opens it, compares it, puts it in place, or tries the newest ones out.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import { compareDatabases } from '../../db/restore-compare.ts';
import { openFiles } from '../files.ts';
import { drill } from '../restore/drill.ts';
import { restoreInPlace } from '../restore/in-place.ts';
import { openBackup } from '../restore/open-backup.ts';
import { ownProfile } from '../restore/ours.ts';
import { openedBackup } from '../restore/place.ts';
import type { Task, TaskAnswer, Tasks, Told } from '../restore/task.ts';
import { unlockFor } from '../restore/unlock.ts';
import { tenTimesASecond } from '../ten-times-a-second.ts';
import { systemPorts as ports } from './ports.ts';
import { DATABASE_NAME } from './worker-data.ts';

const port = parentPort!;
const tell = (answer: TaskAnswer): void => port.postMessage(answer);
const stop = new AbortController();
port.once('message', () => stop.abort(new CallError('cancelled', 'Cancelled. Nothing was changed.')));
const working = { signal: stop.signal, progress: tenTimesASecond<Told>(({ step }) => step, (value) => tell({ kind: 'progress', value })) };

try {
  tell({ kind: 'done', value: await run(workerData as Task) });
} catch (cause) {
  if (!(cause instanceof CallError)) throw cause;
  tell({ kind: 'refused', code: cause.code, message: cause.message, details: cause.details });
} finally {
  port.unref();
}

async function run({ kind, given }: Task): Promise<Tasks[keyof Tasks]['answer']> {
  const { profileDir, keys } = given;
  switch (kind) {
    case 'open': {
      const { path, secret, anyProfile } = given;
      const profile = anyProfile ? undefined : ownProfile(profileDir, keys, ports);
      return openBackup({ profileDir, keys, path, unlock: await unlockFor(path, secret), profile, have: openFiles(profileDir, keys), ports, ...working });
    }
    case 'compare': {
      const { database, compared } = openedBackup(profileDir, given.opened);
      const key = keys?.database;
      return compareDatabases({ path: database, key }, { path: join(profileDir, DATABASE_NAME), key }, compared);
    }
    case 'inPlace':
      return restoreInPlace({ profileDir, keys, opened: given.opened, ports, now: new Date(), ...working });
    case 'drill':
      return drill({ profileDir, keys, secret: given.secret, destination: given.destination, ports, ...working });
  }
}
