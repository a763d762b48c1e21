// A worker that only reads: queries run here, beside whatever is being written.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { workerApi } from '../../core/api/index.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { nodePortWire } from '../../core/wire.ts';
import { loadLocale } from '../../db/settings.ts';
import { openReader } from '../../db/store.ts';
import { handlers } from '../calls/index.ts';
import { openFiles } from '../files.ts';
import { reportError, reportFailure, toRefusal } from '../gate/report.ts';
import { systemPorts } from './ports.ts';
import { DATABASE_NAME, type WorkerData } from './worker-data.ts';

const { profileDir, version, host, syncedBy, keys } = workerData as WorkerData;
const port = parentPort!;

try {
  const store = openReader(join(profileDir, DATABASE_NAME), systemPorts, keys?.database);
  loadLocale(store);
  const served = serveCalls(workerApi, handlers({ store, files: openFiles(profileDir, keys), keys, profileDir, version, host, syncedBy, changed: () => undefined, localeChanged: () => undefined }), nodePortWire(port), {
    modes: ['query'],
    onError: (error, callName) => reportError(port, error, callName),
    toCallError: toRefusal,
  });
  port.on('message', (message: unknown) => {
    if (message === 'locale') loadLocale(store);
    if (message !== 'close') return;
    served.close();
    store.close();
    process.exit(0);
  });
  port.postMessage('ready');
} catch (cause) {
  reportFailure(port, cause);
}
