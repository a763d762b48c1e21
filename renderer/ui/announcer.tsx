import { useSyncExternalStore } from 'react';

let spoken = { text: '', turn: 0 };
const listeners = new Set<() => void>();

/** Has screen readers say what happened, politely. The same words twice in a row are said twice. */
export function announce(text: string): void {
  spoken = { text, turn: spoken.turn + 1 };
  for (const listener of listeners) listener();
}

/** Mount once, in the shell. Dialogs hide the page behind them from screen readers, but not this. */
export function LiveRegion() {
  const { text, turn } = useSyncExternalStore(listen, () => spoken);
  return (
    <div data-live-announcer="true" aria-live="polite" aria-atomic="true" className="sr-only">
      {/* A trailing no-break space makes a repetition a change. */}
      {text && text + (turn % 2 ? '\u00A0' : '')}
    </div>
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
