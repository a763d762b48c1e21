import { generateKeyBetween } from 'fractional-indexing';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import type { Store } from './store.ts';

/** Short lists that people put in order by hand. */
type OrderedTable = 'fields' | 'views' | 'pipelines' | 'stages' | 'closeReasons';

/** Only the rows of one owner. */
interface Within {
  column: 'pipelineN';
  n: number;
}

const condition = (within: Within | undefined): string => (within ? `hidden = 0 AND ${within.column} = ${within.n}` : 'hidden = 0');

export function keyAtEnd(store: Store, table: OrderedTable, within?: Within): string {
  const last = store.prepare(`SELECT max(orderKey) AS key FROM ${table} WHERE ${condition(within)}`).get()?.['key'] as string | null;
  return generateKeyBetween(last || null, null);
}

/** An order key right behind `after`, or before all of them. */
export function keyBehind(store: Store, table: OrderedTable, after: Id | null, self: Id, within?: Within): string {
  const rows = store.prepare(`SELECT id, orderKey FROM ${table} WHERE ${condition(within)} AND id <> ? ORDER BY orderKey, id`).all(idToBytes(self));
  const place = after === null ? -1 : rows.findIndex((row) => idFromBytes(row.id) === after);
  const low = (rows[place]?.['orderKey'] as string | undefined) ?? null;
  const high = rows.slice(place + 1).find((row) => low === null || (row['orderKey'] as string) > low)?.['orderKey'] as string | undefined;
  return generateKeyBetween(low, high ?? null);
}
