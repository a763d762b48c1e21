// The one worker that writes: commands and jobs run here, one transaction at a time.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { api } from '../../core/api/index.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { nodePortWire } from '../../core/wire.ts';
import { forgetSteps, isForgetting } from '../../db/purge.ts';
import { undoOpenBatches } from '../../db/undo.ts';
import { openStore } from '../../db/store.ts';
import { ensureMember, loadLocale } from '../../db/settings.ts';
import { write } from '../../db/write.ts';
import { handlers } from '../calls/index.ts';
import { openFiles } from '../files.ts';
import { openUploads } from '../uploads.ts';
import { systemPorts } from './ports.ts';
import { DATABASE_NAME, type WorkerData } from './worker-data.ts';

const { profileDir, version, host, syncedBy, memberName } = workerData as WorkerData;
const port = parentPort!;

try {
  const store = openStore(join(profileDir, DATABASE_NAME), systemPorts);
  loadLocale(store);
  undoOpenBatches(store);
  openUploads(profileDir).clear();
  const files = openFiles(profileDir);
  files.clearUnfinished();
  // A purge that a crash or a busy reader cut short.
  if (isForgetting(store)) for (const _ of forgetSteps(store, files)) continue;
  write(store, { code: 'profile.started' }, (tx) => {
    ensureMember(tx, memberName);
    tx.makeFinal();
  });
  const wire = nodePortWire(port);
  const served = serveCalls(
    api,
    handlers({ store, files, profileDir, version, host, syncedBy, changed: (event) => served.emit('changed', event), localeChanged: () => port.postMessage('locale-changed') }),
    wire,
    { modes: ['command', 'job'], onError: report },
  );
  port.on('message', (message: unknown) => {
    if (message !== 'close') return;
    served.close();
    store.sql.pragma('optimize');
    store.sql.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
    process.exit(0);
  });
  port.postMessage('ready');
} catch (cause) {
  const error = cause as { code?: string; message?: string };
  port.postMessage({ failed: { code: error.code ?? 'internal', message: error.message ?? '' } });
}

function report(error: unknown, callName: string): void {
  port.postMessage({ report: { callName, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
}
