import { startTransition, useEffect, useState } from 'react';
import type { ListRow, ReminderGroup } from './list-rows.ts';

/** Rows that fill a tall window. */
const SCREEN_ROWS = 24;

export interface GroupLines {
  group: ReminderGroup;
  lines: readonly ListRow[];
}

/** Of a list that is put up for the first time what one sees of it; the rest follows without holding up the first frame. */
export function useFirstScreen(groups: readonly GroupLines[]): readonly GroupLines[] {
  const [isWhole, setWhole] = useState(false);
  useEffect(() => startTransition(() => setWhole(true)), []);
  return isWhole ? groups : firstOf(groups, SCREEN_ROWS);
}

function firstOf(groups: readonly GroupLines[], room: number): GroupLines[] {
  const [first, ...others] = groups;
  if (!first || room <= 0) return [];
  return [{ ...first, lines: first.lines.slice(0, room) }, ...firstOf(others, room - first.lines.length)];
}
