/** Time that passes when a test says so. */
export type ManualClock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs something later; gives back how to call that off. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Lets time pass and runs what falls due, in order. */
  readonly advance: (ms: number) => void;
};

export function manualClock(start = Date.UTC(2025, 4, 1, 9)): ManualClock {
  let time = start;
  const due = new Set<{ at: number; run: () => void }>();
  return {
    now: () => time,
    after(ms, run) {
      const entry = { at: time + ms, run };
      due.add(entry);
      return () => void due.delete(entry);
    },
    advance(ms) {
      time += ms;
      for (const entry of [...due].toSorted((a, b) => a.at - b.at)) {
        if (entry.at <= time && due.delete(entry)) entry.run();
      }
    },
  };
}
