// Stands between the pages and the database: open, locked, damaged, or being put in place. Opens the workers and
// closes them, one thing after another, and tells the pages where it stands.
import { type GateState, type Rebuilt, type Trouble } from '../../core/api/gate.ts';
import { CallError } from '../../core/call.ts';
import type { Relay } from '../../core/relay.ts';
import type { Log } from '../app-port.ts';
import type { OpenWorkers } from './workers.ts';

export interface GatePorts {
  readonly relay: Relay;
  /** Opens the database in workers. `onTrouble` hears what they meet later. Rejects with what stands in the way. */
  readonly open: (onTrouble: (code: string, found: 'running' | 'check') => void) => Promise<OpenWorkers>;
  /** What an error, or the code of one, says of the profile. */
  readonly troubleOf: (error: unknown, found: Trouble['found']) => Trouble;
  /** What was rebuilt before and not chosen yet. */
  readonly rebuilt: () => Rebuilt | null;
  readonly tell: (state: GateState) => void;
  readonly log: Log;
}

export class Gate {
  readonly #ports: GatePorts;
  #state: GateState = { kind: 'restoring' };
  #workers: OpenWorkers | undefined;
  /** What was begun last: openings and closings come one after another. */
  #last: Promise<unknown> = Promise.resolve();
  #isEnding = false;

  constructor(ports: GatePorts) {
    this.#ports = ports;
  }

  get state(): GateState {
    return this.#state;
  }

  /** Opens what is not open. Where that cannot be, it stands there and says why. */
  open(): Promise<GateState> {
    return this.#next(async () => {
      if (!this.#workers && !this.#isEnding) await this.#openNow();
      return this.#state;
    });
  }

  /**
   * Closes the workers, runs the work on the files of the profile, and opens them anew, whatever came of it. What is
   * under way is finished first; jobs are cancelled. From another state than `open` it opens afterwards as well.
   */
  closeFor<T>(work: () => T | Promise<T>, meanwhile: GateState = { kind: 'restoring' }): Promise<T> {
    return this.#next(async () => {
      if (this.#isEnding) throw notOpen();
      const before = this.#state;
      await this.#closeNow(meanwhile);
      try {
        return await work();
      } finally {
        if (before.kind === 'locked') this.#enter(before);
        else await this.#openNow();
      }
    });
  }

  /** Shows nothing to any page until `unlock`. The workers go on, unless `closes`: then the database is closed as well. */
  lock(why: 'start' | 'idle' | 'asked', { closes }: { closes: boolean }): Promise<void> {
    return this.#next(async () => {
      if (this.#isEnding || this.#state.kind === 'damaged') return;
      const locked: GateState = { kind: 'locked', why };
      if (closes) await this.#closeNow(locked);
      else {
        void this.#ports.relay.hold(notOpen());
        this.#enter(locked);
      }
    });
  }

  /** Opens, or shows again what went on behind. The caller has made sure that the person may see it. */
  unlock(): Promise<GateState> {
    return this.#next(async () => {
      if (this.#state.kind !== 'locked' || this.#isEnding) return this.#state;
      if (this.#workers) {
        this.#ports.relay.goOn();
        this.#enter({ kind: 'open' });
      } else await this.#openNow();
      return this.#state;
    });
  }

  /** The database is not in order: nothing is written to it from now on. */
  fail(error: unknown, found: Trouble['found']): Promise<void> {
    // At once, before what is being opened or closed has come to its end.
    if (this.#state.kind === 'open') this.#ports.relay.drop(notOpen());
    return this.#next(async () => {
      if (!this.#workers || this.#isEnding) return;
      await this.#haltNow();
      this.#standBefore(this.#ports.troubleOf(error, found));
    });
  }

  /** A rebuilt database lies ready, or no longer. */
  setRebuilt(rebuilt: Rebuilt | null): void {
    if (this.#state.kind === 'damaged') this.#enter({ ...this.#state, rebuilt });
  }

  /** How far the work of `closeFor` is. */
  show(meanwhile: GateState): void {
    if (this.#state.kind === meanwhile.kind && !this.#workers) this.#enter(meanwhile);
  }

  /** For good. */
  close(): Promise<void> {
    this.#isEnding = true;
    return this.#next(async () => {
      const workers = this.#workers;
      this.#workers = undefined;
      await workers?.close(true);
    });
  }

  async #openNow(): Promise<void> {
    try {
      const workers = await this.#ports.open((code, found) => void this.fail(code, found));
      this.#workers = workers;
      this.#ports.relay.use(workers.wires);
      this.#enter({ kind: 'open' });
    } catch (error) {
      if (error instanceof CallError && error.code === 'locked') {
        this.#ports.relay.drop(notOpen());
        this.#enter({ kind: 'locked', why: 'start' });
        return;
      }
      this.#ports.log({ level: 'error', code: 'not-opened', error });
      this.#standBefore(this.#ports.troubleOf(error, 'start'));
    }
  }

  async #closeNow(next: GateState): Promise<void> {
    const workers = this.#workers;
    const isDone = this.#ports.relay.hold(notOpen());
    this.#enter(next);
    if (!workers) return;
    await isDone;
    this.#ports.relay.drop(notOpen());
    this.#workers = undefined;
    await workers.close();
  }

  async #haltNow(): Promise<void> {
    const workers = this.#workers;
    this.#workers = undefined;
    this.#ports.relay.drop(notOpen());
    await workers?.halt();
  }

  #standBefore(trouble: Trouble): void {
    this.#ports.relay.drop(notOpen());
    this.#enter({ kind: 'damaged', trouble, rebuilt: this.#ports.rebuilt() });
  }

  #enter(state: GateState): void {
    this.#state = state;
    this.#ports.tell(state);
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(run);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

export const notOpen = () => new CallError('not-open', 'Kith does not have this profile open at the moment.');
