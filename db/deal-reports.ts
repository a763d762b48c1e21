// What deals tell when they are looked at together.
import type { AccuracyRow, ClosedRow, CycleMonth, FunnelStage } from '../core/api/deal-reports.ts';
import { CallError } from '../core/call.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { monthAfter, monthsFrom } from '../core/months.ts';
import { startOfDay } from '../core/schedule.ts';
import { WEIGHTED } from './deal-filter.ts';
import { type DealThen, type MonthsThen, expectedThen } from './deals-then.ts';
import { listPipelines } from './pipelines.ts';
import type { Store } from './store.ts';

interface Span {
  /** Milliseconds since 1970: from the first on, before the second. */
  from: number;
  to: number;
}

const OF_PIPELINE = 'd.stageN IN (SELECT s.n FROM stages s JOIN pipelines p ON p.n = s.pipelineN WHERE p.id = ?)';

/** The stages of a pipeline that are in use, or were in the span. Errors: `pipeline-not-found`. */
export function funnel(store: Store, { pipelineId, from, to }: Span & { pipelineId: Id }): { stages: FunnelStage[] } {
  const pipeline = listPipelines(store).find(({ id }) => id === pipelineId);
  if (!pipeline) throw new CallError('pipeline-not-found', 'This pipeline no longer exists.');
  const numbers = new Map(store.prepare('SELECT n, id FROM stages').all().map((row) => [idFromBytes(row.id), row.n]));
  return {
    stages: pipeline.stages
      .map(({ id, retired }) => ({ retired, stage: stageOf(store, id, numbers.get(id), { from, to }) }))
      .filter(({ retired, stage }) => !retired || stage.open + stage.moved + stage.won + stage.lost > 0)
      .map(({ stage }) => stage),
  };
}

function stageOf(store: Store, stageId: Id, stageN: number | undefined, span: Span): FunnelStage {
  const counts = { open: 0, moved: 0, won: 0, lost: 0 };
  let entered = 0;
  if (stageN === undefined) return { stageId, entered, ...counts, medianStay: null };
  const groups = store
    .prepare('SELECT entered, leftAs, count(*) AS count FROM stageChanges WHERE stageN = ? AND entered > 0 AND hidden = 0 AND at >= ? AND at < ? GROUP BY entered, leftAs')
    .all(stageN, span.from, span.to);
  for (const group of groups) {
    counts[(group['leftAs'] || 'open') as keyof typeof counts] += group['count'] as number;
    if (group['entered'] === 1) entered += group['count'] as number;
  }
  return { stageId, entered, ...counts, medianStay: medianStay(store, stageN, counts.moved + counts.won + counts.lost, span) };
}

/** The stays of a stage lie in an index by their length: half of it is walked. */
function medianStay(store: Store, stageN: number, left: number, { from, to }: Span): number | null {
  if (left === 0) return null;
  const row = store
    .prepare('SELECT stayed FROM stageChanges WHERE stageN = ? AND stayed IS NOT NULL AND hidden = 0 AND at >= ? AND at < ? ORDER BY stayed LIMIT 1 OFFSET ?')
    .get(stageN, from, to, Math.floor((left - 1) / 2));
  return (row?.['stayed'] as number | undefined) ?? null;
}

const CLOSED_KEYS = { reason: 'd.reasonId', owner: 'd.ownerId', source: "nullif(d.source, '')" } as const;

export function closedDeals(store: Store, { from, to, by, pipelineId }: Span & { by: keyof typeof CLOSED_KEYS; pipelineId?: Id | undefined }): { rows: ClosedRow[] } {
  const found = store
    .prepare(
      `SELECT ${CLOSED_KEYS[by]} AS key, d.outcome, d.currency, count(*) AS count, count(d.amount) AS known, sum(coalesce(d.amount, 0)) AS amount, sum(${WEIGHTED}) AS weighted
       FROM deals d JOIN stages s ON s.n = d.stageN WHERE d.hidden = 0 AND d.outcome <> '' AND d.closedAt >= ? AND d.closedAt < ?${pipelineId === undefined ? '' : ` AND ${OF_PIPELINE}`} GROUP BY 1, 2, 3`,
    )
    .all(from, to, ...(pipelineId === undefined ? [] : [idToBytes(pipelineId)]));
  const rows = new Map<string, ClosedRow>();
  for (const group of found) {
    const key = group['key'] instanceof Uint8Array ? idFromBytes(group['key']) : (group['key'] as string | null);
    const outcome = group['outcome'] as ClosedRow['outcome'];
    const name = `${outcome} ${key ?? ''}`;
    const row = rows.get(name) ?? { key, outcome, count: 0, sums: [] };
    row.count += group['count'] as number;
    if ((group['known'] as number) > 0) row.sums.push({ currency: group['currency'] as string, amount: group['amount'] as number, weighted: group['weighted'] as number });
    rows.set(name, row);
  }
  return { rows: [...rows.values()].sort((a, b) => b.count - a.count || ((a.key ?? '') < (b.key ?? '') ? -1 : 1)) };
}

const startOfMonth = (month: string, zone: string): number => startOfDay(`${month}-01`, zone);

export function cycleTimes(store: Store, { from, months, zone, pipelineId }: MonthsThen): { months: CycleMonth[]; median: number | null; won: number } {
  const all: number[] = [];
  const rows = monthsFrom(from, months).map((month): CycleMonth => {
    const times = store
      .prepare(`SELECT d.closedAt - d.createdAt AS time FROM deals d WHERE d.hidden = 0 AND d.outcome = 'won' AND d.outcome <> '' AND d.closedAt >= ? AND d.closedAt < ?${pipelineId === undefined ? '' : ` AND ${OF_PIPELINE}`}`)
      .all(startOfMonth(month, zone), startOfMonth(monthAfter(month, 1), zone), ...(pipelineId === undefined ? [] : [idToBytes(pipelineId)]))
      .map((row) => Math.max(0, row['time'] as number));
    all.push(...times);
    return { month, won: times.length, median: medianOf(times) };
  });
  return { months: rows, median: medianOf(all), won: all.length };
}

/** The lower of the two in the middle: a time that somebody really took. */
function medianOf(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

/** What was expected of each month when it began, from the log, and what came. */
export function accuracy(store: Store, { from, months, zone, pipelineId }: MonthsThen): { rows: AccuracyRow[] } {
  const names = monthsFrom(from, months);
  const rows = new Map<string, AccuracyRow>();
  const rowOf = (month: string, currency: string): AccuracyRow => {
    const key = `${month} ${currency}`;
    if (!rows.has(key)) rows.set(key, { month, currency, expected: 0, won: 0 });
    return rows.get(key)!;
  };
  for (const { month, deals } of expectedThen(store, { from, months, zone, pipelineId })) {
    for (const sum of weighedThen(store, deals)) rowOf(month, sum.currency).expected = sum.weighted;
  }
  for (const month of names) {
    const won = store
      .prepare(
        `SELECT d.currency, sum(coalesce(d.amount, 0)) AS amount FROM deals d WHERE d.hidden = 0 AND d.outcome = 'won' AND d.outcome <> '' AND d.closedAt >= ? AND d.closedAt < ?${pipelineId === undefined ? '' : ` AND ${OF_PIPELINE}`} GROUP BY 1`,
      )
      .all(startOfMonth(month, zone), startOfMonth(monthAfter(month, 1), zone), ...(pipelineId === undefined ? [] : [idToBytes(pipelineId)]));
    for (const sum of won) rowOf(month, sum['currency'] as string).won = sum['amount'] as number;
  }
  return { rows: [...rows.values()].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.currency < b.currency ? -1 : 1)) };
}

/** The weighted sums of deals as they were. */
function weighedThen(store: Store, deals: readonly DealThen[]): { currency: string; weighted: number }[] {
  if (deals.length === 0) return [];
  const given = JSON.stringify(deals.map(({ amount, minor, lines, currency, probability, stageN }) => [lines ? amount : minor, currency, probability, stageN]));
  return store
    .prepare(
      `SELECT d.currency, sum(${WEIGHTED}) AS weighted
       FROM (SELECT value ->> 0 AS amount, value ->> 1 AS currency, value ->> 2 AS probability, value ->> 3 AS stageN FROM json_each(?)) d JOIN stages s ON s.n = d.stageN GROUP BY 1`,
    )
    .all(given) as unknown as { currency: string; weighted: number }[];
}
