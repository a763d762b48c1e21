// Makes the daily backups: in the background while Kith runs, and when it is closed on a day that has none yet.
import type { BackupOutcome } from '../../core/api/backup.ts';
import type { BackupState } from './state.ts';

export interface KeeperPorts {
  state(): BackupState;
  /** Backs up into these, not in this thread, unless nothing changed. May reject. */
  run(destinations: readonly string[], signal: AbortSignal): Promise<BackupOutcome[]>;
  /** Milliseconds since 1970. */
  now(): number;
  /** The day of a moment where the person is, such as `2026-11-28`. */
  dayOf(at: number): string;
  /** Runs something later; gives back how to call that off. */
  after(ms: number, run: () => void): () => void;
  onError(error: unknown): void;
}

/** Who starts Kith wants to work first. */
const FIRST_MS = 5 * 60_000;
/** What is due is looked for this often: a day may begin, and a machine may have slept. */
const LOOK_MS = 10 * 60_000;
/** A destination that failed is tried again in ten minutes, then in twenty, and so on up to four hours. */
const LAST_RETRY_MS = 4 * 3_600_000;

/** At most one backup a day and destination. */
export class BackupKeeper {
  readonly #ports: KeeperPorts;
  #stopWaiting = (): void => {};
  #running: Promise<void> | undefined;
  #stop = new AbortController();
  /** When each destination that failed is tried again, and how long that wait was. */
  readonly #retries = new Map<string, { at: number; waited: number }>();
  /** The day of the last look at each that found nothing new to keep. */
  readonly #doneOn = new Map<string, string>();
  #isEnded = false;

  constructor(ports: KeeperPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#plan(FIRST_MS);
  }

  /** Another destination, or another setting. */
  changed(): void {
    this.#retries.clear();
  }

  /** Before the program ends: what is under way is finished or, where `hurry`, given up; what today lacks is made. */
  async stop({ hurry }: { hurry: boolean }): Promise<void> {
    this.#isEnded = true;
    this.#stopWaiting();
    if (hurry) this.#stop.abort(new Error('the program ends'));
    await this.#running;
    if (!hurry) await this.#runDue();
  }

  #plan(ms: number): void {
    if (this.#isEnded) return;
    this.#stopWaiting = this.#ports.after(ms, () => {
      void this.#runDue().finally(() => this.#plan(LOOK_MS));
    });
  }

  #runDue(): Promise<void> {
    return (this.#running ??= this.#runNow().finally(() => (this.#running = undefined)));
  }

  async #runNow(): Promise<void> {
    try {
      const due = this.#due();
      if (due.length === 0) return;
      const outcomes = await this.#ports.run(due, this.#stop.signal);
      for (const { destination, kind } of outcomes) {
        if (kind === 'failed') this.#retryLater(destination);
        else {
          this.#retries.delete(destination);
          this.#doneOn.set(destination, this.#ports.dayOf(this.#ports.now()));
        }
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#ports.onError(error);
    }
  }

  #due(): string[] {
    const { automatic, recipient, destinations, backups } = this.#ports.state();
    if (!automatic || recipient === null) return [];
    const now = this.#ports.now();
    const today = this.#ports.dayOf(now);
    return destinations
      .map(({ id }) => id)
      .filter((id) => this.#doneOn.get(id) !== today && !backups.some(({ destination, at }) => destination === id && this.#ports.dayOf(at) === today))
      .filter((id) => this.#isEnded || (this.#retries.get(id)?.at ?? 0) <= now);
  }

  #retryLater(destination: string): void {
    const waited = Math.min(LAST_RETRY_MS, (this.#retries.get(destination)?.waited ?? LOOK_MS / 2) * 2);
    this.#retries.set(destination, { at: this.#ports.now() + waited, waited });
  }
}
