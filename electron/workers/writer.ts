// The one worker that writes: commands and jobs run here, one transaction at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { api } from '../../core/api/index.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { nodePortWire } from '../../core/wire.ts';
import type { CallContext } from '../calls/context.ts';
import { handlers } from '../calls/index.ts';
import { rederiveStale } from '../calls/profile.ts';
import { deviceSettings } from '../../db/settings.ts';
import { openForWriting } from '../open-for-writing.ts';
import { keepCalendar } from '../calendar/keep.ts';
import { Scheduler } from '../scheduler.ts';
import type { WorkerData } from './worker-data.ts';

const { profileDir, version, host, syncedBy, memberName } = workerData as WorkerData;
const port = parentPort!;

/** What a reminder's being due hangs on. */
const SCHEDULED = ['reminders', 'contacts', 'preferences'];

try {
  const { store, files } = openForWriting(profileDir, memberName);
  const context: CallContext = {
    store,
    files,
    profileDir,
    version,
    host,
    syncedBy,
    changed: (event) => {
      served.emit('changed', event);
      if (SCHEDULED.some((table) => event[table] !== undefined)) scheduler.changed();
      calendar.changed(event);
    },
    localeChanged: () => port.postMessage('locale-changed'),
    get desktop() {
      return calendar.desktop;
    },
  };
  const calendar = keepCalendar(store, profileDir, { port, hasDialogs: host === 'window', tell: () => served.emit('changed', { calendar: '*' }), onError: (error) => report(error, 'calendar') });
  const served = serveCalls(api, handlers(context), nodePortWire(port), { modes: ['command', 'job'], onError: report });
  const scheduler: Scheduler = new Scheduler(
    store,
    {
      show: (reminders, total) => {
        served.emit('due', { reminders: [...reminders], total });
        served.emit('changed', { fired: '*' });
      },
      withdraw: (ids) => {
        served.emit('withdrawn', { ids: [...ids] });
        served.emit('changed', { fired: '*' });
      },
    },
    {
      now: () => Date.now(),
      zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      hours() {
        const { hours } = deviceSettings(store);
        return { ...hours, workingDays: hours.quietOnDaysOff ? hours.workingDays : [] };
      },
      onError: (error) => report(error, 'scheduler'),
    },
  );
  rederiveStale(context);
  scheduler.start();
  calendar.start();
  port.on('message', (message: unknown) => {
    if (message === 'close') void close();
  });
  port.postMessage('ready');

  async function close(): Promise<void> {
    scheduler.stop();
    served.close();
    await calendar.stop();
    store.sql.pragma('optimize');
    store.sql.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
    process.exit(0);
  }
} catch (cause) {
  const error = cause as { code?: string; message?: string };
  port.postMessage({ failed: { code: error.code ?? 'internal', message: error.message ?? '' } });
}

function report(error: unknown, callName: string): void {
  port.postMessage({ report: { callName, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
}
