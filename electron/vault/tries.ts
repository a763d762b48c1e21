import { CallError } from '../../core/call.ts';

/** So many wrong ones are nobody's malice. */
const FREE = 3;
const LONGEST_MS = 5 * 60_000;

/** One try after another, and after some wrong ones a pause that doubles each time. */
export class Tries {
  readonly #now: () => number;
  #wrong = 0;
  #waitUntil = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(now: () => number) {
    this.#now = now;
  }

  get waitMs(): number {
    return Math.max(0, this.#waitUntil - this.#now());
  }

  /** Errors: `try-later`, and those of the try, of which the ones that begin with `wrong-` count. */
  attempt<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(async () => {
      const ms = this.waitMs;
      if (ms > 0) throw new CallError('try-later', `Too many wrong tries. Wait ${Math.ceil(ms / 1000)} seconds.`, { ms });
      try {
        const result = await run();
        this.#wrong = 0;
        return result;
      } catch (cause) {
        if (cause instanceof CallError && cause.code.startsWith('wrong-')) this.#count();
        throw cause;
      }
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #count(): void {
    this.#wrong += 1;
    if (this.#wrong >= FREE) this.#waitUntil = this.#now() + Math.min(LONGEST_MS, 2 ** (this.#wrong - FREE) * 2_000);
  }
}
