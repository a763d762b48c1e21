import type { Forecast, ForecastRow } from '../core/api/deals.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { monthsFrom } from '../core/months.ts';
import { startOfDay } from '../core/schedule.ts';
import { WEIGHTED } from './deal-filter.ts';
import type { Store } from './store.ts';

export interface ForecastRequest {
  /** `2026-06`. */
  from: string;
  months: number;
  zone: string;
  pipelineId?: Id | undefined;
  ownerId?: Id | null | undefined;
  by: 'all' | 'owner' | 'pipeline';
}

const FROM = 'FROM deals d JOIN stages s ON s.n = d.stageN JOIN pipelines p ON p.n = s.pipelineN';
/** Where nobody asks for pipelines, what was won is read from an index alone. */
const ALONE = 'FROM deals d';
/** The second condition lets the index of closed deals be used. */
const IS_WON = "d.outcome = 'won' AND d.outcome <> ''";
const KEYS = { all: 'NULL', owner: 'd.ownerId', pipeline: 'p.id' } as const;

/** What may come in by month, and what has come; by currency. A month ends where it ends in `zone`. */
export function forecast(store: Store, { from, months, zone, pipelineId, ownerId, by }: ForecastRequest): Forecast {
  const key = KEYS[by];
  const whose = `d.hidden = 0${pipelineId === undefined ? '' : ' AND p.id = ?'}${ownerId === undefined ? '' : ' AND d.ownerId IS ?'}`;
  const params = [...(pipelineId === undefined ? [] : [idToBytes(pipelineId)]), ...(ownerId === undefined ? [] : [ownerId && idToBytes(ownerId)])];
  const names = monthsFrom(from, months + 1);
  const until = names.at(-1)!;
  const rows = new Map<string, ForecastRow>();
  const rowOf = (month: string, keyBytes: Buffer | null, currency: string): ForecastRow => {
    const id = keyBytes && idFromBytes(keyBytes);
    const name = `${month} ${id ?? ''} ${currency}`;
    let row = rows.get(name);
    if (!row) rows.set(name, (row = { month, key: id, currency, open: 0, weighted: 0, best: 0, committed: 0, committedCount: 0, won: 0, wonCount: 0 }));
    return row;
  };
  const open = store
    .prepare(
      `SELECT CASE WHEN d.expectedClose = '' THEN 'none' WHEN d.expectedClose < ? THEN 'before' ELSE substr(d.expectedClose, 1, 7) END AS month, ${key} AS key, d.currency, count(*) AS open,
       sum(${WEIGHTED}) AS weighted, sum(coalesce(d.amount, 0)) AS best, sum(iif(d.committed, coalesce(d.amount, 0), 0)) AS committed, sum(d.committed) AS committedCount
       ${FROM} WHERE ${whose} AND d.outcome = '' AND (d.expectedClose = '' OR d.expectedClose < ?) GROUP BY 1, 2, 3`,
    )
    .all(`${from}-01`, ...params, `${until}-01`);
  for (const found of open) {
    const { weighted, best, committed, committedCount, open: count } = found as unknown as ForecastRow;
    Object.assign(rowOf(found['month'] as string, found['key'] as Buffer | null, found['currency'] as string), { weighted, best, committed, committedCount, open: count });
  }
  for (const [at, month] of names.slice(0, -1).entries()) {
    const won = store
      .prepare(`SELECT ${key} AS key, d.currency, count(*) AS count, sum(coalesce(d.amount, 0)) AS amount ${by === 'pipeline' || pipelineId !== undefined ? FROM : ALONE} WHERE ${whose} AND ${IS_WON} AND d.closedAt >= ? AND d.closedAt < ? GROUP BY 1, 2`)
      .all(...params, startOfDay(`${month}-01`, zone), startOfDay(`${names[at + 1]!}-01`, zone));
    for (const found of won) Object.assign(rowOf(month, found['key'] as Buffer | null, found['currency'] as string), { won: found['amount'], wonCount: found['count'] });
  }
  return { rows: [...rows.values()].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.currency < b.currency ? -1 : 1)) };
}
