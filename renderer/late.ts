// Parts of the page that are fetched when they are first shown, or a little ahead of it.
import { lazy, useEffect } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { afterMs } from './api.ts';
import { pageWords } from './i18n/languages.ts';
import type { Parcel } from './i18n/languages.ts';

/** When the first page may be there, in ms after it began. */
export const SETTLED_MS = 700;
/** What waits for a quiet moment waits no longer than this. */
const QUIET_MS = 1_200;

/** Pauses between tries, in ms; the last one repeats. */
const PAUSES_MS = [250, 1_000, 4_000];

// oxlint-disable-next-line typescript/no-explicit-any -- as in React's own types: any part, whatever its properties.
type AnyPart = ComponentType<any>;

export interface Late<Part extends AnyPart> {
  /** Suspends until it is there. Where the program cannot be reached it waits, rather than break the page round it. */
  Part: LazyExoticComponent<Part>;
  /** Mounted once: fetches it while it is not shown yet, so that it is there when it is called. */
  useFetchAhead: () => void;
}

/** `words` is what it says beyond the frame, which comes with it: without a list whatever there is. */
export function late<Part extends AnyPart>(fetchPart: () => Promise<Part>, words?: readonly Parcel[]): Late<Part> {
  let coming: Promise<Part> | undefined;
  const come = () => (coming ??= untilFetched(() => withWords(fetchPart, words)));
  return {
    Part: lazy(async () => ({ default: await come() })),
    useFetchAhead: () => useEffect(() => whenSettled(() => void come()), []),
  };
}

/** Fetches something and, at the same time, the words that it says. */
export async function withWords<Fetched>(fetchIt: () => Promise<Fetched>, words?: readonly Parcel[]): Promise<Fetched> {
  const [fetched] = await Promise.all([fetchIt(), pageWords(words)]);
  return fetched;
}

/** Runs something once the first page is there and there is nothing else to do; gives back how to call that off. */
export function whenSettled(run: () => void): () => void {
  let stop = afterMs(SETTLED_MS, () => {
    // Not every browser tells when it is quiet.
    if (typeof requestIdleCallback !== 'function') return run();
    const handle = requestIdleCallback(run, { timeout: QUIET_MS });
    stop = () => cancelIdleCallback(handle);
  });
  return () => stop();
}

async function untilFetched<Part>(fetchPart: () => Promise<Part>, tries = 0): Promise<Part> {
  try {
    return await fetchPart();
  } catch {
    await new Promise<void>((resolve) => void afterMs(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!, resolve));
    return untilFetched(fetchPart, tries + 1);
  }
}
