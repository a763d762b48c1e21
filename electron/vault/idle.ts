/** How often it is looked whether the time is up. */
const LOOK_MS = 5_000;

export interface IdlePorts {
  now(): number;
  /** Null where the app does not lock by itself. */
  minutes(): number | null;
  after(ms: number, run: () => void): () => void;
  lock(): void;
}

/** Locks when nobody was there for so long. By the clock, so that a night's sleep of the machine counts. */
export class Idle {
  readonly #ports: IdlePorts;
  #lastActive: number;
  #stop = () => {};

  constructor(ports: IdlePorts) {
    this.#ports = ports;
    this.#lastActive = ports.now();
    this.#look();
  }

  active(): void {
    this.#lastActive = this.#ports.now();
  }

  /** Nobody is there: locks at once, or as soon as that can be, where the app locks by itself at all. */
  left(): void {
    this.#lastActive = -Infinity;
    this.#lockIfTime();
  }

  stop(): void {
    this.#stop();
  }

  #look(): void {
    this.#stop = this.#ports.after(LOOK_MS, () => {
      this.#lockIfTime();
      this.#look();
    });
  }

  #lockIfTime(): void {
    const minutes = this.#ports.minutes();
    if (minutes !== null && this.#ports.now() - this.#lastActive >= minutes * 60_000) this.#ports.lock();
  }
}
