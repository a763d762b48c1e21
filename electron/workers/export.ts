// A worker for one export of everything: it has a reader of its own, whose long look at one moment holds nobody up.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CallError } from '../../core/call.ts';
import { loadLocale } from '../../db/settings.ts';
import { openReader } from '../../db/store.ts';
import { writeEverything } from '../export/everything/run.ts';
import type { ExportAnswer, ExportTask } from '../export/everything/task.ts';
import { openFiles } from '../files.ts';
import { systemPorts } from './ports.ts';
import { DATABASE_NAME } from './worker-data.ts';

const { profileDir, keys, version } = workerData as ExportTask;
const port = parentPort!;
const tell = (answer: ExportAnswer): void => port.postMessage(answer);
const cancel = new AbortController();
port.on('message', () => cancel.abort());

const store = openReader(join(profileDir, DATABASE_NAME), systemPorts, keys?.database);
try {
  loadLocale(store);
  const files = openFiles(profileDir, keys);
  const file = files.begin();
  let kept = { hash: '', size: 0 };
  const sink = { add: (bytes: Uint8Array) => file.add(bytes), end: () => void (kept = file.end()), abandon: () => file.abandon() };
  const done = await writeEverything({ store, files, version }, sink, cancel.signal, (progress) => tell({ kind: 'progress', progress }));
  tell({ kind: 'stored', stored: { ...done, ...kept, name: `Kith ${new Date(systemPorts.now()).toISOString().slice(0, 10)}.zip` } });
} catch (cause) {
  if (!(cause instanceof CallError)) throw cause;
  tell({ kind: 'refused', code: cause.code, message: cause.message });
} finally {
  store.close();
  port.close();
}
