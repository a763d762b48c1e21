import type { DealMove } from '../../core/deals.ts';
import type { Entry } from '../../core/entries.ts';
import type { Id } from '../../core/ids.ts';

/** What stands in the timeline from top to bottom. `isLastOfDay` ends the line between the dots. */
export type TimelineRow =
  | { kind: 'heading'; key: string; heading: { kind: 'pinned' } | { kind: 'day'; at: number } }
  | { kind: 'entry'; key: Id; entry: Entry; isLastOfDay: boolean }
  | { kind: 'move'; key: Id; move: DealMove; isLastOfDay: boolean };

type Happened = { kind: 'entry'; entry: Entry } | { kind: 'move'; move: DealMove };

const ofEntry = (entry: Entry): Happened => ({ kind: 'entry', entry });
const atOf = (happened: Happened): number => (happened.kind === 'entry' ? happened.entry.at : happened.move.at);

/**
 * Pinned entries first, then the rest with the changes of stage by civil day, newest first. `dayOf` numbers the day of
 * an instant in the reader's zone.
 */
export function timelineRows(pinned: readonly Entry[], others: readonly Entry[], moves: readonly DealMove[], dayOf: (instantMs: number) => string): TimelineRow[] {
  const pinnedIds = new Set(pinned.map(({ id }) => id));
  const rows = rowsUnder({ kind: 'pinned' }, 'pinned', pinned.map(ofEntry));
  const happened = [...others.filter(({ id }) => !pinnedIds.has(id)).map(ofEntry), ...moves.map((move): Happened => ({ kind: 'move', move }))];
  if (moves.length > 0) happened.sort((a, b) => atOf(b) - atOf(a));
  for (const day of groupsOf(happened, (each) => dayOf(atOf(each)))) {
    const [first] = day.items;
    if (first) rows.push(...rowsUnder({ kind: 'day', at: atOf(first) }, day.key, day.items));
  }
  return rows;
}

function rowsUnder(heading: Extract<TimelineRow, { kind: 'heading' }>['heading'], key: string, items: readonly Happened[]): TimelineRow[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', key, heading },
    ...items.map((item, place): TimelineRow => {
      const isLastOfDay = place === items.length - 1;
      return item.kind === 'entry' ? { ...item, key: item.entry.id, isLastOfDay } : { ...item, key: item.move.id, isLastOfDay };
    }),
  ];
}

/** Neighbours with the same key, in order. */
function groupsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): { key: string; items: Item[] }[] {
  const groups: { key: string; items: Item[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups;
}
