export interface Wanted {
  selector: string;
  text?: string;
  isGone?: boolean;
}

/** What the benchmark asks of a page, in the page. Names are those of the grid and of ARIA. */
export interface PageObserver {
  /** When the first rows were painted, in ms since the page was asked for, and the scripts that had come by then, as paths. */
  firstRows: { at: number; scripts: string[] } | undefined;
  hasRows: () => boolean;
  /** Of the grid's current row. */
  currentName: () => string;
  /** Begins to wait: from the next key on, for elements with these texts, whatever their case, or until they are gone. */
  waitFor: (wanted: readonly Wanted[]) => void;
  /** The milliseconds from that key to the frame that showed them all; rejects when that does not come in ten seconds. */
  shown: () => Promise<number>;
  /** Counts rows of the grid, or what else is named. */
  watchScrolling: (counted?: string) => void;
  /** Puts the scroll bar of the grid, or of what else is named, to so many places, one a frame. */
  dragScrollBar: (places: number, scroller?: string) => Promise<void>;
  /** Since `watchScrolling`: the longest task of 50 ms or more, 0 when there was none, and the most rows in the page at once. */
  scrolled: () => Promise<{ longestTaskMs: number; mostRows: number }>;
}

declare global {
  interface Window {
    observer: PageObserver;
  }
}

/** Runs in the page before anything else there; it refers to nothing outside of itself. */
export function observePage(): void {
  const ROWS = '[role=grid] [role=row][data-row]';
  const loadedRows = (): Element[] => [...document.querySelectorAll(`${ROWS}:not([aria-busy])`)];
  const nameOf = (row: Element | null | undefined): string => row?.querySelector('a')?.textContent.trim() ?? '';

  const afterPaint = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()), { once: true });
        port1.start();
        port2.postMessage(null);
      });
    });
  const whenever = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return;
        changes.disconnect();
        resolve();
      };
      const changes = new MutationObserver(check);
      changes.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      check();
    });
  const tooLate = (what: string): Promise<never> => new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} did not come in 10 seconds`)), 10_000));
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

  let answer: Promise<number> = Promise.resolve(0);
  let onKey = (_at: number): void => {};
  // Before the page's own, which holds back what is typed for a dialog that is about to come.
  window.addEventListener('keydown', ({ timeStamp }) => onKey(timeStamp), { capture: true });
  let longestTaskMs = 0;
  let mostRows = 0;
  let isWatching = false;

  window.observer = {
    firstRows: undefined,
    hasRows: () => loadedRows().length > 0,
    currentName: () => nameOf(document.getElementById(document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant') ?? '')),
    waitFor(wanted) {
      const isThere = ({ selector, text, isGone = false }: Wanted): boolean =>
        [...document.querySelectorAll(selector)].some((element) => text === undefined || element.textContent.trim().toLowerCase() === text.toLowerCase()) !== isGone;
      const pressed = new Promise<number>((resolve) => (onKey = resolve));
      const painted = pressed.then(async (from) => {
        await whenever(() => wanted.every(isThere));
        return (await afterPaint()) - from;
      });
      answer = Promise.race([painted, tooLate(JSON.stringify(wanted))]);
    },
    shown: () => answer,
    watchScrolling(counted = ROWS) {
      longestTaskMs = 0;
      mostRows = 0;
      isWatching = true;
      const tasks = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
      });
      tasks.observe({ type: 'longtask' });
      const count = (): void => {
        mostRows = Math.max(mostRows, document.querySelectorAll(counted).length);
        if (isWatching) requestAnimationFrame(count);
        else tasks.disconnect();
      };
      count();
    },
    async dragScrollBar(places, scroller = '[role=grid]') {
      const grid = document.querySelector(scroller)!;
      for (let place = 0; place <= places; place++) {
        grid.scrollTop = (grid.scrollHeight * place) / places;
        await frame();
      }
    },
    async scrolled() {
      await whenever(() => document.querySelectorAll(ROWS).length === loadedRows().length);
      await afterPaint();
      isWatching = false;
      return { longestTaskMs, mostRows };
    },
  };

  void whenever(() => window.observer.hasRows())
    .then(afterPaint)
    .then((at) => {
      const scripts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
      window.observer.firstRows = { at, scripts: scripts.filter((path) => path.endsWith('.js')).map((path) => path.slice(1)) };
    });
}
