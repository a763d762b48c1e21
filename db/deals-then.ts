// Deals as they were, walked back from what they are by the log; those in the bin are left out.
import { type Id, idToBytes } from '../core/ids.ts';
import { clockBase } from '../core/row-clock.ts';
import { monthsFrom } from '../core/months.ts';
import { startOfDay } from '../core/schedule.ts';
import { makeStamp, stampMs } from '../core/stamp.ts';
import type { Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { tableNamed } from './tables/registry.ts';
import { OP } from './write.ts';

/** A deal as it was; of its stage the number, since what a stage is likely to bring is reckoned as it is today. */
export interface DealThen {
  n: number;
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

export interface MonthsThen {
  /** `2026-06`. */
  from: string;
  months: number;
  zone: string;
  pipelineId?: Id | undefined;
}

/** For each month, the last first: the open deals that were expected to close in it, as they were when it began in `zone`. */
export function* expectedThen(store: Store, { from, months, zone, pipelineId }: MonthsThen): Generator<{ month: string; deals: DealThen[] }> {
  const names = monthsFrom(from, months);
  const edits = editsSince(store, startOfDay(`${from}-01`, zone));
  const deals = dealsToday(store, names, edits);
  const stages = new Map(store.prepare('SELECT n, id FROM stages').all().map((row) => [row.id.toString('hex'), row.n]));
  const wanted = pipelineId === undefined ? undefined : new Set(store.prepare('SELECT s.n FROM stages s JOIN pipelines p ON p.n = s.pipelineN WHERE p.id = ?').all(idToBytes(pipelineId)).map(({ n }) => n));
  let at = 0;
  for (const month of names.reverse()) {
    const start = startOfDay(`${month}-01`, zone);
    for (; at < edits.length && edits[at]!.ms >= start; at++) takeBack(deals.get(edits[at]!.record), edits[at]!, stages);
    yield {
      month,
      deals: [...deals.values()].filter(
        (deal) => deal.known < start && deal.outcome === '' && deal.expectedClose.startsWith(month) && (wanted === undefined || (deal.stageN !== null && wanted.has(deal.stageN))),
      ),
    };
  }
}

/** Those that are expected in one of the months, or may have been. */
function dealsToday(store: Store, months: readonly string[], edits: readonly Edit[]): Map<string, DealThen> {
  const rows = store
    .prepare(
      `SELECT *, EXISTS (SELECT 1 FROM dealLines l WHERE l.dealN = deals.n AND l.hidden = 0) AS lines FROM deals
       WHERE hidden = 0 AND (substr(expectedClose, 1, 7) IN (SELECT value FROM json_each(?)) OR n IN (SELECT x.n FROM json_each(?) e JOIN deals x ON x.id = unhex(e.value)))`,
    )
    .all(JSON.stringify(months), JSON.stringify([...new Set(edits.map(({ record }) => record))]));
  return new Map(
    rows.map((row) => [
      row.id.toString('hex'),
      {
        n: row.n,
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
