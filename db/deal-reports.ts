// What deals tell when they are looked at together.
import type { AccuracyRow, ClosedRow, CycleMonth, FunnelStage } from '../core/api/deal-reports.ts';
import { CallError } from '../core/call.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { monthAfter, monthsFrom } from '../core/months.ts';
import { clockBase } from '../core/row-clock.ts';
import { startOfDay } from '../core/schedule.ts';
import { makeStamp, stampMs } from '../core/stamp.ts';
import { WEIGHTED } from './deal-filter.ts';
import { listPipelines } from './pipelines.ts';
import type { Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { tableNamed } from './tables/registry.ts';
import { OP } from './write.ts';

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

interface Months {
  /** `2026-06`. */
  from: string;
  months: number;
  zone: string;
  pipelineId?: Id | undefined;
}

const startOfMonth = (month: string, zone: string): number => startOfDay(`${month}-01`, zone);

export function cycleTimes(store: Store, { from, months, zone, pipelineId }: Months): { months: CycleMonth[]; median: number | null; won: number } {
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

/** A deal as it was; `n` of its stage, since what a stage is likely to bring is reckoned as it is today. */
interface DealThen {
  known: number;
  lines: boolean;
  amount: number | null;
  minor: number | null;
  currency: string;
  expectedClose: string;
  probability: number | null;
  outcome: string;
  stageN: number | null;
}

/** What was expected of each month when it began, from the log, and what came. */
export function accuracy(store: Store, { from, months, zone, pipelineId }: Months): { rows: AccuracyRow[] } {
  const names = monthsFrom(from, months);
  const deals = dealsToday(store);
  const stages = new Map(store.prepare('SELECT n, id FROM stages').all().map((row) => [row.id.toString('hex'), row.n]));
  const since = startOfMonth(from, zone);
  const edits = editsSince(store, since);
  const wanted = pipelineId === undefined ? undefined : new Set(store.prepare('SELECT s.n FROM stages s JOIN pipelines p ON p.n = s.pipelineN WHERE p.id = ?').all(idToBytes(pipelineId)).map(({ n }) => n));
  const rows = new Map<string, AccuracyRow>();
  const rowOf = (month: string, currency: string): AccuracyRow => {
    const key = `${month} ${currency}`;
    if (!rows.has(key)) rows.set(key, { month, currency, expected: 0, won: 0 });
    return rows.get(key)!;
  };
  let at = 0;
  for (const month of [...names].reverse()) {
    const start = startOfMonth(month, zone);
    for (; at < edits.length && edits[at]!.ms >= start; at++) takeBack(deals.get(edits[at]!.record), edits[at]!, stages);
    const open = [...deals.values()].filter(
      (deal) => deal.known < start && deal.outcome === '' && deal.expectedClose.startsWith(month) && (wanted === undefined || (deal.stageN !== null && wanted.has(deal.stageN))),
    );
    for (const sum of weighedThen(store, open)) rowOf(month, sum.currency).expected = sum.weighted;
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

function dealsToday(store: Store): Map<string, DealThen> {
  const rows = store.prepare('SELECT *, EXISTS (SELECT 1 FROM dealLines l WHERE l.dealN = deals.n AND l.hidden = 0) AS lines FROM deals WHERE hidden = 0').all();
  return new Map(
    rows.map((row) => [
      row.id.toString('hex'),
      {
        known: stampMs(clockBase(row.clock)),
        lines: row['lines'] === 1,
        amount: row['amount'] as number | null,
        minor: row['minor'] as number | null,
        currency: row['currency'] as string,
        expectedClose: row['expectedClose'] as string,
        probability: row['probability'] as number | null,
        outcome: row['outcome'] as string,
        stageN: row['stageN'] as number | null,
      },
    ]),
  );
}

interface Edit {
  ms: number;
  record: string;
  column: string;
  before: LogValue;
}

/** What was changed in deals since, the last first. */
function editsSince(store: Store, since: number): Edit[] {
  const table = tableNamed('deals');
  const columns = new Map(table.columns.map(({ number, name }) => [number, name]));
  return store
    .prepare(
      `SELECT c.recordId, c.col, c.before, coalesce(c.stamp, k.stamp) AS stamp FROM commits k JOIN changes c ON c.commitN = k.n
       WHERE k.stamp >= ? AND c.op = ${OP.update} AND c.tableNo = ${table.number} ORDER BY stamp DESC, c.n DESC`,
    )
    .all(makeStamp({ ms: Math.max(0, since), counter: 0 }, new Uint8Array(8)))
    .map((row) => ({ ms: stampMs(row['stamp'] as Buffer), record: (row['recordId'] as Buffer).toString('hex'), column: columns.get(row['col'] as number) ?? '', before: row['before']! }));
}

function takeBack(deal: DealThen | undefined, { column, before }: Edit, stages: ReadonlyMap<string, number>): void {
  if (!deal) return;
  if (column === 'stageId') deal.stageN = before === null ? null : (stages.get((before as Buffer).toString('hex')) ?? null);
  else if (column === 'minor' || column === 'probability') deal[column] = before as number | null;
  else if (column === 'currency' || column === 'expectedClose' || column === 'outcome') deal[column] = before as string;
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
