import { useEffect, useRef, useState } from 'react';
import type { SearchHits } from '../../../core/api/history.ts';
import { hasCode } from '../../../core/call.ts';
import { useApi } from '../../api.ts';

const CONTACTS = 8;
const ENTRIES = 5;
const DEALS = 5;

export interface Answer {
  /** What it answers, which may be older than what is typed. */
  text: string;
  hits: SearchHits;
}

export interface Search {
  answer: Answer | undefined;
  error: unknown;
}

/** Asks at every keystroke, without waiting: a newer question calls off the older one, whose answer never shows. */
export function useSearch(text: string): Search {
  const api = useApi();
  const [search, setSearch] = useState<Search>({ answer: undefined, error: undefined });
  const asked = useRef(0);

  useEffect(() => {
    const question = ++asked.current;
    if (text.trim() === '') {
      setSearch({ answer: undefined, error: undefined });
      return;
    }
    const controller = new AbortController();
    api.search.find({ text, contacts: CONTACTS, entries: ENTRIES, deals: DEALS }, { signal: controller.signal }).then(
      (hits) => {
        if (question === asked.current) setSearch({ answer: { text, hits }, error: undefined });
      },
      (error: unknown) => {
        if (question === asked.current && !hasCode(error, 'cancelled')) setSearch({ answer: undefined, error });
      },
    );
    return () => controller.abort();
  }, [api, text]);

  return search;
}
