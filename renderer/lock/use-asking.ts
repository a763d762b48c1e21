import { useState } from 'react';

export interface Asking {
  /** Somebody has tried to go on: faults are said from then. */
  hasTried: boolean;
  isBusy: boolean;
  /** Why it was refused; undefined where it was not, or something else was typed since. */
  error: unknown;
  /** Does it, one at a time, where the fields are ready for it. Whoever does it closes the dialog. */
  attempt: (isReady: boolean, act: () => Promise<void>) => Promise<void>;
  /** For a field: what was refused is not what stands there any more. */
  typing: <T>(change: (value: T) => void) => (value: T) => void;
}

/** How often somebody tried, and what came of it. */
export function useAsking(): Asking {
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  return {
    hasTried,
    isBusy,
    error,
    async attempt(isReady, act) {
      setTried(true);
      if (!isReady || isBusy) return;
      setBusy(true);
      setError(undefined);
      try {
        await act();
      } catch (cause) {
        setError(cause);
      }
      setBusy(false);
    },
    typing: (change) => (value) => {
      change(value);
      setError(undefined);
    },
  };
}
