// The one worker that writes: commands and jobs run here, one transaction at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { api } from '../../core/api/index.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { nodePortWire } from '../../core/wire.ts';
import type { CallContext } from '../calls/context.ts';
import { handlers } from '../calls/index.ts';
import { rederiveStale } from '../calls/profile.ts';
import { openForWriting } from '../open-for-writing.ts';
import type { WorkerData } from './worker-data.ts';

const { profileDir, version, host, syncedBy, memberName } = workerData as WorkerData;
const port = parentPort!;

try {
  const { store, files } = openForWriting(profileDir, memberName);
  const context: CallContext = {
    store,
    files,
    profileDir,
    version,
    host,
    syncedBy,
    changed: (event) => served.emit('changed', event),
    localeChanged: () => port.postMessage('locale-changed'),
  };
  const served = serveCalls(api, handlers(context), nodePortWire(port), { modes: ['command', 'job'], onError: report });
  rederiveStale(context);
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
