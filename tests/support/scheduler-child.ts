// A device whose scheduler is killed while it shows something: `node scheduler-child.ts DIR KILL`. It says what it
// shows, a line of JSON each, and dies by its own hand, at once and without an end, at the moment that KILL names;
// with `never` it ends once nothing is left to show.
import { writeSync } from 'node:fs';
import { deviceSettings } from '../../db/settings.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { Scheduler } from '../../electron/scheduler.ts';
import type { KillAt, Shown } from './scheduler-said.ts';

const [dir, killAt] = process.argv.slice(2) as [string, KillAt];

const say = (said: Shown): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const die = (at: KillAt): void => {
  if (killAt === at) process.kill(process.pid, 'SIGKILL');
};

const profile = openProfile(dir, 'Kith in a test', Date.now());
const { store } = openForWriting(dir, 'Robin');
const scheduler = new Scheduler(
  store,
  {
    show(reminders, total) {
      die('before it is shown');
      say({ shown: reminders.map(({ purpose }) => purpose), total });
      die('before it is recorded');
    },
    withdraw: () => {},
  },
  { now: () => Date.now(), zone: () => 'UTC', after: () => () => {}, hours: () => ({ ...deviceSettings(store).hours, workingDays: [] }), onError: (error) => console.error(error) },
);
scheduler.start();
die('once it is recorded');
scheduler.stop();
store.close();
profile.release();
