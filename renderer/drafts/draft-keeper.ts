/** How long what was typed may wait before it is on the disk, in ms, and how long until a failed write is tried again. */
export const PAUSE_MS = 250;
const RETRY_MS = 2_000;

export interface DraftKeeper<State> {
  /** Takes what stands in the form now; written within `PAUSE_MS`, however fast somebody types. */
  change: (state: State) => void;
  /** Writes now what has not been written: the window goes, the form is left. */
  flush: () => void;
  /** Stops writing and waits for what is under way, so that a saved form leaves no draft behind. */
  settle: () => Promise<void>;
}

export interface DraftPorts<State> {
  /** Puts the draft on the disk, or takes it away where the state is not worth one. */
  write: (state: State) => Promise<unknown>;
  /** Runs something later; gives back how to call that off. */
  after: (ms: number, run: () => void) => () => void;
  onKept: (isKept: boolean) => void;
}

/** Keeps a form's draft: one write at a time, the newest state last. */
export function keepDraft<State>({ write, after, onKept }: DraftPorts<State>): DraftKeeper<State> {
  let waiting: { state: State } | null = null;
  let stopTimer: (() => void) | null = null;
  let writing: Promise<void> | null = null;

  function start(ms: number) {
    stopTimer ??= after(ms, () => {
      stopTimer = null;
      flush();
    });
  }

  function stop() {
    stopTimer?.();
    stopTimer = null;
  }

  function flush() {
    stop();
    if (!waiting || writing) return;
    const { state } = waiting;
    waiting = null;
    writing = write(state).then(
      () => {
        writing = null;
        onKept(true);
        if (waiting) start(0);
      },
      () => {
        writing = null;
        onKept(false);
        waiting ??= { state };
        start(RETRY_MS);
      },
    );
  }

  return {
    change(state) {
      waiting = { state };
      start(PAUSE_MS);
    },
    flush,
    async settle() {
      stop();
      waiting = null;
      await writing;
      // A write that failed meanwhile wants to be tried again.
      stop();
      waiting = null;
    },
  };
}
