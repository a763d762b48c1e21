import { useEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { afterMs, useApi } from '../api.ts';
import { readDraft } from './composer-state.ts';
import type { ComposerState } from './composer-state.ts';
import { keepDraft } from '../drafts/draft-keeper.ts';

export interface Draft {
  /** Undefined until the draft was looked for. */
  state: ComposerState | undefined;
  change: (update: (state: ComposerState) => ComposerState) => void;
  /** Writes at once what waits. */
  flush: () => void;
  /** Called before a save that clears the draft itself; the answer to the save then calls `startOver`. */
  settle: () => Promise<void>;
  /** Begins anew without leaving a draft. */
  startOver: (state: ComposerState) => void;
  /** Takes the draft away and goes back to `state`. */
  discard: (state: ComposerState) => void;
  /** False while what was typed could not be put on the disk. */
  isKept: boolean;
  /** The draft of an earlier visit stands in the form. */
  isRestored: boolean;
}

/**
 * A form whose content survives: leaving the page, closing the window, a crash. `initial` stands where there is no
 * draft under `key`; `isWorthKeeping` says of a state whether it differs from that.
 */
export function useDraft(key: string, about: Id, initial: () => ComposerState, isWorthKeeping: (state: ComposerState) => boolean): Draft {
  const api = useApi();
  const [state, setState] = useState<ComposerState>();
  const [isKept, setKept] = useState(true);
  const [isRestored, setRestored] = useState(false);
  const latest = useRef<ComposerState>(undefined);
  const ports = useRef({ initial, isWorthKeeping });
  useEffect(() => {
    ports.current = { initial, isWorthKeeping };
  });

  const keeper = useMemo(
    () =>
      keepDraft<ComposerState>({
        write: (next) => (ports.current.isWorthKeeping(next) ? api.drafts.put({ key, text: JSON.stringify(next), about }) : api.drafts.discard({ key })),
        after: afterMs,
        onKept: setKept,
      }),
    [api, key, about],
  );

  function show(next: ComposerState) {
    latest.current = next;
    setState(next);
  }

  useEffect(() => {
    let isCurrent = true;
    const begin = (text: string | undefined) => {
      if (!isCurrent) return;
      const draft = text === undefined ? null : readDraft(text);
      setRestored(draft !== null);
      show(draft ?? ports.current.initial());
    };
    // Without its draft the form still works; what is typed from here on is kept.
    api.drafts.get({ key }).then((draft) => begin(draft?.text), () => begin(undefined));
    return () => {
      isCurrent = false;
    };
  }, [api, key]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') keeper.flush();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', keeper.flush);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', keeper.flush);
      keeper.flush();
    };
  }, [keeper]);

  return {
    state,
    change(update) {
      if (!latest.current) return;
      const next = update(latest.current);
      show(next);
      keeper.change(next);
    },
    flush: keeper.flush,
    settle: keeper.settle,
    startOver(next) {
      setRestored(false);
      show(next);
    },
    discard(next) {
      setRestored(false);
      show(next);
      void keeper.settle().then(() => api.drafts.discard({ key }));
    },
    isKept,
    isRestored,
  };
}
