import { onTestFinished } from 'vitest';
import type { NewReminder } from '../../core/api/reminders.ts';
import type { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { createReminder } from '../../db/reminders.ts';
import type { Store } from '../../db/store.ts';
import { type Tx, write } from '../../db/write.ts';
import { Scheduler } from '../../electron/scheduler.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { aStore } from './stores.ts';

export const BERLIN = 'Europe/Berlin';
const MINUTE_MS = 60_000;

/** A device on Thursday 15 January 2026 at 09:00 in Berlin, with a clock that keeps running and one on the wall. */
export class Device {
  /** By a clock that nobody sets and that stands still in sleep. */
  readonly clock: ManualClock;
  /** What the wall's clock is ahead by. */
  aheadMs = 0;
  zone = BERLIN;
  hours = { quietFrom: '00:00', quietTo: '00:00', workingDays: [] as number[], allDayAt: '09:00' };
  /** What was shown, notice by notice. */
  readonly shown: string[] = [];
  readonly withdrawn: Id[] = [];
  onShow: (reminders: readonly Reminder[], total: number) => void = () => {};
  readonly errors: unknown[] = [];
  /** How often the database was asked. */
  asked = 0;
  readonly store: Store;
  scheduler: Scheduler;

  constructor(startMs = Date.UTC(2026, 0, 15, 8)) {
    this.clock = manualClock(startMs);
    const { store, remove } = aStore(1, { now: () => this.now(), icu: '1', random: (bytes) => Uint8Array.from({ length: bytes }, () => (this.#seed = (this.#seed * 1_103_515_245 + 12_345) & 0x7fffffff) & 0xff) });
    onTestFinished(remove);
    const prepare = store.prepare.bind(store);
    this.store = Object.assign(store, {
      prepare: (sql: string) => {
        this.asked += 1;
        return prepare(sql);
      },
    });
    this.scheduler = this.restart();
  }

  #seed = 7;

  now(): number {
    return this.clock.now() + this.aheadMs;
  }

  /** The program starts again: what it planned in its memory is gone. */
  restart(): Scheduler {
    this.scheduler?.stop();
    this.scheduler = new Scheduler(
      this.store,
      {
        show: (reminders, total) => {
          this.shown.push(total > reminders.length || total > 3 ? `${total} at once` : reminders.map(({ purpose }) => purpose).join(', '));
          this.onShow(reminders, total);
        },
        withdraw: (ids) => this.withdrawn.push(...ids),
      },
      { now: () => this.now(), zone: () => this.zone, after: (ms, run) => this.clock.after(ms, run), hours: () => this.hours, onError: (error) => this.errors.push(error) },
    );
    this.scheduler.start();
    return this.scheduler;
  }

  act<T>(change: (tx: Tx) => T): T {
    const { result } = write(this.store, { code: 'test' }, change);
    this.scheduler.changed();
    return result;
  }

  remind(reminder: NewReminder): Id {
    return this.act((tx) => createReminder(tx, reminder));
  }

  /** Time passes, in steps as a running machine takes them. */
  pass(ms: number, stepMs = MINUTE_MS): void {
    for (let left = ms; left > 0; left -= stepMs) this.clock.advance(Math.min(left, stepMs));
  }

  /** The lid is closed for so long: only the clock on the wall goes on. */
  sleep(ms: number): void {
    this.aheadMs += ms;
    this.pass(MINUTE_MS);
  }
}
