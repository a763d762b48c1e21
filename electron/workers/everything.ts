// A worker for one task of an import of everything.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Progress } from '../../core/api/contacts.ts';
import type { EverythingProgress } from '../../core/api/everything.ts';
import { CallError } from '../../core/call.ts';
import { loadLocale } from '../../db/settings.ts';
import { type Store, openReader } from '../../db/store.ts';
import { codeOf } from '../backup/disk.ts';
import { lookAtEverything } from '../import/everything/look.ts';
import { openSource } from '../import/everything/open-source.ts';
import { buildBeside, placeBuilt } from '../import/everything/run.ts';
import type { Source } from '../import/everything/source.ts';
import type { EverythingAnswer, EverythingTask, EverythingTasks } from '../import/everything/task.ts';
import { tenTimesASecond } from '../ten-times-a-second.ts';
import { systemPorts } from './ports.ts';
import { DATABASE_NAME } from './worker-data.ts';

const port = parentPort!;
const tell = (answer: EverythingAnswer): void => port.postMessage(answer);
const progress = (value: Progress): void => tell({ kind: 'progress', value });
const cancel = new AbortController();
port.on('message', () => cancel.abort());

try {
  tell({ kind: 'done', value: await run(workerData as EverythingTask) });
} catch (cause) {
  const refusal = refusalOf(cause);
  if (!refusal) throw cause;
  tell({ kind: 'refused', code: refusal.code, message: refusal.message, details: refusal.details });
} finally {
  port.close();
}

function run({ kind, given }: EverythingTask): Promise<EverythingTasks[keyof EverythingTasks]['answer']> | undefined {
  switch (kind) {
    case 'look':
      return using(given, (store, source) => lookAtEverything(store, source, cancel.signal, tenTimesASecond(() => 'reading', progress)));
    case 'build':
      return using(given, (store, source) => buildBeside({ store, profileDir: given.profileDir, keys: given.keys }, source, false, cancel.signal, tenTimesASecond<EverythingProgress>(({ phase }) => phase, progress)));
    case 'place':
      placeBuilt(given.profileDir, given.keys, systemPorts);
      return undefined;
  }
}

/** Errors: `not-everything`. */
async function using<T>({ profileDir, keys, from }: EverythingTasks['look']['given'], use: (store: Store, source: Source) => Promise<T>): Promise<T> {
  const source = openSource(from.path, from.key);
  if (!source) throw new CallError('not-everything', 'This is no export of everything: it has no kith.json.');
  try {
    const store = openReader(join(profileDir, DATABASE_NAME), systemPorts, keys?.database);
    try {
      loadLocale(store);
      return await use(store, source);
    } finally {
      store.close();
    }
  } finally {
    source.close();
  }
}

function refusalOf(cause: unknown): CallError | undefined {
  if (cause instanceof CallError) return cause;
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return new CallError('disk-full', 'There is no room on the disk of the profile to take this in. Nothing was changed; make room and try again.');
  if (code === 'EACCES' || code === 'EPERM') return new CallError('not-readable', 'The export may not be read. Check its permissions.');
  if (code === 'ENOENT') return new CallError('not-everything', 'The export is not there any longer.');
  return undefined;
}
