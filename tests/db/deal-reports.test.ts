import { describe, expect, it } from 'vitest';
import type { NewDeal } from '../../core/api/deals.ts';
import type { Id } from '../../core/ids.ts';
import { aDesk, plainCalls } from '../support/desk.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DAY_MS = 86_400_000;

/** A year in which the clock stands where it is put. */
class Year {
  readonly ports = fakePorts(1, Date.parse('2026-01-01T09:00:00Z'));
  readonly calls = plainCalls(aDesk(temporaryFolder(), this.ports));

  on(day: string): this {
    this.ports.advance(Date.parse(`${day}T09:00:00Z`) - this.ports.now());
    return this;
  }

  async deal(deal: NewDeal): Promise<Id> {
    return (await this.calls.deals.create({ currency: 'EUR', ...deal })).id;
  }

  async pipeline() {
    const [pipeline] = await this.calls.pipelines.list();
    return { pipelineId: pipeline!.id, stages: pipeline!.stages.map(({ id }) => id) };
  }
}

const all = { from: 0, to: Number.MAX_SAFE_INTEGER };

describe('the funnel', () => {
  it('says how many came to each stage, how they left it and how long half of them stayed', async () => {
    const year = new Year();
    const { pipelineId, stages } = await year.pipeline();
    const ids: Id[] = [];
    for (const title of ['A', 'B', 'C', 'D']) ids.push(await year.on('2026-01-01').deal({ title }));
    for (const [at, day] of ['2026-01-03', '2026-01-05', '2026-01-11'].entries()) await year.on(day).calls.deals.move({ id: ids[at]!, stageId: stages[1]!, after: null });
    await year.on('2026-01-20').calls.deals.close({ id: ids[0]!, outcome: 'won' });
    await year.calls.deals.close({ id: ids[1]!, outcome: 'lost' });
    // Back and forth is another stay, not another deal.
    await year.on('2026-01-21').calls.deals.move({ id: ids[2]!, stageId: stages[0]!, after: null });
    const { stages: funnel } = await year.calls.dealReports.funnel({ pipelineId, ...all });
    expect(funnel[0]).toEqual({ stageId: stages[0], entered: 4, open: 2, moved: 3, won: 0, lost: 0, medianStay: 4 * DAY_MS });
    expect(funnel[1]).toEqual({ stageId: stages[1], entered: 3, open: 0, moved: 1, won: 1, lost: 1, medianStay: 15 * DAY_MS });
    expect(funnel[2]).toMatchObject({ entered: 0, medianStay: null });
    const { stages: later } = await year.calls.dealReports.funnel({ pipelineId, from: Date.parse('2026-01-04'), to: all.to });
    expect(later[1]).toMatchObject({ entered: 2 });
    const listed = await year.calls.deals.list({ filter: [{ field: 'entered', stageId: stages[1]!, ...all, leftAs: 'lost' }], sort: { by: 'title', descending: false }, limit: 10, now: 0 });
    expect(listed.rows.map(({ title }) => title)).toEqual(['B']);
  });

  it('counts a move that was undone as if it had never been', async () => {
    const year = new Year();
    const { pipelineId, stages } = await year.pipeline();
    const id = await year.on('2026-01-01').deal({ title: 'A' });
    await year.on('2026-01-02').calls.deals.move({ id, stageId: stages[1]!, after: null });
    await year.calls.history.undo({});
    const { stages: funnel } = await year.calls.dealReports.funnel({ pipelineId, ...all });
    expect(funnel.map(({ entered, open, moved }) => [entered, open, moved])).toEqual([[1, 1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]);
  });
});

describe('what was closed', () => {
  it('is told apart by reason, source and owner, each currency by itself', async () => {
    const year = new Year().on('2026-02-01');
    const won = await year.deal({ title: 'A', minor: 100, source: 'Fair' });
    const lost = await year.deal({ title: 'B', minor: 200, source: 'Fair' });
    const other = await year.deal({ title: 'C', minor: 300, currency: 'GBP' });
    await year.calls.deals.close({ id: won, outcome: 'won', reason: { name: 'Friends' } });
    await year.calls.deals.close({ id: lost, outcome: 'lost', reason: { name: 'Moved' } });
    await year.calls.deals.close({ id: other, outcome: 'lost' });
    const bySource = await year.calls.dealReports.closed({ ...all, by: 'source' });
    expect(bySource.rows.map(({ key, outcome, count, sums }) => [key, outcome, count, sums.map(({ amount, currency }) => [amount, currency])])).toEqual([
      [null, 'lost', 1, [[300, 'GBP']]],
      ['Fair', 'lost', 1, [[200, 'EUR']]],
      ['Fair', 'won', 1, [[100, 'EUR']]],
    ]);
    const reasons = new Map((await year.calls.closeReasons.list()).map(({ id, name }) => [id as string, name]));
    const byReason = await year.calls.dealReports.closed({ ...all, by: 'reason' });
    expect(new Set(byReason.rows.map(({ key }) => (key === null ? null : reasons.get(key))))).toEqual(new Set(['Friends', 'Moved', null]));
    expect((await year.calls.dealReports.closed({ from: 0, to: 1, by: 'owner' })).rows).toEqual([]);
  });

  it('took so long, by month', async () => {
    const year = new Year();
    for (const [made, closed] of [['2026-01-01', '2026-01-11'], ['2026-01-01', '2026-01-31'], ['2026-01-05', '2026-02-01']] as const) {
      const id = await year.on(made).deal({ title: made });
      await year.on(closed).calls.deals.close({ id, outcome: 'won' });
    }
    const { months, median, won } = await year.calls.dealReports.cycle({ from: '2026-01', months: 2, zone: 'UTC' });
    expect(months).toEqual([{ month: '2026-01', won: 2, median: 10 * DAY_MS }, { month: '2026-02', won: 1, median: 27 * DAY_MS }]);
    expect([median, won]).toEqual([27 * DAY_MS, 3]);
  });
});

describe('the forecast against what came', () => {
  it('is the one of the first of the month, whatever was changed since', async () => {
    const year = new Year();
    const { stages } = await year.pipeline();
    const sure = await year.on('2026-01-10').deal({ title: 'Sure', minor: 1000, stageId: stages[3]!, expectedClose: '2026-02-20' });
    const slipped = await year.deal({ title: 'Slipped', minor: 2000, probability: 50, expectedClose: '2026-02-25' });
    await year.on('2026-02-10').calls.deals.update({ id: slipped, fields: { expectedClose: '2026-03-10', minor: 1500 } });
    await year.on('2026-02-15').deal({ title: 'New', minor: 9000, expectedClose: '2026-02-28', probability: 90 });
    await year.on('2026-02-20').calls.deals.update({ id: sure, fields: { minor: 800 } });
    await year.calls.deals.close({ id: sure, outcome: 'won' });
    await year.on('2026-03-20').calls.deals.close({ id: slipped, outcome: 'lost' });
    const { rows } = await year.calls.dealReports.accuracy({ from: '2026-02', months: 2, zone: 'UTC' });
    expect(rows).toEqual([
      // 90 % of 10.00 and 50 % of 20.00 were expected; 8.00 came.
      { month: '2026-02', currency: 'EUR', expected: 1900, won: 800 },
      // 50 % of 15.00 were still expected in March.
      { month: '2026-03', currency: 'EUR', expected: 750, won: 0 },
    ]);
  });

  it('lists the deals that were expected, as they are today, and never those of which nobody knew', async () => {
    const year = new Year();
    const { pipelineId } = await year.pipeline();
    const { id: elsewhere } = await year.calls.pipelines.create({ name: 'Wholesale', stages: [{ name: 'Order', probability: 90 }] });
    const other = (await year.calls.pipelines.list()).find(({ id }) => id === elsewhere)!.stages[0]!.id;
    const won = await year.on('2026-01-10').deal({ title: 'Won', minor: 1000, expectedClose: '2026-02-20' });
    const slipped = await year.deal({ title: 'Slipped', minor: 2000, expectedClose: '2026-02-25' });
    const changed = await year.deal({ title: 'Changed pipelines', minor: 400, expectedClose: '2026-02-28' });
    const gone = await year.deal({ title: 'In the bin', minor: 400, expectedClose: '2026-02-28' });
    await year.deal({ title: 'Later', minor: 500, expectedClose: '2026-03-01' });
    await year.on('2026-02-05').calls.deals.update({ id: slipped, fields: { expectedClose: '2026-06-10', minor: 1500 } });
    await year.calls.deals.move({ id: changed, stageId: other, after: null });
    await year.on('2026-02-15').deal({ title: 'New', minor: 9000, expectedClose: '2026-02-28' });
    await year.calls.deals.close({ id: won, outcome: 'won' });
    await year.calls.deals.remove({ id: gone });
    const titles = async (month: string, within: Id | null = null) => {
      const { rows, count } = await year.calls.deals.list({ filter: [{ field: 'expectedThen', month, zone: 'UTC', pipelineId: within }], sort: { by: 'title', descending: false }, limit: 10, now: 0 });
      expect(count).toBe(rows.length);
      return rows.map(({ title }) => title);
    };
    expect(await titles('2026-02')).toEqual(['Changed pipelines', 'Slipped', 'Won']);
    expect(await titles('2026-02', pipelineId)).toEqual(['Changed pipelines', 'Slipped', 'Won']);
    expect(await titles('2026-02', elsewhere)).toEqual([]);
    expect(await titles('2026-03')).toEqual(['Later']);
    expect(await titles('2026-06')).toEqual(['Slipped']);
  });
});
