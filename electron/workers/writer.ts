// The one worker that writes: commands and jobs run here, one transaction at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { workerApi } from '../../core/api/index.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { nodePortWire } from '../../core/wire.ts';
import type { CallContext } from '../calls/context.ts';
import { handlers } from '../calls/index.ts';
import { rederiveStale } from '../calls/profile.ts';
import { isForgetting } from '../../db/purge.ts';
import { deviceSettings } from '../../db/settings.ts';
import { keepBackups } from '../backup/keep.ts';
import { reportError, reportFailure, toRefusal } from '../gate/report.ts';
import { openForWriting } from '../open-for-writing.ts';
import { keepCalendar } from '../calendar/keep.ts';
import { Scheduler } from '../scheduler.ts';
import { forgetByFile } from '../vault/forget-by-file.ts';
import { keychainAt } from '../vault/keychain-port.ts';
import type { WorkerData } from './worker-data.ts';

const { profileDir, version, host, syncedBy, memberName, keys, hasKeychain = false } = workerData as WorkerData;
const port = parentPort!;

/** What a reminder's being due hangs on. */
const SCHEDULED = ['reminders', 'contacts', 'preferences'];

try {
  const { store, files } = openForWriting(profileDir, memberName, keys);
  const context: CallContext = {
    store,
    files,
    keys,
    keychain: hasKeychain ? keychainAt(port) : undefined,
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
    get backups() {
      return backups;
    },
  };
  const calendar = keepCalendar(store, profileDir, { port, hasDialogs: host === 'window', tell: () => served.emit('changed', { calendar: '*' }), onError: (error) => report(error, 'calendar') });
  const backups = keepBackups({ profileDir, version, keys, tell: () => served.emit('changed', { backup: '*' }), onError: (error) => report(error, 'backup') });
  const served = serveCalls(workerApi, handlers(context), nodePortWire(port), { modes: ['command', 'job'], onError: report, toCallError: toRefusal });
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
  backups.start();
  port.on('message', (message: unknown) => {
    if (message === 'close' || message === 'end') void close(message === 'end');
  });
  port.postMessage('ready');

  /** Where the program ends, what today has no backup of yet gets one. */
  async function close(isEnd: boolean): Promise<void> {
    scheduler.stop();
    served.close();
    await calendar.stop();
    await backups.stop({ hurry: !isEnd });
    try {
      store.sql.pragma('optimize');
      store.sql.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // On a full disk the next start takes the WAL in.
      report(error, 'close');
    }
    const owes = isEnd && keys && isForgetting(store) ? keys.database : undefined;
    store.close();
    if (owes) forgetByFile(profileDir, owes);
    process.exit(0);
  }
} catch (cause) {
  reportFailure(port, cause);
}

function report(error: unknown, callName: string): void {
  reportError(port, error, callName);
}
