import { describe, expect, it } from 'vitest';
import { dueToFire, inbox } from '../../db/fired.ts';
import type { Pipeline } from '../../core/pipelines.ts';
import { derivedMistakes } from '../support/derived.ts';
import { type Desk, NOBODY_WAITS, aDesk, plainCalls } from '../support/desk.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The one of this process, in which the sample plans. */
const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

async function loaded(at: string): Promise<Desk> {
  const desk = aDesk(temporaryFolder(), fakePorts(1, Date.parse(at)));
  await desk.calls.profile.loadSample(undefined, NOBODY_WAITS);
  return desk;
}

const today = ({ calls }: Desk) => calls.reminders.today({ zone: ZONE, whose: 'mine', laterDays: 7, limit: 50 }, NOBODY_WAITS);

describe('a first look at Today with sample data', () => {
  it.each(['2026-06-17T09:10', '2026-06-20T00:05', '2026-12-31T12:00', '2027-02-26T15:45', '2028-02-26T23:50'])('finds something of everything, on %s', async (at) => {
    const desk = await loaded(at);
    const { overdue, dueToday, later, cadences, noNextStep, anniversaries, stalled } = await today(desk);
    expect(overdue.rows.map(({ due }) => due.includes('T'))).toEqual([true, false]);
    expect(dueToday.total).toBeGreaterThanOrEqual(1);
    expect(later.total).toBeGreaterThanOrEqual(3);
    expect(later.rows.filter(({ repeat }) => repeat !== null)).toHaveLength(1);
    expect(cadences.rows.map(({ contact }) => contact.name)).toEqual(['ليلى الحداد']);
    expect(noNextStep.total).toBeGreaterThanOrEqual(1);
    expect(anniversaries.map(({ contact }) => contact.name)).toContain('Bartholomew Featherstonehaugh');
    expect(stalled.rows.map(({ title }) => title)).toEqual(['Courtyard levels and drainage']);
    expect(new Set([...overdue.rows, ...dueToday.rows, ...later.rows].map(({ kind }) => kind))).toEqual(new Set(['call', 'email', 'meeting', 'task']));
  });

  it('has a call in two hours while the day is long enough', async () => {
    const { dueToday } = await today(await loaded('2026-06-17T09:10'));
    expect(dueToday.rows.map(({ due }) => due)).toEqual(['2026-06-17', '2026-06-17T11:30']);
    expect((await today(await loaded('2026-06-17T21:00'))).later.rows[0]?.due).toBe('2026-06-18T10:00');
  });

  it('is told of nothing that invented people wait for already', async () => {
    const { store } = await loaded('2026-06-17T09:10');
    expect(dueToFire(store, { now: store.ports.now(), zone: ZONE, allDayAt: '09:00' }, 9)).toEqual({ reminders: [], total: 0 });
    expect(inbox(store, 9).unseen).toBe(0);
  });
});

describe('a first look at the board with sample data', () => {
  it('finds deals in every stage, one that is stalled, and some that ended', async () => {
    const desk = await loaded('2026-06-17T09:10');
    const { store } = desk;
    const calls = plainCalls(desk);
    const [{ id: pipelineId }] = (await calls.pipelines.list()) as [Pipeline];
    const now = store.ports.now();
    const { columns, won, lost } = await calls.deals.board({ pipelineId, filter: [], limit: 20, now, closedSince: now - 30 * 86_400_000 });
    expect(columns.map(({ count }) => count)).toEqual([2, 2, 1, 1]);
    expect([won.count, lost.count]).toEqual([1, 1]);
    expect((await calls.deals.list({ filter: [{ field: 'attention', is: 'stalled' }], sort: { by: 'title', descending: false }, limit: 9, now })).rows.map(({ title }) => title)).toEqual(['Courtyard levels and drainage']);
    const jetty = columns[2]!.rows[0]!;
    expect(jetty).toMatchObject({ title: 'Jetty and bathing steps', next: { kind: expect.any(String) } });
    const { history } = await calls.deals.get({ id: jetty.id });
    expect(history).toHaveLength(3);
    expect(history[0]!.from).toBe(jetty.createdAt);
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('leaves no deal when it is removed, and a pipeline to begin with', async () => {
    const desk = await loaded('2026-06-17T09:10');
    const calls = plainCalls(desk);
    await calls.profile.removeSample();
    const [{ stages, origin }] = (await calls.pipelines.list()) as [Pipeline];
    expect([origin, stages.length]).toEqual(['start', 4]);
    expect(desk.store.prepare("SELECT count(*) AS n FROM deals WHERE deleted IS NULL OR deleted <> x'ff'").get()!.n).toBe(0);
    const { id } = await calls.deals.create({ title: 'My own' });
    expect((await calls.deals.get({ id })).title).toBe('My own');
  });
});

it('leaves no reminder, series or cadence when it is removed, nor what came of them', async () => {
  const desk = await loaded('2026-06-17T09:10');
  const { calls, store } = desk;
  const { rows } = await calls.reminders.list({ state: 'open', limit: 50 }, NOBODY_WAITS);
  for (const { id } of rows) await calls.reminders.complete({ id, nextStep: { purpose: 'more', due: '2026-07-01', zone: '' } }, NOBODY_WAITS);
  const mine = await calls.reminders.create({ purpose: 'my own', due: '2026-07-01', zone: '' }, NOBODY_WAITS);
  await calls.profile.removeSample(undefined, NOBODY_WAITS);
  const left = (table: string): number => store.prepare(`SELECT count(*) AS n FROM ${table} WHERE deleted IS NULL OR deleted <> x'ff'`).get()!.n;
  expect(['reminderSeries', 'cadences'].map(left)).toEqual([0, 0]);
  expect((await calls.reminders.list({ state: 'done', limit: 50 }, NOBODY_WAITS)).rows).toEqual([]);
  expect((await calls.reminders.get({ id: mine.id }, NOBODY_WAITS)).purpose).toBe('my own');
  expect(store.prepare('SELECT count(*) AS n FROM fired').get()!.n).toBe(0);
});
