import type { Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import type Database from 'better-sqlite3';
import { type Row, type Timing, rounded, timed } from './measure.ts';

const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** A board, a move and a funnel through the whole call, beside what SQLite takes for the same rows. */
export async function dealRows(client: Client<Api>, raw: Database.Database): Promise<Row[]> {
  const pipelines = await client.pipelines.list();
  const [first, second] = [pipelines.find(({ name }) => name === '')!, pipelines.find(({ name }) => name === 'Wholesale')!];
  const now = Date.now();
  const board = { filter: [], limit: 50, now, closedSince: now - 30 * 86_400_000 };
  const rawBoard = raw.prepare(
    `SELECT d.title, d.amount, d.currency, d.orderKey, c.name, s.n FROM stages s JOIN deals d ON d.stageN = s.n LEFT JOIN contacts c ON c.n = d.contactN
     WHERE s.pipelineN = (SELECT n FROM pipelines WHERE id = ?) AND d.hidden = 0 AND d.outcome = '' ORDER BY s.orderKey, d.orderKey, d.id`,
  );
  const rawFunnel = raw.prepare(
    "SELECT stageN, entered, leftAs, count(*) FROM stageChanges WHERE stageN IN (SELECT n FROM stages WHERE pipelineN = (SELECT n FROM pipelines WHERE id = ?)) AND hidden = 0 AND entered > 0 GROUP BY stageN, entered, leftAs",
  );
  const bytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
  const rows = [
    row('board of 500 open deals', await timed(() => client.deals.board({ ...board, pipelineId: first.id }), 50), await timed(() => rawBoard.all(bytes(first.id)), 50), 10),
    row('board of 5,000 open deals', await timed(() => client.deals.board({ ...board, pipelineId: second.id }), 20), await timed(() => rawBoard.all(bytes(second.id)), 20), 50),
    row('funnel of 100,000 deals', await timed(() => client.dealReports.funnel({ ...ALL, pipelineId: second.id }), 5), await timed(() => rawFunnel.all(bytes(second.id)), 5), 150),
    row('forecast of twelve months', await timed(() => client.deals.forecast({ from: new Date(now).toISOString().slice(0, 7), months: 12, zone: 'Europe/Berlin', by: 'all' }), 20), null, 50),
  ];
  const people = (await client.deals.list({ filter: [{ field: 'state', is: 'open' }], sort: { by: 'created', descending: true }, limit: 200, now })).rows.flatMap(({ contact }) => contact?.id ?? []);
  const timeline = await timed((i) => client.entries.list({ contactId: people[i % people.length]!, moves: 'too', limit: 50 }), 100);
  const column = (await client.deals.column({ stageId: first.stages[0]!.id, filter: [], limit: 100, now })).rows;
  const move = await timed((i) => client.deals.move({ id: column[(i * 7) % column.length]!.id, stageId: first.stages[i % 2]!.id, after: null }), 40);
  return [...rows, row('timeline of a contact with deals', timeline, null, 10), row('one move', move, null, 20)];
}

const row = (name: string, { p50, p95, p99 }: Timing, raw: Timing | null, budget: number): Row => ({
  name,
  p50Ms: rounded(p50),
  p99Ms: rounded(p99),
  rawP50Ms: raw && rounded(raw.p50),
  ratio: raw && rounded(p50 / raw.p50),
  budget: `p95 ≤ ${budget} (is ${p95.toFixed(1)})`,
  ok: p95 <= budget,
});
