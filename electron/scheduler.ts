import type { Id } from '../core/ids.ts';
import type { Reminder } from '../core/reminders.ts';
import { type QuietHours, nextAllowed } from '../core/schedule.ts';
import { type DueWhen, dueToFire, forgetFiring, nextDueAt, noteFiring, noteShown, withdrawSettled } from '../db/fired.ts';
import type { Store } from '../db/store.ts';

/** Shows people what is due, and takes it away again. It may not throw. */
export interface Notifier {
  /** `reminders` are the first of `total`; many at once are one summary and not one notice each. */
  show: (reminders: readonly Reminder[], total: number) => void;
  withdraw: (ids: readonly Id[]) => void;
}

export interface SchedulerPorts {
  /** Milliseconds since 1970, UTC, by the clock that people set. */
  now: () => number;
  /** The device's zone, which changes as it travels. */
  zone: () => string;
  /** Runs something later by a clock that nobody sets; gives back how to call that off. */
  after: (ms: number, run: () => void) => () => void;
  hours: () => QuietHours & { allDayAt: string };
  /** The disk is full, say: it is tried again. */
  onError: (error: unknown) => void;
}

/** How many are told one by one; more at once are a summary. */
const MOST_SINGLE = 3;

/** A timer runs by a clock that stands still while the machine sleeps: the clock on the wall is looked at this often, the database not. */
const LOOK_MS = 20_000;

/**
 * Fires what falls due, once a device. What has been fired is kept in the database: after a sleep, a start or a
 * clock that was set, what was missed comes together. Between two it asks the database nothing.
 */
export class Scheduler {
  readonly #store: Store;
  readonly #notifier: Notifier;
  readonly #ports: SchedulerPorts;
  #stopWaiting = (): void => {};
  /** When to look at the database next, by the clock on the wall; null when nothing is planned. */
  #nextAt: number | null = null;
  #lastLook = 0;
  #zone = '';
  #isRunning = false;
  #hasFailed = false;

  constructor(store: Store, notifier: Notifier, ports: SchedulerPorts) {
    this.#store = store;
    this.#notifier = notifier;
    this.#ports = ports;
  }

  /** What was being shown when the program died is shown again: rather twice than never. */
  start(): void {
    this.#isRunning = true;
    this.#try(() => {
      forgetFiring(this.#store);
      this.#fire();
    });
  }

  stop(): void {
    this.#isRunning = false;
    this.#stopWaiting();
  }

  /** Reminders, contacts or settings have changed. */
  changed(): void {
    if (!this.#isRunning) return;
    this.#try(() => {
      const ids = withdrawSettled(this.#store);
      if (ids.length > 0) this.#notifier.withdraw(ids);
      this.#fire();
    });
  }

  #when(): DueWhen {
    return { now: this.#ports.now(), zone: this.#ports.zone(), allDayAt: this.#ports.hours().allDayAt };
  }

  #fire(): void {
    const when = this.#when();
    const { reminders, total } = dueToFire(this.#store, when, MOST_SINGLE + 1);
    const allowedAt = total === 0 ? when.now : nextAllowed(when.now, when.zone, this.#ports.hours());
    if (total > 0 && allowedAt <= when.now) {
      noteFiring(this.#store, when);
      this.#notifier.show(reminders, total);
      noteShown(this.#store);
    }
    const next = nextDueAt(this.#store, when);
    this.#nextAt = total > 0 && allowedAt > when.now ? allowedAt : next;
    this.#lastLook = when.now;
    this.#zone = when.zone;
    this.#wait();
  }

  #wait(): void {
    this.#stopWaiting();
    const leftMs = this.#nextAt === null ? LOOK_MS : Math.max(0, this.#nextAt - this.#ports.now());
    this.#stopWaiting = this.#ports.after(Math.min(LOOK_MS, leftMs), () => this.#look());
  }

  /** Asks the database only when the moment has come, or the clock was set or the device has travelled. */
  #look(): void {
    const now = this.#ports.now();
    const wasSet = now < this.#lastLook || this.#ports.zone() !== this.#zone;
    if (wasSet || this.#hasFailed || (this.#nextAt !== null && now >= this.#nextAt)) return this.#try(() => this.#fire());
    this.#lastLook = now;
    this.#wait();
  }

  /** Whoever has just changed something is not told that this failed. */
  #try(act: () => void): void {
    try {
      act();
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      this.#ports.onError(error);
      this.#nextAt = null;
      this.#wait();
    }
  }
}
