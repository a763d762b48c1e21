import type { Sql } from '../../db/open.ts';

/** Pages that all threads of an examination together may remember, and the most for one of them, in MiB. */
const ALL = 96;
const MOST = 64;

/**
 * Memory that threads share out among themselves. The entries of an index come in no order of their pages: a table of a
 * million rows with less than 64 MiB has each page read again and again.
 */
export class Room {
  readonly #left: Int32Array;

  constructor(shared: SharedArrayBuffer) {
    this.#left = new Int32Array(shared);
  }

  static shared(): SharedArrayBuffer {
    const shared = new SharedArrayBuffer(4);
    new Int32Array(shared)[0] = ALL;
    return shared;
  }

  /** Runs something that may remember as many pages as there is room for. */
  within<T>(sql: Sql, run: () => T): T {
    const taken = this.#take();
    sql.pragma(`cache_size = -${taken * 1024}`);
    try {
      return run();
    } finally {
      sql.pragma('shrink_memory');
      Atomics.add(this.#left, 0, taken);
    }
  }

  #take(): number {
    for (;;) {
      const left = Atomics.load(this.#left, 0);
      const taken = Math.min(MOST, left);
      if (Atomics.compareExchange(this.#left, 0, left, left - taken) === left) return taken;
    }
  }
}
