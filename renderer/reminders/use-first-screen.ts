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
  if (isWhole) return groups;
  let room = SCREEN_ROWS;
  return groups.flatMap(({ group, lines }) => {
    if (room <= 0) return [];
    const shown = lines.slice(0, room);
    room -= shown.length;
    return [{ group, lines: shown }];
  });
}
