// Parts of the page that are fetched when they are first shown, or a little ahead of it.
import { lazy, useEffect } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { afterMs } from './api.ts';

/** When the first page is there, in ms after it began: what it does not need may come. */
export const SETTLED_MS = 1_500;

/** Pauses between tries, in ms; the last one repeats. */
const PAUSES_MS = [250, 1_000, 4_000];

// oxlint-disable-next-line typescript/no-explicit-any -- as in React's own types: any part, whatever its properties.
type AnyPart = ComponentType<any>;

export interface Late<Part extends AnyPart> {
  /** Suspends until it is there. Where the program cannot be reached it waits, rather than break the page round it. */
  Part: LazyExoticComponent<Part>;
  /** Mounted once: fetches it while it is not shown yet, so that it is there when it is called. */
  useAhead: () => void;
}

export function late<Part extends AnyPart>(fetchPart: () => Promise<Part>): Late<Part> {
  let coming: Promise<Part> | undefined;
  const come = () => (coming ??= untilFetched(fetchPart));
  return {
    Part: lazy(async () => ({ default: await come() })),
    useAhead: () => useEffect(() => afterMs(SETTLED_MS, () => void come()), []),
  };
}

async function untilFetched<Part>(fetchPart: () => Promise<Part>, tries = 0): Promise<Part> {
  try {
    return await fetchPart();
  } catch {
    await new Promise<void>((resolve) => void afterMs(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!, resolve));
    return untilFetched(fetchPart, tries + 1);
  }
}
