import { isDrillDue } from '../../core/restore-drill.ts';

export interface DrillPorts {
  /** What the last trial said; undefined where there was none. */
  last(): { at: number; passed: boolean } | undefined;
  /** Whether it can be done without asking anybody: the profile is open, has backups, and the key is at hand. */
  canRun(): boolean;
  run(signal: AbortSignal): Promise<void>;
  now(): number;
  /** Runs something later; gives back how to call that off. */
  after(ms: number, run: () => void): () => void;
  onError(error: unknown): void;
}

/** Not while a program that was just started has better things to do. */
const FIRST_MS = 10 * 60_000;
const EVERY_MS = 3_600_000;

/** Tries the newest backups out each month, and the next day again where one of them failed. */
export class DrillKeeper {
  readonly #ports: DrillPorts;
  readonly #stop = new AbortController();
  #callOff = (): void => {};
  #running: Promise<void> = Promise.resolve();

  constructor(ports: DrillPorts) {
    this.#ports = ports;
  }

  start(firstMs = FIRST_MS): void {
    this.#callOff = this.#ports.after(firstMs, () => this.#look());
  }

  async stop(): Promise<void> {
    this.#callOff();
    this.#stop.abort(new Error('the program ends'));
    await this.#running;
  }

  #look(): void {
    this.#running = this.#runIfDue().finally(() => {
      if (!this.#stop.signal.aborted) this.#callOff = this.#ports.after(EVERY_MS, () => this.#look());
    });
  }

  async #runIfDue(): Promise<void> {
    try {
      if (this.#ports.canRun() && isDrillDue(this.#ports.last(), this.#ports.now())) await this.#ports.run(this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#ports.onError(error);
    }
  }
}
