import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Id } from '../../core/ids.ts';
import { afterMs, useApi } from '../api.ts';
import { keepDraft } from './draft-keeper.ts';

export interface Kept {
  /** What stands in the form now; empty where that is not worth keeping. When the contact `about` is erased it goes as well. */
  keep: (text: string, about?: Id) => void;
  /** It was sent or given up: leaves no draft. */
  drop: () => void;
}

/**
 * What is typed in a form that keeps its own state survives a crash and a reload, under this key. `onFound` gets what
 * an earlier visit left, unless something was typed before it was there. Without its draft a form still works.
 */
export function useKept(key: string, onFound: (text: string) => void): Kept {
  const api = useApi();
  const isTouched = useRef(false);
  const found = useRef(onFound);
  useLayoutEffect(() => {
    found.current = onFound;
  });
  const keeper = useMemo(
    () => keepDraft<{ text: string; about: Id | undefined }>({ write: ({ text, about }) => (text === '' ? api.drafts.discard({ key }) : api.drafts.put({ key, text, ...(about ? { about } : {}) })), after: afterMs, onKept: () => {} }),
    [api, key],
  );

  useEffect(() => {
    let isCurrent = true;
    isTouched.current = false;
    api.drafts.get({ key }).then(
      (draft) => {
        if (isCurrent && draft && !isTouched.current) found.current(draft.text);
      },
      () => {},
    );
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

  return useMemo(
    () => ({
      keep(text, about) {
        isTouched.current = true;
        keeper.change({ text, about });
      },
      drop() {
        isTouched.current = true;
        void keeper.settle().then(() => api.drafts.discard({ key })).catch(() => {});
      },
    }),
    [api, key, keeper],
  );
}
