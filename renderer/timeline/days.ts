import type { Entry } from '../../core/entries.ts';
import type { Id } from '../../core/ids.ts';

/** What stands in the timeline from top to bottom. `isLastOfDay` ends the line between the dots. */
export type TimelineRow =
  | { kind: 'heading'; key: string; heading: { kind: 'pinned' } | { kind: 'day'; at: number } }
  | { kind: 'entry'; key: Id; entry: Entry; isLastOfDay: boolean };

/** Pinned entries first, then the rest by civil day, newest first. `dayOf` numbers the day of an instant in the reader's zone. */
export function timelineRows(pinned: readonly Entry[], others: readonly Entry[], dayOf: (instantMs: number) => string): TimelineRow[] {
  const pinnedIds = new Set(pinned.map(({ id }) => id));
  const rows = entryRows({ kind: 'pinned' }, 'pinned', pinned);
  for (const day of groupsOf(others.filter(({ id }) => !pinnedIds.has(id)), ({ at }) => dayOf(at))) {
    const [first] = day.items;
    if (first) rows.push(...entryRows({ kind: 'day', at: first.at }, day.key, day.items));
  }
  return rows;
}

function entryRows(heading: Extract<TimelineRow, { kind: 'heading' }>['heading'], key: string, entries: readonly Entry[]): TimelineRow[] {
  if (entries.length === 0) return [];
  return [
    { kind: 'heading', key, heading },
    ...entries.map((entry, place): TimelineRow => ({ kind: 'entry', key: entry.id, entry, isLastOfDay: place === entries.length - 1 })),
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
