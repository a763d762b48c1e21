import { useEffect, useState } from 'react';
import { useCommands } from '../commands/command-provider.tsx';
import { useLatest } from '../ui/use-latest.ts';
import type { ListRow } from './list-rows.ts';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export interface ListCursor {
  /** The row that keys are about; undefined before anybody moved. */
  current: ListRow | undefined;
  /** -1 for none. */
  place: number;
  makeCurrent: (row: { id: string }) => void;
  goToPlace: (place: number) => void;
  /** Whether the key moved it. */
  move: (event: Key) => boolean;
}

const PAGE_ROWS = 10;

/** Which row of the list is meant, and the keys that move on from it. `elementIdOf` names the element of a row. */
export function useListCursor(rows: readonly ListRow[], elementIdOf: (row: { id: string }) => string, focus: () => void): ListCursor {
  const { registry } = useCommands();
  const [cursor, setCursor] = useState<{ id: string; place: number } | null>(null);
  // Where the current one went, what took its place is the current one.
  const current = cursor === null ? undefined : (rows.find((row) => row.id === cursor.id) ?? rows[Math.min(cursor.place, rows.length - 1)]);
  const place = current ? rows.indexOf(current) : -1;

  function makeCurrent({ id }: { id: string }) {
    setCursor({ id, place: rows.findIndex((row) => row.id === id) });
  }

  function goToPlace(wanted: number) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, wanted))];
    if (!row) return;
    makeCurrent(row);
    document.getElementById(elementIdOf(row))?.scrollIntoView({ block: 'nearest' });
  }

  function move(event: Key): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || rows.length === 0) return false;
    const hasLetters = registry.keySettings().singleLetters;
    const from = place < 0 ? -1 : place;
    if (event.key === 'ArrowDown' || (hasLetters && event.key === 'j')) goToPlace(from + 1);
    else if (event.key === 'ArrowUp' || (hasLetters && event.key === 'k')) goToPlace(from - 1);
    else if (event.key === 'Home') goToPlace(0);
    else if (event.key === 'End') goToPlace(rows.length - 1);
    else if (event.key === 'PageDown') goToPlace(Math.max(0, from) + PAGE_ROWS);
    else if (event.key === 'PageUp') goToPlace(from - PAGE_ROWS);
    else return false;
    return true;
  }

  // The keys also work from where nothing has the focus, as after the page was opened.
  const onPageKey = useLatest((event: KeyboardEvent) => {
    const isNowhere = event.target === document.body || (event.target instanceof Element && event.target.matches('[role=main]'));
    if (!isNowhere || event.defaultPrevented || !move(event)) return;
    event.preventDefault();
    focus();
  });
  useEffect(() => {
    document.addEventListener('keydown', onPageKey);
    return () => document.removeEventListener('keydown', onPageKey);
  }, [onPageKey]);

  return { current, place, makeCurrent, goToPlace, move };
}
