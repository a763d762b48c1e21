import { dayOf } from '../../../../core/schedule.ts';

export interface OfMonth<Item> {
  /** `2026-11`. */
  month: string;
  rows: Item[];
}

/** What comes newest first, month by month as the days of a time zone are counted. */
export function byMonth<Item extends { at: number }>(items: readonly Item[], zone: string): OfMonth<Item>[] {
  const months = new Map<string, Item[]>();
  for (const item of items) {
    const month = dayOf(item.at, zone).slice(0, 7);
    const rows = months.get(month);
    if (rows) rows.push(item);
    else months.set(month, [item]);
  }
  return Array.from(months, ([month, rows]) => ({ month, rows }));
}
